// Words on their way to the journal: signs that cannot be kept are replaced, and a text longer than a note may be makes
// several passages; both are said. Nothing is cut.

import { NOTE_LIMIT, cleanText, replacesSigns } from "../journal/operation.js";

const REPLACED = "Un signe illisible a été remplacé par \uFFFD. Le reste est là.";
const SPLIT = "C’était très long\u00a0: c’est gardé en plusieurs passages.";

/** Write the text in this field of the desk; gives what the field must show, then {field, text} of further passages. */
export function keepWords(desk, field, text) {
  const [first, ...rest] = pieces(cleanText(text));
  desk.interview.write(field, first);
  const more = rest.map((one) => ({ field: desk.newField(), text: one }));
  for (const one of more) desk.interview.write(one.field, one.text);
  const replaced = replacesSigns(text);
  desk.remark = replaced ? REPLACED : null;
  if (more.length > 0) {
    desk.remark = SPLIT;
    desk.attempt(() => desk.interview.settle());
  }
  return [replaced || more.length > 0 ? first : text, ...more];
}

/** A text in pieces that a note can hold, counted as the server counts. */
export function pieces(text, most = NOTE_LIMIT) {
  if (text.length <= most) return [text];
  const signs = Array.from(text);
  const found = [];
  for (let from = 0; from < signs.length; from += most) found.push(signs.slice(from, from + most).join(""));
  return found;
}
