// What the server would not take: kept here with its reason (sealed) until a person looks at it or it is tried again.

import { found } from "./journal.js";
import { place } from "./seal.js";
import { ASIDE, WAITING } from "./states.js";

const whereReason = (interview, id) => place("reason", interview, id);

export class Aside {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  // `told`: [{id, reason, why: "conflit" | "refus"}].
  async set(interview, told) {
    const sealed = new Map(await Promise.all(told.map(async ({ id, reason, why }) => {
      const seal = await this.#kit.keys.seal(whereReason(interview, id), { reason: reason ?? "", why });
      return [id, { why, reason: seal }];
    })));
    await this.#kit.database.write("operations", async (tx) => {
      const rows = await found(tx.store, interview, [...sealed.keys()]);
      await Promise.all(rows.map((row) => tx.store.put({ ...row, state: ASIDE, ...sealed.get(row.id) })));
    });
    for (const row of this.#held(interview, WAITING)) {
      if (sealed.has(row.id)) Object.assign(row, { state: ASIDE, ...sealed.get(row.id) });
    }
    this.#kit.say({ interview, what: "aside" });
  }

  // Back in the outbox, pieces that were refused too.
  async retry(interview) {
    for (const row of this.#held(interview, ASIDE)) row.state = WAITING;
    await this.#kit.database.write(["operations", "files"], async (tx) => {
      const operations = tx.objectStore("operations");
      const rows = await operations.index("byState").getAll([interview, ASIDE]);
      const files = await tx.objectStore("files").index("byInterview").getAll(interview);
      await Promise.all([
        ...rows.map(({ why: _why, reason: _reason, ...row }) => operations.put({ ...row, state: WAITING })),
        ...files.filter((file) => file.state === "refused").map(({ reason: _reason, ...file }) =>
          tx.objectStore("files").put({ ...file, state: "ready", received: 0 })),
      ]);
    });
    this.#kit.say({ interview, what: "retry" });
  }

  // [{id, why, reason, operation}], then pieces: [{attachment, why: "refus", reason}].
  async list(interview) {
    const [rows, files] = await this.#kit.database.read(["operations", "files"], (tx) => Promise.all([
      tx.objectStore("operations").index("byState").getAll([interview, ASIDE]),
      tx.objectStore("files").index("byInterview").getAll(interview),
    ]));
    const refused = files.filter((file) => file.state === "refused");
    return [
      ...(await Promise.all([...rows, ...this.#held(interview, ASIDE)].map((row) => this.#told(row)))),
      ...(await Promise.all(refused.map((file) => this.#piece(file)))),
    ];
  }

  // What has no room on the disk yet stands aside in memory.
  #held(interview, state) {
    return this.#kit.held.of("operations", interview).filter((row) => row.state === state);
  }

  async #told(row) {
    const told = await this.#kit.keys.value(whereReason(row.interview, row.id), row.reason);
    const [operation] = await this.#kit.journal.open([row]);
    return { id: row.id, why: row.why, reason: told?.reason ?? "", operation: operation ?? null };
  }

  async #piece({ interview, attachment, reason }) {
    const told = await this.#kit.keys.value(whereReason(interview, attachment), reason);
    return { attachment, why: "refus", reason: told?.reason ?? "" };
  }
}
