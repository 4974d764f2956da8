// What the person agrees to, use by use: asked aloud, answered by one tap, nothing on by default, changed at any time.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { consentOf } from "../journal/fold.js";
import { icon } from "../parts/icon.js";
import { answer } from "../talk/pieces.js";
import { spaced } from "../talk/say.js";
import { tryTo } from "../talk/try-to.js";

const SAID = {
  given: ["check-circle", "D’accord"],
  refused: ["close", "Pas d’accord"],
  withdrawn: ["undo", "A changé d’avis\u00a0: retiré"],
};
let written = false;

/** Answers are spoken until somebody says otherwise; called when a screen that asks is entered. */
export function freshAnswers() {
  written = false;
}

/** The questions of these uses; ``again``: they were asked at the opening and come back. */
export function consents(app, uses, { again = false } = {}) {
  return html`<div class="agreements">
    ${uses.map((use) => agreement(app, use, again))}
    ${again ? nothing : onPaper(app)}
  </div>`;
}

function onPaper(app) {
  return html`<label class="option slim">
    <input type="checkbox" .checked=${written} @change=${(event) => { written = event.target.checked; app.redraw(); }}>
    <span>La réponse est écrite, sur une feuille signée</span>
  </label>`;
}

/** The uses that are asked at this moment of the interview: "ouverture" or "apres". */
export function usesOf(app, moment) {
  return app.uses.filter((use) => use.moment === moment);
}

function agreement(app, use, again) {
  const state = consentOf(app.interview.state, use.id);
  const [sign, words] = SAID[state] ?? ["question", again ? "Pas demandé à l’ouverture" : "Pas encore demandé"];
  return html`<div class="agreement" role="group" aria-labelledby=${`use-${use.id}`}>
    <p class="asked" id=${`use-${use.id}`}>«&nbsp;${spaced(use.texte)}&nbsp;»</p>
    <div class="answers">
      ${answer("Oui", { sign: "check", pressed: state === "given", pick: () => say(app, use, "given") })}
      ${answer("Non", {
        sign: "close", pressed: state === "refused" || state === "withdrawn", pick: () => refuse(app, use, state),
      })}
    </div>
    <p class="stands ${state ?? "unasked"}">${icon(sign)}<span>${words}</span></p>
    ${use.but ? html`<p class="help">${spaced(use.but)}</p>` : nothing}
  </div>`;
}

/** A no after a yes takes the agreement back. */
function refuse(app, use, state) {
  return say(app, use, state === "given" || state === "withdrawn" ? "withdrawn" : "refused");
}

async function say(app, use, state) {
  const told = { use: use.id, state, how: written ? "ecrit" : "oral" };
  if (await tryTo(app, () => app.interview.act("consent.set", told))) {
    app.say(SAID[state][1]);
  }
}
