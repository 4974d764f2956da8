// What one does to notes: write, move, cut, join, take out, say whose words they are. Methods of the App.
import { chosen, stretches, within } from "./exact.js";
import { newId, samePlace, tokenOf } from "./model.js";

export const noteActs = {
  async act(edit) {
    const told = await this.sender.act(edit);
    this.draw();
    return told;
  },

  begin(where, before = null) {
    const id = this.sender.begin(where, before);
    this.ui.active = id;
    this.draw();
    this.focusNote(id);
  },

  beginAfter(id) {
    const where = this.model.placeOf(id);
    if (where) this.begin(where, this.following(id));
  },

  /** Goes on writing in the place after or before this one: behind what is there, in a first note when there is none. */
  writeIn(id, by) {
    const { places } = this.model;
    const where = places[places.findIndex((one) => samePlace(one, this.model.placeOf(id))) + by];
    if (!where) return;
    const last = this.model.byPlace().get(tokenOf(where)).at(-1);
    if (last) this.focusNote(last.id, this.model.textOf(last.id).length);
    else if (where[0] !== "non-classe") this.begin(where);
  },

  async move(id, where, before = null) {
    this.closeMove();
    const told = await this.act({ do: "move", piece: id, place: where, before });
    if (!told) return;
    this.say(`C’est déplacé sous «\u00a0${this.placeName(where)}\u00a0».`);
    this.draw();
    this.focusNote(id);
  },

  /** One step up or down in the page, over the edge of a card too. A note just begun has a place once it is sent. */
  async step(id, by) {
    if (!this.model.pieces.has(id)) await this.sender.flush();
    if (!this.model.pieces.has(id)) return;
    const where = this.model.placeOf(id);
    const byPlace = this.model.byPlace();
    const here = byPlace.get(tokenOf(where)).filter((one) => !one.fresh);
    const at = here.findIndex((one) => one.id === id);
    const { places } = this.model;
    const next = places[places.findIndex((one) => samePlace(one, where)) + by];
    if (by < 0 && at > 0) return this.move(id, where, here[at - 1].id);
    if (by > 0 && at < here.length - 1) return this.move(id, where, here[at + 2]?.id ?? null);
    if (next) return this.move(id, next, by > 0 ? (byPlace.get(tokenOf(next))[0]?.id ?? null) : null);
  },

  async split(id) {
    const area = document.getElementById(`t-${id}`);
    const at = area.selectionStart;
    const made = newId();
    const told = await this.act({ do: "split", piece: id, first: area.value.slice(0, at), second: area.value.slice(at), id: made });
    if (told) this.focusNote(made, 0);
  },

  async merge(id, other) {
    if (await this.act({ do: "merge", piece: id, with: other })) this.focusNote(id);
  },

  async remove(id) {
    const next = this.following(id);
    const where = this.model.placeOf(id);
    if (!(await this.act({ do: "remove", piece: id }))) return;
    this.say("La note est retirée. «\u00a0Annuler\u00a0» la remet.");
    if (next) this.focusNote(next);
    else document.getElementById(tokenOf(where))?.focus();
  },

  sayExact(id) {
    const area = document.getElementById(`t-${id}`);
    const text = this.model.textOf(id);
    const { words, before, start, end } = chosen(text, area.selectionStart, area.selectionEnd);
    if (!words) return;
    const own = stretches(text, this.model.pieces.get(id) ?? { text: "" });
    return this.act({ do: "exact", piece: id, words, before, on: !within(own, start, end) });
  },

  focusNote(id, caret = null) {
    const area = document.getElementById(`t-${id}`);
    if (!area) return;
    this.ui.active = id;
    area.focus({ preventScroll: true });
    if (caret !== null) area.setSelectionRange(caret, caret);
    area.closest("[data-note]").scrollIntoView({ block: "nearest" });
    this.redraw();
  },
};
