// What is being written in one place (a card, the opening, the end): the passage begun, the one touched, their marks.

import { marksOf, passagesOf } from "../journal/fold.js";
import { attempt } from "./attempt.js";
import { keepWords } from "./words.js";

export const SEEN = ["observation", "feeling"];
const KINDS = ["exact", ...SEEN]; // a passage is words, or what was seen: one of them at most

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
  waiting = new Map(); // passages just closed, by field, until they are kept
  trouble = null; // what could not be kept, in French
  remark = null; // what was changed in the words, in French

  #asked = new Set(); // « field mark » already put or taken away

  constructor(app, place) {
    this.app = app;
    this.interview = app.interview;
    this.place = place;
    this.interview.addEventListener("change", ({ detail }) => this.#written(detail.operation));
    this.interview.addEventListener("trouble", ({ detail }) => this.#say(detail.error.message));
    this.interview.addEventListener("refused", ({ detail }) => this.#say(detail.message));
  }

  /** The passages above the composer: all but the one being written and the empty ones. */
  get passages() {
    const all = passagesOf(this.interview.state, `${this.place.prefix}:`);
    const told = all.map((one) => ({ ...one, text: this.interview.textOf(one.field) }));
    const known = told.filter((one) => one.field !== this.field && (one.text.trim() || one.field === this.touched));
    const waiting = [...this.waiting].filter(([field]) => !all.some((one) => one.field === field));
    return [...known, ...waiting.map(([field, [text, marks]]) => ({ field, text, marks }))];
  }

  get target() {
    return this.touched ?? this.field;
  }

  /** The marks of the passage that a tap on a mark would change. */
  get marks() {
    return this.touched === null ? this.pending : marksOf(this.interview.state, this.touched);
  }

  /** What the composer holds now. */
  write(text) {
    if (this.touched !== null) this.touch(this.touched); // one writes again: the marks are for what is written
    this.text = text;
    if (this.field === null) {
      if (text === "") return;
      this.field = this.newField();
    }
    const [first, ...more] = keepWords(this, this.field, text);
    if (more.length > 0) this.field = more.at(-1).field;
    this.text = more.at(-1)?.text ?? first;
  }

  /** The words of the passage touched, corrected in place. */
  correct(text) {
    [this.correction] = keepWords(this, this.touched, text);
  }

  /** Close the passage being written; the next character opens another. It stays on the screen until it is kept. */
  async next() {
    const { field, text, pending } = this;
    this.#empty();
    this.remark = null;
    if (field !== null) {
      if (text.trim()) this.waiting.set(field, [text, pending]);
      this.app.redraw();
      await this.#keep(field, pending);
    }
    this.app.redraw();
  }

  /** After something failed: what is only in memory. */
  async again() {
    await this.app.store.retryHeld();
    for (const [field, [, marks]] of this.waiting) await this.#keep(field, marks);
    await this.attempt(() => this.interview.settle());
  }

  touch(field) {
    const before = this.correction === null ? null : this.touched;
    this.touched = this.touched === field ? null : field;
    this.correction = null;
    if (before !== null) this.attempt(() => this.interview.settle(before));
    this.app.redraw();
  }

  startCorrecting() {
    this.interview.editing(this.touched);
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
    this.waiting.delete(field);
    this.touched = null;
    this.correction = null;
    const done = await this.attempt(() => this.interview.offTheRecord(field));
    if (done && kept.text.trim()) this.#offerBack(kept);
    this.app.redraw();
  }

  leave() {
    this.touched = null;
    this.correction = null;
    return this.next();
  }

  /** Do something that may fail; false, and what went wrong is said, when it did. */
  async attempt(work) {
    const done = await attempt(work, (words) => this.#say(words));
    if (done) this.trouble = null;
    return done;
  }

  async #keep(field, marks) {
    if (!(await this.attempt(() => this.interview.settle(field)))) return;
    this.waiting.delete(field);
    await this.#markAll(field, marks);
  }

  #say(trouble) {
    this.trouble = trouble;
    if (this.app.toasted?.words === trouble) this.app.dismiss(); // said once, where the words are
    this.app.redraw();
  }

  /** Marks asked for before the words are put once the words are there. */
  #written(operation) {
    if (operation?.kind === "note.write" && operation.field === this.field) this.#markAll(this.field, this.pending);
  }

  async #markAll(field, marks) {
    const there = marksOf(this.interview.state, field);
    const missing = [...marks].filter((mark) => !there.has(mark) && !this.#asked.has(`${field} ${mark}`));
    await Promise.all(missing.map((mark) => this.#mark(field, mark, true)));
  }

  #offerBack(kept) {
    this.app.toast("Ce passage n’est pas gardé.", { label: "Le remettre", action: () => this.#putBack(kept) });
  }

  async #putBack({ text, marks }) {
    const field = this.newField();
    this.interview.write(field, text);
    await this.#keep(field, marks);
    this.app.redraw();
  }

  #change(mark, on) {
    if (this.touched === null) {
      if (on) this.pending.add(mark);
      else this.pending.delete(mark);
    }
    if (this.target !== null) this.#mark(this.target, mark, on);
  }

  async #mark(note, mark, on) {
    const data = { note, start: 0, end: 0, mark };
    this.#asked.add(`${note} ${mark}`);
    const done = await this.attempt(() => this.interview.act("note.mark", on ? data : { ...data, off: true }));
    if (!done) this.#asked.delete(`${note} ${mark}`);
  }

  #empty() {
    this.text = "";
    this.field = null;
    this.pending = new Set();
  }

  newField() {
    return `${this.place.prefix}:${crypto.randomUUID()}`;
  }
}
