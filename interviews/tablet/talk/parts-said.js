// The notes of an interview in the order they are read back: opening, the cards as they lie, closing. Pure.

import { cardOf } from "../decks/deck.js";
import { passagesOf, standing } from "../journal/fold.js";

const DEFAULT_TITLE = "JOKER";

/** The parts that hold at least one passage: [{id, title, card, passages}]. */
export function partsSaid(state, deck) {
  const cards = standing(state).map((pick, place) => ({
    id: pick.pick, rank: place + 1, card: cardOf(deck, pick.card) ?? null,
    title: titleOf(pick, deck), passages: passagesOf(state, `note:carte:${pick.pick}`),
  }));
  const all = [
    { id: "ouverture", title: "L’ouverture", card: null, passages: passagesOf(state, "note:ouverture") },
    ...cards,
    { id: "cloture", title: "Pour finir", card: null, passages: passagesOf(state, "note:cloture") },
  ];
  return all.filter((part) => part.passages.length);
}

/** The title of a card taken: the one it was given, else the one printed on it. */
export function titleOf(pick, deck) {
  const card = cardOf(deck, pick.card);
  return (pick.title || card?.titres.fr || DEFAULT_TITLE).replaceAll("'", "’");
}

/** The passages as one text to say aloud. */
export function wordsOf(part) {
  const texts = part.passages.map((one) => one.text.trim());
  return texts.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(" ");
}
