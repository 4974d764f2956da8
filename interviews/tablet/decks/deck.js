// A deck as data: its cards, its languages, its files. Pure.

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"]);

/** What names a deck exactly: the same words, the same pictures. */
export function nameOf({ id, version }) {
  return `${id}@${version}`;
}

/** A card of the deck by its id, one that is hidden now included; undefined when the deck has none. */
export function cardOf(deck, id) {
  return deck.cartes.find((card) => card.id === id) ?? deck.autres?.find((card) => card.id === id);
}

/** The languages in which every card on the table has a title; one that nobody described is called as the browser can. */
export function languagesOf(deck, known) {
  return deck.langues.map((code) => known.find((one) => one.code === code) ?? undescribed(code));
}

/** The addresses of the pictures and sounds of the cards on the table, each once. */
export function mediaOf(deck) {
  return [...new Set(deck.cartes.flatMap((card) => [card.image, ...Object.values(card.sons ?? {})]))];
}

const asked = new Map(); // code → language: a table of sixty cards asks sixty times

function undescribed(code) {
  if (!asked.has(code)) {
    asked.set(code, { code, nom: called(code), sens: RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr", lang: code, mots: {} });
  }
  return asked.get(code);
}

function called(code) {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
