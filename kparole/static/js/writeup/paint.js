// Draws behind each text what is exact in it: the same text, transparent, with its stretches coloured. It also gives the
// field its height, so that it grows with the words.

import { stretches } from "./exact.js";

export const LONG = 20_000; // beyond, a field scrolls by itself: laying such a text out at each key would be felt

const painted = new WeakMap();

export function paint(mirror, text, piece) {
  const last = painted.get(mirror);
  if (last && last.text === text && last.piece === piece) return;
  painted.set(mirror, { text, piece });
  const parts = [];
  let place = 0;
  for (const [start, end] of stretches(text, piece)) {
    parts.push(text.slice(place, start), marked(text.slice(start, end)));
    place = end;
  }
  mirror.replaceChildren(...parts, `${text.slice(place)}\u200b`);
}

function marked(words) {
  const mark = document.createElement("span");
  mark.className = "own";
  mark.textContent = words;
  return mark;
}
