// The keyboard at the table: arrows move, Enter lifts then takes, Escape puts down, L reads; in the strip Alt+arrows, Delete.
import { isArrow, neighbour } from "./moves.js";

/** Give the focus to what a selector finds, once the screen was drawn and seen: what the finger waits for comes first. */
export function focusOn(selector) {
  requestAnimationFrame(() => setTimeout(() => document.querySelector(selector)?.focus()));
}

/** The three listeners that the grid, the lifted card and the strip ask for. */
export function keysOf(hand, look) {
  return {
    keys: (event) => onCards(hand, look, event),
    liftedKeys: (event, card) => onLifted(hand, look, event, card),
    stripKeys: (event) => onStrip(hand, event),
  };
}

function onCards(hand, look, event) {
  const element = event.target.closest("[data-card]");
  if (!element) return;
  const card = hand.app.card(element.dataset.card);
  if (isArrow(event.key)) return step(event, element, "[data-card]");
  if (event.key === "Enter" && event.repeat) event.preventDefault();
  else if (isRead(event)) read(hand, look, event, card);
}

function onLifted(hand, look, event, card) {
  if (event.target.matches("input")) return;
  if (event.key === "Enter" && event.repeat) event.preventDefault();
  else if (isRead(event)) read(hand, look, event, card);
  else if (isArrow(event.key)) {
    hand.putDown();
    step(event, document.querySelector(`[data-card="${card.id}"]`), "[data-card]");
  }
}

function onStrip(hand, event) {
  const element = event.target.closest("[data-pick]");
  if (!element) return;
  const { pick } = element.dataset;
  if (event.key === "Delete") return removed(hand, event, pick);
  if (!isArrow(event.key)) return;
  if (event.altKey) moved(hand, event, pick, element);
  else step(event, element, "[data-pick]");
}

async function removed(hand, event, pick) {
  event.preventDefault();
  await hand.back(pick);
  focusOn(hand.picks.length ? "[data-pick][tabindex='0']" : `[data-card="${hand.current}"]`);
}

async function moved(hand, event, pick, element) {
  event.preventDefault();
  const rightward = getComputedStyle(element).direction === "rtl" ? -1 : 1;
  const by = { ArrowRight: rightward, ArrowLeft: -rightward, ArrowDown: 1, ArrowUp: -1 }[event.key];
  await hand.move(pick, by);
  hand.app.say(`Carte ${hand.picks.findIndex((one) => one.pick === pick) + 1} sur ${hand.picks.length}.`);
  focusOn(`[data-pick="${pick}"]`);
}

function step(event, element, among) {
  event.preventDefault();
  const target = neighbour(element, [...element.closest("main").querySelectorAll(among)], event.key);
  if (!target) return element.focus();
  target.tabIndex = 0;
  if (target !== element) element.tabIndex = -1;
  target.focus();
}

function isRead(event) {
  return event.key.toLowerCase() === "l" && !event.ctrlKey && !event.altKey && !event.metaKey;
}

function read(hand, look, event, card) {
  event.preventDefault();
  if (hand.lifted === card.id) hand.listen(card);
  else if (!hand.pickOf(card)) look.touch(card);
}
