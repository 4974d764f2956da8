// What is being typed and is not an operation yet: on the disk less than a second after the first key, handed over
// after a rest. A save that fails is tried again; what is in memory is never let go of before it is written elsewhere.

const SAVE_AFTER = 500; // ms, so that it is on the disk at 800 on a slow tablet
const SAVE_AGAIN = 2000;
const REST = 4000;

export class Drafts {
  #texts = new Map();
  #unsaved = new Set();
  #resting = new Map();
  #saving = null;
  #chain = Promise.resolve();
  #save;
  #rested;
  #failed;

  // save(field, text or null) → promise; rested(field): nothing was typed for a while; failed(error): it was not saved.
  constructor({ save, rested, failed }) {
    [this.#save, this.#rested, this.#failed] = [save, rested, failed];
  }

  get fields() {
    return [...this.#texts.keys()];
  }

  get(field) {
    return this.#texts.get(field);
  }

  // A text found on the disk, that a crash left there.
  restore(field, text) {
    this.#texts.set(field, text);
  }

  write(field, text) {
    this.#texts.set(field, text);
    this.#unsaved.add(field);
    this.#saveIn(SAVE_AFTER);
    clearTimeout(this.#resting.get(field));
    this.#resting.set(field, setTimeout(() => this.#rested(field), REST));
  }

  // Puts on the disk, now, what is not there yet.
  flush() {
    clearTimeout(this.#saving);
    this.#saving = null;
    const fields = [...this.#unsaved];
    this.#unsaved.clear();
    return Promise.all(fields.map((field) => this.#saved(field)));
  }

  // This text has become an operation. What was typed meanwhile stays a draft.
  async settled(field, text) {
    if (this.#texts.get(field) === text) await this.drop(field);
  }

  async drop(field) {
    this.#texts.delete(field);
    this.#unsaved.delete(field);
    clearTimeout(this.#resting.get(field));
    this.#resting.delete(field);
    await this.#inTurn(() => this.#save(field, null));
  }

  stop() {
    clearTimeout(this.#saving);
    for (const timer of this.#resting.values()) clearTimeout(timer);
  }

  #saveIn(delay) {
    this.#saving ??= setTimeout(() => this.flush(), delay);
  }

  // The text as it is when its turn comes; nothing when it was settled meanwhile.
  async #saved(field) {
    try {
      await this.#inTurn(() => (this.#texts.has(field) ? this.#save(field, this.#texts.get(field)) : null));
    } catch (error) {
      this.#unsaved.add(field);
      this.#saveIn(SAVE_AGAIN);
      this.#failed(error);
    }
  }

  // One after the other: a late save must not bring back what was let go of.
  #inTurn(job) {
    const done = this.#chain.then(job);
    this.#chain = done.catch(() => {});
    return done;
  }
}
