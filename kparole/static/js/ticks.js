// A tap ticks a point where it is, without loading the page again. Without this script the forms do it, a page at a time.

for (const form of document.querySelectorAll("[data-tick]")) {
  form.addEventListener("submit", (event) => tick(event, form));
}

async function tick(event, form) {
  event.preventDefault();
  const button = form.querySelector("[name=fait]");
  const sent = new FormData(form);
  sent.append(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, redirect: "manual" });
    if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
    show(form, button, button.value === "oui");
  } catch {
    asPage(form, button).submit(); // the page says what is wrong
  }
}

function show(form, button, done) {
  button.setAttribute("aria-pressed", String(done));
  button.value = done ? "non" : "oui";
  const list = form.closest("[data-ticks]");
  const count = list?.querySelector("[data-ticked]");
  if (count) count.textContent = String(list.querySelectorAll("[aria-pressed=true]").length);
}

function asPage(form, button) {
  const kept = document.createElement("input");
  Object.assign(kept, { type: "hidden", name: button.name, value: button.value });
  form.append(kept);
  return form;
}
