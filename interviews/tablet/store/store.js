// The Store: all that the tablet keeps, sealed, and the only way in. Every other file of this folder is behind it.

import { Again } from "./again.js";
import { Aside } from "./aside.js";
import { Database } from "./database.js";
import { Decks } from "./decks.js";
import { Drafts } from "./drafts.js";
import { trouble } from "./errors.js";
import { Files } from "./files.js";
import { Held } from "./held.js";
import { Interviews } from "./interviews.js";
import { Journal } from "./journal.js";
import { Keys } from "./keys.js";
import { Prefs } from "./prefs.js";
import { Rescue } from "./rescue.js";
import { takeRescue } from "./rescue_in.js";

export { StoreError } from "./errors.js";

const CHANNEL = "kparole-tablette";

// Rejects with a StoreError when nothing can be kept here: private browsing, an address without https, an old page.
export async function openStore() {
  if (!globalThis.crypto?.subtle) throw trouble("adresse");
  if (!globalThis.indexedDB) throw trouble("privee");
  const store = new Store();
  await store.load();
  return store;
}

class Store extends EventTarget {
  #kit;
  #channel = new BroadcastChannel(CHANNEL);
  persisted = false; // false: the browser may take it all away when the tablet is full

  constructor() {
    super();
    const database = new Database();
    const [keys, held] = [new Keys(database), new Held(database)];
    const kit = { database, keys, held, say: (told) => this.#say(told) };
    kit.prefs = new Prefs(kit);
    kit.journal = new Journal(kit);
    kit.again = new Again(kit);
    kit.aside = new Aside(kit);
    kit.decks = new Decks(kit);
    kit.drafts = new Drafts(kit);
    kit.interviews = new Interviews(kit);
    kit.files = new Files(kit);
    kit.rescue = new Rescue(kit);
    this.#kit = kit;
    database.addEventListener("outdated", () => this.#tell({ what: "outdated" }));
    this.#channel.onmessage = ({ data }) => this.#heard(data);
  }

  async load() {
    await this.#kit.prefs.load();
    await this.#kit.keys.load();
    navigator.storage?.persist?.().then((kept) => { this.persisted = kept; }, () => {});
  }

  get state() { return this.#kit.keys.state; }
  get device() { return this.#kit.prefs.device; }
  get prefs() { return this.#kit.prefs; }
  get decks() { return this.#kit.decks; }
  get held() { return this.#kit.held.count; } // what waits in memory for some room

  async begin(options) { await this.#keyed(this.#kit.keys.make(options)); }
  async startAgain(options) { await this.#keyed(this.#kit.keys.make(options, { again: true })); }
  async unlock(pin, server) { return this.#keyed(this.#kit.keys.unlock(pin, server)); }
  async recover(pin) { return this.#keyed(this.#kit.keys.recover(pin)); }
  async lock() { this.#kit.keys.lock(); this.#say({ what: "lock" }); }
  wait() { return this.#kit.keys.wait(); }

  interviews() { return this.#kit.interviews.list(); }
  keep(id, said) { return this.#kit.interviews.keep(id, said); }
  lastNumber(id) { return this.#kit.interviews.lastNumber(id); }
  purge(id) { return this.#kit.interviews.purge(id); }
  discard(id) { return this.#kit.interviews.discard(id); }
  sweep() { return this.#kit.interviews.sweep(); }

  append(operation) { return this.#kit.journal.append(operation); }
  journal(id) { return this.#kit.journal.read(id); }
  outbox(id, limits) { return this.#kit.journal.outbox(id, limits); }
  acknowledge(id, ids) { return this.#kit.journal.acknowledge(id, ids); }
  receive(id, operations, last) { return this.#kit.journal.receive(id, operations, last); }
  forget(id, ids) { return this.#kit.journal.forget(id, ids); }
  setAside(id, told) { return this.#kit.aside.set(id, told); }
  retry(id) { return this.#kit.aside.retry(id); }
  aside(id) { return this.#kit.aside.list(id); }
  received(id) { return this.#kit.again.count(id); }
  sendAgain(id) { return this.#kit.again.send(id); }
  retryHeld() { return this.#kit.held.flush(); }

  draft(id, field, text) { return this.#kit.drafts.write(id, field, text); }
  drafts(id) { return this.#kit.drafts.read(id); }

  addChunk(interview, attachment, n, bytes, told) {
    return this.#kit.files.addChunk(interview, attachment, n, bytes, told);
  }
  addFile(interview, told) { return this.#kit.files.add(interview, told); }
  finishChunks(attachment) { return this.#kit.files.finish(attachment); }
  orphans(interview) { return this.#kit.files.orphans(interview); }
  file(attachment) { return this.#kit.files.blob(attachment); }
  filesToSend(interview) { return this.#kit.files.toSend(interview); }
  fileReceived(attachment, offset) { return this.#kit.files.received(attachment, offset); }
  fileDone(attachment) { return this.#kit.files.done(attachment); }
  fileRefused(attachment, reason) { return this.#kit.files.refused(attachment, reason); }
  dropFile(attachment) { return this.#kit.files.drop(attachment); }

  rescue() { return this.#kit.rescue.blob(); }
  rescueParts(limits) { return this.#kit.rescue.parts(limits); }
  sendRescue(ask) { return this.#kit.rescue.send(ask); }
  takeRescue(file, options) { return takeRescue(this.#kit, file, options); }

  close() {
    this.#channel.close();
    this.#kit.database.close();
  }

  async #keyed(work) {
    const done = await work;
    if (done === false) return false;
    await this.#kit.prefs.load(); // after « startAgain » it is another device
    this.#say({ what: "keys" });
    return done;
  }

  // Other tabs of this browser keep the same things: they hear of it too.
  #say(told) {
    this.#channel.postMessage(told);
    this.#tell(told);
  }

  #tell(told) {
    this.dispatchEvent(new CustomEvent("change", { detail: told }));
  }

  async #heard(told) {
    if (told.what === "lock") this.#kit.keys.lock();
    if (told.what === "keys") {
      await this.#kit.prefs.load();
      await this.#kit.keys.load();
    }
    this.#tell({ ...told, elsewhere: true });
  }
}
