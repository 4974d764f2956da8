// « Déplacer vers… »: the places one can send a note to. A figure chooses the card of that rank.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { samePlace } from "./model.js";
import { button, icon, thumb } from "./parts.js";

export function moveMenu(app) {
  const { model, ui } = app;
  const piece = ui.move && model.pieces.get(ui.move);
  return html`<dialog class="sheet-of move" data-move aria-labelledby="titre-deplacer" @close=${() => app.closeMove()} @keydown=${(event) => figure(app, event)} @click=${outside}>
    ${piece ? html`<div class="inside">
      <h2 id="titre-deplacer">Déplacer vers…</h2>
      <p class="quiet">Sous la carte dont ces mots parlent. Un chiffre choisit la carte.</p>
      <ul>${model.places.map((where) => line(app, piece, where))}</ul>
      ${button("Ne rien déplacer", "close", () => app.closeMove(), { quiet: true })}
    </div>` : nothing}
  </dialog>`;
}

function line(app, piece, where) {
  const card = app.model.card(where[1]);
  const here = samePlace(piece.place, where);
  const said = samePlace(piece.origin, where);
  return html`<li><button type="button" class="button" ?disabled=${here} @click=${() => app.move(piece.id, where)}>
    ${card ? html`<span class="shown"><span class="rank">${app.rank(card.key)}</span>${thumb(card.card)}</span>` : icon("chat")}
    <span>${app.placeName(where)}${here ? html`<small>elle y est</small>` : nothing}${said ? html`<small>c’est là que c’était dit</small>` : nothing}</span></button></li>`;
}

function figure(app, event) {
  const card = /^[1-9]$/.test(event.key) && app.model.cards[Number(event.key) - 1];
  const piece = app.model.pieces.get(app.ui.move);
  if (!card || !piece || samePlace(piece.place, ["carte", card.key])) return;
  event.preventDefault();
  app.move(piece.id, ["carte", card.key]);
}

export function outside(event) {
  if (event.target === event.currentTarget) event.currentTarget.close();
}
