// A deck laid out: cards are moved by dragging or with the keyboard, and small changes are made without leaving the page.
// Without this script every form does the same, a page at a time.
const page = document.querySelector("[data-deck-page]");
const told = page.querySelector("[data-told]");
let chain = Promise.resolve(); // one change after the other, each on the deck as the one before left it
let held = null;

const zone = () => page.querySelector("[data-zone]");
const laid = () => page.querySelector("[data-laid]");
const cards = () => [...laid().querySelectorAll("[data-card]")];
const place = (id) => cards().find((card) => card.dataset.card === id);
const handle = (card) => card?.querySelector("a.card");

function send(action, fields, focus) {
  chain = chain.then(() => sent(action, fields(), focus)).catch(() => location.reload());
}

async function sent(action, body, focus) {
  const answer = await fetch(action, { method: "POST", body });
  if (!answer.ok) throw new Error(String(answer.status));
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = made.querySelector("[data-zone]");
  if (!fresh) throw new Error("another page");
  zone().replaceWith(document.adoptNode(fresh));
  const words = [...made.querySelectorAll(".flashes .note span")].map((one) => one.textContent.trim());
  told.textContent = words.join(" ");
  const wrong = made.querySelector(".flashes .note.alert");
  if (wrong) zone().prepend(document.adoptNode(wrong));
  ready(focus);
}

function ready(focus) {
  for (const keys of page.querySelectorAll("[data-keys]")) keys.hidden = false;
  const wanted = focus && document.getElementById(focus);
  const target = wanted && !wanted.disabled ? wanted : handle(wanted?.closest("[data-card]"));
  rove(target?.closest("[data-card]") ?? cards()[0]);
  (target ?? (focus ? page.querySelector("[data-annuler]:enabled, [data-retablir]:enabled") : null))?.focus();
}

// One card at a time is on the way of the Tab key: its picture, then its buttons.
function rove(current) {
  for (const card of cards()) {
    for (const stop of card.querySelectorAll("a, button")) stop.tabIndex = card === current ? 0 : -1;
  }
}

function fieldsOf(form, button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  return body;
}

function move(id, more, focus) {
  send(laid().dataset.move, () => {
    const body = new FormData(place(id).querySelector("form"));
    for (const [name, value] of Object.entries(more)) body.append(name, value);
    return body;
  }, focus);
}

function columns() {
  const [first] = cards();
  return Math.max(1, cards().filter((card) => card.offsetTop === first.offsetTop).length);
}

function pressed(event) {
  const card = event.target.closest("[data-card]");
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() };
  if (event.ctrlKey && ["z", "y"].includes(event.key.toLowerCase()) && !event.target.closest("input, textarea")) {
    const back = event.key.toLowerCase() === "z" && !event.shiftKey;
    event.preventDefault();
    page.querySelector(back ? "[data-annuler]:enabled" : "[data-retablir]:enabled")?.click();
    return;
  }
  if (!card || !(event.key in steps) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const id = card.dataset.card;
  if (!event.altKey) {
    const next = cards()[cards().indexOf(card) + steps[event.key]];
    if (next) {
      rove(next);
      handle(next).focus();
    }
  } else if (Math.abs(steps[event.key]) === 1) {
    move(id, { pas: steps[event.key] }, `ouvrir-${id}`);
  } else {
    const others = cards().filter((one) => one !== card);
    const target = cards().indexOf(card) + steps[event.key];
    move(id, { devant: others[Math.max(0, target)]?.dataset.card ?? "" }, `ouvrir-${id}`);
  }
}

function clearMarks() {
  for (const card of cards()) card.classList.remove("drop-here", "dragged");
  laid().classList.remove("drop-end");
}

// Where the dragged card would go: before the card under the pointer, or after it on its further half.
function target(event) {
  const card = event.target.closest("[data-card]");
  if (!card) return null;
  const box = card.getBoundingClientRect();
  return event.clientX > box.left + box.width / 2 ? card.nextElementSibling : card;
}

page.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-soft]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter;
  const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
  const body = fieldsOf(form, button);
  send(action, () => body, button?.id);
});
page.addEventListener("keydown", pressed);
page.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-card]");
  if (card) rove(card);
});
page.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (!card) return;
  held = card.dataset.card;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held);
  card.classList.add("dragged");
});
page.addEventListener("dragover", (event) => {
  if (!held || !event.target.closest("[data-laid]")) return;
  event.preventDefault();
  const before = target(event);
  for (const card of cards()) card.classList.toggle("drop-here", card === before);
  laid().classList.toggle("drop-end", !before);
});
page.addEventListener("drop", (event) => {
  if (!held) return;
  event.preventDefault();
  const before = target(event);
  if (before?.dataset.card !== held) move(held, { devant: before?.dataset.card ?? "" }, `ouvrir-${held}`);
  clearMarks();
  held = null;
});
page.addEventListener("dragend", () => {
  clearMarks();
  held = null;
});
ready();
