// The editor: what is on the screen and every gesture. One edit at a time goes to the server; the page draws what it tells.
import { html, nothing, render } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { cardActs } from "./card-acts.js";
import { caretOf, putBack, steady } from "./caret.js";
import { bar, fil } from "./fil.js";
import { SHORTCUTS } from "./keys.js";
import { tokenOf } from "./model.js";
import { moveMenu } from "./move.js";
import { noteActs } from "./note-acts.js";
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

  /** What the server could not take as it is: somebody must change it first. */
  showWrong() {
    this.draw();
    const wrong = this.root.querySelector(".errors")?.parentElement;
    wrong?.scrollIntoView({ block: "center" });
    wrong?.querySelector("textarea, input, button")?.focus({ preventScroll: true });
    this.say("Corrigez d’abord ce qui est en rouge\u00a0: ce n’est pas encore enregistré.");
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
    if (first) this.begin(["introduction", null]);
  }

  #open(which) {
    this.draw();
    const dialog = this.root.querySelector(which);
    if (!dialog.open) dialog.showModal();
  }
}

Object.assign(App.prototype, noteActs, cardActs);
