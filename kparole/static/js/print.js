// Shows the sheets again as soon as a choice changes; without this script, a button does.
const form = document.querySelector("[data-print]");
let last = 0;

async function show() {
  const mine = ++last;
  const shown = document.querySelector("[data-print-shown]");
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  shown.setAttribute("aria-busy", "true");
  const answer = await fetch(address).catch(() => null);
  if (mine !== last) return; // another choice was made meanwhile
  if (!answer?.ok) {
    form.submit(); // the browser says what is wrong better than we do
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== last) return;
  shown.replaceWith(page.querySelector("[data-print-shown]"));
  follow(page.querySelector("[data-print]"));
  history.replaceState(null, "", address);
}

// Another format, another deck: the boxes that are usual for it, the languages it has. What has the focus keeps it.
function follow(fresh) {
  const here = document.activeElement;
  const [name, value] = [here?.name, here?.value];
  form.elements.pour.value = fresh.elements.pour.value;
  const before = form.querySelectorAll("fieldset");
  fresh.querySelectorAll("fieldset").forEach((set, rank) => before[rank]?.replaceWith(set));
  if (name && here.type !== "select-one") form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)?.focus();
}

if (form) {
  form.querySelector("[data-print-see]").hidden = true;
  form.addEventListener("change", show);
}
