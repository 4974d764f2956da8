// Words being typed: one sealed text a field, written over and over, gone when they have become an operation.

import { said, StoreError } from "./errors.js";
import { place } from "./seal.js";

const where = (interview, field) => place("draft", interview, field);

export class Drafts {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  // null takes the draft away.
  async write(interview, field, text) {
    const name = place(interview, field);
    this.#kit.held.drop("drafts", name);
    if (text === null) {
      await this.#kit.database.write("drafts", (tx) => tx.store.delete([interview, field]));
      this.#kit.say({ interview, what: "draft" }); // one thing less that waits
      return;
    }
    const row = { interview, field, at: Date.now(), ...(await this.#kit.keys.seal(where(interview, field), { text })) };
    const put = (one) => this.#kit.database.write("drafts", (tx) => tx.store.put(one));
    try {
      await put(row);
    } catch (error) {
      const told = said(error);
      if (told.code !== "place") throw told;
      this.#kit.held.put("drafts", name, row, put);
      throw new StoreError("place", told.message, { cause: told.cause, kept: true });
    }
  }

  // Map(field → text).
  async read(interview) {
    const kept = await this.#kit.database.read("drafts", (tx) => tx.store.index("byInterview").getAll(interview));
    const drafts = new Map();
    for (const row of [...kept, ...this.#kit.held.of("drafts", interview)]) {
      const value = await this.#kit.keys.value(where(interview, row.field), row);
      if (value !== null) drafts.set(row.field, value.text);
    }
    return drafts;
  }
}
