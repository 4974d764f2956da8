// What this device remembers in clear: its own id, and choices of display. Nothing personal goes in here.

const BEFORE = "pref:";

export class Prefs {
  #kit;
  #values = new Map();
  device = null;

  constructor(kit) {
    this.#kit = kit;
  }

  // The device has an id from its first opening; two tabs that open at once get the same.
  async load() {
    const fresh = crypto.randomUUID();
    const rows = await this.#kit.database.write("meta", async (tx) => {
      if (!(await tx.store.get("device"))) await tx.store.put({ name: "device", value: fresh });
      return tx.store.getAll();
    });
    this.device = rows.find((row) => row.name === "device").value;
    const chosen = rows.filter((row) => row.name.startsWith(BEFORE));
    this.#values = new Map(chosen.map((row) => [row.name.slice(BEFORE.length), row.value]));
  }

  get(name) {
    return this.#values.get(name) ?? null;
  }

  async set(name, value) {
    this.#values.set(name, value);
    await this.#kit.database.write("meta", (tx) => tx.store.put({ name: BEFORE + name, value }));
  }
}
