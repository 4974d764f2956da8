// The opening: what to say, what the person agrees to, how she will be called, two questions to break the ice.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { consentOf } from "../journal/fold.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { agreed } from "../talk/agreed.js";
import { earlyEnd, trialTag } from "../talk/ends.js";
import { naming, namingSaid } from "../talk/naming.js";
import { written } from "../talk/notes.js";
import { clock, enterStep, fold, heading, notice, panel } from "../talk/pieces.js";
import { portrait, portraitSaid } from "../talk/portrait.js";
import { sayings } from "../talk/say.js";
import { tryTo } from "../talk/try-to.js";
import { composerKeys } from "./composer.js";
import { consents, freshAnswers, usesOf } from "./consents.js";
import { settleDesks } from "./desk.js";

const TITLE = "On fait connaissance";
const OVER = "L’entretien est terminé\u00a0: ici, plus rien ne s’écrit.";
const PLACE = { prefix: "note:ouverture", card: null, label: "Ce que dit la personne" };

export const screen = {
  title: () => TITLE,

  enter() {
    freshAnswers();
  },

  leave(app) {
    settleDesks(app);
  },

  keys(app, event) {
    if (!event.defaultPrevented) {
      composerKeys(app, PLACE, event);
    }
  },

  draw(app) {
    const { interview } = app;
    return html`${bar(app, { back: "home", tools: html`${trialTag(app)}${earlyEnd(app)}` })}
      <main id="contenu" class="talk opening cloth">
        <div class="page two">
          ${heading(TITLE)}
          <div class="side">${panel("opening-say", "À dire, avec vos mots", sayings(app, "ouverture"))}</div>
          <div class="side">
            ${agreed(app)}
            ${interview.state.ended ? notice("info", OVER) : nothing}
            ${panel("opening-agree", "On se met d’accord", consents(app, usesOf(app, "ouverture")))}
            ${fold("Votre prénom", namingSaid(interview.state.person) || "À choisir ensemble", naming(app))}
            ${iceBreakers(app)}
            ${interview.state.ended ? nothing
              : fold("Âge, genre, depuis quand", portraitSaid(interview.state.person), portrait(app))}
          </div>
        </div>
        ${onwards(app)}
      </main>`;
  },
};

function iceBreakers(app) {
  return panel("opening-ice", "Deux questions pour commencer", html`
    ${sayings(app, "brise-glace")}
    ${consentOf(app.interview.state, "notes") === null
      ? notice("info", "Demandez d’abord si vous pouvez noter.") : nothing}
    ${written(app, PLACE)}`);
}

/** The clear start, then the way to the cards. */
function onwards(app) {
  const start = startOf(app.interview);
  const cards = html`<button type="button" class="button ${start ? "primary" : ""} big" @click=${() => app.go("table")}>
    ${icon("cards")}<span>Aller aux cartes</span></button>`;
  if (start) {
    return html`<div class="foot-bar">
      <p class="started">${icon("check-circle")}Commencé à ${clock(start.at)}</p>
      ${cards}
    </div>`;
  }
  return html`<div class="foot-bar">
    ${cards}
    <button type="button" class="button primary big" @click=${() => begin(app)}>
      ${icon("play")}<span>On commence</span></button>
  </div>`;
}

function startOf(interview) {
  return interview.state.steps.find((one) => one.step === "ouverture") ?? null;
}

async function begin(app) {
  if (await tryTo(app, () => enterStep(app.interview, "ouverture"))) {
    app.say("L’entretien commence.");
  }
}
