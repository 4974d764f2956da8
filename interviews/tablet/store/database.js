// The one connection to IndexedDB: opened when needed, opened again when the browser closes it, strict on every write.

import { openDB } from "/static/vendor/idb.js";
import { said, trouble } from "./errors.js";

export const NAME = "kparole-tablette";
export const VERSION = 1;

// A browser short of memory closes connections without a word: what failed that way is done once more.
const CLOSED = new Set(["InvalidStateError", "AbortError", "UnknownError"]);

export class Database extends EventTarget {
  #opening = null;

  // Everything `work` asks of this transaction is on the disk when this resolves, or none of it is.
  // `work` waits for nothing but the transaction: no cipher, no network inside.
  async run(stores, mode, work) {
    try {
      return await this.#once(stores, mode, work);
    } catch (error) {
      if (!CLOSED.has(error?.name)) throw said(error);
      this.close();
    }
    try {
      return await this.#once(stores, mode, work);
    } catch (error) {
      throw said(error);
    }
  }

  read(stores, work) {
    return this.run(stores, "readonly", work);
  }

  write(stores, work) {
    return this.run(stores, "readwrite", work);
  }

  close() {
    const opening = this.#opening;
    this.#opening = null;
    opening?.then((db) => db.close(), () => {});
  }

  async #once(stores, mode, work) {
    const db = await this.#open();
    const tx = db.transaction(stores, mode, { durability: "strict" });
    const done = tx.done;
    done.catch(() => {}); // said below, once
    let result;
    try {
      result = await work(tx);
    } catch (error) {
      abort(tx);
      throw tx.error ?? error;
    }
    await done;
    return result;
  }

  #open() {
    if (this.#opening) return this.#opening;
    const opening = this.#connect().catch((error) => {
      if (this.#opening === opening) this.#opening = null;
      throw error;
    });
    this.#opening = opening;
    return opening;
  }

  async #connect() {
    const lost = () => this.close();
    const left = () => {
      this.close(); // another page needs a newer database: it must not wait for this one
      this.dispatchEvent(new Event("outdated"));
    };
    try {
      return await openDB(NAME, VERSION, { upgrade, blocking: left, terminated: lost });
    } catch (error) {
      if (error?.name === "VersionError" || error?.name === "QuotaExceededError") throw said(error);
      throw trouble("privee", { cause: error });
    }
  }
}

function upgrade(db) {
  db.createObjectStore("meta", { keyPath: "name" });
  db.createObjectStore("keys", { keyPath: "id" });
  db.createObjectStore("interviews", { keyPath: "id" });
  const operations = db.createObjectStore("operations", { keyPath: "n", autoIncrement: true });
  operations.createIndex("byId", ["interview", "id"], { unique: true });
  operations.createIndex("byState", ["interview", "state"]);
  operations.createIndex("byInterview", "interview");
  const drafts = db.createObjectStore("drafts", { keyPath: ["interview", "field"] });
  drafts.createIndex("byInterview", "interview");
  const files = db.createObjectStore("files", { keyPath: "attachment" });
  files.createIndex("byInterview", "interview");
  db.createObjectStore("pieces", { keyPath: ["attachment", "n"] });
}

function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It has ended by itself already.
  }
}
