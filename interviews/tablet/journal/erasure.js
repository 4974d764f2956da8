// What must be forgotten: « erase » names one operation, « note.off » (off the record) takes away a whole note, with
// what was written beside it by a device that did not know of it. What is written in full knowledge of it stays.
// The server forgets alike (interviews/erasure.py).
import { ordered } from "./order.js";

const KEPT = new Set(["interview.open", "end.mark", "note.off", "erase"]); // no words in these

export function erasedIds(operations) {
  return erasedAmong(ordered(operations));
}

// The same, of a journal that is ordered already.
export function erasedAmong(alone) {
  const named = new Set(alone.filter((one) => one.kind === "erase" && one.data).map((one) => one.data.target));
  const lost = alone.filter((one) => !KEPT.has(one.kind) && (one.data === null || named.has(one.id)));
  const found = new Set(lost.map((one) => one.id));
  const offs = alone.filter((one) => one.kind === "note.off" && one.data);
  if (!offs.length) return found;
  const byId = new Map(alone.map((one) => [one.id, one]));
  const byField = new Map(offs.map((off) => [off.data.note, []]));
  for (const one of alone) byField.get(one.field)?.push(one);
  for (const off of offs) for (const id of offTheRecord(off, byField.get(off.data.note), byId)) found.add(id);
  return found;
}

// The writes of this field that were not made after ``off``, as far as can be told.
function offTheRecord(off, field, byId) {
  const after = new Map([[off.id, true]]);
  for (const one of field) decide(one, off, byId, after);
  return field.filter((one) => !KEPT.has(one.kind) && after.get(one.id) === false).map((one) => one.id);
}

// Notes whether this one, and those it builds on, came after ``off``; null as long as that cannot be known.
function decide(one, off, byId, after) {
  const chain = [];
  let answer = false;
  for (let current = one; current; current = current.base === null ? undefined : byId.get(current.base)) {
    if (after.has(current.id)) {
      answer = after.get(current.id);
      break;
    }
    chain.push(current);
    after.set(current.id, false); // a circle of bases ends here
    if (current.device === off.device) {
      answer = current.seq > off.seq;
      break;
    }
    if (current.base !== null && !byId.has(current.base)) {
      answer = null;
      break;
    }
  }
  for (const link of chain) after.set(link.id, answer);
}
