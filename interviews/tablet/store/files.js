// Photos and sounds: sealed piece by piece as they are made, read back whole, let go of when the server has them.

import { trouble } from "./errors.js";
import { blank } from "./interviews.js";
import { place, sha256 } from "./seal.js";

const PIECE = 512 * 1024;
const HEAVIEST = 100_000_000;
const ALL = ["files", "pieces", "interviews"];
const where = (interview, attachment, n) => place("piece", interview, attachment, n);
const piecesOf = (attachment) => IDBKeyRange.bound([attachment, 0], [attachment, Infinity]);

export class Files {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  // A stretch of a recording, as it is made. The same number again takes the place of the one before.
  async addChunk(interview, attachment, n, bytes, { kind = "audio", type, card = null }) {
    const piece = await this.#piece(interview, attachment, n, new Uint8Array(bytes));
    await this.#kit.database.write(ALL, async (tx) => {
      const fresh = { ...row(interview, { attachment, kind, type, card }), state: "chunks" };
      const file = (await tx.objectStore("files").get(attachment)) ?? fresh;
      const before = await tx.objectStore("pieces").get([attachment, n]);
      const offset = before?.offset ?? file.bytes;
      await tx.objectStore("pieces").put({ ...piece, offset });
      await tx.objectStore("files").put({ ...file, bytes: file.bytes - (before?.size ?? 0) + piece.size });
      await present(tx, interview);
    });
    this.#kit.say({ interview, attachment, what: "chunk" });
  }

  // A photo, or a sound made elsewhere: whole, or not at all.
  async add(interview, { attachment, blob, kind, type = blob.type, card = null }) {
    if (blob.size === 0) throw trouble("vide");
    if (blob.size > HEAVIEST) throw trouble("lourde");
    const whole = new Uint8Array(await blob.arrayBuffer());
    const told = { sha256: await sha256(whole), bytes: whole.byteLength };
    const pieces = [];
    for (let offset = 0; offset < whole.byteLength; offset += PIECE) {
      const part = whole.slice(offset, offset + PIECE);
      pieces.push({ ...(await this.#piece(interview, attachment, pieces.length, part)), offset });
    }
    await this.#kit.database.write(ALL, async (tx) => {
      await Promise.all(pieces.map((piece) => tx.objectStore("pieces").put(piece)));
      const known = await tx.objectStore("files").get(attachment);
      const file = { ...row(interview, { attachment, kind, type, card }), ...told, state: "ready" };
      await tx.objectStore("files").put(known?.state === "done" ? known : file);
      await present(tx, interview);
    });
    this.#kit.say({ interview, attachment, what: "file" });
    return told;
  }

  // The recording is over: its hash is computed on what is really on the disk.
  async finish(attachment) {
    const file = await this.#row(attachment);
    if (!file) throw trouble("absente");
    const blob = await this.blob(attachment);
    if (blob === null || blob.size === 0) throw trouble("vide");
    const told = { sha256: await sha256(await blob.arrayBuffer()), bytes: blob.size };
    if (file.state === "chunks") await this.#change(attachment, "file", (one) => ({ ...one, ...told, state: "ready" }));
    return { ...told, type: file.type, kind: file.kind, card: file.card };
  }

  // Recordings that a crash cut short: their pieces are here, their end was never written.
  async orphans(interview) {
    const files = await this.#of(interview);
    return files.filter((file) => file.state === "chunks").map(shown);
  }

  // null when it is not here, or sealed with a key that is not open.
  async blob(attachment) {
    const file = await this.#row(attachment);
    if (!file) return null;
    const parts = [];
    const numbers = await this.#kit.database.read("pieces", (tx) => tx.store.getAllKeys(piecesOf(attachment)));
    for (const number of numbers) {
      const piece = await this.#kit.database.read("pieces", (tx) => tx.store.get(number));
      const bytes = await this.#kit.keys.bytes(where(file.interview, attachment, number[1]), piece);
      if (bytes === null) return null;
      parts.push(new Blob([bytes]));
    }
    return parts.length ? new Blob(parts, { type: file.type }) : null;
  }

  async toSend(interview) {
    const files = await this.#of(interview);
    return files.filter((file) => file.state === "ready").sort((one, other) => one.at - other.at).map(shown);
  }

  received(attachment, offset) {
    return this.#change(attachment, "piece", (file) => ({ ...file, received: offset }));
  }

  done(attachment) {
    return this.#change(attachment, "file", (file) => ({ ...file, received: file.bytes, state: "done" }));
  }

  async refused(attachment, reason) {
    const file = await this.#row(attachment);
    if (!file) return;
    const sealed = await this.#kit.keys.seal(place("reason", file.interview, attachment), { reason });
    await this.#change(attachment, "file", (one) => ({ ...one, reason: sealed, state: "refused" }));
  }

  async drop(attachment) {
    const file = await this.#row(attachment);
    await this.#kit.database.write(["files", "pieces"], (tx) => Promise.all([
      tx.objectStore("files").delete(attachment),
      tx.objectStore("pieces").delete(piecesOf(attachment)),
    ]));
    if (file) this.#kit.say({ interview: file.interview, attachment, what: "file" });
  }

  async #piece(interview, attachment, n, bytes) {
    const sealed = await this.#kit.keys.seal(where(interview, attachment, n), bytes);
    return { attachment, n, interview, ...sealed };
  }

  #row(attachment) {
    return this.#kit.database.read("files", (tx) => tx.store.get(attachment));
  }

  #of(interview) {
    return this.#kit.database.read("files", (tx) => tx.store.index("byInterview").getAll(interview));
  }

  async #change(attachment, what, change) {
    const interview = await this.#kit.database.write("files", async (tx) => {
      const file = await tx.store.get(attachment);
      if (file) await tx.store.put(change(file));
      return file?.interview;
    });
    if (interview) this.#kit.say({ interview, attachment, what });
  }
}

function row(interview, { attachment, kind, type, card }) {
  return { attachment, interview, kind, type, card, sha256: null, bytes: 0, received: 0, at: Date.now() };
}

function shown({ attachment, kind, type, card, sha256: hash, bytes, received }) {
  return { attachment, kind, type, card, sha256: hash, bytes, received };
}

async function present(tx, interview) {
  const interviews = tx.objectStore("interviews");
  if (!(await interviews.get(interview))) await interviews.put(blank(interview));
}
