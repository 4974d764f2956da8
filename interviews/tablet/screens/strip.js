// The cards that were taken, in their order. A small card that is touched shows what one may do with it.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { icon } from "../parts/icon.js";
import { picture, shortTitle, STRANGE, titleOf } from "../parts/picture.js";

const TITLED = 3; // more than that, and only the pictures fit
const ONE_ROW = 6;

/** @param look {words, titles(card), act(pick): buttons, rest: buttons when nothing is chosen, empty: words, grab, stripKeys} */
export function strip(hand, look) {
  const { picks } = hand;
  const dense = picks.length <= TITLED ? "few" : picks.length <= ONE_ROW ? "some" : "many";
  const chosen = picks.find((one) => one.pick === hand.selected);
  return html`
    <section class=${`strip ${dense} ${chosen ? "chosen" : ""} ${picks.length ? "" : "bare"}`} data-strip aria-label=${look.words.prises}>
      <header>
        <h2>${picks.length ? look.words.prises : look.words.aucune}</h2>
        <div class="acts">${chosen ? look.act(chosen) : look.rest}</div>
      </header>
      ${picks.length ? nothing : html`<p class="hint">${look.words.toucher}</p>`}
      <ol class="small-cards" @keydown=${(event) => look.stripKeys(event)}>
        ${repeat(picks, (one) => one.pick, (one, index) => small(hand, look, one, index))}
        <li class="next"><span>${picks.length ? look.words.autre : look.words.premiere}</span></li>
      </ol>
    </section>`;
}

function small(hand, look, one, index) {
  const card = hand.app.card(one.card) ?? STRANGE;
  const name = titleOf(card, { own: one.title, code: look.code });
  const stop = hand.selected ? hand.selected === one.pick : index === 0;
  return html`<li>
    <button class="small" type="button" data-pick=${one.pick} tabindex=${stop ? "0" : "-1"} lang=${one.title ? "" : look.lang ?? nothing}
      aria-label=${`${index + 1}. ${name}`} aria-pressed=${hand.selected === one.pick ? "true" : "false"}
      @click=${() => hand.select(one.pick)} @pointerdown=${look.grab ?? nothing}>
      <span class="rank">${index + 1}</span>${picture(card)}<span class="name">${shortTitle(card, { own: one.title, code: look.code })}</span>
    </button></li>`;
}

/** What is shown in place of the strip while all the cards are said; `words`: the subtitles. */
export function reading(listening, words) {
  const [here, all] = listening.place;
  return html`
    <section class="strip listening" data-strip aria-label="Lecture des cartes">
      <header>
        <h2>Carte ${here} sur ${all}</h2>
        <div class="acts">
          <button class="button round" type="button" aria-label="Carte précédente" @click=${() => listening.go(-1)}>${icon("caret-left")}</button>
          <button class="button round primary" type="button" aria-label=${listening.paused ? "Reprendre" : "Pause"} data-pause
            @click=${() => listening.pause()}>${icon(listening.paused ? "play" : "pause")}</button>
          <button class="button round" type="button" aria-label="Carte suivante" @click=${() => listening.go(1)}>${icon("caret-right")}</button>
          <button class="button round" type="button" aria-label="Arrêter" @click=${() => listening.stop()}>${icon("close")}</button>
        </div>
      </header>
      <div class="subtitles">${words}</div>
    </section>`;
}
