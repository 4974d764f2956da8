// What was decided and is not received yet: kept on this device until the server has answered for it, in its order.
// Only places and labels are kept here, nobody's words.

const PATIENCE = 15_000;
const AGAIN = [1_000, 3_000, 8_000, 20_000, 45_000];
const GONE = "Cet entretien n’est plus là, ou n’est plus à votre portée. Cette décision n’a pas pu être gardée.";
const WHY = {
  reseau: "pas de réseau. Je réessaie tout seul.",
  entree: "vous n’êtes plus entré. Entrez de nouveau dans un autre onglet : rien n’est perdu.",
  serveur: "KParole ne répond pas bien. Je réessaie tout seul.",
};

export class Outbox extends EventTarget {
  #lines = [];
  #timer = 0;
  #failed = 0;
  #running = null;

  constructor({ who, token, fresh }) {
    super();
    this.key = `kparole-relire-${who}`;
    this.token = token;
    this.fresh = fresh;
    this.why = "";
    this.#lines = this.#read();
    addEventListener("online", () => this.flush());
    addEventListener("beforeunload", (event) => { if (this.#lines.length && !this.#safe) event.preventDefault(); });
  }

  get waiting() { return this.#lines.length; }

  has(id) { return this.#lines.some((line) => line.id === id); }

  /** Adds a line {id, url, body}; it leaves at once when it can. */
  push(line) {
    this.#lines.push(line);
    this.#keep();
    this.#say("told");
    this.flush();
  }

  /** Takes a line out before it left; false when it is leaving or gone. */
  withdraw(id) {
    if (this.sending === id || !this.has(id)) return false;
    this.#lines = this.#lines.filter((line) => line.id !== id);
    this.#keep();
    this.#say("told");
    return true;
  }

  /** Sends all that waits, one after the other; resolves to true when nothing waits any more. */
  flush() {
    clearTimeout(this.#timer);
    this.#running ??= this.#drain().finally(() => { this.#running = null; });
    return this.#running;
  }

  async #drain() {
    while (this.#lines.length) {
      const line = this.#lines[0];
      this.sending = line.id;
      const answer = await this.#send(line);
      this.sending = null;
      if (answer.why) return this.#later(answer.why);
      this.#failed = 0;
      this.why = "";
      this.#lines = this.#lines.filter((one) => one.id !== line.id);
      this.#keep();
      this.#say(answer.refused ? "refused" : "received", { line, ...answer });
      this.#say("told");
    }
    return true;
  }

  async #send(line) {
    for (const fresh of [false, true]) {
      if (fresh) this.token = (await this.fresh().catch(() => "")) || this.token;
      const body = new URLSearchParams(line.body);
      body.set("csrf_token", this.token);
      const answer = await fetch(line.url, {
        method: "POST", body, redirect: "manual", headers: { "X-Fragment": "1" }, signal: AbortSignal.timeout(PATIENCE),
      }).catch(() => null);
      if (!answer) return { why: "reseau" };
      const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => null) : null;
      if (answer.ok && json) return { told: json };
      if (answer.status === 409 && json?.message) return { refused: json.message };
      if (answer.status === 404 || answer.status === 403) return { refused: GONE };
      if (answer.status === 401 || answer.type === "opaqueredirect") return { why: "entree" };
      if (answer.status !== 400) return { why: "serveur" };
    }
    return { why: "entree" };
  }

  #later(why) {
    this.why = WHY[why];
    this.#timer = setTimeout(() => this.flush(), AGAIN[Math.min(this.#failed++, AGAIN.length - 1)]);
    this.#say("told");
    return false;
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  }

  #keep() {
    try {
      if (this.#lines.length) localStorage.setItem(this.key, JSON.stringify(this.#lines));
      else localStorage.removeItem(this.key);
      this.#safe = true;
    } catch {
      this.#safe = false; // leaving the page is held back instead
    }
  }

  #safe = true;

  #say(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })); }
}
