// The cards taken, small and in their order, at the top of the notes: a tap goes from one to another.

import { html } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { standing } from "../journal/fold.js";
import { picture, titleOf } from "../parts/picture.js";

/** The small cards; `pick`: the one in hand. */
export function ranks(app, pick) {
  const taken = standing(app.interview.state);
  return html`<nav class="ranks" aria-label="Cartes prises"><ol>
    ${repeat(taken, (one) => one.pick, (one, place) => html`<li>${mini(app, one, place + 1, one.pick === pick)}</li>`)}
  </ol></nav>`;
}

function mini(app, { pick, card: id, title }, rank, here) {
  const card = app.card(id);
  const name = card ? titleOf(card, { own: title }) : "une carte d’un autre jeu";
  return html`<button type="button" class="mini" aria-current=${here ? "true" : "false"} title=${name}
    aria-label=${`Carte ${rank}\u00a0: ${name}`} @click=${() => here || app.go("card", { pick })}>
    <span class="rank">${rank}</span>${card ? picture(card) : ""}</button>`;
}
