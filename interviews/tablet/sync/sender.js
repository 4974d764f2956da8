// Sends what waits in the store, round after round, and says how it goes. One sender a browser: the others listen to it.

import { settleLeft } from "../journal/left.js";
import { sendOperations, Pace } from "./batches.js";
import { Doorbell } from "./doorbell.js";
import { sendFiles } from "./pieces.js";
import { ask, freshToken } from "./server.js";
import { troubleHere, troubleOf } from "./trouble.js";

const LOCK = "kparole-envoi";
const LATE = 48 * 3600 * 1000;
const PHASES = { nobody: "reseau", stranger: "reseau", login: "connexion" };
const CLOSED = "Entrez votre code\u00a0: l’envoi reprendra.";

export const USUAL = {
  least: 2000, // ms before the second try, doubled at each failure
  longest: 60000,
  gather: 700, // ms after a change, so that what is written together leaves together
  timeout: 20000,
  most: 500, // operations
  bytes: 1_500_000,
  piece: 512 * 1024,
};

export class Sender extends EventTarget {
  status = { phase: "repos", unsent: 0, received: 0, aside: 0, late: false, message: null };
  #store;
  #usual;
  #locks;
  #pace;
  #piece;
  #moved = 0;
  #bell = null;
  #stopping = null;
  #settled = new Set(); // interviews whose half-typed words, left by a crash, were looked at
  #ended = Promise.resolve();

  /** `locks: false`: without waiting for another tab's sender. `usual`: other delays and sizes than USUAL. */
  constructor(store, { locks = true, usual = {} } = {}) {
    super();
    this.#store = store;
    this.#usual = { ...USUAL, ...usual };
    this.#locks = locks && "locks" in navigator;
    this.#pace = new Pace(this.#usual);
    this.#piece = this.#usual.piece;
  }

  /** Starts sending; again after `stop` too. Without effect while it runs. */
  start() {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.#bell = new Doorbell(this.#store, this.#stopping.signal, { heard: (status) => this.#heard(status) });
    this.#ended = this.#locks ? this.#inTurn(this.#stopping.signal) : this.#work(this.#stopping.signal);
  }

  /** Stops; resolved once what was on its way has ended. */
  async stop() {
    this.#stopping?.abort();
    await this.#ended;
    this.#stopping = null;
  }

  /** Tries at once, without waiting for the end of a pause. */
  now() {
    this.#bell?.ring();
  }

  async #inTurn(signal) {
    try {
      await navigator.locks.request(LOCK, { signal }, () => this.#work(signal));
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  async #work(signal) {
    this.#bell.serve(() => this.status);
    let failures = 0;
    while (!signal.aborted) {
      this.#bell.settle();
      this.#moved = 0;
      const trouble = await this.#round();
      failures = trouble === null ? 0 : this.#moved > 0 ? 1 : failures + 1;
      this.#say({ phase: phaseOf(trouble), message: trouble?.message ?? null });
      if (signal.aborted) return;
      await this.#bell.wait(this.#delay(failures), { hurried: trouble === null, gather: this.#usual.gather });
    }
  }

  #delay(failures) {
    const { least, longest } = this.#usual;
    if (failures === 0) return longest;
    return Math.min(longest, least * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
  }

  /** Sends everything once; gives null when nothing is left, or what stopped it. */
  async #round() {
    try {
      if (this.#store.state !== "ouverte") return this.#closed();
      await settleLeft(this.#store, this.#settled);
      const kept = await this.#look();
      const waiting = kept.filter((one) => one.unsent > 0).map((one) => one.id);
      const trouble = waiting.length > 0 ? await this.#send(waiting) : null;
      if (kept.some((one) => one.closed)) await this.#store.sweep(); // closed and wholly received: it leaves this tablet
      if (waiting.length > 0) await this.#look();
      return trouble;
    } catch (error) {
      return troubleHere(error);
    }
  }

  async #send(waiting) {
    const token = await freshToken({ timeout: this.#usual.timeout });
    if (token.kind !== "answer" || token.status !== 200) return troubleOf(token);
    this.#say({ phase: "envoi" }); // only now: a try in vain must not make the screen blink
    return this.#sendAll(waiting);
  }

  #closed() {
    return this.#store.state === "fermee" ? { kind: "here", whole: true, message: CLOSED } : null;
  }

  async #sendAll(waiting) {
    let last = null;
    for (const interview of waiting) {
      const trouble = (await sendOperations(this.#tools(), interview)) ?? (await sendFiles(this.#tools(), interview));
      if (trouble?.whole || this.#stopping.signal.aborted) return trouble;
      last = trouble ?? last;
      if (trouble === null) this.dispatchEvent(new CustomEvent("sent", { detail: { interview } }));
    }
    const { trouble } = await this.#store.sendRescue(this.#tools().ask); // sealed under a code that was forgotten
    return trouble ? troubleOf(trouble) : last;
  }

  #tools() {
    const { timeout } = this.#usual;
    return {
      store: this.#store,
      ask: (method, path, options = {}) => ask(method, path, { timeout, ...options }),
      pace: this.#pace,
      piece: this.#piece,
      lighter: (bytes) => (this.#piece = bytes),
      moved: (received) => this.#count(received),
    };
  }

  #count(received) {
    this.#moved += 1;
    const { unsent } = this.status;
    this.#say({ received: this.status.received + received, unsent: Math.max(0, unsent - received) });
  }

  /** Counts what is kept here and says it; gives the interviews. */
  async #look() {
    const kept = await this.#store.interviews();
    const oldest = kept.map((one) => one.oldestUnsent).filter((at) => at !== null);
    this.#say({
      unsent: sum(kept.map((one) => one.unsent)),
      aside: sum(kept.map((one) => one.aside)),
      late: oldest.some((at) => Date.now() - at > LATE),
    });
    return kept;
  }

  /** What the sender of another tab says, as long as it is the one that sends. */
  #heard(status) {
    this.status = status;
    this.dispatchEvent(new Event("change"));
  }

  #say(changes) {
    this.status = { ...this.status, ...changes };
    this.#bell.tell(this.status);
    this.dispatchEvent(new Event("change"));
  }
}

function phaseOf(trouble) {
  return trouble === null ? "repos" : (PHASES[trouble.kind] ?? "attente");
}

function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}
