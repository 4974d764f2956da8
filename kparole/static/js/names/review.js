// The review of names by touch and by keyboard: a decision leaves at once, the page follows without moving.

const page = () => document.querySelector("[data-review]");
const lines = () => [...page().querySelectorAll("[data-names] [data-name]:not(.leaving)")];
const told = (words) => { const place = page().querySelector("[data-told]"); if (place) place.textContent = words; };
let waiting = Promise.resolve();
let under = 0;
let current = 0;

function mark(place, focus = true) {
  const all = lines();
  current = Math.max(0, Math.min(place, all.length - 1));
  page().querySelectorAll("[data-name][aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  const line = all[current];
  if (!line) return;
  line.setAttribute("aria-current", "true");
  if (focus) {
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  }
}

/** Send a form and put the page that comes back in the place of this one, unless others are still leaving. */
function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  under += 1;
  waiting = waiting.then(() => fetch(form.action, { method: "POST", body, credentials: "same-origin" })).then(async (answer) => {
    under -= 1;
    if (!answer.ok) throw new Error(String(answer.status));
    if (under === 0) replaceWith(await answer.text());
  }).catch(() => { window.location.reload(); });
  return waiting;
}

function replaceWith(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const next = fresh.querySelector("[data-review]");
  if (!next) { window.location.reload(); return; }
  const said = fresh.querySelector(".flashes");
  const inside = page().contains(document.activeElement) || document.activeElement === document.body;
  page().replaceWith(next);
  document.querySelector("main > .flashes")?.remove();
  if (said) next.before(said);
  begin(inside);
}

function decide(line, choice, button = line.querySelector(`[data-decide] button[value="${choice}"]`)) {
  const form = line.querySelector("[data-decide]");
  const place = lines().indexOf(line);
  if (place >= 0) line.classList.add("leaving");
  const words = line.querySelector(".words strong").textContent;
  send(form, button);
  if (place >= 0) mark(place);
  told(choice.startsWith("garder") ? `${words} est gardé.` : `${words} sera changé.`);
}

function begin(focus) {
  page().querySelectorAll("[data-keys]").forEach((one) => { one.hidden = false; });
  page().querySelectorAll("[data-decide]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      decide(form.closest("[data-name]"), event.submitter.value, event.submitter);
    });
  });
  page().querySelectorAll("[data-undo]").forEach((form) => {
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
  });
  lines().forEach((line, place) => line.addEventListener("focusin", () => {
    if (place !== current || !line.hasAttribute("aria-current")) mark(lines().indexOf(line), false);
  }));
  mark(current, focus);
  document.dispatchEvent(new CustomEvent("names:fresh"));
}

const KEYS = {
  c: () => now("changer"), C: () => now("changer-partout"), g: () => now("garder"), G: () => now("garder-partout"),
  ArrowDown: () => mark(current + 1), ArrowUp: () => mark(current - 1), z: () => page().querySelector("[data-undo]")?.requestSubmit(),
};

function now(choice) {
  const line = lines()[current];
  if (line) decide(line, choice);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, summary, [contenteditable]")) return;
  const act = KEYS[event.key];
  if (!act || (!lines().length && event.key !== "z")) return;
  event.preventDefault();
  act();
});

begin(false);
