// A store in memory with the interface of the real one, for tests of what is above it. `snapshot()` is what a crash
// would leave; `slow(kind)` gives the milliseconds a write takes, `fails(what)` an error to reject it with.

class StoreError extends Error {
  constructor(code) {
    super(`store: ${code}`);
    [this.name, this.code, this.kept] = ["StoreError", code, code === "kept"];
  }
}

export class MemoryStore extends EventTarget {
  device = crypto.randomUUID();
  state = "ouverte";
  held = 0;
  prefs = new Map();
  writes = []; // [what, detail], in the order they ended
  slow = () => 0;
  fails = () => null;
  #rows = []; // {operation, received, aside}
  #drafts = new Map(); // interview → Map(field → text)
  #interviews = new Map();
  #files = new Map();

  constructor(snapshot = null) {
    super();
    if (snapshot === null) return;
    this.device = snapshot.device;
    this.#rows = snapshot.rows;
    this.#interviews = new Map(snapshot.interviews);
    this.#drafts = new Map(snapshot.drafts.map(([id, drafts]) => [id, new Map(drafts)]));
    const files = snapshot.files.map((file) => ({ ...file, chunks: file.chunks.map(bytesOf) }));
    this.#files = new Map(files.map((file) => [file.attachment, file]));
  }

  snapshot() {
    const files = [...this.#files.values()].map((file) => ({ ...file, chunks: file.chunks.map((one) => [...one]) }));
    const drafts = [...this.#drafts].map(([id, map]) => [id, [...map]]);
    return { device: this.device, rows: this.#rows, interviews: [...this.#interviews], drafts, files };
  }

  async keep(id, told) {
    await this.#write("keep", id);
    this.#interviews.set(id, { ...this.#interviews.get(id), ...told });
    this.#said();
  }

  async interviews() {
    return [...this.#interviews].map(([id, { summary, ended = false, closed = false }]) => {
      const waiting = this.#of(id).filter((row) => !row.received && !row.aside).length;
      return { id, summary, ended, closed, unsent: waiting, aside: 0, updatedAt: 0, oldestUnsent: null };
    });
  }

  async append(operation) {
    await this.#write("append", operation.kind);
    const row = { operation: structuredClone(operation), received: false, aside: null };
    if (!this.#row(operation.id)) this.#rows.push(row);
    this.#said();
  }

  async journal(id) {
    return structuredClone(this.#of(id).map((row) => row.operation));
  }

  async outbox(id, { most = 500 } = {}) {
    const waiting = this.#of(id).filter((row) => !row.received && !row.aside);
    return structuredClone(waiting.slice(0, most).map((row) => row.operation));
  }

  async acknowledge(id, ids) {
    for (const one of ids) if (this.#row(one)) this.#row(one).received = true;
    this.#said();
  }

  async setAside(id, told) {
    for (const one of told) this.#row(one.id).aside = one;
  }

  async aside(id) {
    return this.#of(id).filter((row) => row.aside).map((row) => row.aside);
  }

  async receive(id, operations, last) {
    await this.#write("receive", operations.length);
    for (const operation of structuredClone(operations)) {
      if (!this.#row(operation.id)) this.#rows.push({ operation, received: true, aside: null });
    }
    this.#interviews.set(id, { ...this.#interviews.get(id), last });
    this.#said();
  }

  async lastNumber(id) {
    return this.#interviews.get(id)?.last ?? 0;
  }

  async sendRescue() {
    return { received: 0, refused: 0, trouble: null }; // its key is never lost
  }

  async forget(id, ids) {
    await this.#write("forget", ids.length);
    this.#rows = this.#rows.filter((row) => row.received || !ids.includes(row.operation.id));
    for (const row of this.#rows) if (ids.includes(row.operation.id)) row.operation.data = null;
  }

  async draft(id, field, text) {
    await this.#write("draft", text === null ? `${field} gone` : field);
    if (!this.#drafts.has(id)) this.#drafts.set(id, new Map());
    if (text === null) this.#drafts.get(id).delete(field);
    else this.#drafts.get(id).set(field, text);
  }

  async drafts(id) {
    return new Map(this.#drafts.get(id));
  }

  async addChunk(interview, attachment, n, bytes, told) {
    const known = this.#files.get(attachment) ?? { interview, attachment, ...told, chunks: [], state: "chunks" };
    known.chunks[n] = new Uint8Array(bytes);
    this.#files.set(attachment, known);
  }

  async addFile(interview, { attachment, blob, kind, type = blob.type, card = null }) {
    await this.#write("addFile", attachment);
    const chunks = [new Uint8Array(await blob.arrayBuffer())];
    this.#files.set(attachment, { interview, attachment, kind, type, card, chunks, state: "chunks" });
    const { sha256, bytes } = await this.finishChunks(attachment);
    return { sha256, bytes };
  }

  async finishChunks(attachment) {
    const file = this.#files.get(attachment);
    if (!file) throw new StoreError("absente");
    const whole = new Uint8Array(file.chunks.flatMap((one) => [...one]));
    if (!whole.length) throw new StoreError("vide");
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    Object.assign(file, { sha256, bytes: whole.length, state: "ready" });
    const { type, kind, card } = file;
    return { sha256, bytes: whole.length, type, kind, card };
  }

  async orphans(interview) {
    return this.#filesOf(interview, "chunks");
  }

  async filesToSend(interview) {
    return this.#filesOf(interview, "ready");
  }

  async file(attachment) {
    const file = this.#files.get(attachment);
    return file ? new Blob(file.chunks, { type: file.type }) : null;
  }

  async dropFile(attachment) {
    this.#files.delete(attachment);
  }

  #filesOf(interview, state) {
    const files = [...this.#files.values()].filter((file) => file.interview === interview && file.state === state);
    return files.map(({ chunks: _chunks, ...file }) => ({ received: 0, ...file }));
  }

  #of(id) {
    return this.#rows.filter((row) => row.operation.interview === id);
  }

  #row(id) {
    return this.#rows.find((row) => row.operation.id === id);
  }

  async #write(what, detail) {
    const wait = this.slow(what, detail);
    if (wait) await new Promise((done) => setTimeout(done, wait));
    const code = this.fails(what, detail);
    if (code) throw new StoreError(code);
    this.writes.push([what, detail]);
  }

  #said() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}

function bytesOf(numbers) {
  return new Uint8Array(numbers);
}
