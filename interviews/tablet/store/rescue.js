// The rescue file: all that the server has not received, as it is sealed here, with the keys wrapped for the server.
// One JSON object a line. It is made without any code: whoever has the file alone can read none of it.

import { toBase64 } from "./seal.js";
import { ASIDE, WAITING } from "./states.js";

export const FORMAT = "kparole-secours";

export class Rescue {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  async blob() {
    const parts = [];
    let lines = 0;
    for await (const group of this.#groups()) {
      parts.push(new Blob([group.map(line).join("")])); // out of the memory of the page, into that of the browser
      lines += group.length;
    }
    const head = this.#head();
    const end = { what: "end", lines: head.length + lines };
    return new Blob([head.map(line).join(""), ...parts, line(end)], { type: "application/x-ndjson" });
  }

  // The same in files of a size that one request carries, each complete in itself: {text, interview}.
  async *parts({ bytes = 1_400_000, wanted = () => true } = {}) {
    let [texts, weight] = [[], 0];
    for await (const group of this.#groups()) {
      if (!wanted(group.at(-1).key)) continue;
      const text = group.map(line).join("");
      if (weight > 0 && weight + text.length > bytes) {
        yield this.#whole(texts);
        [texts, weight] = [[], 0];
      }
      texts.push(text);
      weight += text.length;
    }
    if (weight > 0) yield this.#whole(texts);
  }

  // What the server answered to one of these parts: it has told what is on its disk, and what it would not take.
  async #received({ entretiens = {} }) {
    for (const [interview, told] of Object.entries(entretiens)) {
      await this.#kit.journal.acknowledge(interview, told.recues ?? []);
      await this.#forgetDrafts(interview, told.brouillons ?? []);
      for (const one of told.pieces ?? []) if (one.complete) await this.#kit.files.done(one.attachment);
      await this.#setAside(interview, told.refusees ?? []);
    }
  }

  // To the server, part after part, without any code: it has the key. `ask`: that of sync/server.js.
  // On a tablet that is open, only what it can no longer read: the rest leaves by itself.
  // Gives {received, refused, trouble}: `trouble` is the answer that stopped it, null when all was said.
  async send(ask) {
    const { keys } = this.#kit;
    const told = { received: 0, refused: 0, trouble: null };
    const wanted = (key) => keys.state !== "ouverte" || keys.isLost(key);
    if (!keys.rows().some((row) => wanted(row.id))) return told;
    for await (const text of this.parts({ wanted })) {
      const headers = { "Content-Type": "application/x-ndjson" };
      const answer = await ask("POST", "/api/secours", { bytes: new TextEncoder().encode(text), headers });
      if (answer.kind !== "answer" || answer.status !== 200) return { ...told, trouble: answer };
      await this.#received(answer.body);
      told.received += answer.body.remis + answer.body.deja;
      told.refused += answer.body.refuses;
    }
    await this.#sweep();
    return told;
  }

  // Interviews that this device can no longer read leave it, once the server has all of them.
  async #sweep() {
    const rows = await this.#kit.database.read("interviews", (tx) => tx.store.getAll());
    for (const { id } of rows.filter((row) => row.summary && this.#kit.keys.isLost(row.summary.key))) {
      try {
        await this.#kit.interviews.purge(id);
      } catch (error) {
        if (error.code !== "reste") throw error;
      }
    }
  }

  async #setAside(interview, refused) {
    const known = refused.filter((one) => one.id !== null)
      .map(({ id, raison }) => ({ id, reason: raison, why: "refus" }));
    if (known.length && this.#kit.keys.state === "ouverte") await this.#kit.aside.set(interview, known);
  }

  // A draft that changed meanwhile stays: only the one that was sent goes.
  async #forgetDrafts(interview, sent) {
    await this.#kit.database.write("drafts", async (tx) => {
      for (const { champ, iv } of sent) {
        const row = await tx.store.get([interview, champ]);
        if (row && toBase64(row.iv) === iv) await tx.store.delete([interview, champ]);
      }
    });
  }

  #whole(texts) {
    const head = this.#head();
    const lines = head.length + texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
    return [...head.map(line), ...texts, line({ what: "end", lines })].join("");
  }

  #head() {
    const { keys, prefs } = this.#kit;
    const told = { what: FORMAT, version: 1, device: prefs.device, at: new Date().toISOString() };
    return [told, ...keys.rows().map(keyLine)];
  }

  // Groups of lines that must stay together, operations first: they announce the pieces.
  async *#groups() {
    const ids = await this.#kit.database.read("interviews", async (tx) =>
      (await tx.store.getAll()).filter((row) => !row.trial).map((row) => row.id)); // nothing of practice is handed over
    for (const id of ids) {
      yield* this.#operations(id);
      yield* this.#drafts(id);
    }
    for (const id of ids) yield* this.#files(id);
  }

  async *#operations(id) {
    const numbers = await this.#kit.database.read("operations", async (tx) => {
      const index = tx.store.index("byState");
      return [...(await index.getAllKeys([id, WAITING])), ...(await index.getAllKeys([id, ASIDE]))];
    });
    for (const number of numbers) {
      const row = await this.#kit.database.read("operations", (tx) => tx.store.get(number));
      if (row) yield [operationLine(row)];
    }
    for (const row of this.#kit.held.of("operations", id)) yield [operationLine(row)];
  }

  async *#drafts(id) {
    const rows = await this.#kit.database.read("drafts", (tx) => tx.store.index("byInterview").getAll(id));
    for (const { interview, field, at, ...row } of [...rows, ...this.#kit.held.of("drafts", id)]) {
      yield [{ what: "draft", interview, field, at, ...sealedLine(row) }];
    }
  }

  async *#files(id) {
    const files = await this.#kit.database.read("files", (tx) => tx.store.index("byInterview").getAll(id));
    for (const file of files.filter((one) => one.state !== "done")) {
      const { reason: _reason, received: _received, ...told } = file;
      // Of a recording that was cut short nothing is announced: all its pieces travel together, and are hashed there.
      const whole = [];
      for await (const piece of this.#pieces(file)) {
        if (file.state === "chunks") whole.push(piece);
        else yield [{ what: "file", ...told }, piece];
      }
      if (whole.length) yield [{ what: "file", ...told }, ...whole];
    }
  }

  async *#pieces({ interview, attachment }) {
    const range = IDBKeyRange.bound([attachment, 0], [attachment, Infinity]);
    const numbers = await this.#kit.database.read("pieces", (tx) => tx.store.getAllKeys(range));
    for (const number of numbers) {
      const row = await this.#kit.database.read("pieces", (tx) => tx.store.get(number));
      if (row) yield { what: "piece", interview, attachment, n: row.n, offset: row.offset, ...sealedLine(row) };
    }
  }
}

function line(value) {
  return `${JSON.stringify(value)}\n`;
}

function operationLine({ interview, id, ...row }) {
  return { what: "operation", interview, id, ...sealedLine(row) };
}

function sealedLine({ key, iv, sealed }) {
  return { key, iv: toBase64(iv), sealed: toBase64(sealed) };
}

function keyLine({ id, serverKey, forServer, pin }) {
  const closed = pin && { rounds: pin.rounds, salt: toBase64(pin.salt), iv: toBase64(pin.iv),
    wrapped: toBase64(pin.wrapped) };
  return { what: "key", id, server_key: serverKey, for_server: toBase64(forServer), pin: closed };
}
