// What the disk had no room for: sealed, kept in memory, written as soon as there is room, and read as if it were kept.

export class Held {
  #database;
  #rows = new Map(); // store name → Map(name → {row, write})

  constructor(database) {
    this.#database = database;
  }

  get count() {
    return [...this.#rows.values()].reduce((sum, rows) => sum + rows.size, 0);
  }

  put(store, name, row, write) {
    if (!this.#rows.has(store)) this.#rows.set(store, new Map());
    this.#rows.get(store).set(name, { row, write });
  }

  of(store, interview) {
    const rows = [...(this.#rows.get(store)?.values() ?? [])].map((one) => one.row);
    return interview === undefined ? rows : rows.filter((row) => row.interview === interview);
  }

  drop(store, name) {
    return this.#rows.get(store)?.delete(name) ?? false;
  }

  forget(interview) {
    for (const rows of this.#rows.values()) {
      for (const [name, { row }] of [...rows]) if (row.interview === interview) rows.delete(name);
    }
  }

  // Tries again, in order; stops at the first one that still has no room. Gives what is left.
  async flush() {
    for (const rows of this.#rows.values()) {
      for (const [name, { row, write }] of [...rows]) {
        if (rows.get(name)?.row !== row) continue; // let go of meanwhile: it must not come back
        try {
          await write(row);
        } catch {
          return this.count;
        }
        if (rows.get(name)?.row === row) rows.delete(name);
      }
    }
    return 0;
  }
}
