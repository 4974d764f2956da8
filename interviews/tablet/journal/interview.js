// An interview that is open on this tablet: what is typed and touched becomes operations, written on the disk one after
// the other; the state follows. Events: « change » {operation}, « refused » {field, message}, « trouble » {error}.
import { Drafts } from "./drafts.js";
import { fold, mayFollowEnd, textOf, versionsOf } from "./fold.js";
import { hold } from "./lock.js";
import { baseFor, headsOf } from "./bases.js";
import { cleanText, hashOf, isTooLong, makeOperation } from "./operation.js";

export { AlreadyOpen } from "./lock.js";

export class Ended extends Error {
  constructor() {
    super("L’entretien est terminé. Seuls les accords, les notes à chaud et le bilan s’écrivent encore.");
    this.name = "Ended";
  }
}

const TOO_LONG = "Ce texte est trop long pour une seule note. Coupez-le en deux : il reste ici en attendant.";

export class OpenInterview extends EventTarget {
  #store;
  #release;
  #drafts;
  #operations = [];
  #seen = new Map();
  #seq = 0;
  #queue = Promise.resolve();
  #leaving = new AbortController();

  static async begin(store, { id = crypto.randomUUID(), opening, summary }) {
    return OpenInterview.#opened(store, id, async (interview) => {
      await store.keep(id, { summary });
      if (!interview.state.opened) await interview.act("interview.open", opening);
    });
  }

  static async reopen(store, id) {
    return OpenInterview.#opened(store, id, () => {});
  }

  static async #opened(store, id, then) {
    const release = await hold(id);
    try {
      const interview = new OpenInterview(store, id, release);
      await interview.#load();
      await then(interview);
      interview.#watch();
      return interview;
    } catch (error) {
      release();
      throw error;
    }
  }

  constructor(store, id, release) {
    super();
    [this.#store, this.id, this.device, this.#release] = [store, id, store.device, release];
    this.#drafts = new Drafts({
      save: (field, text) => store.draft(id, field, text),
      rested: (field) => this.#quietly(this.settle(field)),
      failed: (error) => this.#tell("trouble", { error }),
    });
    this.state = fold([]);
  }

  // Writes one operation; the base is found. A mark comes after the words it is about, the end after all of them.
  act(kind, data = {}, { field = null } = {}) {
    if (kind === "note.off") return this.offTheRecord(data.note);
    return this.#inTurn(async () => {
      if (kind === "note.mark") await this.#settle(data.note);
      if (kind === "end.mark") await this.#settleAll();
      const operation = await this.#write(kind, data, field);
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

  // To call when a text is shown to be edited: what another device writes from now on was not seen, and is not replaced.
  editing(field) {
    this.#seen.set(field, { base: baseFor(this.#operations, this.device, field), text: this.#shown(field) });
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
    return this.#inTurn(() => (field === null ? this.#settleAll() : this.#settle(field)));
  }

  // A person chose between texts written side by side, or made one of them: it replaces them all.
  choose(field, text) {
    return this.#inTurn(async () => {
      await this.#drafts.drop(field);
      const others = headsOf(this.#operations, field).filter((one) => one.device !== this.device);
      const bases = others.length ? others.map((one) => one.id) : [undefined];
      for (const base of bases) await this.#write(kindOf(field), { text }, field, base);
    });
  }

  // « Pas gardé »: the draft goes first, so that a crash cannot bring it back after the rest was taken away.
  offTheRecord(field) {
    return this.#inTurn(async () => {
      await this.#drafts.drop(field);
      const operation = await this.#write("note.off", { note: field }, field);
      await this.#forgetErased();
      return operation;
    });
  }

  // A photo (blob), or a sound whose pieces are in the store already.
  async addFile({ attachment = crypto.randomUUID(), kind, blob = null, type = blob?.type, card = null }) {
    const file = blob
      ? await this.#store.addFile(this.id, { attachment, blob, kind, type, card })
      : await this.#store.finishChunks(attachment);
    const { sha256, bytes } = file;
    const told = { attachment, kind: kind ?? file.kind, sha256, bytes, type: type ?? file.type };
    return this.act("attachment.add", { ...told, card: card ?? file.card ?? undefined });
  }

  // Takes a photo or a sound away: its bytes here, and its announcement everywhere.
  dropFile(attachment) {
    return this.#inTurn(async () => {
      const adds = this.#operations.filter((one) => one.data?.attachment === attachment && one.kind === "attachment.add");
      const drop = await this.#write("attachment.drop", { attachment });
      for (const add of adds) await this.#write("erase", { target: add.id, hash: add.hash ?? (await hashOf(add)) });
      await this.#forgetErased();
      return drop;
    });
  }

  // Operations of another device. What is being typed here on the same texts was not typed in knowledge of them: first.
  receive(operations, last) {
    return this.#inTurn(async () => {
      const fields = new Set(operations.map((one) => one.field));
      const over = operations.some((one) => one.kind === "end.mark");
      for (const field of this.#drafts.fields) if (over || fields.has(field)) await this.#settle(field);
      await this.#store.receive(this.id, operations, last);
      const known = new Set(this.#operations.map((one) => one.id));
      this.#take(operations.filter((one) => !known.has(one.id)));
      await this.#forgetErased();
    });
  }

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
    this.#operations = await this.#store.journal(this.id);
    const own = this.#operations.filter((one) => one.device === this.device).map((one) => one.seq);
    this.#seq = own.reduce((most, seq) => Math.max(most, seq), 0);
    this.state = fold(this.#operations);
    for (const [field, text] of await this.#store.drafts(this.id)) this.#drafts.restore(field, text);
    await this.#forgetErased();
    await this.#settleAll();
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

  async #write(kind, data = {}, field = null, base = baseFor(this.#operations, this.device, field, kind, data)) {
    if (this.state.ended && !mayFollowEnd({ kind, field, data })) throw new Ended();
    this.#seq += 1;
    const operation = makeOperation({ interview: this.id, device: this.device, seq: this.#seq, kind, field, base, data });
    await this.#store.append(operation);
    this.#take([operation]);
    return operation;
  }

  async #settleAll() {
    for (const field of this.#drafts.fields) await this.#settle(field);
  }

  async #settle(field) {
    const text = this.#drafts.get(field);
    if (text === undefined) return;
    const clean = cleanText(text);
    const seen = this.#seen.get(field);
    if (isTooLong(field, clean)) return this.#tell("refused", { field, message: TOO_LONG });
    if (clean !== (seen?.text ?? this.#shown(field))) await this.#write(kindOf(field), { text }, field, seen?.base);
    this.#seen.delete(field);
    await this.#drafts.settled(field, text);
  }

  #shown(field) {
    const versions = versionsOf(this.state, field);
    const own = versions.length > 1 ? versions.find((one) => one.device === this.device) : null;
    return own ? own.text : textOf(this.state, field);
  }

  #take(operations) {
    this.#operations = [...this.#operations, ...operations];
    this.state = fold(this.#operations);
    this.#tell("change", { operation: operations.at(-1) ?? null });
  }

  // Words that must be forgotten leave this tablet, on the disk and in memory.
  async #forgetErased() {
    const lost = this.#operations.filter((one) => one.data !== null && this.state.erased.has(one.id));
    if (!lost.length) return;
    for (const { kind, data } of lost) if (kind === "attachment.add") await this.#store.dropFile(data.attachment);
    await this.#store.forget(this.id, lost.map((one) => one.id));
    const ids = new Set(lost);
    this.#operations = this.#operations.map((one) => (ids.has(one) ? { ...one, data: null } : one));
  }

  #inTurn(job) {
    const done = this.#queue.then(job);
    this.#queue = done.catch(() => {});
    return done;
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
