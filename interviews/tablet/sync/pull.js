// Fetches what other devices wrote on the interview that is open, now and then while the page is looked at.

import { ask } from "./server.js";

const EVERY = 15000;

/**
 * Event "operations", detail {interview, operations, last}: the operations that came after the last number known, with what
 * the server adds to them taken off. Whoever listens gives them to the open interview, which remembers `last`.
 */
export class Puller extends EventTarget {
  #store;
  #ask;
  #every;
  #interview = null;
  #timer = null;
  #busy = null;
  #until = new AbortController();
  #sent; // interviews that the server knows since this page was opened

  /** `sender`: also fetches each time it has sent something; of an interview never sent there is nothing to fetch yet. */
  constructor(store, { sender = null, every = EVERY, asks = ask } = {}) {
    super();
    this.#store = store;
    this.#every = every;
    this.#ask = asks;
    this.#sent = sender && new Set();
    const until = { signal: this.#until.signal };
    sender?.addEventListener("sent", ({ detail }) => this.#hear(detail.interview), until);
    document.addEventListener("visibilitychange", () => this.now(), until);
    globalThis.addEventListener("online", () => this.now(), until);
  }

  /** Follows this interview from now on; null: none. */
  follow(interview) {
    this.#interview = interview;
    clearInterval(this.#timer);
    this.#timer = interview === null ? null : setInterval(() => this.now(), this.#every);
    return this.now();
  }

  /** Fetches at once; without effect while the page is hidden or nothing is followed. Resolved when it has ended. */
  now() {
    if (this.#interview === null || document.visibilityState !== "visible") return Promise.resolve();
    this.#busy ??= this.#fetch(this.#interview).finally(() => (this.#busy = null));
    return this.#busy;
  }

  /** Ends for good; resolved once what was on its way has come. */
  async stop() {
    clearInterval(this.#timer);
    this.#interview = null;
    this.#until.abort();
    await this.#busy;
  }

  #hear(interview) {
    this.#sent.add(interview);
    if (interview === this.#interview) this.now();
  }

  async #fetch(interview) {
    let last = (await this.#store.lastNumber(interview)) ?? 0;
    if (last === 0 && this.#sent && !this.#sent.has(interview)) return;
    while (interview === this.#interview) {
      const known = await this.#store.received(interview);
      const answer = await this.#ask("GET", `/api/entretiens/${interview}/operations?apres=${last}`);
      if (hasLost(answer, known)) return void (await this.#store.sendAgain(interview));
      const page = pageOf(answer, interview, last);
      if (page === null) return;
      last = page.last;
      this.dispatchEvent(new CustomEvent("operations", { detail: { interview, ...page } }));
    }
  }
}

/** True when the server has less than it had said: it was put back to an older copy. */
function hasLost(answer, known) {
  if (answer.kind !== "answer" || known === 0) return false;
  return answer.status === 404 || (answer.status === 200 && answer.body.nombre < known);
}

/** The operations of an answer, null when there are none or it cannot be believed. */
function pageOf(answer, interview, after) {
  if (answer.kind !== "answer" || answer.status !== 200) return null;
  const { operations, dernier } = answer.body;
  if (!Array.isArray(operations) || operations.length === 0) return null;
  if (!Number.isInteger(dernier) || dernier <= after) return null;
  if (operations.some((one) => one?.interview !== interview)) return null;
  return { operations: operations.map(bare), last: dernier };
}

/** An operation as its device made it. */
function bare({ n: _number, hash: _hash, ...operation }) {
  return operation;
}
