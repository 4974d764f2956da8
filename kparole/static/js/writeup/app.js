// The editor: what is on the screen and every gesture. One edit at a time goes to the server; the page draws what it tells.
import { html, nothing, render } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { caretOf, putBack, steady } from "./caret.js";
import { chosen, stretches, within } from "./exact.js";
import { bar, fil } from "./fil.js";
import { SHORTCUTS } from "./keys.js";
import { newId, samePlace, tokenOf } from "./model.js";
import { moveMenu } from "./move.js";
import { paint } from "./paint.js";
import { person } from "./person.js";
import { place } from "./place.js";
import { firstTable, tableDialog } from "./table.js";
import { cardTitle, TITLES } from "./words.js";

export class App {
  ui = { active: null, move: null, card: null, table: null, message: "" };
  #asked = false;
  composing = false;

  constructor({ root, model, sender, deck }) {
    Object.assign(this, { root, model, sender, deck });
  }

  // -- drawing

  redraw() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.#asked = false;
    if (this.composing) return;
    const caret = caretOf(this.root);
    steady(caret?.id ?? (this.ui.active ? `t-${this.ui.active}` : ""), () => {
      render(this.#whole(), this.root);
      for (const mirror of this.root.querySelectorAll("[data-mirror]")) this.paint(mirror.closest("[data-note]").dataset.note, mirror);
    });
    putBack(caret);
  }

  paint(id, mirror = document.querySelector(`#p-${CSS.escape(id)} [data-mirror]`)) {
    const piece = this.model.pieces.get(id) ?? { text: "" };
    if (mirror?.parentElement.classList.contains("long")) mirror.replaceChildren();
    else if (mirror) paint(mirror, this.model.textOf(id), piece);
  }

