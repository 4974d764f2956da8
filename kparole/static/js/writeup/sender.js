// Sends what is typed and done, one edit after the other, and keeps trying while nobody answers. No word is dropped before
// the server has it.

import { newId } from "./model.js";

const REST = 700; // ms without a key before what was typed is sent
const LONGEST = 4000; // ms of typing without a rest before it is sent anyway
const KEEP = 200; // ms before what was typed is in the pocket of the window
const AGAIN = [1500, 3000, 6000, 12_000, 30_000];
const LONGEST_TEXT = 400_000; // UTF-16 units; the server takes half as many characters, and says so of what is between
const TOO_LONG = "C’est trop long pour une seule note. Coupez-la en plusieurs\u00a0: elle n’est pas encore enregistrée.";
const ELSEWHERE = "Quelqu’un a retiré cette note pendant que vous écriviez. Vos mots sont gardés ici.";
export const NOBODY = "Le serveur ne répond pas. Recommencez ce geste quand la liaison revient\u00a0: rien n’a changé.";

export class Sender extends EventTarget {
  phase = "repos"; // repos, envoi, attente
  why = "";
  #chain = Promise.resolve();
  #timer = 0;
  #keeping = 0;
  #since = 0;
  #failed = 0;

  constructor(model, server, pocket) {
    super();
    Object.assign(this, { model, server, pocket });
    addEventListener("online", () => this.flush());
  }

  /** What a note says now, as typed. */
  type(id, text) {
    const { drafts, revision } = this.model;
    const known = drafts.get(id);
    drafts.set(id, { ...(known ?? { base: revision }), text, refused: undefined });
    this.#soon();
  }

  /** What is said of the person; after a refusal one has read what others said, and says it again on top of that. */
  typeFact(name, value) {
    const known = this.model.factDrafts.get(name);
    this.model.factDrafts.set(name, { value, base: known && !known.refused ? known.base : this.model.revision });
    this.#soon();
  }

  /** A note just begun: it is sent with its first words. */
  begin(place, before = null) {
    const id = newId();
    this.model.drafts.set(id, { text: "", base: this.model.revision, fresh: { place, before } });
    return id;
  }

  /** Sends what was typed; resolves when there is nothing left to do now. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = this.#since = 0;
    return this.#queue(() => this.#drain());
  }

  /** What was typed first, then this edit → what the server told, or null when it was not done. */
  async act(edit) {
    clearTimeout(this.#timer);
    this.#timer = this.#since = 0;
    return this.#queue(async () => {
      if (!(await this.#drain())) return this.#say("trouble", NOBODY);
      const answer = await this.server.change(edit, this.model.revision);
      if (answer.kind === "away") {
        this.#away(answer.why);
        return this.#say("trouble", NOBODY);
      }
      await this.#take(answer.body);
      this.#phase("repos");
      return answer.kind === "done" ? answer.body : this.#say("trouble", answer.body.message);
    });
  }

  /** What others wrote: told by the poll. */
  async hear() {
    const after = this.model.revision;
    const answer = await this.server.state(after);
    if (answer?.kind === "away") return this.#away(answer.why);
    if (this.phase === "attente") this.flush();
    if (answer?.kind !== "done" || answer.body.revision <= this.model.revision) return;
    await this.#take(answer.body);
    this.#say("heard", answer.body.pieces.map((one) => one.id));
  }

  #queue(work) {
    const done = this.#chain.then(work);
    this.#chain = done.catch(() => {});
    return done;
  }

