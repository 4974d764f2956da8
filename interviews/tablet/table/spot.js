// How the table is laid for so many cards, and where a lifted one lies: over its own place, never over those that were taken.

const FEW = 4;
const SOME = 8;
const FIT = 15; // more, and the cards would be too small to be read: the table scrolls
const STRIP_FROM = 4; // in six columns, the strip has the last three cells of the third row
const PHONE = matchMedia("(max-width: 640px), (max-width: 960px) and (max-height: 500px)");
const STANDING = matchMedia("(orientation: portrait)");

/** The classes of a table of so many cards, as the screen is held now. */
export function boardOf(count) {
  const size = count <= FEW ? "deck-4" : count <= SOME ? "deck-8" : "deck-15";
  if (PHONE.matches || count > FIT) return count <= FEW ? "scrolls deck-4" : "scrolls";
  return size !== "deck-15" || STANDING.matches ? `wide ${size}` : size;
}

/** Draw again when the screen is turned. */
export function watchBoard(turned) {
  for (const one of [PHONE, STANDING]) one.addEventListener("change", turned);
}

/** @returns {{column: number, row: number, rows: number}} counted from 1, for a card at this place of the deck */
export function spotOf(index, count, columns) {
  const alone = columns === FEW && count <= 2 ? 1 : 0; // one or two cards lie in the middle
  const column = (index % columns) + 1 + alone;
  const row = Math.floor(index / columns) + 1;
  if (columns !== 6) return clamped(column, row, { columns, last: Math.max(Math.ceil(count / columns), columns === 2 ? 2 : 1) });
  if (row === 3) return clamped(Math.min(column, STRIP_FROM - 2), row, { columns, last: 3 });
  const above = row === 2 && column >= STRIP_FROM - 1;
  return clamped(column, above ? 1 : row, { columns, last: 3 });
}

/** The columns of the table as it is shown now. */
export function columnsNow() {
  return Number.parseInt(getComputedStyle(document.body).getPropertyValue("--columns"), 10) || 6;
}

function clamped(column, row, { columns, last }) {
  return { column: Math.min(column, columns - 1), row: Math.max(1, Math.min(row, last - 1)), rows: last > 1 ? 2 : 1 };
}
