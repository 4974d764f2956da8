// The decks that interviews of this device began with, and the one of the table: words and addresses, nothing personal.

const BEFORE = "jeu:";
const TABLE = `${BEFORE}table`;

export class Decks {
  #kit;

  constructor(kit) {
    this.#kit = kit;
  }

  // A deck by its name (id@version), or null.
  async get(name) {
    const row = await this.#kit.database.read("meta", (tx) => tx.store.get(BEFORE + name));
    return row?.value ?? null;
  }

  // The last one that the server had on its table, or null.
  table() {
    return this.get("table");
  }

  lay(deck) {
    return this.#kit.database.write("meta", (tx) => tx.store.put({ name: TABLE, value: deck }));
  }

  // An interview goes on with this deck, whatever is on the table: kept as long as the interview is here.
  use(id, name, deck) {
    return this.#kit.database.write(["meta", "interviews"], async (tx) => {
      const row = await tx.objectStore("interviews").get(id);
      await tx.objectStore("meta").put({ name: BEFORE + name, value: deck });
      if (row && row.deck !== name) await tx.objectStore("interviews").put({ ...row, deck: name });
    });
  }

  // Lets go of the decks that no interview here goes on with; gives those that stay, or null when one is not known yet.
  async tidy() {
    return this.#kit.database.write(["meta", "interviews"], async (tx) => {
      const rows = await tx.objectStore("interviews").getAll();
      if (rows.some((row) => !row.deck)) return null;
      const used = new Set(rows.map((row) => BEFORE + row.deck));
      const all = (await tx.objectStore("meta").getAll(IDBKeyRange.bound(BEFORE, `${BEFORE}\uffff`)));
      const stays = (row) => row.name === TABLE || used.has(row.name);
      await Promise.all(all.filter((row) => !stays(row)).map((row) => tx.objectStore("meta").delete(row.name)));
      return all.filter(stays).map((row) => row.value);
    });
  }
}