  #whole() {
    const byPlace = this.model.byPlace();
    const places = this.model.places;
    return html`${bar(this)}
      <p class="sr" role="status">${this.ui.message}</p>
      <div class="desk">${fil(this, byPlace)}
        <div class="paper">
          ${this.ui.message ? html`<p class="told-now" aria-hidden="true">${this.ui.message}</p>` : nothing}
          ${this.ui.table === "first" ? firstTable(this) : html`${person(this)}
          ${repeat(places, tokenOf, (where) => place(this, where, byPlace.get(tokenOf(where))))}`}
          <details class="sheet keyboard"><summary>Au clavier</summary><dl>${SHORTCUTS.map(([keys, what]) => html`<div><dt>${keys}</dt><dd>${what}</dd></div>`)}</dl></details>
        </div>
      </div>
      ${moveMenu(this)}${tableDialog(this)}`;
  }

  /** Says something once, on the screen and aloud. */
  say(message) {
    this.ui.message = message;
    this.redraw();
    clearTimeout(this.hushing);
    this.hushing = setTimeout(() => {
      this.ui.message = "";
      this.redraw();
    }, 8000);
  }

  // -- names

  rank(key) {
    return this.model.cards.findIndex((card) => card.key === key) + 1;
  }

  placeName([part, key]) {
    const card = this.model.card(key);
    return card ? cardTitle(card, this.deck.titles) : TITLES[part] ?? "une carte retirée";
  }

  following(id) {
    const here = this.model.byPlace().get(tokenOf(this.model.placeOf(id))) ?? [];
    const next = here[here.findIndex((one) => one.id === id) + 1];
    return next && !next.fresh ? next.id : null;
  }

  // -- notes

  async act(edit) {
    const told = await this.sender.act(edit);
    this.draw();
    return told;
  }

  begin(where, before = null) {
    const id = this.sender.begin(where, before);
    this.ui.active = id;
    this.draw();
    this.focusNote(id);
  }

  beginAfter(id) {
    const where = this.model.placeOf(id);
    if (where) this.begin(where, this.following(id));
  }

  async move(id, where, before = null) {
    this.closeMove();
    const told = await this.act({ do: "move", piece: id, place: where, before });
    if (!told) return;
    this.say(`C’est déplacé sous «\u00a0${this.placeName(where)}\u00a0».`);
    this.draw();
    this.focusNote(id);
  }

  /** One step up or down in the page, over the edge of a card too. */
  step(id, by) {
    const where = this.model.placeOf(id);
    const byPlace = this.model.byPlace();
    const here = byPlace.get(tokenOf(where)).filter((one) => !one.fresh);
    const at = here.findIndex((one) => one.id === id);
    const { places } = this.model;
    const next = places[places.findIndex((one) => samePlace(one, where)) + by];
    if (by < 0 && at > 0) return this.move(id, where, here[at - 1].id);
    if (by > 0 && at < here.length - 1) return this.move(id, where, here[at + 2]?.id ?? null);
    if (next) return this.move(id, next, by > 0 ? (byPlace.get(tokenOf(next))[0]?.id ?? null) : null);
  }

  async split(id) {
    const area = document.getElementById(`t-${id}`);
    const at = area.selectionStart;
    const made = newId();
    const told = await this.act({ do: "split", piece: id, first: area.value.slice(0, at), second: area.value.slice(at), id: made });
    if (told) this.focusNote(made, 0);
  }

  async merge(id, other) {
    if (await this.act({ do: "merge", piece: id, with: other })) this.focusNote(id);
  }

  async remove(id) {
    const next = this.following(id);
    const where = this.model.placeOf(id);
    if (!(await this.act({ do: "remove", piece: id }))) return;
    this.say("La note est retirée. «\u00a0Annuler\u00a0» la remet.");
    if (next) this.focusNote(next);
    else document.getElementById(tokenOf(where))?.focus();
  }

  sayExact(id) {
    const area = document.getElementById(`t-${id}`);
    const text = this.model.textOf(id);
    const { words, before, start, end } = chosen(text, area.selectionStart, area.selectionEnd);
    if (!words) return;
    const own = stretches(text, this.model.pieces.get(id) ?? { text: "" });
    return this.act({ do: "exact", piece: id, words, before, on: !within(own, start, end) });
  }

  focusNote(id, caret = null) {
    const area = document.getElementById(`t-${id}`);
    if (!area) return;
    this.ui.active = id;
    area.focus({ preventScroll: true });
    if (caret !== null) area.setSelectionRange(caret, caret);
    area.closest("[data-note]").scrollIntoView({ block: "nearest" });
    this.redraw();
  }

  // -- cards and facts

  toggleCard(key) {
    this.ui.card = this.ui.card === key ? null : key;
    this.redraw();
  }

  moveCard(key, at) {
    const others = this.model.cards.filter((card) => card.key !== key);
    return this.act({ do: "card-move", key, before: others[at]?.key ?? null });
  }

  takeCard(tile, taken) {
    const last = taken.at(-1);
    if (!last || (tile.joker && taken.length < tile.most)) {
      const edit = { do: "card-add", key: newId(), card: tile.card, title: tile.joker ? null : tile.title };
      return this.act(edit);
    }
    if (this.model.byPlace().get(tokenOf(["carte", last.key])).length) {
      return this.say("Il y a des notes sous cette carte\u00a0: elle reste. Retirez-la par ses trois points.");
    }
    return this.act({ do: "card-remove", key: last.key });
  }

  changeCard(key, tile) {
    this.closeTable();
    return this.act({ do: "card-title", key, card: tile.card, title: tile.joker ? null : tile.title });
  }

  async removeCard(key) {
    const name = this.placeName(["carte", key]);
    if (!(await this.act({ do: "card-remove", key }))) return;
    this.say(`«\u00a0${name}\u00a0» est retirée. Ses notes sont dans «\u00a0À ranger\u00a0».`);
    document.querySelector(".fil .button")?.focus();
  }

  sayFact(name, value) {
    this.sender.typeFact(name, value);
    this.draw();
    return this.sender.flush();
  }

  // -- back and forth, menus

  take(way) {
    return this.act({ do: way });
  }

  openMove(id) {
    if (!this.model.pieces.has(id)) return this.say("Écrivez d’abord quelques mots.");
    this.ui.move = id;
    this.#open("[data-move]");
  }

  closeMove() {
    const id = this.ui.move;
    this.ui.move = null;
    this.root.querySelector("[data-move]")?.close();
    this.redraw();
    if (id) document.querySelector(`#p-${CSS.escape(id)} [data-handle]`)?.focus({ preventScroll: true });
  }

  /** ``key``: the card that was another one; none to add cards. */
  openTable(key = "") {
    this.ui.table = key;
    this.#open("[data-table]");
  }

  closeTable() {
    const first = this.ui.table === "first";
    this.ui.table = null;
    this.root.querySelector("[data-table]")?.close();
    this.draw();
    if (first) document.getElementById("introduction")?.focus();
  }

  #open(which) {
    this.draw();
    const dialog = this.root.querySelector(which);
    if (!dialog.open) dialog.showModal();
  }
}
