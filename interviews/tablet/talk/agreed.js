// What was agreed when the appointment was made, gone through again on the day: it may have changed since.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { fold } from "./pieces.js";
import { summaryOf } from "./summary.js";

const USES = { notes: "noter", audio: "enregistrer la voix", image: "prendre une photo" };
const ANSWERS = { given: "oui", refused: "non" };
const NAMES = { own: "son prénom", changed: "un autre prénom", none: "pas de prénom" };

/** The terms of the appointment; nothing for an interview that had none. */
export function agreed(app) {
  const plan = summaryOf(app).agreed;
  if (!plan) {
    return nothing;
  }
  const told = [
    ["Où", plan.lieu],
    ["Combien de temps", plan.duree ? `${plan.duree}\u00a0minutes` : ""],
    ["Qui traduit", plan.interprete],
    ["Son nom", NAMES[plan.appel]],
    ...Object.entries(plan.accords ?? {}).map(([use, said]) => [USES[use] ?? use, ANSWERS[said]]),
    ["Pour la personne", plan.rappels_personne],
    ["Pour vous", plan.rappels],
  ].filter(([, value]) => value);
  return fold("Ce qu’on avait convenu", "À revoir ensemble\u00a0: c’est toujours bon\u00a0?", html`<dl class="terms">
    ${told.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`);
}
