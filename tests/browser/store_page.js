// What the tests of the store share, in the page.

import { openStore } from "/entretien/app/store/store.js";

const DEVICE = "0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c";

export const said = [];

export async function make({ closed = false, pin = null } = {}) {
  const store = await openStore();
  if (store.state === "neuve" && !closed) await store.begin({ ...server, pin });
  return store;
}

export function heard(store) {
  store.addEventListener("change", ({ detail }) => said.push(detail));
}

export function operation(seq, more = {}) {
  return {
    id: crypto.randomUUID(), interview: INTERVIEW, device: DEVICE, seq, at: "2026-11-22T04:05:06.789Z",
    kind: "note.write", field: "terms", base: null, data: { text: `mot ${seq}` }, ...more,
  };
}

export const seqs = (operations) => operations.map((one) => one.seq);
export const words = (text, wanted) => wanted.filter((one) => text.includes(one));

export function refusal(promise) {
  return promise.then(() => null, ({ code, message, kept, wait }) => ({ code, message, kept, wait }));
}

async function database() {
  const { openDB } = await import("/static/vendor/idb.js");
  return openDB("kparole-tablette");
}

async function everything() {
  const db = await database();
  const all = [];
  for (const name of db.objectStoreNames) all.push(...(await db.getAll(name)).map((row) => [name, row]));
  db.close();
  return all;
}

export async function rowsOnTheDisk() {
  const counts = { interviews: 0, operations: 0, drafts: 0, files: 0, pieces: 0 };
  for (const [name] of await everything()) if (name in counts) counts[name] += 1;
  return counts;
}

export async function keysOnTheDisk() {
  return (await everything()).filter(([name, row]) => name === "keys" && row.key).map(([, row]) => row.key);
}

// Turns one bit of the n-th operation on the disk.
export async function damage(n) {
  const db = await database();
  const [key] = (await db.getAllKeys("operations")).slice(n - 1, n);
  const row = await db.get("operations", key);
  new Uint8Array(row.sealed)[5] ^= 1;
  await db.put("operations", row);
  db.close();
}

// Looks for words in all that is stored, texts and bytes, in the two alphabets a browser may write them in.
export async function searched(wanted) {
  const held = (await everything()).flatMap(([, row]) => [...bytesOf(row)]);
  return wanted.filter((word) => held.some((bytes) => has(bytes, word)));
}

function* bytesOf(value) {
  if (typeof value === "string") yield new TextEncoder().encode(value);
  else if (value instanceof ArrayBuffer) yield new Uint8Array(value);
  else if (ArrayBuffer.isView(value)) yield new Uint8Array(value.buffer);
  else if (value && typeof value === "object" && !(value instanceof CryptoKey)) {
    for (const [name, one] of Object.entries(value)) {
      yield new TextEncoder().encode(name);
      yield* bytesOf(one);
    }
  }
}

function has(bytes, word) {
  const text = new TextDecoder("latin1").decode(bytes);
  const utf8 = new TextDecoder("latin1").decode(new TextEncoder().encode(word));
  return text.includes(utf8) || text.includes([...word].join("\0"));
}

// Notes the connection at hand, and how each transaction that writes was asked for.
export function spied() {
  const asked = { writes: [], last: null };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    asked.last = this;
    if (mode === "readwrite") asked.writes.push(options?.durability ?? "none");
    return transaction.call(this, names, mode, options);
  };
  return asked;
}

export async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text);
}

export const fromBase64 = (text) => new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))]);

// Nothing can be written any more, until what it gives is called.
export function full() {
  const { add, put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  return () => Object.assign(IDBObjectStore.prototype, { add, put });
}
