// The cards on the table: touch one to lift and read it, arrows to move, L to hear it with a voice of this device.
const table = document.querySelector("[data-table]");
const cards = [...table.querySelectorAll("[data-card]")];
const said = document.querySelector("[data-said]");
const listen = document.querySelector("[data-listen]");
const question = said.textContent;
let lifted = null;

function voice() {
  return speechSynthesis.getVoices().find((v) => v.localService && v.lang.toLowerCase().startsWith("fr"));
}

function speak() {
  if (!lifted || !voice()) return;
  speechSynthesis.cancel();
  for (const sentence of lifted.dataset.spoken.match(/[^.!?…]+[.!?…]*/g) ?? []) {
    const words = new SpeechSynthesisUtterance(sentence.trim());
    words.voice = voice();
    words.lang = "fr-FR";
    speechSynthesis.speak(words);
  }
}

function lift(card) {
  if (lifted) {
    lifted.classList.remove("lifted");
    lifted.setAttribute("aria-pressed", "false");
  }
  lifted = card === lifted ? null : card;
  if (lifted) {
    lifted.classList.add("lifted");
    lifted.setAttribute("aria-pressed", "true");
  }
  said.textContent = lifted ? lifted.dataset.spoken : question;
  listen.hidden = !(lifted && "speechSynthesis" in window && voice());
}

function columns() {
  const top = cards[0].offsetTop;
  return Math.max(1, cards.filter((card) => card.offsetTop === top).length);
}

function move(from, key) {
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() };
  const target = cards[cards.indexOf(from) + (steps[key] ?? 0)];
  if (!target) return;
  for (const card of cards) card.tabIndex = card === target ? 0 : -1;
  target.focus();
}

cards.forEach((card, place) => { card.tabIndex = place ? -1 : 0; });
table.addEventListener("click", (event) => {
  const card = event.target.closest("[data-card]");
  if (card) lift(card);
});
table.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-card]");
  if (card && event.key.startsWith("Arrow")) {
    event.preventDefault();
    move(card, event.key);
  } else if (event.key === "Escape" && lifted) {
    lift(lifted);
  } else if (event.key.toLowerCase() === "l" && card) {
    if (lifted !== card) lift(card);
    speak();
  }
});
listen.addEventListener("click", speak);
if ("speechSynthesis" in window) speechSynthesis.getVoices();
