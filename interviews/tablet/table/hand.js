// What the fingers do on the table: lift, put down, take, put back, skip, keep for later, reorder. Each is recorded; no drawing here.
import { passagesOf, standing } from "../journal/fold.js";
import { hashOf } from "../journal/operation.js";
import { canSay, Reader, soundOf, spokenOf } from "../parts/voice.js";
import { spokenLanguage } from "../parts/picture.js";

const TOO_QUICK = 350; // ms: a trembling finger touches twice
const OVER = "L’entretien est terminé\u00a0: les cartes ne bougent plus.";

export class Hand {
  lifted = null; // id of a card
  selected = null; // a pick, in the strip
  current = null; // id of the card the arrows are on
  title = ""; // of the joker that is lifted; which opening was said, of a card that carries two
  suggesting = false;
  #liftedAt = 0;
  #taking = null;

  /** `language`: the one that is spoken; `taken(pick, card, how)`: what comes next. */
  constructor(app, { language = () => spokenLanguage(app), taken = () => {} } = {}) {
    this.app = app;
    this.language = language;
    this.taken = taken;
    this.reader = new Reader(() => app.redraw());
  }

  get state() {
    return this.app.interview.state;
  }

  get picks() {
    return standing(this.state);
  }

  /** True with printed cards: the tablet only follows, one touch takes. */
  get printed() {
    return this.state.opened?.mode === "imprimees" || this.state.opened?.mode === "papier";
  }

  /** True when a card can be heard in the language that speaks. */
  says(card) {
    return canSay(card, this.language());
  }

  /** The cards that lie on the table. */
  get onTable() {
    const away = new Set(this.picks.map((one) => one.card));
    return this.app.deck.cartes.filter((card) => !away.has(card.id));
  }

  pickOf(card) {
    return this.picks.find((one) => one.card === card.id);
  }

  /** A card is touched on the table: the first time lifts it, the second takes it. `at`: ms. */
  async touch(card, at = performance.now()) {
    const known = this.pickOf(card);
    if (known) return this.select(known.pick);
    if (this.lifted === card.id) return at - this.#liftedAt < TOO_QUICK ? undefined : this.take(card);
    return this.printed && !card.joker ? this.take(card) : this.lift(card, at);
  }

  async lift(card, at = performance.now()) {
    Object.assign(this, { lifted: card.id, current: card.id, selected: null, title: "", suggesting: false });
    this.#liftedAt = at;
    this.app.redraw();
    if (this.printed) return;
    this.speak(card);
    await this.shown(card);
  }

  /** It is written down that a card was shown and said. */
  async shown(card) {
    await this.#act("card.read", { card: card.id });
  }

  /** Which of its two openings the person says; touched again, neither. */
  say(opening) {
    this.title = this.title === opening ? "" : opening;
    this.app.redraw();
  }

  /** True while the card that is lifted is being said. */
  heard(card) {
    return this.lifted === card.id && this.reader.sentence !== null;
  }

  /** Say the card that is lifted, or stop. */
  listen(card) {
    if (this.heard(card)) this.reader.stop();
    else this.speak(card);
  }

  /** `ended`: what comes once it was said to its end. */
  speak(card, ended) {
    const language = this.language();
    if (this.says(card)) this.reader.read(spokenOf(card, language), language, { sound: soundOf(card, language), ended });
  }

  putDown() {
    this.reader.stop();
    this.lifted = null;
    this.app.redraw();
  }

  /** Take a card, at a place of the strip when one is given. */
  async take(card, { at = null } = {}) {
    if (this.pickOf(card) || this.#taking === card.id) return;
    this.#taking = card.id;
    const before = this.#before(card);
    const pick = before ?? crypto.randomUUID();
    const title = this.lifted === card.id ? this.title.trim() : "";
    try {
      if (!(await this.#act("card.take", title ? { pick, card: card.id, title } : { pick, card: card.id }))) return;
    } finally {
      this.#taking = null;
    }
    this.putDown();
    this.selected = pick;
    if (at !== null || before) await this.moveTo(pick, at ?? this.picks.length - 1);
    this.taken(pick, card, { dropped: at !== null });
  }

  /** A card that comes back finds the notes that were written under it: it keeps its pick. */
  #before(card) {
    const returned = this.state.picks.filter((one) => one.card === card.id && one.returned);
    return returned.findLast((one) => passagesOf(this.state, `note:carte:${one.pick}`).length)?.pick;
  }

  async back(pick) {
    if (!(await this.#act("card.back", { pick }))) return;
    const { card } = this.state.picks.find((one) => one.pick === pick);
    if (this.selected === pick) this.selected = null;
    this.current = card;
    this.app.redraw();
  }

  /** « Passer » or « Plus tard »; the answer undoes it. */
  async leave(card, kind) {
    this.putDown();
    const operation = await this.#act(kind, { card: card.id });
    return operation && (async () => this.#act("erase", { target: operation.id, hash: await hashOf(operation) }));
  }

  select(pick) {
    this.reader.stop();
    this.lifted = null;
    this.selected = this.selected === pick ? null : pick;
    this.app.redraw();
  }

  /** One place to the left (-1) or to the right (1). */
  async move(pick, by) {
    const place = this.picks.findIndex((one) => one.pick === pick) + by;
    if (place >= 0 && place < this.picks.length) await this.moveTo(pick, place);
  }

  async moveTo(pick, place) {
    const others = this.picks.map((one) => one.pick).filter((one) => one !== pick);
    const wanted = [...others.slice(0, place), pick, ...others.slice(place)];
    if (wanted.join() !== this.picks.map((one) => one.pick).join()) await this.#act("card.order", { picks: wanted });
  }

  /** Nothing lifted, nothing chosen, nothing said. */
  clear() {
    this.reader.stop();
    Object.assign(this, { lifted: null, selected: null, suggesting: false });
  }

  /** @returns the operation once it is on the disk, null when it could not be written (it is said why) */
  async #act(kind, data) {
    if (this.state.ended) {
      if (kind !== "card.read") this.app.toast(OVER);
      return null;
    }
    try {
      return await this.app.interview.act(kind, data);
    } catch (error) {
      this.app.toast(error.message);
      if (error.name !== "StoreError") throw error;
      return null;
    }
  }
}
