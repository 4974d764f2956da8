// A place of the compte-rendu: a part, or a card with its picture, its title, what can be done to it, and its notes.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { tokenOf } from "./model.js";
import { note } from "./note.js";
import { button, icon, thumb } from "./parts.js";
import { grouped, rivals } from "./rivals.js";
import { HELP } from "./words.js";

export function place(app, where, pieces) {
  const token = tokenOf(where);
  const name = app.placeName(where);
  const card = app.model.card(where[1]);
  if (where[0] === "non-classe" && !pieces.length) return nothing;
  return html`<section class="place ${where[0]}" id=${token} data-place=${token} aria-labelledby="titre-${token}" tabindex="-1">
    <header>
      ${card ? html`<span class="shown"><span class="rank">${app.rank(card.key)}</span>${thumb(card.card, "m")}</span>` : nothing}
      <div><h2 id="titre-${token}">${card ? html`<span class="sr">Carte ${app.rank(card.key)}\u00a0: </span>` : nothing}${name}</h2>${HELP[where[0]] ? html`<p class="quiet">${HELP[where[0]]}</p>` : nothing}</div>
      ${card ? html`<button type="button" class="button quiet round" aria-expanded=${String(app.ui.card === card.key)}
        aria-label="Changer la carte ${app.rank(card.key)}, ${name}" @click=${() => app.toggleCard(card.key)}>${icon("dots")}</button>` : nothing}
    </header>
    ${card && app.ui.card === card.key ? cardTools(app, card) : nothing}
    ${repeat(grouped(pieces), (group) => group[0].id, (group) => (group.length > 1 ? rivals(app, group, name) : note(app, group[0], name)))}
    <button type="button" class="add" @click=${() => app.begin(where)}>${icon("plus")}<span>Ajouter une note<span class="sr"> sous «\u00a0${name}\u00a0»</span></span></button>
  </section>`;
}

function cardTools(app, card) {
  const { cards } = app.model;
  const at = cards.indexOf(card);
  const openings = app.deck.tiles.find((tile) => tile.card === card.card)?.openings ?? [];
  return html`<div class="card-tools" role="group" aria-label="Cette carte">
    ${button("Plus tôt", "caret-left", () => app.moveCard(card.key, at - 1), { off: at === 0 })}
    ${button("Plus tard", "caret-right", () => app.moveCard(card.key, at + 1), { off: at === cards.length - 1 })}
    ${openings.length > 1 ? openings.map((title) => button(title.replaceAll("'", "’"), "chat", () => app.act({ do: "card-title", key: card.key, card: card.card, title }), { pressed: card.title === title })) : nothing}
    ${card.card === "joker" || !card.card ? title(app, card) : nothing}
    ${button("C’était une autre carte", "cards", () => app.openTable(card.key), { quiet: true })}
    ${button("Retirer la carte", "trash", () => app.removeCard(card.key), { quiet: true, sr: "ses notes vont dans «\u00a0À ranger\u00a0»" })}
  </div>`;
}

function title(app, card) {
  const send = (event) => {
    const words = event.target.value.trim();
    if (words !== (card.title ?? "")) app.act({ do: "card-title", key: card.key, card: card.card, title: words || null });
  };
  return html`<label class="joker">Son titre
    <input type="text" id="titre-de-${card.key}" maxlength="200" autocomplete="off" .value=${live(card.title ?? "")} @change=${send}></label>`;
}
