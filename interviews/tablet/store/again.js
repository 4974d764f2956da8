// A server put back to an older copy no longer has all that it acknowledged: what is still here is sent once more.

import { RECEIVED, WAITING } from "./states.js";

const TABLES = ["operations", "files", "interviews"];

export class Again {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  // How many operations of this interview the server has, by what it said.
  count(interview) {
    return this.#kit.database.read("operations", (tx) => tx.store.index("byState").count([interview, RECEIVED]));
  }

  // Back in the outbox, but for what was erased; and all that other devices wrote is to be fetched anew. Gives how many.
  async send(interview) {
    const sent = await this.#kit.database.write(TABLES, async (tx) => {
      const [operations, files, interviews] = TABLES.map((name) => tx.objectStore(name));
      const rows = (await operations.index("byState").getAll([interview, RECEIVED])).filter((row) => !row.erased);
      const done = (await files.index("byInterview").getAll(interview)).filter((file) => file.state === "done");
      const known = await interviews.get(interview);
      await Promise.all([
        ...rows.map((row) => operations.put({ ...row, state: WAITING })),
        ...done.map((file) => files.put({ ...file, state: "ready", received: 0 })),
        known && interviews.put({ ...known, last: 0 }),
      ]);
      return rows.length + done.length;
    });
    if (sent) this.#kit.say({ interview, what: "again" });
    return sent;
  }
}
