// Which operation a new one builds on. What it builds on, it replaces: so it must be something that was seen here.
import { heads, ordered } from "./order.js";

const WRITES = new Set(["note.write", "title.write", "note.off"]);

// The last words on a field: one operation, or several made side by side by different devices.
export function headsOf(operations, field) {
  return heads(ordered(operations.filter((one) => one.field === field && WRITES.has(one.kind))));
}

// The base of a new operation of this device: its own last word where it stands (another device's, made beside it, stays
// to be chosen), else the last of all. A mark builds on its note. An answer on a use builds on another device's: it was
// shown when this one was asked for, and one's own last is replaced anyway.
export function baseFor(operations, device, field, kind = null, data = {}) {
  if (kind === "consent.set") {
    const answers = operations.filter((one) => one.kind === kind && one.data?.use === data.use);
    const standing = heads(ordered(answers));
    return (standing.findLast((one) => one.device !== device) ?? standing.at(-1))?.id ?? null;
  }
  const name = kind === "note.mark" ? data.note : field;
  if (name === null) return null;
  const standing = headsOf(operations, name);
  return (standing.find((one) => one.device === device) ?? standing.at(-1))?.id ?? null;
}
