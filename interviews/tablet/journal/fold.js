// What an interview is now: the fold of its journal, and how to read it. Pure; the same operations give the same state,
// whatever their order, and the same as on the server (interviews/fold.py).
import { Folding } from "./folding.js";

// {opened, person, read, skipped, later, picks, texts, marks, consents, steps, timer, attachments, ended, trial,
// toSettle, afterEnd, erased}; see folding.js and told.js.
export function fold(operations) {
  return new Folding(operations).state;
}

// All the standing texts of a field, each once; "" when nothing was written there.
export function textOf(state, field) {
  return [...new Set(versionsOf(state, field).map((one) => one.text))].join("\n\n");
}

// The standing versions of a field: two or more when devices wrote side by side.
export function versionsOf(state, field) {
  return state.texts.get(field) ?? [];
}

// The passages of a part (« note:ouverture », « note:carte:<pick> »), in the order of their first write. Those that
// were emptied are left out, unless `empty`: their words of before are still in the journal.
export function passagesOf(state, prefix, { empty = false } = {}) {
  const start = prefix.endsWith(":") ? prefix : `${prefix}:`;
  const fields = [...state.texts.keys()].filter((field) => field === prefix || field.startsWith(start));
  const passages = fields.map((field) => ({ field, text: textOf(state, field), marks: marksOf(state, field) }));
  return empty ? passages : passages.filter((one) => one.text.trim() !== "");
}

export function marksOf(state, field) {
  return new Set(state.marks.filter((one) => one.note === field).map((one) => one.mark));
}

// The cards on the table, in their order; those put back left out.
export function standing(state) {
  return state.picks.filter((one) => !one.returned);
}

// "given", "refused" or "withdrawn"; null when it was not asked.
export function consentOf(state, use) {
  return state.consents.get(use)?.state ?? null;
}
