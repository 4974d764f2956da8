// The keys of this device: which one seals now, which ones can open, and the code that stands before them.

import { StoreError, trouble } from "./errors.js";
import { fromJsonBytes, jsonBytes, openBytes, sealBytes } from "./seal.js";
import { makeKey, openWithPin, wrapForServer } from "./wrapping.js";

const FREE_TRIES = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;

export class Keys {
  #database;
  #rows = new Map();
  #open = new Map();
  #current = null;

  constructor(database) {
    this.#database = database;
  }

  get state() {
    if (this.#current === null) return "neuve";
    return this.#open.has(this.#current) ? "ouverte" : "fermee";
  }

  // Reads what is kept, again when another tab changed it. Keys that need no code are open at once.
  async load() {
    const [rows, current] = await this.#database.read(["keys", "meta"], (tx) =>
      Promise.all([tx.objectStore("keys").getAll(), tx.objectStore("meta").get("key")]));
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    this.#current = current?.value ?? null;
    for (const row of rows) if (row.key) this.#open.set(row.id, row.key);
    for (const id of this.#open.keys()) if (!this.#rows.has(id)) this.#open.delete(id);
  }

  // Two tabs may begin at the same time: the first one wins, and the other takes the key that is there.
  async make(options, { again = false } = {}) {
    const { key, row } = await makeKey(options);
    const kept = options.pin === null ? { ...row, key } : row;
    const [seen, device] = [this.#current, crypto.randomUUID()];
    const won = await this.#database.write(["keys", "meta", "interviews"], async (tx) => {
      const meta = tx.objectStore("meta");
      const there = (await meta.get("key"))?.value ?? null;
      if (there !== (again ? seen : null)) return false;
      await tx.objectStore("keys").put(kept);
      await meta.put({ name: "key", value: row.id });
      await meta.delete("pin");
      if (again) await begunAgain(tx, device);
      return true;
    });
    if (won) this.#open.set(row.id, key);
    await this.load();
    if (!won && !again) throw trouble("commence");
    return won;
  }

  // A server that was set up anew has another key: with the code, the device key is wrapped for that one too.
  async unlock(pin, { serverKey, keyId } = {}) {
    const row = this.#rows.get(this.#current);
    if (!row?.pin) return this.state === "ouverte";
    await this.#knock();
    const renew = Boolean(serverKey && keyId && keyId !== row.serverKey);
    const key = await openWithPin(pin, row.pin, { extractable: renew });
    if (key === null) return false;
    if (renew) await this.#renew(row, await wrapForServer(key, serverKey), keyId);
    this.#open.set(row.id, renew ? await openWithPin(pin, row.pin) : key);
    await this.#database.write("meta", (tx) => tx.store.delete("pin"));
    return true;
  }

  // Keys of before « startAgain », when their code comes back to mind.
  async recover(pin) {
    let found = false;
    for (const row of this.#rows.values()) {
      if (this.#open.has(row.id) || !row.pin) continue;
      await this.#knock();
      const key = await openWithPin(pin, row.pin);
      if (key === null) continue;
      this.#open.set(row.id, key);
      found = true;
    }
    if (found) await this.#database.write("meta", (tx) => tx.store.delete("pin"));
    return found;
  }

  lock() {
    for (const id of this.#open.keys()) if (!this.#rows.get(id)?.key) this.#open.delete(id);
  }

  // Milliseconds before a code may be tried again. A clock put back never makes it longer than it was.
  async wait() {
    const told = await this.#database.read("meta", (tx) => tx.store.get("pin"));
    return told ? Math.max(0, Math.min(told.value.until - Date.now(), told.value.length)) : 0;
  }

  // True for a key of before « startAgain » whose code was not given since.
  isLost(id) {
    return id !== this.#current && !this.#open.has(id);
  }

  rows() {
    return [...this.#rows.values()];
  }

  get(id) {
    return this.#open.get(id) ?? null;
  }

  async seal(where, value) {
    const key = this.get(this.#current);
    if (key === null) throw trouble(this.#current === null ? "cle" : "fermee");
    const bytes = value instanceof Uint8Array ? value : jsonBytes(value);
    return { key: this.#current, size: bytes.byteLength, ...(await sealBytes(key, where, bytes)) };
  }

  // The bytes of a record; null when its key is not open here or when the record is damaged.
  async bytes(where, row) {
    const key = row?.sealed ? this.get(row.key) : null;
    return key === null ? null : openBytes(key, where, row).catch(() => null);
  }

  async value(where, row) {
    const bytes = await this.bytes(where, row);
    return bytes === null ? null : fromJsonBytes(bytes);
  }

  // Counts a try before it is made: closing the page in the middle gives no free one.
  async #knock() {
    const left = await this.wait();
    if (left > 0) {
      const wait = Math.ceil(left / 1000);
      throw new StoreError("attente", `Trop d’essais. Attendez ${duration(wait)}, puis retapez votre code.`, { wait });
    }
    await this.#database.write("meta", async (tx) => {
      const tries = ((await tx.store.get("pin"))?.value.tries ?? 0) + 1;
      const length = tries < FREE_TRIES ? 0 : Math.min(FIRST_WAIT * 2 ** (tries - FREE_TRIES), LONGEST_WAIT);
      await tx.store.put({ name: "pin", value: { tries, length, until: Date.now() + length } });
    });
  }

  async #renew(row, forServer, serverKey) {
    const renewed = { ...row, forServer, serverKey };
    await this.#database.write("keys", (tx) => tx.store.put(renewed));
    this.#rows.set(row.id, renewed);
  }
}

// Another key cannot read how far this device had counted: it begins as another device, and asks the server for all.
async function begunAgain(tx, device) {
  const interviews = tx.objectStore("interviews");
  await tx.objectStore("meta").put({ name: "device", value: device });
  for (const row of await interviews.getAll()) await interviews.put({ ...row, last: 0 });
}

function duration(seconds) {
  if (seconds < 90) return `${seconds} secondes`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
