// The operations kept on this device, each sealed: written, read in local order, sent, acknowledged.

import { said, StoreError } from "./errors.js";
import { blank } from "./interviews.js";
import { place } from "./seal.js";
import { RECEIVED, WAITING } from "./states.js";

const where = (interview, id) => place("operation", interview, id);
const BOTH = ["operations", "interviews"];

export class Journal {
  #kit;
  #listed = new Set(); // interviews that are listed, for sure: this page opened them, and holds them open
  #damaged = new Set(); // numbers of rows whose key is open and that cannot be read: nothing behind them waits

  constructor(kit) {
    this.#kit = kit;
  }

  // Resolved: on the disk. When there is no room: rejected with `kept`, the operation waits in memory and can be sent.
  async append(operation) {
    const { interview, id } = operation;
    const row = { interview, id, state: WAITING, at: Date.now(), ...(await this.#seal(operation)) };
    try {
      await this.#write(row);
    } catch (error) {
      throw this.#hold(row, said(error));
    }
    if (this.#kit.held.drop("operations", place(interview, id)) || this.#kit.held.count) await this.#kit.held.flush();
    this.#kit.say({ interview, what: "append" });
  }

  async read(interview) {
    this.#listed.delete(interview); // it may have left this device since it was last open
    const rows = await this.#kit.database.read("operations", (tx) => tx.store.index("byInterview").getAll(interview));
    return this.open([...rows, ...this.#kit.held.of("operations", interview)]);
  }

  // In the order they were written, as many as one sending carries; always one, however heavy.
  async outbox(interview, { most = 500, bytes = 1_500_000 } = {}) {
    const known = (row) => this.#kit.keys.get(row.key) !== null && !this.#damaged.has(row.n);
    const wanted = { known, most, bytes };
    const kept = await this.#kit.database.read("operations", (tx) => some(tx, [interview, WAITING], wanted));
    const held = this.#kit.held.of("operations", interview).filter((row) => row.state === WAITING && known(row));
    const rows = kept.length < most ? fitting([...kept, ...held], wanted) : kept;
    const operations = await this.open(rows);
    return operations.length || !rows.length ? operations : this.outbox(interview, { most, bytes });
  }

  acknowledge(interview, ids) {
    for (const id of ids) this.#kit.held.drop("operations", place(interview, id));
    return this.#change(interview, ids, "acknowledge", ({ why: _why, reason: _reason, ...row }) =>
      ({ ...row, state: RECEIVED }));
  }

  // What another device, or this one before, has sent to the server.
  async receive(interview, operations, last) {
    const rows = await Promise.all(operations.map(async ({ n: _n, ...operation }) => ({
      interview, id: operation.id, state: RECEIVED, at: Date.now(), erased: operation.data === null,
      ...(await this.#seal({ ...operation, interview })),
    })));
    await this.#kit.database.write(BOTH, async (tx) => {
      await Promise.all(rows.map((row) => this.#take(tx.objectStore("operations"), row)));
      const known = (await tx.objectStore("interviews").get(interview)) ?? blank(interview);
      await tx.objectStore("interviews").put({ ...known, last: Math.max(known.last, last ?? 0) });
    });
    this.#kit.say({ interview, what: "receive" });
  }

  // Words that must be forgotten here at once: gone when they were never sent, emptied when they were.
  async forget(interview, ids) {
    const wanted = [...new Set(ids)];
    for (const id of wanted) this.#kit.held.drop("operations", place(interview, id));
    const rows = await this.#kit.database.read("operations", (tx) => found(tx.store, interview, wanted));
    const emptied = new Map(await Promise.all(rows.map(async (row) => [row.id, await this.#emptied(row)])));
    await this.#kit.database.write("operations", async (tx) => {
      for (const row of await found(tx.store, interview, wanted)) {
        const empty = row.state === RECEIVED ? emptied.get(row.id) : null;
        await (empty ? tx.store.put({ ...row, ...empty, erased: true }) : tx.store.delete(row.n));
      }
    });
    this.#kit.say({ interview, what: "forget" });
  }

  // What came from the server joins what is here. It takes the place of what was forgotten there, and of what can no
  // longer be read here.
  async #take(operations, row) {
    const known = await operations.index("byId").get([row.interview, row.id]);
    if (known === undefined) await operations.add(row);
    else if (row.erased || this.#kit.keys.get(known.key) === null) await operations.put({ ...row, n: known.n });
  }

  async open(rows) {
    const values = await Promise.all(rows.map((row) => this.#kit.keys.value(where(row.interview, row.id), row)));
    rows.forEach(({ key, n }, index) => {
      if (values[index] === null && n !== undefined && this.#kit.keys.get(key) !== null) this.#damaged.add(n);
    });
    return values.filter((value) => value !== null);
  }

  // Changes rows by id in one transaction; what is not here is left out.
  async #change(interview, ids, what, change) {
    await this.#kit.database.write("operations", async (tx) => {
      const rows = await found(tx.store, interview, ids);
      await Promise.all(rows.map((row) => tx.store.put(change(row))));
    });
    this.#kit.say({ interview, what });
  }

  #seal(operation) {
    return this.#kit.keys.seal(where(operation.interview, operation.id), operation);
  }

  // Written twice, an operation is there once. The first one sees to it that its interview is listed; those after it, while
  // a finger waits, ask one thing only of the base.
  async #write(row) {
    if (!this.#listed.has(row.interview)) return this.#writeAndList(row);
    try {
      await this.#kit.database.write("operations", (tx) => tx.store.add(row));
    } catch (error) {
      if (error.cause?.name !== "ConstraintError") throw error;
    }
  }

  async #writeAndList(row) {
    await this.#kit.database.write(BOTH, async (tx) => {
      const [operations, interviews] = BOTH.map((name) => tx.objectStore(name));
      const asked = [operations.index("byId").getKey([row.interview, row.id]), interviews.get(row.interview)];
      const [there, known] = await Promise.all(asked); // at once: each answer costs a turn
      if (there !== undefined) return;
      const told = { ...(known ?? blank(row.interview)), updatedAt: row.at };
      await Promise.all([operations.add(row), interviews.put(told)]);
    });
    this.#listed.add(row.interview);
  }

  #hold(row, error) {
    if (error.code !== "place") return error;
    this.#kit.held.put("operations", place(row.interview, row.id), row, (kept) => this.#writeAndList(kept));
    this.#kit.say({ interview: row.interview, what: "held" });
    return new StoreError("place", error.message, { cause: error.cause, kept: true });
  }

  async #emptied(row) {
    const [operation] = await this.open([row]);
    return operation ? this.#seal({ ...operation, data: null }) : null;
  }
}

export async function found(operations, interview, ids) {
  const rows = await Promise.all(ids.map((id) => operations.index("byId").get([interview, id])));
  return rows.filter(Boolean);
}

async function some(tx, key, { known, most, bytes }) {
  const rows = [];
  let cursor = await tx.store.index("byState").openCursor(key);
  for (let room = bytes; cursor && rows.length < most; cursor = await cursor.continue()) {
    if (!known(cursor.value)) continue;
    room -= cursor.value.size;
    if (room < 0 && rows.length) break;
    rows.push(cursor.value);
  }
  return rows;
}

function fitting(rows, { most, bytes }) {
  let room = bytes;
  return rows.filter((row, index) => index < most && ((room -= row.size) >= 0 || index === 0));
}
