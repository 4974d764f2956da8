// What is being written in one place (a card, the opening, the closing): the passage begun, the one touched above,
// their marks, and what went wrong. No drawing here.

import { passagesOf } from "../journal/fold.js";
import { NOTE_LIMIT, cleanText, replacesSigns } from "../journal/operation.js";

export const SEEN = ["observation", "feeling"];
const KINDS = ["exact", ...SEEN]; // a passage is words, or what was seen: one of them at most
const REPLACED = "Un signe illisible a été remplacé par \uFFFD. Le reste est là.";
const SPLIT = "C’était très long : c’est gardé en plusieurs passages.";
const PUT_BACK = 8000; // ms

const desks = new WeakMap(); // interview → Map(prefix → Desk)

/** The desk of a place ({prefix, card, label}) of the open interview; the same one as long as the interview is open. */
export function deskOf(app, place) {
  if (!desks.has(app.interview)) desks.set(app.interview, new Map());
  const known = desks.get(app.interview);
  if (!known.has(place.prefix)) known.set(place.prefix, new Desk(app, place));
  return known.get(place.prefix);
}

/** Everything begun on this interview becomes operations. */
export async function settleDesks(app) {
  for (const desk of desks.get(app.interview)?.values() ?? []) await desk.leave();
}

export class Desk {
  text = ""; // what the composer holds
  field = null; // the passage begun there
  pending = new Set(); // marks asked for before its first character
  touched = null; // the passage touched above
  correction = null; // its words, while they are corrected in place
  trouble = null; // what could not be kept, in French
  remark = null; // what was changed in the words, in French

  constructor(app, place) {
    this.app = app;
    this.interview = app.interview;
    this.place = place;
  }

  /** The passages above the composer: all but the one being written and the empty ones. */
  get passages() {
    const all = passagesOf(this.interview.state, `${this.place.prefix}:`);
    const told = all.map((one) => ({ ...one, text: this.interview.textOf(one.field) }));
    return told.filter((one) => one.field !== this.field && (one.text.trim() || one.field === this.touched));
  }

  get target() {
    return this.touched ?? this.field;
  }

  /** The marks of the passage that a tap on a mark would change. */
  get marks() {
    return this.touched === null ? this.pending : this.#standing(this.touched);
  }

  /** What the composer holds now. */
  write(text) {
    this.text = text;
    if (this.field === null) {
      if (text === "") return;
      this.field = this.#newField();
      for (const mark of this.pending) this.#mark(this.field, mark, true);
    }
    const kept = this.#put(this.field, text);
    if (kept !== null) this.text = kept;
  }

  /** The words of the passage touched, corrected in place. */
  correct(text) {
    this.correction = this.#put(this.touched, text) ?? text;
  }

  /** Close the passage being written; the next character opens another. */
  async next() {
    const done = this.field;
    this.#empty();
    this.remark = null;
    if (done !== null) await this.attempt(() => this.interview.settle(done));
    this.app.redraw();
  }

  touch(field) {
    const before = this.correction === null ? null : this.touched;
    this.touched = this.touched === field ? null : field;
    this.correction = null;
    if (before !== null) this.attempt(() => this.interview.settle(before));
    this.app.redraw();
  }

  startCorrecting() {
    this.correction = this.interview.textOf(this.touched);
    this.app.redraw();
  }

  /** Put a mark on the passage being written or touched, or take it away. */
  toggle(mark) {
    const same = mark === "observation" ? SEEN : [mark];
    const on = !same.some((one) => this.marks.has(one));
    const away = on ? KINDS.filter((one) => KINDS.includes(mark) && one !== mark) : same;
    for (const one of away) if (this.marks.has(one)) this.#change(one, false);
    if (on) this.#change(mark, true);
    this.app.redraw();
  }

  /** Off the record: the words go at once, and can be put back for a few seconds. */
  async off() {
    const field = this.target;
    if (field === null) return;
    const kept = { text: this.interview.textOf(field), marks: new Set(this.marks) };
    if (field === this.field) this.#empty();
    this.touched = null;
    this.correction = null;
    await this.attempt(() => this.interview.offTheRecord(field));
    if (kept.text.trim()) this.#offerBack(kept);
    this.app.redraw();
  }

  async leave() {
    this.touched = null;
    this.correction = null;
    await this.next();
  }

  /** Do something that may fail; what fails is said, and nothing leaves the screen. */
  async attempt(work) {
    try {
      const done = await work();
      this.trouble = null;
      return done;
    } catch (error) {
      this.trouble = error.message;
      this.app.redraw();
      if (error.name !== "StoreError") throw error;
      return undefined;
    }
  }

  #offerBack(kept) {
    this.app.toast("Ce passage n’est pas gardé.", {
      label: "Le remettre",
      action: () => this.#putBack(kept),
      milliseconds: PUT_BACK,
    });
  }

  async #putBack({ text, marks }) {
    const field = this.#newField();
    this.interview.write(field, text);
    await this.attempt(() => this.interview.settle(field));
    for (const mark of marks) this.#mark(field, mark, true);
    this.app.redraw();
  }

  #change(mark, on) {
    if (this.touched === null) {
      if (on) this.pending.add(mark);
      else this.pending.delete(mark);
    }
    if (this.target !== null) this.#mark(this.target, mark, on);
  }

  #mark(note, mark, on) {
    const data = { note, start: 0, end: 0, mark };
    this.attempt(() => this.interview.act("note.mark", on ? data : { ...data, off: true }));
  }

  #standing(field) {
    return passagesOf(this.interview.state, field).find((one) => one.field === field)?.marks ?? new Set();
  }

  /** Keeps it; gives what the field must hold instead of what was typed, null when that is well. */
  #put(field, text) {
    const clean = cleanText(text);
    this.remark = replacesSigns(text) ? REPLACED : null;
    const [first, ...more] = pieces(clean);
    this.interview.write(field, first);
    if (more.length > 0) return this.#putRest(field, first, more);
    return this.remark === null ? null : clean;
  }

  /** What is longer than a note may be: as many passages as it takes, the last one going on in the composer. */
  #putRest(field, first, more) {
    this.remark = SPLIT;
    const fields = more.map(() => this.#newField());
    more.forEach((one, number) => this.interview.write(fields[number], one));
    this.attempt(() => this.interview.settle());
    if (field !== this.field) return first;
    this.field = fields.at(-1);
    return more.at(-1);
  }

  #empty() {
    this.text = "";
    this.field = null;
    this.pending = new Set();
  }

  #newField() {
    return `${this.place.prefix}:${crypto.randomUUID()}`;
  }
}

/** A text in pieces that a note can hold, counted as the server counts. */
export function pieces(text, most = NOTE_LIMIT) {
  if (text.length <= most) return [text];
  const signs = Array.from(text);
  const found = [];
  for (let from = 0; from < signs.length; from += most) found.push(signs.slice(from, from + most).join(""));
  return found;
}
