// When choosing is hard: three cards that most people have something to say about, shown only when it is asked for.

export const SUGGESTED = ["appris", "utile", "rencontre"];

/** Those of the three that still lie on the table. */
export function suggestions(hand) {
  return hand.onTable.filter((card) => SUGGESTED.includes(card.id));
}
