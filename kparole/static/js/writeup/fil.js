// Where everything is: the places in their order, to go to one or to drop a note on it; and the bar with what was saved.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { tokenOf } from "./model.js";
import { button, icon, thumb } from "./parts.js";
import { AWAY } from "./words.js";

export function fil(app, byPlace) {
  return html`<nav class="fil" aria-label="Dans ce compte-rendu">
    <ul>
      ${app.model.places.map((where) => entry(app, where, byPlace.get(tokenOf(where)).length))}
    </ul>
    ${button("Les cartes", "cards", () => app.openTable())}
  </nav>`;
}

function entry(app, where, count) {
  const token = tokenOf(where);
  const card = app.model.card(where[1]);
  if (where[0] === "non-classe" && !count) return nothing;
  return html`<li><a href="#${token}" data-drop=${token}>
    ${card ? html`<span class="shown"><span class="rank">${app.rank(card.key)}</span>${thumb(card.card)}</span>` : nothing}
    <span class="name">${app.placeName(where)}</span>
    <span class="count ${count ? "" : "none"}">${count || "vide"}<span class="sr">${count > 1 ? " notes" : count ? " note" : ""}</span></span>
  </a></li>`;
}

export function bar(app) {
  const { undo, redo } = app.model;
  return html`<div class="bar">
    ${button("Annuler", "undo", () => app.take("undo"), { off: !undo && !app.model.unsent })}
    ${button("Rétablir", "redo", () => app.take("redo"), { off: !redo })}
    ${state(app)}
  </div>${app.sender.phase === "attente" ? html`<p class="note wait away">${icon("warning")}<span>${AWAY[app.sender.why] ?? AWAY.reseau}</span></p>` : nothing}`;
}

function state({ sender, model }) {
  if (sender.phase === "attente") return html`<span class="state late" data-state-of="attente">${icon("late")}Pas encore envoyé</span>`;
  if (model.stuck) return html`<span class="state late" data-state-of="refus">${icon("warning")}À corriger</span>`;
  if (model.unsent || sender.phase === "envoi") return html`<span class="state" data-state-of="envoi">${icon("cloud-up")}J’enregistre…</span>`;
  return html`<span class="state ok" data-state-of="repos">${icon("check-circle")}Enregistré</span>`;
}