  /** Keeps what is unsent in the pocket, now. */
  keep() {
    clearTimeout(this.#keeping);
    this.#keeping = 0;
    this.pocket.keep(this.model);
  }

  #soon() {
    this.#keeping ||= setTimeout(() => this.keep(), KEEP);
    this.#since ||= performance.now();
    const left = Math.max(0, LONGEST - (performance.now() - this.#since));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), Math.min(REST, left));
    if (this.phase === "repos") this.#phase("envoi");
  }

  /** Everything typed, in its order; false when nobody answers. */
  async #drain() {
    for (const id of [...this.model.drafts.keys()]) if (!(await this.#send(id))) return false;
    for (const name of [...this.model.factDrafts.keys()]) if (!(await this.#sendFact(name))) return false;
    this.keep();
    this.#phase("repos");
    return true;
  }

  async #send(id) {
    const { model } = this;
    const draft = model.drafts.get(id);
    if (!draft || draft.refused || (draft.fresh && !draft.text.trim())) return true;
    const known = model.pieces.get(id);
    if (!draft.fresh && draft.text === known?.text) return model.drafts.delete(id);
    const { text, fresh, base } = draft;
    if (text.length > LONGEST_TEXT) {
      this.#refused(id, text, TOO_LONG);
      return true;
    }
    const edit = fresh && !known ? { do: "add", id, ...fresh, text } : { do: "text", piece: id, text };
    this.#phase("envoi");
    const answer = await this.server.change(edit, base);
    if (answer.kind === "away") return this.#away(answer.why);
    await this.#take(answer.body);
    if (answer.kind === "done") this.#received(id, text, answer.body);
    else this.#refused(id, text, answer.body.message);
    return true;
  }

  #received(id, text, { kept, revision }) {
    const { drafts } = this.model;
    const now = drafts.get(id);
    drafts.delete(id);
    const here = kept ?? id;
    if (now && now.text !== text) drafts.set(here, { text: now.text, base: revision });
    if (kept) this.#say("kept", { id, kept });
  }

  /** A note that is no longer there is begun again where it was; what is there already was received before. */
  #refused(id, text, message) {
    const { model } = this;
    const draft = model.drafts.get(id);
    if (model.pieces.has(id)) {
      if (draft.fresh) {
        model.drafts.set(id, { text: draft.text, base: model.revision });
        return this.#soon();
      }
      draft.refused = message;
    } else if (draft.fresh && !model.card(draft.fresh.place[1]) && draft.fresh.place[1]) {
      draft.fresh = { place: ["non-classe", null], before: null };
      this.#soon();
      return this.#say("trouble", ELSEWHERE);
    } else if (draft.fresh) {
      draft.refused = message;
    } else {
      model.drafts.delete(id);
      const place = draft.place ?? ["non-classe", null];
      const again = newId();
      model.drafts.set(again, { text: draft.text, base: model.revision, fresh: { place, before: null } });
      this.#soon();
      return this.#say("begun", { id, again, message: ELSEWHERE });
    }
    if (draft.refused) this.#say("trouble", message);
  }

  async #sendFact(name) {
    const draft = this.model.factDrafts.get(name);
    if (!draft || draft.refused) return true;
    const { value, base } = draft;
    if (value.trim() === (this.model.facts[name] ?? "")) return this.model.factDrafts.delete(name);
    const answer = await this.server.change({ do: "fact", name, value }, base);
    if (answer.kind === "away") return this.#away(answer.why);
    await this.#take(answer.body);
    const now = this.model.factDrafts.get(name);
    if (now?.value !== value) return true; // typed further meanwhile: it is sent again, and answered for itself
    if (answer.kind === "refused") now.refused = answer.body.message;
    else this.model.factDrafts.delete(name);
    this.#say("told");
    return true;
  }

  async #take(body) {
    for (const [id, draft] of this.model.drafts) if (!draft.fresh) draft.place = this.model.placeOf(id) ?? draft.place;
    if (!this.model.take(body)) {
      const whole = await this.server.state(-1);
      if (whole?.kind === "done") this.model.take(whole.body);
    }
    this.server.has(this.model.revision);
    this.#failed = 0;
    this.#say("told");
  }

  #away(why) {
    this.why = why;
    this.#phase("attente");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), AGAIN[Math.min(this.#failed++, AGAIN.length - 1)]);
    return false;
  }

  #phase(phase) {
    this.phase = phase;
    if (phase !== "attente") this.why = "";
    this.#say("told");
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
    return null;
  }
}
