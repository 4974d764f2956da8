// Where a lifted card lies: over its own place, two columns wide and two rows high, never over the cards that were taken.

const STRIP_FROM = 4; // in six columns, the strip has the last three cells of the last row

/** @returns {{column: number, row: number, rows: number}} counted from 1, for a card at this place of the deck */
export function spotOf(index, count, columns) {
  const column = (index % columns) + 1;
  const row = Math.floor(index / columns) + 1;
  if (columns !== 6) return clamped(column, row, { columns, last: Math.ceil((count + 1) / columns) });
  const last = rowsOf(count);
  if (row === last) return clamped(Math.min(column, STRIP_FROM - 2), row, { columns, last });
  const above = row === last - 1 && column >= STRIP_FROM - 1;
  if (above && row === 1) return { column: Math.min(column, columns - 1), row, rows: 1 };
  return clamped(column, above ? row - 1 : row, { columns, last });
}

/** The rows of six that the cards and the strip need. */
export function rowsOf(count) {
  return Math.max(2, Math.ceil((count + 3) / 6));
}

/** The columns of the table as it is shown now. */
export function columnsNow() {
  return Number.parseInt(getComputedStyle(document.body).getPropertyValue("--columns"), 10) || 6;
}

function clamped(column, row, { columns, last }) {
  return { column: Math.min(column, columns - 1), row: Math.max(1, Math.min(row, last - 1)), rows: last > 1 ? 2 : 1 };
}
