// The table of cards: all of them in sight. A touch lifts a card and reads it, a second one takes it.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { openingLines, spokenLanguage, titleOf, titles } from "../parts/picture.js";
import { opener } from "../parts/sheet.js";
import { secondSpoken, subtitles } from "../parts/subtitles.js";
import { aids } from "../table/aids.js";
import { dragged } from "../table/drop.js";
import { grid } from "../table/grid.js";
import { Hand } from "../table/hand.js";
import { focusOn, keysOf } from "../table/keys.js";
import { Listening } from "../table/listening.js";
import { boardOf } from "../table/spot.js";
import { trialTag } from "../talk/ends.js";
import { enterStep } from "../talk/pieces.js";
import { lifted } from "./lifted.js";
import { reading, strip } from "./strip.js";

const QUESTION = "Quelle carte raconte votre KPA\u00a0?";
const WORDS = {
  prendre: "Je la prends",
  reposer: "Reposer",
  ecouter: "Écouter",
  joker: "Un titre, si la personne en donne un",
  prises: "Cartes prises",
  aucune: "Aucune carte prise pour l’instant",
  premiere: "La première ira ici",
  autre: "Une autre\u00a0?",
  toucher: "Touchez une carte pour l’écouter. Touchez encore pour la prendre.",
};
const PRINTED = {
  ...WORDS,
  toucher: "Les cartes sont sur la vraie table. Touchez ici celle que la personne choisit.",
};

let hand = null;
let listening = null;

export const screen = {
  title: () => "Les cartes",

  enter(app) {
    if (hand?.app.interview !== app.interview) hand = null;
    hand ??= new Hand(app, { taken: (pick, card, how) => taken(app, pick, card, how) });
    listening = new Listening(hand);
    if (!app.interview.state.ended) return enterStep(app.interview, "table");
  },

  leave() {
    listening?.stop();
    hand?.clear();
  },

  draw(app) {
    const look = lookOf(app);
    return html`
      ${bar(app, { title: QUESTION, back: "opening", tools: tools(app), sheets: aids(app, hand, look) })}
      <main id="contenu" class=${`board ${boardOf(app.deck.cartes.length)} ${dimming(app)}`}>
        ${grid(hand, look)}
        ${heard() ? listenCell(look) : nothing}
        ${lifted(hand, look)}
        ${listening.on ? reading(listening, heardOf(app, listening.card)) : strip(hand, look)}
      </main>`;
  },

  keys(app, event) {
    if (event.key !== "Escape") return;
    if (listening.on) listening.stop();
    else if (hand.lifted) lookOf(app).putDown(app.card(hand.lifted));
    else if (hand.suggesting) suggest(app, false);
  },
};

function dimming(app) {
  if (listening.on || hand.suggesting) return "hushed";
  return hand.lifted && app.card(hand.lifted) ? "hushed has-lifted" : "";
}

function lookOf(app) {
  const words = hand.printed ? PRINTED : WORDS;
  const name = (card) => titleOf(card);
  const look = {
    app, hand, words, name, flags: true, second: secondSpoken(app, spokenLanguage(app)),
    label: "Les cartes sur la table",
    titles: (card) => titles(app, card),
    openings: (card) => openingLines(app, card),
    reading: listening.card?.id,
    taken: (title, rank) => `, prise en ${rank}. La retrouver dans la rangée.`,
    touch: (card, at) => touch(card, at),
    putDown: (card) => { hand.putDown(); focusOn(`[data-card="${card.id}"]`); },
    more: (card) => later(app, card),
    listen: () => listening.start(),
    suggest: (on) => suggest(app, on),
    rest: rest(app),
    act: (pick) => chosenActs(app, pick),
    grab: dragged(hand),
  };
  return Object.assign(look, keysOf(hand, look));
}

/** After the first touch the way to take it is under the finger, and under the keyboard. */
async function touch(card, at) {
  listening.stop();
  const before = hand.lifted;
  const done = hand.touch(card, at);
  if (hand.lifted && hand.lifted !== before) focusOn("[data-take]");
  await done;
}

/** On screen the card is now in hand; with printed cards, or several dragged in a row, one stays at the table. */
function taken(app, pick, card, { dropped }) {
  const rank = hand.picks.findIndex((one) => one.pick === pick) + 1;
  app.say(`${titleOf(card)}\u00a0: prise, carte ${rank}.`);
  if (!hand.printed && !dropped) app.go("card", { pick });
  else focusOn(`[data-card="${card.id}"]`);
}

function tools(app) {
  return html`${trialTag(app)}
    ${heard() ? html`<button class="button listen" type="button" aria-pressed=${listening.on ? "true" : "false"}
      @click=${() => (listening.on ? listening.stop() : listening.start())}>${icon("speaker")}<span>Écouter</span></button>` : nothing}
    ${opener(app, "aids", { label: "Langue, aide, donner la tablette", sign: "dots" })}`;
}

function listenCell(look) {
  return html`<button class="listen-cell" type="button" @click=${look.listen}>${icon("speaker")}<span>Écouter<br>les cartes</span></button>`;
}

function rest(app) {
  if (!hand.picks.length && !hand.state.ended) return nothing;
  const kind = hand.lifted ? "button" : "button primary";
  return html`<button class=${kind} type="button" @click=${() => app.go("closing")}>Passer à la fin${icon("arrow-right")}</button>`;
}

function chosenActs(app, { pick }) {
  const place = hand.picks.findIndex((one) => one.pick === pick);
  return html`
    <button class="button round" type="button" aria-label="Plus tôt dans l’ordre" ?disabled=${place === 0} @click=${() => hand.move(pick, -1)}>${icon("caret-left")}</button>
    <button class="button round" type="button" aria-label="Plus tard dans l’ordre" ?disabled=${place === hand.picks.length - 1}
      @click=${() => hand.move(pick, 1)}>${icon("caret-right")}</button>
    <button class="button" type="button" @click=${() => putBack(pick)}>${icon("undo")}Reposer</button>
    <button class="button primary" type="button" @click=${() => app.go("card", { pick })}>Ouvrir</button>`;
}

async function putBack(pick) {
  await hand.back(pick);
  focusOn(`[data-card="${hand.current}"]`);
}

function later(app, card) {
  return html`
    <button class="button quiet" type="button" @click=${() => leave(app, card, "card.later", "mise pour plus tard")}>${icon("later")}Plus tard</button>
    <button class="button quiet" type="button" @click=${() => leave(app, card, "card.skip", "passée")}>${icon("skip")}Passer</button>`;
}

async function leave(app, card, kind, done) {
  focusOn(`[data-card="${card.id}"]`);
  const undo = await hand.leave(card, kind);
  if (undo) app.toast(`«\u00a0${titleOf(card)}\u00a0»\u00a0: ${done}.`, { label: "Annuler", action: undo });
}

function suggest(app, on) {
  hand.clear();
  hand.suggesting = on;
  app.redraw();
}

/** True when one card at least can be heard. */
function heard() {
  return hand.onTable.some((card) => hand.says(card));
}

function heardOf(app, card) {
  const language = spokenLanguage(app);
  return subtitles(app, card, hand.reader, { language, second: secondSpoken(app, language) });
}
