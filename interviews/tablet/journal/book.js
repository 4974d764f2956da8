// The journal of one interview on this tablet: what is on the disk, and the state it tells. One operation after the
// other: a job begun is finished before the next one starts.
import { baseFor } from "./bases.js";
import { mayFollowEnd } from "./ending.js";
import { Folding } from "./folding.js";
import { makeOperation } from "./operation.js";

export class Ended extends Error {
  constructor() {
    super("L’entretien est terminé. Seuls les accords, les notes à chaud et le bilan s’écrivent encore.");
    this.name = "Ended";
  }
}

export class Book {
  operations = [];
  folding = new Folding([]);
  state = this.folding.state;
  #store;
  #changed;
  #seq = 0;
  #queue = Promise.resolve();

  // changed(operations): called each time the state is another.
  constructor(store, id, changed) {
    [this.#store, this.id, this.device, this.#changed] = [store, id, store.device, changed];
  }

  async open() {
    this.#take(await this.#store.journal(this.id));
    await this.forgetErased();
  }

  // What was photographed or said before the end of another device was heard of still counts, as on the server.
  get endedHere() {
    return this.operations.some((one) => one.kind === "end.mark" && one.device === this.device);
  }

  inTurn(job) {
    const done = this.#queue.then(job);
    this.#queue = done.catch(() => {});
    return done;
  }

  baseOf(about) {
    return baseFor(this.folding, this.device, about);
  }

  // Resolved when it is on the disk. With a full disk, the store may keep it in memory (`kept`) and send it: it counts.
  async write(kind, data = {}, { field = null, base = this.baseOf({ kind, field, data }) } = {}) {
    const over = kind === "attachment.add" ? this.endedHere : this.state.ended;
    if (over && !mayFollowEnd({ kind, field, data })) throw new Ended();
    this.#seq += 1;
    const { id: interview, device } = this;
    const operation = makeOperation({ interview, device, seq: this.#seq, kind, field, base, data });
    const written = this.#store.append(operation);
    const early = kind.startsWith("card."); // a card moves under the finger, while the disk works
    if (early) this.#take([operation]);
    try {
      await written;
    } catch (error) {
      if (early && !error.kept) this.#leave(operation);
      if (!early && error.kept) this.#take([operation]);
      throw error;
    }
    if (!early) this.#take([operation]);
    return operation;
  }

  // What was shown could not be written: it is as if it had not been.
  #leave(operation) {
    this.operations = this.operations.filter((one) => one !== operation);
    this.folding = new Folding(this.operations);
    this.state = this.folding.state;
    this.#changed([operation]);
  }

  // What another device wrote.
  async receive(operations, last) {
    await this.#store.receive(this.id, operations, last);
    const known = new Set(this.operations.map((one) => one.id));
    this.#take(operations.filter((one) => !known.has(one.id)));
    await this.forgetErased();
  }

  // Words that must be forgotten leave this tablet: on the disk, in memory, and the bytes of what they announced.
  async forgetErased() {
    const lost = new Set(this.operations.filter((one) => one.data !== null && this.state.erased.has(one.id)));
    if (!lost.size) return;
    for (const { kind, data } of lost) if (kind === "attachment.add") await this.#store.dropFile(data.attachment);
    await this.#store.forget(this.id, [...lost].map((one) => one.id));
    this.operations = this.operations.map((one) => (lost.has(one) ? { ...one, data: null } : one));
    this.folding = new Folding(this.operations);
  }

  #take(operations) {
    if (!operations.length) return;
    for (const one of operations) {
      this.operations.push(one);
      if (one.device === this.device) this.#seq = Math.max(this.#seq, one.seq); // its own may come back from the server
    }
    const last = operations.length === 1 && this.folding.add(operations[0]);
    if (!last) this.folding = new Folding(this.operations);
    this.state = this.folding.state;
    this.#changed(operations);
  }
}
