// Sends the photos and sounds of one interview, piece by piece. One is done only when the server says that it has computed
// the same hash over the whole; until then it stays here and goes on from where the server says it is.

import { said, silence, tooHeavy, troubleOf } from "./trouble.js";

const LEAST = 8 * 1024;
const STRIKES = 3;
const LOST = "Une photo ou un son n’est plus lisible sur cette tablette. Le reste part.";
const REFUSED = "Le serveur ne peut pas garder cette pièce.";

/** Sends every file; gives null, or the last trouble. `tools`: {store, ask, piece: bytes at once, moved(received)}. */
export async function sendFiles(tools, interview) {
  let last = null;
  for (const file of await tools.store.filesToSend(interview)) {
    const trouble = await new Sending(tools, interview, file).run();
    if (trouble?.whole) return trouble;
    last = trouble ?? last;
  }
  return last;
}

/** One file on its way. */
class Sending {
  #tools;
  #file;
  #path;
  #offset;
  #strikes = 0;
  #over = false;

  constructor(tools, interview, file) {
    this.#tools = tools;
    this.#file = file;
    this.#path = `/api/entretiens/${interview}/pieces/${file.attachment}`;
    this.#offset = this.#place(file.received) ?? 0;
    this.piece = tools.piece;
  }

  /** Sends what is missing, then asks the server to check the whole. Gives null when nothing is left to do. */
  async run() {
    const blob = await this.#tools.store.file(this.#file.attachment);
    if (!blob) return { kind: "here", whole: false, message: LOST };
    while (!this.#over) {
      const ended = this.#offset >= this.#file.bytes;
      const trouble = ended ? await this.#end() : await this.#put(blob);
      if (trouble) return trouble;
      if (this.#strikes >= STRIKES) return silence();
    }
    return null;
  }

  async #put(blob) {
    const bytes = new Uint8Array(await blob.slice(this.#offset, this.#offset + this.piece).arrayBuffer());
    const headers = { "X-SHA256": await digest(bytes) };
    const answer = await this.#tools.ask("PUT", `${this.#path}/${this.#offset}`, { bytes, headers });
    if ((tooHeavy(answer) || answer.slow) && this.#lighter() && tooHeavy(answer)) return null;
    if (answer.kind !== "answer") return troubleOf(answer);
    if (answer.status === 200) return this.#goOn(answer.body);
    return this.#refused(answer);
  }

  async #end() {
    const { sha256, bytes, type } = this.#file;
    const answer = await this.#tools.ask("POST", `${this.#path}/fin`, { json: { sha256, bytes, type } });
    if (answer.kind !== "answer") return troubleOf(answer);
    if (answer.status === 200 && answer.body.complete === true) return this.#done();
    if (answer.status === 200) return silence();
    return this.#refused(answer, true);
  }

  async #done() {
    this.#over = true;
    await this.#tools.store.fileDone(this.#file.attachment);
    this.#tools.moved(1);
    return null;
  }

  /** A piece was taken: the next one goes where the server says. */
  async #goOn({ recu }) {
    const place = this.#place(recu);
    if (place === null || place <= this.#offset) this.#strikes += 1;
    else this.#tools.moved(0);
    return this.#from(place);
  }

  async #from(place) {
    if (place === null) return null;
    this.#offset = place;
    await this.#tools.store.fileReceived(this.#file.attachment, place);
    return null;
  }

  async #refused(answer, ended = false) {
    if (answer.status === 409) {
      this.#strikes += 1;
      if (said(answer.body)) return troubleOf(answer);
      return this.#from(this.#place(answer.body.recu));
    }
    return answer.status === 422 ? this.#turnedDown(answer.body, ended) : troubleOf(answer);
  }

  /** Told that it cannot be kept: for good when the server says so of the whole, else the piece was spoilt on its way. */
  async #turnedDown(body, ended) {
    const state = await this.#tools.ask("GET", this.#path);
    if (state.kind !== "answer" || state.status !== 200) return troubleOf(state);
    const { store } = this.#tools;
    const { attachment } = this.#file;
    this.#strikes += 1;
    if (state.body.effacee === true) await store.dropFile(attachment);
    else if (state.body.refusee === true || ended) await store.fileRefused(attachment, said(body) ?? REFUSED);
    else return null;
    this.#over = true;
    this.#tools.moved(0);
    return null;
  }

  /** A place in this file, null for anything else. */
  #place(value) {
    return Number.isInteger(value) && value >= 0 && value <= this.#file.bytes ? value : null;
  }

  /** Halves the pieces; false when they are as small as they get. */
  #lighter() {
    if (this.piece <= LEAST) return false;
    this.piece = Math.max(LEAST, Math.ceil(this.piece / 2));
    this.#tools.lighter(this.piece);
    return true;
  }
}

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
