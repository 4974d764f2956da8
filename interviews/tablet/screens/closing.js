// The end of an interview: three closing questions, reading back, then the pen is put down and nothing more is kept.

import { html } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { penDown } from "../talk/pen-down.js";
import { trialTag } from "../talk/ends.js";
import { written } from "../talk/notes.js";
import { arrive, enterStep, heading, panel } from "../talk/pieces.js";
import { readBack, readingOf, stopReading } from "../talk/readback.js";
import { sayings } from "../talk/say.js";
import { putPenDown, settleNotes } from "../talk/settling.js";
import { tryTo } from "../talk/try-to.js";
import { composerKeys } from "./composer.js";
import { settleDesks } from "./desk.js";

const TITLE = "Pour finir";
const PLACE = { prefix: "note:cloture", card: null, label: "Ce que dit la personne" };
let view = "questions";

export const screen = {
  title: (app) => (app.interview?.state.ended ? "On pose le stylo" : TITLES[view]),

  async enter(app) {
    view = "questions";
    if (!app.interview.state.ended) {
      await tryTo(app, () => enterStep(app.interview, "cloture"));
    }
  },

  leave(app) {
    stopReading();
    settleDesks(app);
  },

  keys(app, event) {
    if (view === "questions" && !event.defaultPrevented) {
      composerKeys(app, PLACE, event);
    }
  },

  draw(app) {
    if (app.interview.state.ended) {
      return penDown(app);
    }
    return view === "reading" ? reading(app) : questions(app);
  },
};

const TITLES = { questions: TITLE, reading: "Je vous relis" };

function questions(app) {
  return html`${bar(app, { back: "table", tools: trialTag(app) })}
    <main id="contenu" class="talk closing cloth">
      <div class="page two">
        ${heading(TITLE, "Tout est facultatif.")}
        <div class="side">${panel("closing-ask", "À demander, si elle veut bien", sayings(app, "cloture"))}</div>
        <div class="side">
          ${panel("closing-notes", "Ce qu’elle répond", written(app, PLACE))}
          ${panel("closing-read", "Lui relire les notes", readOffer(app))}
          ${panel("closing-thanks", "Merci", sayings(app, "arret"))}
        </div>
      </div>
      ${ending(app)}
    </main>`;
}

function readOffer(app) {
  const { parts } = readingOf(app);
  if (!parts.length) {
    return html`<p class="quiet">Rien n’est noté pour l’instant.</p>`;
  }
  return html`<p>Carte par carte. Elle dit si c’est bien ça, ou ce qui est à changer.</p>
    <button type="button" class="button" @click=${() => look(app, "reading")}>
      ${icon("speaker")}<span>Relire ensemble</span></button>`;
}

function reading(app) {
  return html`${bar(app, { back: () => look(app, "questions"), tools: trialTag(app) })}
    <main id="contenu" class="talk reading cloth">
      <div class="page">${heading(TITLES.reading)}${readBack(app, () => look(app, "questions"))}</div>
    </main>`;
}

function ending(app) {
  return html`<div class="foot-bar">
    <p class="started">Après, plus rien n’est gardé de ce qui se dit.</p>
    <button type="button" class="button primary big" @click=${() => end(app)}>
      ${icon("check")}<span>C’est fini&nbsp;: on pose le stylo</span></button>
  </div>`;
}

async function look(app, wanted) {
  stopReading();
  await tryTo(app, () => settleNotes(app));
  view = wanted;
  app.redraw();
  arrive();
}

/** One tap, and it is over: what was being written is kept first. */
async function end(app) {
  if (!(await tryTo(app, () => putPenDown(app)))) {
    return;
  }
  await app.refreshInterviews();
  app.say("C’est fini. Plus rien n’est gardé.");
  app.redraw();
  arrive();
}
