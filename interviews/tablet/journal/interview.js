// An interview that is open on this tablet: what is typed and touched becomes operations, and the state follows.
// Events: « change » {operation, operations}, « refused » {field, message}, « trouble » {error}.
import { Book, Ended } from "./book.js";
import { Drafts } from "./drafts.js";
import { mayFollowEnd } from "./ending.js";
import { announce, dropFile, recover } from "./files.js";
import { textOf, versionsOf } from "./fold.js";
import { hold } from "./lock.js";
import { cleanText, isTooLong } from "./operation.js";

export { Ended } from "./book.js";
export { AlreadyOpen } from "./lock.js";

const TOO_LONG = "Ce texte est trop long pour une seule note. Coupez-le en deux : il reste ici en attendant.";

export class OpenInterview extends EventTarget {
  #store;
  #book;
  #drafts;
  #release = () => {};
  #seen = new Map(); // field → {base, text}: what was shown when somebody began to edit it
  #leaving = new AbortController();

  static begin(store, { id = crypto.randomUUID(), opening, summary }) {
    return OpenInterview.#opened(store, id, async (interview) => {
      await store.keep(id, { summary });
      if (!interview.state.opened) await interview.act("interview.open", opening);
    });
  }

  static reopen(store, id) {
    return OpenInterview.#opened(store, id, () => {});
  }

  static async #opened(store, id, then) {
    const release = await hold(id);
    try {
      const interview = new OpenInterview(store, id);
      interview.#release = release;
      await interview.#load();
      await then(interview);
      interview.#watch();
      return interview;
    } catch (error) {
      release();
      throw error;
    }
  }

  constructor(store, id) {
    super();
    this.#store = store;
    const changed = (operations) => this.#tell("change", { operation: operations.at(-1), operations });
    this.#book = new Book(store, id, changed);
    this.#drafts = new Drafts({
      save: (field, text) => store.draft(id, field, text),
      rested: (field) => this.#quietly(this.settle(field)),
      failed: (error) => this.#tell("trouble", { error }),
    });
  }

  get id() {
    return this.#book.id;
  }

  get device() {
    return this.#book.device;
  }

  get state() {
    return this.#book.state;
  }

  // Writes one operation; the base is found. A mark comes after the words it is about, the end after all of them.
  act(kind, data = {}, { field = null } = {}) {
    if (kind === "note.off") return this.offTheRecord(data.note);
    return this.#book.inTurn(async () => {
      if (kind === "note.mark") await this.#settle(data.note);
      if (kind === "end.mark") await this.#settleAll();
      const operation = await this.#book.write(kind, data, { field });
      if (kind === "end.mark") await this.#store.keep(this.id, { ended: true });
      return operation;
    });
  }

  // A draft. False, and « refused », when the interview is over and this text may not be written any more.
  write(field, text) {
    const open = !this.state.ended || mayFollowEnd({ kind: kindOf(field), field });
    if (open) this.#drafts.write(field, text);
    else this.#tell("refused", { field, message: new Ended().message });
    return open;
  }

  // To call when a text is shown to be edited: what another device writes from now on was not seen, nor is it replaced.
  editing(field) {
    this.#seen.set(field, { base: this.#book.baseOf({ field }), text: this.#shown(field) });
  }

  // The draft; else this device's own text when two stand side by side; else what stands.
  textOf(field) {
    return this.#drafts.get(field) ?? this.#shown(field);
  }

  hasDraft(field) {
    return this.#drafts.get(field) !== undefined;
  }

  // Makes operations of the drafts (of one field, or of all) now.
  settle(field = null) {
    return this.#book.inTurn(() => (field === null ? this.#settleAll() : this.#settle(field)));
  }

  // A person chose between texts written side by side, or made one of them: it replaces them all.
  choose(field, text) {
    return this.#book.inTurn(async () => {
      await this.#drafts.drop(field);
      this.#seen.delete(field);
      const others = this.#book.folding.heads(field).filter((one) => one.device !== this.device);
      if (!others.length) await this.#book.write(kindOf(field), { text }, { field });
      for (const { id } of others) await this.#book.write(kindOf(field), { text }, { field, base: id });
    });
  }

  // « Pas gardé »: the draft goes first, so that a crash cannot bring it back after the rest was taken away.
  offTheRecord(field) {
    return this.#book.inTurn(async () => {
      await this.#drafts.drop(field);
      this.#seen.delete(field);
      const operation = await this.#book.write("note.off", { note: field }, { field });
      await this.#drafts.drop(field); // a key that came in between would write all of it again
      await this.#book.forgetErased();
      return operation;
    });
  }

  // A photo (blob), or a sound whose pieces are in the store already. Gives its « attachment.add ».
  addFile(told) {
    return announce(this.#store, this.#book, told);
  }

  // Takes a photo or a sound away: its bytes here, and its announcement everywhere.
  dropFile(attachment) {
    return this.#book.inTurn(() => dropFile(this.#store, this.#book, attachment));
  }

  // Operations of another device. What is being typed here on the same texts was not typed in knowledge of them: first.
  receive(operations, last) {
    return this.#book.inTurn(async () => {
      const fields = new Set(operations.map((one) => one.field));
      const over = operations.some((one) => one.kind === "end.mark");
      for (const field of this.#drafts.fields) if (over || fields.has(field)) await this.#settle(field);
      await this.#book.receive(operations, last);
    });
  }

  // Settles what is typed and lets go of the lock. Rejected when something could not be written: it stays a draft.
  async close() {
    this.#leaving.abort();
    try {
      await this.settle();
    } finally {
      await this.#drafts.flush();
      this.#drafts.stop();
      this.#release();
    }
  }

  async #load() {
    await this.#book.open();
    for (const [field, text] of await this.#store.drafts(this.id)) this.#drafts.restore(field, text);
    await this.settle().catch((error) => this.#tell("trouble", { error })); // what stays a draft is not lost
    if (!this.#book.endedHere) await recover(this.#store, this.#book);
  }

  #watch() {
    const { signal } = this.#leaving;
    const leave = () => {
      this.#drafts.flush();
      this.#quietly(this.settle());
    };
    document.addEventListener("visibilitychange", () => document.hidden && leave(), { signal });
    window.addEventListener("pagehide", leave, { signal });
  }

  async #settleAll() {
    for (const field of this.#drafts.fields) await this.#settle(field);
  }

  async #settle(field) {
    const text = this.#drafts.get(field);
    if (text === undefined) return;
    const clean = cleanText(text);
    const seen = this.#seen.get(field) ?? { text: this.#shown(field) };
    if (isTooLong(field, clean)) return this.#tell("refused", { field, message: TOO_LONG });
    if (clean !== seen.text) {
      await this.#book.write(kindOf(field), { text }, { field, base: seen.base });
      this.#seen.delete(field);
    }
    if (!this.#store.held) await this.#drafts.settled(field, text); // a full disk: the draft may be all that is on it
  }

  #shown(field) {
    const versions = versionsOf(this.state, field);
    const own = versions.length > 1 ? versions.find((one) => one.device === this.device) : null;
    return own ? own.text : textOf(this.state, field);
  }

  #quietly(promise) {
    promise.catch((error) => this.#tell("trouble", { error }));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function kindOf(field) {
  return field.startsWith("title:") ? "title.write" : "note.write";
}
