// The card in hand: the picture and its title, the notes beside it, another card or the end. The rest unfolds.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { consentOf, standing } from "../journal/fold.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { titleOf } from "../parts/picture.js";
import { trialTag } from "../talk/ends.js";
import { written } from "../talk/notes.js";
import { enterStep } from "../talk/pieces.js";
import { cardInHand, stopReadingCard } from "./card-hand.js";
import { composer, composerKeys } from "./composer.js";
import { settleDesks } from "./desk.js";
import { helps } from "./helps.js";
import { leaveKeyboard } from "./keyboard.js";
import { passages } from "./passages.js";
import { letGoOfPhotos, photoButton, thumbnails } from "./photo.js";
import { recordButton } from "./recorder.js";
import { ranks } from "./ranks.js";
import { clock, startClock, stopClock } from "./timer.js";
import { toolbox, toolsButton } from "./toolbox.js";
import { shown } from "./unfolded.js";

const LABEL = "Ce que dit la personne";
const NO = new Set(["refused", "withdrawn"]);

export const screen = {
  // As the deck names it: a browser keeps titles in its history, and a joker's own is the person's words.
  title: (app) => app.card(pickOf(app)?.card)?.titres.fr ?? "La carte",

  async enter(app) {
    const picked = pickOf(app);
    if (!picked) return;
    startClock(app, picked.pick);
    if (!app.interview.state.ended) await enterStep(app.interview, "carte");
    requestAnimationFrame(() => requestAnimationFrame(showLast)); // once it is drawn
  },

  leave(app) {
    stopClock();
    stopReadingCard();
    letGoOfPhotos();
    leaveKeyboard();
    settleDesks(app);
  },

  draw(app) {
    const picked = pickOf(app);
    return picked ? inHand(app, picked) : nowhere(app);
  },

  keys(app, event) {
    const picked = pickOf(app);
    if (picked && !event.defaultPrevented) composerKeys(app, placeOf(picked), event);
  },
};

function inHand(app, picked) {
  const place = placeOf(picked);
  const tools = html`${trialTag(app)}${clock(app, picked.pick)}${toolsButton(app)}`;
  return html`${bar(app, { back: "table", tools, sheets: toolbox(app) })}
    <main id="contenu" class=${shown(app, "aide") ? "hand helped" : "hand"}>
      <section class="hand-card" aria-label="La carte">
        ${cardInHand(app, picked)}
        ${app.interview.state.ended ? nothing : html`${helps(app)}${stopHere(app)}`}
      </section>
      <section class="notes" aria-label="Notes de la carte">
        <header>${ranks(app, picked.pick)}${onwards(app)}</header>
        ${notes(app, place)}
      </section>
    </main>`;
}

function notes(app, place) {
  if (NO.has(consentOf(app.interview.state, "notes"))) return html`<div class="refused">${written(app, place)}</div>`;
  const beside = html`${shown(app, "photo") ? photoButton(app, place) : nothing}
    ${shown(app, "son") ? recordButton(app, place) : nothing}`;
  return html`${passages(app, place)}${thumbnails(app, place)}${composer(app, place, beside)}`;
}

function onwards(app) {
  return html`<div class="onwards">
    <button type="button" class="button primary" @click=${() => app.go("table")}>
      ${icon("cards")}<span>Une autre carte</span></button>
    <button type="button" class="button" @click=${() => app.go("closing")}>Terminer</button>
  </div>`;
}

/** One tap, and no question asked: the closing thanks the person, and nothing there is compulsory. */
function stopHere(app) {
  return html`<button type="button" class="button quiet stop-here" @click=${() => app.go("closing")}>
    ${icon("hand-over")}<span>On s’arrête là</span></button>`;
}

function nowhere(app) {
  return html`${bar(app, { title: "Cette carte est reposée", back: "table" })}
    <main id="contenu" class="hand gone"><div class="panel">
      <p>Ses notes sont gardées. Prenez une autre carte, ou reprenez celle-ci.</p>
      <button type="button" class="button primary" @click=${() => app.go("table")}>
        ${icon("cards")}Revenir aux cartes</button>
    </div></main>`;
}

/** The card in hand among the small ones, and the last passage, are in sight. */
function showLast() {
  document.querySelector(".mini[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
  const list = document.querySelector(".hand .passages");
  if (list) list.scrollTop = list.scrollHeight;
}

function pickOf(app) {
  return standing(app.interview.state).find((one) => one.pick === app.args.pick);
}

function placeOf({ pick }) {
  return { prefix: `note:carte:${pick}`, card: pick, label: LABEL };
}

function nameOf(app, picked) {
  const card = app.card(picked.card);
  return card ? titleOf(card, { own: picked.title }) : "La carte";
}
