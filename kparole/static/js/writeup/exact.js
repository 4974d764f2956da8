// Which stretches of a text are the person's own words: those between quotation marks, and those the server knew that are
// still there. The server counts for good; this is what shows in the second before it answers.

const QUOTED = /«([^«»]*)(?:»|$)|“([^“”]*)(?:”|$)/gu;

/** [[start, end], …] in order, apart from each other. */
export function stretches(text, piece) {
  if (text === piece.text) return piece.exact ?? [];
  const found = [...text.matchAll(QUOTED)].map((one) => trimmed(text, one.index + 1, one.index + 1 + (one[1] ?? one[2]).length));
  let place = 0;
  for (const [start, end] of piece.exact ?? []) {
    const words = piece.text.slice(start, end);
    const at = text.indexOf(words, place);
    if (!words.trim() || at < 0) continue;
    found.push([at, at + words.length]);
    place = at + words.length;
  }
  return joined(found.filter(([start, end]) => start < end));
}

function trimmed(text, start, end) {
  const words = text.slice(start, end);
  return [start + words.length - words.trimStart().length, start + words.trimEnd().length];
}

function joined(spans) {
  const kept = [];
  for (const [start, end] of spans.sort((one, other) => one[0] - other[0])) {
    const last = kept.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else kept.push([start, end]);
  }
  return kept;
}

/** The words chosen in a text as an edit says them: themselves, and how many times they come before. */
export function chosen(text, start, end) {
  if (start === end) [start, end] = [0, text.length];
  [start, end] = trimmed(text, start, end);
  const words = text.slice(start, end);
  let before = 0;
  for (let at = text.indexOf(words); words && at >= 0 && at < start; at = text.indexOf(words, at + 1)) before += 1;
  return { words, before, start, end };
}

export function within(spans, start, end) {
  return spans.some(([from, to]) => from <= start && end <= to);
}
