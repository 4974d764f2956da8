// A discreet hand for who leads: one follow-up question at a time, others for the three situations, and a way to stop.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { spaced } from "../talk/say.js";
import { shown } from "./unfolded.js";

const SITUATIONS = [
  { section: "parle-peu", label: "Parle peu" },
  { section: "parle-beaucoup", label: "Parle beaucoup" },
  { section: "mal-a-laise", label: "Mal à l’aise" },
];
let section = "relances";
let turn = 0;

/** The panel « Un coup de main »; nothing when it is folded away. */
export function helps(app) {
  if (!shown(app, "aide")) return nothing;
  const sentences = app.guide?.[section] ?? [];
  const one = sentences[turn % sentences.length];
  return html`<section class="help" aria-labelledby="coup-de-main">
    <header><h2 id="coup-de-main">${icon("lifebuoy")}Un coup de main</h2>
      <button type="button" class="button quiet" ?disabled=${sentences.length < 2}
        @click=${() => another(app)}>Une autre</button></header>
    <p class="ask" aria-live="polite">${one ? spaced(one.texte) : "Le guide n’a rien ici."}</p>
    <div class="when" role="group" aria-label="Selon la personne">
      ${SITUATIONS.map((situation) => situationButton(app, situation))}</div>
  </section>`;
}

function situationButton(app, { section: name, label }) {
  const on = section === name;
  return html`<button type="button" class="button soft" aria-pressed=${on ? "true" : "false"}
    @click=${() => change(app, on ? "relances" : name)}>${label}</button>`;
}

function change(app, name) {
  section = name;
  turn = 0;
  app.redraw();
}

function another(app) {
  turn += 1;
  app.redraw();
}
