// The tablet in the hands of the person: the cards alone, in her language. No note, no bar, no way to them but to hand it back.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { openings, spokenLanguage, titleOf } from "../parts/picture.js";
import { secondSpoken } from "../parts/subtitles.js";
import { dragged } from "../table/drop.js";
import { grid } from "../table/grid.js";
import { Hand } from "../table/hand.js";
import { focusOn, keysOf } from "../table/keys.js";
import { boardOf } from "../table/spot.js";
import { lifted } from "./lifted.js";
import { recording } from "./recorder.js";
import { strip } from "./strip.js";

const SOON = "Cette tablette n’a pas de mots dans cette langue. Elle reste en français.";

let hand = null;
let leaving = false;

export const screen = {
  title: () => "Les cartes",

  async enter(app) {
    leaving = false;
    hand = new Hand(app, { taken: (_pick, card) => focusOn(`[data-card="${card.id}"]`) });
    document.documentElement.lang = tag(app);
    await app.store.prefs.set("handed", app.interview.id);
    if (!Object.keys(spokenLanguage(app).mots).length) app.toast(SOON);
  },

  leave() {
    hand?.clear();
    document.documentElement.lang = "fr";
  },

  draw(app) {
    const language = spokenLanguage(app);
    const look = lookOf(app, language);
    return html`
      <main id="contenu" class=${`board handed ${boardOf(app.deck.cartes.length)} ${hand.lifted ? "hushed has-lifted" : ""}`} lang=${tag(app)} dir=${language.sens}>
        <div class="handed-head">
          <h1>${look.words.question}</h1>
          ${recording(app)}${giveBack(app, look.words)}
        </div>
        ${grid(hand, look)} ${lifted(hand, look)} ${strip(hand, look)}
      </main>`;
  },

  keys(app, event) {
    if (event.key !== "Escape") return;
    if (leaving) ask(app, false);
    else if (hand.lifted) lookOf(app, spokenLanguage(app)).putDown(app.card(hand.lifted));
  },
};

function tag(app) {
  const { lang, code } = spokenLanguage(app);
  return lang ?? code;
}

/** The words of the language; the French ones where it has none. */
function wordsOf(app, language) {
  const french = app.languages.find((one) => one.code === "fr")?.mots ?? {};
  const words = { ...french, ...language.mots };
  return { ...words, aucune: words.prises, premiere: "" };
}

function lookOf(app, language) {
  const words = wordsOf(app, language);
  const own = (card) => openings(card, language.code).map((line) => html`<span>${line}</span>`);
  const look = {
    words, language, second: secondSpoken(app, language, { french: false }), code: language.code, lang: tag(app), flags: false,
    label: words.question,
    name: (card) => titleOf(card, { code: language.code }),
    titles: own,
    openings: own,
    touch,
    putDown: (card) => { hand.putDown(); focusOn(`[data-card="${card.id}"]`); },
    rest: nothing,
    act: ({ pick }) => html`<button class="button" type="button" @click=${() => putBack(pick)}>${icon("undo")}${words.reposer}</button>`,
    grab: dragged(hand),
  };
  return Object.assign(look, keysOf(hand, look));
}

async function touch(card, at) {
  const before = hand.lifted;
  const done = hand.touch(card, at);
  if (hand.lifted && hand.lifted !== before) focusOn("[data-take]");
  await done;
}

async function putBack(pick) {
  await hand.back(pick);
  focusOn(`[data-card="${hand.current}"]`);
}

/** One more touch, in the same place, so that a finger does not leave by mistake. */
function giveBack(app, words) {
  if (!leaving) {
    return html`<button class="button" type="button" data-give @click=${() => ask(app, true)}>${icon("hand-over")}${words.rendre}</button>`;
  }
  return html`<div class="acts" role="group" aria-label=${words.rendre}>
    <button class="button" type="button" data-stay @click=${() => ask(app, false)}>${icon("cards")}${words.autre}</button>
    <button class="button primary" type="button" @click=${() => back(app)}>${icon("check")}${words.rendre}</button>
  </div>`;
}

function ask(app, on) {
  leaving = on;
  app.redraw();
  focusOn(on ? "[data-stay]" : "[data-give]");
}

async function back(app) {
  await app.store.prefs.set("handed", null);
  await app.go("table", { replace: true });
}
