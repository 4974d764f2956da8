// The recording of a voice: only once it was agreed to, every few seconds on the disk, red on every screen, and gone at
// once when the agreement is taken back. What a locked tablet or a crash cut short is finished at the next opening.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { OpenInterview } from "../journal/interview.js";
import { consentOf } from "../journal/fold.js";
import { icon } from "../parts/icon.js";
import { attempt } from "./attempt.js";
import { Take, refusalOf } from "./recorder-take.js";

const NO = new Set(["refused", "withdrawn"]);
const CUT = "Le micro s’est coupé. Ce qui est déjà enregistré est gardé.";
const LOST = "Le son ne s’enregistre plus\u00a0: ";

export class Recorder {
  #app;
  #take = null;
  #going = new Set(); // sounds being taken away
  #listened = null;
  #onChange = () => this.#follow();
  state = "repos"; // repos, demande (the browser asks for the microphone), enregistre
  seconds = 0;

  constructor(app) {
    this.#app = app;
    app.addEventListener("interview", () => this.#another());
  }

  /** Start, for a card or for no card; what prevents it is said. */
  async start(card = null) {
    if (this.state !== "repos" || !this.allowed) return;
    this.#become("demande");
    try {
      const { id } = this.#app.interview;
      const take = await Take.begin(this.#app.store, id, { card, ticked: (seconds) => this.#tick(seconds) });
      this.#take = take;
      take.ended.then(() => this.#finished(take), (error) => this.#failed(take, error));
      this.#become("enregistre");
      this.#follow(); // what was said while the browser asked
    } catch (error) {
      this.#become("repos");
      this.#app.toast(refusalOf(error));
    }
  }

  /** Stop, and keep what was recorded. */
  async stop() {
    const take = this.#take;
    if (take === null) return;
    take.stop();
    await take.ended.catch(() => {});
    await take.kept;
  }

  /** True when the person agreed to be recorded and the interview is not over. */
  get allowed() {
    const state = this.#app.interview?.state;
    return Boolean(state) && !state.ended && consentOf(state, "audio") === "given";
  }

  /** True when the person said no to it. */
  get refused() {
    return NO.has(consentOf(this.#app.interview.state, "audio"));
  }

  /** Another interview is open, or none: the recording was of the one before. */
  #another() {
    this.#listened?.removeEventListener("change", this.#onChange);
    this.#listened = this.#app.interview;
    this.#listened?.addEventListener("change", this.#onChange);
    if (this.#take && this.#take.interview !== this.#listened?.id) this.stop();
    if (this.#listened) this.#finishOrphans(this.#listened);
    this.#follow();
  }

  /** What was just said or written may end the recording, and take the sounds away. */
  #follow() {
    const interview = this.#listened;
    if (interview === null) return;
    if (this.#take?.interview === interview.id && !this.allowed) {
      if (interview.state.ended && !this.refused) this.stop();
      else this.#discard();
    }
    if (this.refused) this.#forgetSounds(interview);
  }

  async #discard() {
    const take = this.#take;
    this.#take = null;
    this.#become("repos");
    await take.discard();
    this.#app.toast("L’enregistrement est arrêté, et le son est effacé.");
  }

  async #forgetSounds(interview) {
    const sounds = [...interview.state.attachments.values()].filter((one) => one.kind === "audio");
    for (const { attachment } of sounds) {
      if (this.#going.has(attachment)) continue;
      this.#going.add(attachment);
      await attempt(() => interview.dropFile(attachment), (words) => this.#app.toast(words));
      this.#going.delete(attachment);
    }
  }

  #finished(take) {
    if (this.#take === take) {
      this.#take = null;
      this.#become("repos");
    }
    take.kept = take.discarded ? Promise.resolve() : this.#keep(take);
    if (take.cut) this.#app.toast(CUT);
    return take.kept;
  }

  async #failed(take, error) {
    await this.#finished(take);
    this.#app.toast(LOST + error.message);
  }

  /** Announce the sound in its interview, that one may have left meanwhile. */
  async #keep({ interview: id, attachment, pieces }) {
    if (pieces === 0) return;
    const here = this.#app.interview?.id === id ? this.#app.interview : null;
    const interview = here ?? (await OpenInterview.reopen(this.#app.store, id));
    await attempt(() => interview.addFile({ attachment, kind: "audio" }), (words) => this.#app.toast(LOST + words));
    if (!here) await interview.close();
  }

  async #finishOrphans(interview) {
    for (const { attachment, kind } of await this.#app.store.orphans(interview.id)) {
      if (kind !== "audio" || attachment === this.#take?.attachment) continue;
      const agreed = consentOf(interview.state, "audio") === "given";
      const keep = () => interview.addFile({ attachment, kind: "audio" });
      const settle = agreed ? keep : () => this.#app.store.dropFile(attachment);
      await attempt(settle, (words) => this.#app.toast(LOST + words));
    }
  }

  #tick(seconds) {
    this.seconds = seconds;
    this.#app.redraw();
  }

  #become(state) {
    this.state = state;
    this.seconds = 0;
    this.#app.redraw();
  }
}

/** The red badge, on every screen as long as a voice is recorded; a tap stops. */
export function recording(app) {
  if (app.recorder?.state !== "enregistre") return nothing;
  const time = `${Math.floor(app.recorder.seconds / 60)}:${String(app.recorder.seconds % 60).padStart(2, "0")}`;
  return html`<button type="button" class="button recording" lang="fr" dir="ltr" title="Arrêter l’enregistrement"
    @click=${() => app.recorder.stop()}>${icon("record")}
    <span class="sr">Arrêter l’enregistrement de la voix. </span><b>On enregistre</b><span>${time}</span></button>`;
}

/** The button that starts or stops, for a place ({prefix, card, label}). */
export function recordButton(app, place) {
  if (app.interview.state.ended || !app.recorder) return nothing;
  const on = app.recorder.state === "enregistre";
  const words = on ? "Arrêter l’enregistrement" : "Enregistrer la voix";
  return html`<button type="button" class=${on ? "button round recording" : "button round"} title=${words}
    ?disabled=${app.recorder.state === "demande"} @click=${() => startOrStop(app, place, on)}
    >${icon(on ? "stop" : "microphone")}<span class="sr">${words}</span></button>`;
}

function startOrStop(app, place, on) {
  if (on) return app.recorder.stop();
  if (app.recorder.allowed) return app.recorder.start(place.card ?? null);
  const ask = "Demandez d’abord si vous pouvez enregistrer sa voix.";
  const words = app.recorder.refused ? "Elle ne veut pas être enregistrée." : ask;
  return app.toast(words, { label: "Aller aux accords", action: () => app.go("opening") });
}
