// The list of interviews on this device: what each is called (sealed), how much of it waits, when it may leave.

import { trouble } from "./errors.js";
import { ASIDE, WAITING } from "./states.js";
import { place } from "./seal.js";

const TABLES = ["interviews", "operations", "drafts", "files", "pieces"];
const COUNTED = ["interviews", "operations", "drafts", "files"];

export class Interviews {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  async list() {
    const counted = await this.#kit.database.read(COUNTED, async (tx) => {
      const rows = await tx.objectStore("interviews").getAll();
      return Promise.all(rows.map((row) => count(tx, row)));
    });
    const told = await Promise.all(counted.map((one) => this.#told(one)));
    return told.sort((one, other) => other.updatedAt - one.updatedAt);
  }

  async keep(id, { summary, ended, closed } = {}) {
    const sealed = summary === undefined ? null : await this.#kit.keys.seal(place("summary", id), summary);
    await this.#kit.database.write("interviews", async (tx) => {
      const row = (await tx.store.get(id)) ?? blank(id);
      const said = Object.entries({ ended, closed, trial: summary?.trial }).filter(([, value]) => value !== undefined);
      const told = Object.fromEntries(said);
      await tx.store.put({ ...row, ...told, summary: sealed ?? row.summary, updatedAt: Date.now() });
    });
    this.#kit.say({ interview: id, what: "interview" });
  }

  async lastNumber(id) {
    const row = await this.#kit.database.read("interviews", (tx) => tx.store.get(id));
    return row?.last ?? 0;
  }

  // Takes the whole interview away from this device. Refuses while one word or one piece of it is not received.
  async purge(id) {
    const held = ["operations", "drafts"].some((store) => this.#kit.held.of(store, id).length > 0);
    await this.#kit.database.write(TABLES, async (tx) => {
      if (held || (await waits(tx, id))) throw trouble("reste");
      await erase(tx, id);
    });
    this.#kit.say({ interview: id, what: "purge" });
  }

  // Takes a practice interview away: none of it was ever sent, and none will be. Refuses any other.
  async discard(id) {
    const told = (await this.list()).find((one) => one.id === id);
    if (told && !told.trial) throw trouble("reste");
    this.#kit.held.forget(id);
    await this.#kit.database.write(TABLES, (tx) => erase(tx, id));
    this.#kit.say({ interview: id, what: "purge" });
  }

  // Takes away what is closed, wholly received, and open in no tab. Gives the ids.
  async sweep() {
    const closed = await this.#kit.database.read("interviews", async (tx) =>
      (await tx.store.getAll()).filter((row) => row.closed).map((row) => row.id));
    const gone = [];
    for (const id of closed) if (await this.#sweepOne(id)) gone.push(id);
    return gone;
  }

  #sweepOne(id) {
    return navigator.locks.request(`kparole-${id}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      try {
        await this.purge(id);
        return true;
      } catch (error) {
        if (error.code === "reste") return false;
        throw error;
      }
    });
  }

  async #told({ row, ...counts }) {
    const held = this.#kit.held.of("operations", row.id).length;
    const summary = row.summary ? await this.#kit.keys.value(place("summary", row.id), row.summary) : null;
    const { id, updatedAt, ended, closed, trial } = row;
    const told = { id, summary, updatedAt, ended, closed, trial, ...counts, unsent: counts.unsent + held };
    return trial ? { ...told, unsent: 0, oldestUnsent: null } : told; // a practice interview is never sent
  }
}

export function blank(id) {
  const now = Date.now();
  return { id, createdAt: now, updatedAt: now, ended: false, closed: false, trial: false, last: 0, summary: null };
}

// `unsent` counts operations, pieces and words being typed together: what the counter on screen says.
async function count(tx, row) {
  const operations = tx.objectStore("operations");
  const unsent = [row.id, WAITING];
  const [waiting, aside, first, files, drafts] = await Promise.all([
    operations.index("byState").count(unsent),
    operations.index("byState").count([row.id, ASIDE]),
    operations.index("byState").get(unsent),
    tx.objectStore("files").index("byInterview").getAll(row.id),
    tx.objectStore("drafts").index("byInterview").count(row.id),
  ]);
  const toSend = files.filter((file) => file.state === "ready" || file.state === "chunks");
  const refused = files.filter((file) => file.state === "refused").length;
  const oldest = [first, ...toSend].filter(Boolean).map((one) => one.at);
  return {
    row, unsent: waiting + toSend.length + drafts, unsentFiles: toSend.length, drafts, aside: aside + refused,
    oldestUnsent: oldest.length ? Math.min(...oldest) : null,
  };
}

async function waits(tx, id) {
  const { unsent, aside } = await count(tx, { id });
  return unsent + aside > 0;
}

async function erase(tx, id) {
  const files = await tx.objectStore("files").index("byInterview").getAllKeys(id);
  const operations = await tx.objectStore("operations").index("byInterview").getAllKeys(id);
  const drafts = await tx.objectStore("drafts").index("byInterview").getAllKeys(id);
  await Promise.all([
    ...drafts.map((key) => tx.objectStore("drafts").delete(key)),
    ...operations.map((key) => tx.objectStore("operations").delete(key)),
    ...files.flatMap((key) => [
      tx.objectStore("files").delete(key),
      tx.objectStore("pieces").delete(IDBKeyRange.bound([key, 0], [key, Infinity])),
    ]),
    tx.objectStore("interviews").delete(id),
  ]);
}
