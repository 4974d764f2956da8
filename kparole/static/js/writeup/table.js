// The cards on a small table: touched in the order they were taken, as on the tablet. Also to say it was another card.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { outside } from "./move.js";
import { button, icon, pictureOf } from "./parts.js";

/** One tile an opening: which one was taken is data. */
function tiles(deck) {
  return deck.tiles.flatMap((tile) => tile.openings.map((title) => ({ ...tile, title })));
}

export function tableDialog(app) {
  const { ui } = app;
  const shown = ui.table !== null && ui.table !== "first";
  return html`<dialog class="sheet-of table-of cloth" data-table aria-labelledby="titre-table" @close=${() => app.closeTable()} @click=${outside}>
    ${shown ? html`<div class="inside">
      <h2 id="titre-table">${ui.table ? "C’était quelle carte\u00a0?" : "Touchez les cartes dans l’ordre"}</h2>
      ${grid(app, ui.table)}
      ${button(ui.table ? "Ne rien changer" : "C’est tout", ui.table ? "close" : "check", () => app.closeTable(), { primary: !ui.table, quiet: Boolean(ui.table) })}
    </div>` : nothing}
  </dialog>`;
}

export function firstTable(app) {
  return html`<section class="table-first cloth" aria-labelledby="titre-premiere">
    <h2 id="titre-premiere">Quelles cartes a-t-elle prises\u00a0?</h2>
    <p>Touchez-les dans l’ordre. Touchez encore pour reposer. Vous pourrez changer après.</p>
    ${grid(app, "")}
    ${button(app.model.cards.length ? "C’est tout, j’écris" : "Je commence par écrire", "arrow-right", () => app.closeTable(), { primary: true })}
  </section>`;
}

function grid(app, instead) {
  return html`<div class="tiles">${tiles(app.deck).map((tile) => one(app, tile, instead))}</div>`;
}

function one(app, tile, instead) {
  const taken = app.model.cards.filter((card) => card.card === tile.card && (tile.joker || tile.openings.length === 1 || card.title === tile.title));
  const ranks = taken.map((card) => app.rank(card.key)).join(", ");
  const pick = () => (instead ? app.changeCard(instead, tile) : app.takeCard(tile, taken));
  const again = tile.joker && taken.length < tile.most;
  return html`<button type="button" class="card tile" aria-pressed=${String(Boolean(ranks) && !instead)} @click=${pick}>
    ${ranks && !instead ? html`<span class="rank" aria-label="carte ${ranks}">${ranks}</span>` : nothing}
    <img class="picture" src=${pictureOf(tile.card)} alt="">
    <span class="title">${tile.title.replaceAll("'", "’")}${again && ranks && !instead ? html`<small>encore un\u00a0?</small>` : nothing}</span>
    ${icon("check")}
  </button>`;
}
