// The card that is lifted: large, over its own place, with what it says and what one may do with it. Not modal.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { icon } from "../parts/icon.js";
import { lengthOf, openings, picture } from "../parts/picture.js";
import { secondSaid, subtitled } from "../parts/subtitles.js";
import { sentencesOf, spokenOf } from "../parts/voice.js";
import { columnsNow, spotOf } from "../table/spot.js";

/**
 * @param look {second: the language of subtitles under the one that speaks, titles(card), openings(card): one line each, name(card), words: {prendre, reposer, ecouter, joker}, touch(card), more(card): further buttons}
 */
export function lifted(hand, look) {
  const cards = hand.app.deck.cartes;
  const index = cards.findIndex((card) => card.id === hand.lifted);
  if (index < 0) return nothing;
  const card = cards[index];
  const pair = openings(card).length > 1;
  const { column, row, rows } = spotOf(index, cards.length, columnsNow());
  return html`
    <section class=${`lifted c${column} r${row} high-${rows} ${lengthOf(look.name(card))}`} aria-label=${look.name(card)} data-lifted=${card.id}
      @keydown=${(event) => look.liftedKeys(event, card)}>
      <div class="face" @click=${(event) => look.touch(card, event.timeStamp)}>${picture(card)}
        ${pair ? nothing : html`<div class="title">${look.titles(card)}</div>`}</div>
      ${pair ? whichOpening(hand, look, card) : nothing}
      ${says(hand, card, look.second)}
      ${card.joker ? naming(hand, look, card) : nothing}
      ${acts(hand, look, card)}
    </section>`;
}

/** A card with two openings tells opposite things: which one was said is kept, when the person says one. */
function whichOpening(hand, look, card) {
  const lines = look.openings(card);
  return html`<div class="openings" role="group" aria-label=${look.name(card)}>${openings(card).map((words, index) => html`
    <button class="button" type="button" aria-pressed=${hand.title === words ? "true" : "false"} @click=${() => hand.say(words)}>
      <span class="title">${lines[index]}</span></button>`)}</div>`;
}

/** What the card says beyond its title; while it is heard, subtitled: the sentence stands out, the second language comes under. */
function says(hand, card, second) {
  const { reader } = hand;
  const language = hand.language();
  const heard = reader.sentence !== null && subtitled(hand.app);
  const sentences = sentencesOf(spokenOf(card, language)).slice(1);
  const other = heard && second ? secondSaid(card, reader, { language, second }) : "";
  return html`${sentences.length ? html`<p class="says" lang=${language.lang ?? language.code} dir=${language.sens}>
    ${sentences.map((one) => (heard && reader.sentence === one ? html`<mark>${one}</mark> ` : html`${one} `))}</p>` : nothing}
    ${other ? html`<p class="says other" lang=${second.lang ?? second.code} dir=${second.sens}>${other}</p>` : nothing}`;
}

function naming(hand, look, card) {
  return html`<form class="naming" @submit=${(event) => { event.preventDefault(); hand.take(card); }}>
    <label for="joker">${look.words.joker}</label>
    <input id="joker" type="text" maxlength="200" autocomplete="off" enterkeyhint="done" dir="auto"
      .value=${live(hand.title)} @input=${(event) => { hand.title = event.target.value; }}>
  </form>`;
}

function acts(hand, look, card) {
  return html`
    <div class="acts">
      ${hand.says(card) ? html`<button class="button round" type="button" aria-label=${look.words.ecouter}
        aria-pressed=${hand.heard(card) ? "true" : "false"} @click=${() => hand.listen(card)}>${icon(hand.heard(card) ? "stop" : "speaker")}</button>` : nothing}
      <button class="button primary" type="button" data-take @click=${() => hand.take(card)}>${look.words.prendre}</button>
      <button class="button round" type="button" aria-label=${look.words.reposer} @click=${() => look.putDown(card)}>${icon("undo")}</button>
    </div>
    ${look.more ? html`<div class="acts more">${look.more(card)}</div>` : nothing}`;
}
