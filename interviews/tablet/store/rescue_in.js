// Takes a rescue file into this tablet: what it holds joins the outbox, sealed with the key of this device.

import { fromBase64, fromJsonBytes, openBytes, place } from "./seal.js";
import { StoreError, trouble } from "./errors.js";
import { FORMAT } from "./rescue.js";
import { openWithPin } from "./wrapping.js";

const LONGEST_LINE = 40_000_000;
const NOT_ONE = "Ce fichier n’est pas un fichier de secours de KParole. Choisissez celui qu’une tablette a enregistré.";
const NEEDS_PIN = "Ce fichier vient d’une autre tablette. Tapez le code de cette tablette-là.";
const WRONG_PIN = "Ce code n’ouvre pas ce fichier. Retapez-le, ou remettez le fichier à KParole sur le serveur.";

// {operations, files, already, damaged}: how many of each; `damaged` lines are told and the others are taken.
export async function takeRescue(kit, file, { pin = null } = {}) {
  if (kit.keys.state !== "ouverte") throw trouble("fermee");
  const reading = new Reading(kit, pin);
  for await (const text of linesOf(file)) await reading.take(text);
  if (!reading.begun) throw new StoreError("format", NOT_ONE);
  return reading.finish();
}

class Reading {
  #kit;
  #pin;
  #keys = new Map();
  #files = new Map();
  #told = { operations: 0, drafts: 0, files: 0, already: 0, damaged: 0 };
  #device = null; // of the tablet that made the file
  begun = false;

  constructor(kit, pin) {
    this.#kit = kit;
    this.#pin = pin;
  }

  async take(text) {
    const told = parsed(text);
    if (!this.begun && told?.what !== FORMAT) throw new StoreError("format", NOT_ONE);
    if (told?.what === FORMAT) [this.begun, this.#device] = [true, told.device];
    else if (told?.what === "key") await this.#key(told);
    else if (told?.what === "operation") await this.#operation(told);
    else if (told?.what === "draft") await this.#draft(told);
    else if (told?.what === "file") this.#file(told);
    else if (told?.what === "piece") await this.#piece(told);
    else if (told?.what !== "end") this.#told.damaged += 1;
  }

  async finish() {
    for (const file of this.#files.values()) await this.#keepFile(file);
    return this.#told;
  }

  // Our own key when it is open here, else the one under the code of the tablet that made the file.
  async #key({ id, pin }) {
    const own = this.#kit.keys.get(id);
    if (own) this.#keys.set(id, own);
    else if (pin && this.#pin !== null) {
      const key = await openWithPin(this.#pin, opened(pin));
      if (key) this.#keys.set(id, key);
    }
  }

  async #bytes(where, told) {
    const key = this.#keys.get(told.key);
    if (!key) throw new StoreError("code", this.#pin === null ? NEEDS_PIN : WRONG_PIN);
    try {
      return await openBytes(key, where, { iv: fromBase64(told.iv), sealed: fromBase64(told.sealed) });
    } catch {
      this.#told.damaged += 1;
      return null;
    }
  }

  async #operation(told) {
    const bytes = await this.#bytes(place("operation", told.interview, told.id), told);
    if (bytes === null) return;
    const known = await this.#kit.database.read("operations", (tx) =>
      tx.store.index("byId").getKey([told.interview, told.id]));
    if (known === undefined) await this.#kit.journal.append(fromJsonBytes(bytes));
    this.#told[known === undefined ? "operations" : "already"] += 1;
  }

  // What is being typed here stays; a draft of the file comes only where there is none.
  async #draft(told) {
    const bytes = await this.#bytes(place("draft", told.interview, told.field), told);
    if (bytes === null) return;
    const past = (await this.#kit.drafts.read(told.interview)).has(told.field) || (await this.#wentOn(told));
    if (!past) await this.#kit.drafts.write(told.interview, told.field, fromJsonBytes(bytes).text);
    this.#told[past ? "already" : "drafts"] += 1;
  }

  // That tablet has written this text since, or put it off the record: what was half typed must not take its place.
  async #wentOn({ interview, field, at }) {
    const journal = await this.#kit.journal.read(interview);
    return journal.some((one) => one.field === field && one.device === this.#device && Date.parse(one.at) >= at);
  }

  #file(told) {
    if (!this.#files.has(told.attachment)) this.#files.set(told.attachment, { ...told, parts: new Map() });
  }

  async #piece(told) {
    const bytes = await this.#bytes(place("piece", told.interview, told.attachment, told.n), told);
    const file = this.#files.get(told.attachment);
    if (bytes !== null && file) file.parts.set(told.n, new Blob([bytes]));
  }

  async #keepFile({ interview, attachment, kind, type, card, state, bytes, parts }) {
    const numbers = [...parts.keys()].sort((one, other) => one - other);
    const blob = new Blob(numbers.map((n) => parts.get(n)), { type });
    const there = await this.#kit.database.read("files", (tx) => tx.store.get(attachment));
    if (there) this.#told.already += 1;
    else if (blob.size === 0 || (state !== "chunks" && blob.size !== bytes)) this.#told.damaged += 1;
    else if (state === "chunks") {
      await this.#kit.files.addChunk(interview, attachment, 0, await blob.arrayBuffer(), { kind, type, card });
      this.#told.files += 1;
    } else {
      await this.#kit.files.add(interview, { attachment, blob, kind, type, card });
      this.#told.files += 1;
    }
  }
}

function opened({ rounds, salt, iv, wrapped }) {
  return { rounds, salt: fromBase64(salt), iv: fromBase64(iv), wrapped: fromBase64(wrapped) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Line after line, without holding the whole file.
async function* linesOf(file) {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const lines = (rest + step.value).split("\n");
    rest = lines.pop();
    if (rest.length > LONGEST_LINE) throw new StoreError("format", NOT_ONE);
    yield* lines.filter((one) => one !== "");
  }
  if (rest !== "") yield rest;
}
