// What an interview is now: the fold of its journal. Pure; the same operations give the same state, whatever their
// order, and the same as on the server (interviews/fold.py).
import { erasedAmong } from "./erasure.js";
import { grouped, heads, ordered } from "./order.js";
import { TOLD } from "./told.js";

const AFTER_END = new Set(["consent.set", "step.enter", "note.off", "erase", "attachment.drop", "end.mark"]);
const AFTER_END_FIELDS = new Set(["terms", "hot-notes"]);
const WRITES = new Set(["note.write", "title.write", "note.off"]);
// Of answers that two devices wrote down side by side, the one that protects the person most is believed.
const PROTECTING = ["withdrawn", "refused", "given"];

export function fold(operations) {
  const alone = ordered(operations);
  const late = lateIds(alone);
  const erased = erasedAmong(alone);
  const counted = late.size ? alone.filter((one) => !late.has(one.id)) : alone;
  const state = blank(late, erased);
  for (const one of counted) {
    if (one.data !== null && !erased.has(one.id)) TOLD[one.kind]?.(state, one.data, one);
  }
  writeTexts(state, counted);
  state.marks = state.marks.filter((one) => state.texts.has(one.note) && !erased.has(one.on));
  keepConsents(state, counted);
  return conclude(state);
}

// True for what may still be written once the interview is over: consent, hot notes, terms, and what takes away.
export function mayFollowEnd({ kind, field = null, data = null }) {
  return AFTER_END.has(kind) || AFTER_END_FIELDS.has(field) || (kind === "note.mark" && AFTER_END_FIELDS.has(data?.note));
}

// All the standing texts of a field, each once; "" when nothing was written there.
export function textOf(state, field) {
  return [...new Set(versionsOf(state, field).map((one) => one.text))].join("\n\n");
}

export function versionsOf(state, field) {
  return state.texts.get(field) ?? [];
}

// The passages of a part (« note:ouverture », « note:carte:<pick> »), in the order of their first write; none is empty.
export function passagesOf(state, prefix) {
  const start = prefix.endsWith(":") ? prefix : `${prefix}:`;
  const fields = [...state.texts.keys()].filter((field) => field === prefix || field.startsWith(start));
  const passages = fields.map((field) => ({ field, text: textOf(state, field), marks: marksOf(state, field) }));
  return passages.filter((one) => one.text !== "");
}

export function marksOf(state, field) {
  return new Set(state.marks.filter((one) => one.note === field).map((one) => one.mark));
}

// The cards on the table, in their order; those put back left out.
export function standing(state) {
  return state.picks.filter((one) => !one.returned);
}

export function consentOf(state, use) {
  return state.consents.get(use)?.state ?? null;
}

// What a device wrote after its own end mark and that may not be written then. Another device may not have known.
function lateIds(alone) {
  const ends = new Map();
  for (const one of alone) {
    if (one.kind === "end.mark") ends.set(one.device, Math.min(one.seq, ends.get(one.device) ?? one.seq));
  }
  const late = alone.filter((one) => one.seq > (ends.get(one.device) ?? one.seq) && !mayFollowEnd(one));
  return new Set(late.map((one) => one.id));
}

function blank(afterEnd, erased) {
  const lists = { read: [], skipped: [], later: [], picks: [], marks: [], steps: [] };
  const maps = { texts: new Map(), consents: new Map(), attachments: new Map() };
  return { opened: null, person: {}, ...lists, ...maps, timer: null, ended: false, afterEnd, erased };
}

// The standing versions of each field; one that was forgotten still says that what it replaced is past.
function writeTexts(state, counted) {
  const writes = counted.filter((one) => WRITES.has(one.kind) && one.field !== null);
  for (const [field, ofField] of grouped(writes, (one) => one.field)) {
    const versions = heads(ofField)
      .filter((one) => one.data !== null && "text" in one.data && !state.erased.has(one.id))
      .map((one) => ({ operation: one.id, device: one.device, text: one.data.text }));
    if (versions.length) state.texts.set(field, versions);
  }
  state.picks = state.picks.map((one) => {
    const titles = state.texts.get(`title:${one.pick}`);
    return titles ? { ...one, title: titles.at(-1).text } : one;
  });
}

function keepConsents(state, counted) {
  const said = counted.filter((one) => one.kind === "consent.set" && one.data !== null && !state.erased.has(one.id));
  for (const [use, answers] of grouped(said, (one) => one.data.use)) {
    const rank = (one) => PROTECTING.indexOf(one.data.state);
    const last = heads(answers).reduce((best, one) => (rank(one) < rank(best) ? one : best)).data;
    const history = answers.map(({ data }) => ({ state: data.state, how: data.how }));
    state.consents.set(use, { state: last.state, how: last.how, history });
  }
}

// What follows from the rest: whether it is a trial, and the fields of which somebody must choose between two texts.
function conclude(state) {
  const differ = (versions) => new Set(versions.map((one) => one.text)).size > 1;
  const toSettle = [...state.texts].filter(([, versions]) => differ(versions)).map(([field]) => field);
  return { ...state, trial: Boolean(state.opened?.trial), toSettle };
}
