// One operation of an interview's journal: how it is made, how it is written down to be hashed, what its texts may
// carry. The server does the same (interviews/operations.py): what is hashed here must be hashed alike there.

export const NOTE_LIMIT = 200000; // characters as the server counts them: an emoji is one
export const TITLE_LIMIT = 2000;
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;
const KEYS = ["id", "interview", "device", "seq", "at", "kind", "field", "base", "data"];

export function makeOperation({ interview, device, seq, kind, field = null, base = null, data = {} }) {
  const at = new Date().toISOString();
  return { id: crypto.randomUUID(), interview, device, seq, at, kind, field, base, data: cleaned(data) };
}

// The text of the nine keys that is hashed: keys sorted, no spaces; keys of other origin do not count.
export function canonical(operation) {
  return written(Object.fromEntries(KEYS.map((key) => [key, operation[key] ?? null])));
}

export async function hashOf(operation) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(operation)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The text composed (NFC), lines ended by LF, and U+FFFD in place of what no document can carry.
export function cleanText(text) {
  return text.replace(/\r\n?/g, "\n").replace(FORBIDDEN, "\ufffd").normalize("NFC");
}

// True when cleaning takes signs away, which the person must be told.
export function replacesSigns(text) {
  return text.search(FORBIDDEN) >= 0;
}

// The characters of a text, as the server counts them.
export function lengthOf(text) {
  let pairs = 0;
  for (const _pair of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) pairs += 1;
  return text.length - pairs;
}

export function isTooLong(field, text) {
  const most = field.startsWith("title:") ? TITLE_LIMIT : NOTE_LIMIT;
  return text.length > most && lengthOf(text) > most;
}

function cleaned(value) {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== "object") return value;
  const told = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(told.map(([key, one]) => [key, cleaned(one)]));
}

function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort(byCharacter);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${written(value[key])}`).join(",")}}`;
}

// JavaScript sorts by halves of characters, the server by characters: it differs beyond U+FFFF.
function byCharacter(one, other) {
  const [left, right] = [one, other].map((key) => Array.from(key, (sign) => sign.codePointAt(0)));
  const place = left.findIndex((code, number) => code !== right[number]);
  if (place < 0) return left.length - right.length;
  return place < right.length ? left[place] - right[place] : 1;
}
