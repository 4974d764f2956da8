// Speaks to the server: an edit sent, the state asked. A fresh token is fetched when the one held is refused.

const PATIENCE = 20_000;

export class Server {
  #token = "";
  #tag = "";

  constructor({ state, change, token, session }) {
    this.addresses = { state, change, token };
    this.session = session;
  }

  /** Sends an edit → {kind: "done" | "refused", body} or {kind: "away", why}: no answer of ours, to be tried again. */
  async change(edit, base) {
    const sent = JSON.stringify({ edit, base, session: this.session });
    for (const fresh of [false, true]) {
      if (fresh || !this.#token) {
        const failed = await this.#renew();
        if (failed) return failed;
      }
      const answer = await ask(this.addresses.change, {
        method: "POST",
        body: sent,
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.#token },
      });
      if (answer.status === 400 && !fresh) continue;
      return judged(answer);
    }
    return { kind: "away", why: "reseau" };
  }

  /** What stands after edit « after »; null when nothing is new, {kind: "away"} when nobody answers. */
  async state(after) {
    const address = `${this.addresses.state}?apres=${after}&session=${encodeURIComponent(this.session)}`;
    const answer = await ask(address, { headers: after >= 0 && this.#tag ? { "If-None-Match": this.#tag } : {} });
    if (answer.status === 304) return null;
    if (answer.status === 200) this.#tag = answer.tag;
    return judged(answer);
  }

  /** From now on the page has this edit. */
  has(revision) {
    this.#tag = `"${revision}"`;
  }

  async #renew() {
    const answer = await ask(this.addresses.token);
    if (!answer.body?.jeton) return { kind: "away", why: why(answer.status) };
    this.#token = answer.body.jeton;
    return null;
  }
}

async function ask(address, more = {}) {
  try {
    const answer = await fetch(address, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE), ...more });
    const json = answer.headers.get("Content-Type")?.includes("json");
    return { status: answer.status, tag: answer.headers.get("ETag") ?? "", body: json ? await answer.json() : null };
  } catch {
    return { status: 0, tag: "", body: null };
  }
}

function judged({ status, body }) {
  if (status === 200 && typeof body?.revision === "number") return { kind: "done", body };
  if ((status === 409 || status === 422) && typeof body?.message === "string") return { kind: "refused", status, body };
  return { kind: "away", why: why(status) };
}

function why(status) {
  return { 401: "entree", 403: "entree", 404: "parti", 429: "vite" }[status] ?? "reseau";
}
