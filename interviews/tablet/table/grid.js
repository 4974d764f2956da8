// The cards on the table: each at its place, or its place with its rank once it was taken. One tab stop, the arrows move.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { icon } from "../parts/icon.js";
import { lengthOf, picture, shortTitle, titleOf } from "../parts/picture.js";
import { SUGGESTED } from "./suggest.js";

/**
 * @param hand what is lifted, taken and chosen
 * @param look {label, titles(card), place(pick, rank), reading: id of the card being read, grab: event handler or nothing}
 */
export function grid(hand, look) {
  const cards = hand.app.deck.cartes;
  const tab = tabStop(hand, cards);
  return html`<div class="cards" role="group" aria-label=${look.label} @keydown=${(event) => look.keys(event)}>
    ${repeat(cards, (card) => card.id, (card) => cell(hand, look, card, card.id === tab))}
  </div>`;
}

function tabStop(hand, cards) {
  return cards.some((card) => card.id === hand.current) ? hand.current : cards[0].id;
}

function cell(hand, look, card, stop) {
  const rank = hand.picks.findIndex((one) => one.card === card.id) + 1;
  return rank ? place(hand, look, card, rank, stop) : lying(hand, look, card, stop);
}

function lying(hand, look, card, stop) {
  const lifted = hand.lifted === card.id;
  const kind = ["card", lifted && "away", look.reading === card.id && "reading",
    hand.suggesting && SUGGESTED.includes(card.id) && "suggested", lengthOf(look.name(card))].filter(Boolean).join(" ");
  return html`
    <button class=${kind} type="button" data-card=${card.id} tabindex=${stop ? "0" : "-1"} aria-expanded=${lifted ? "true" : "false"}
      @click=${(event) => look.touch(card, event.timeStamp)} @focus=${() => (hand.current = card.id)} @pointerdown=${look.grab ?? nothing}>
      ${picture(card)}
      <span class="title">${look.titles(card)}</span>
      ${flag(hand, look, card)}
    </button>`;
}

function flag(hand, look, card) {
  if (!look.flags) return nothing;
  const { later, skipped } = hand.state;
  if (later.includes(card.id)) return html`<span class="flag">${icon("later")}Plus tard</span>`;
  return skipped.includes(card.id) ? html`<span class="flag">${icon("skip")}Passée</span>` : nothing;
}

function place(hand, look, card, rank, stop) {
  const pick = hand.pickOf(card);
  return html`
    <button class="place" type="button" data-card=${card.id} tabindex=${stop ? "0" : "-1"} aria-pressed=${hand.selected === pick.pick ? "true" : "false"}
      @click=${(event) => look.touch(card, event.timeStamp)} @focus=${() => (hand.current = card.id)}>
      <span class="rank">${rank}</span>
      <span class="name" dir="auto">${shortTitle(card, { own: pick.title, code: look.code })}</span>
      ${look.taken ? html`<span class="sr">${look.taken(titleOf(card, { own: pick.title }), rank)}</span>` : nothing}
    </button>`;
}
