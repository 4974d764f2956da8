// The bar at the top of every screen: back, title, steps of the interview, tools, and where the words are.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { recording } from "../screens/recorder.js";
import { icon } from "./icon.js";
import { trace } from "./trace.js";
import { traceSheet } from "./trace-sheet.js";

const STEPS = [
  { words: "Ouverture", screen: "opening", of: ["begin", "opening"], entered: ["ouverture"] },
  { words: "Cartes", screen: "table", of: ["table", "card", "handed"], entered: ["table", "carte"] },
  { words: "Fin", screen: "closing", of: ["closing"], entered: ["cloture"] },
  { words: "Juste après", screen: "after", of: ["after", "debrief"], entered: ["apres"] },
];

/**
 * @param title the h1 of the screen; a screen that has its own gives none, and the steps take its place
 * @param back a function, or the name of a screen; nothing when there is no way back
 * @param tools buttons of this screen
 * @param steps "none" on screens outside an interview
 */
export function bar(app, { title = null, back = null, tools = nothing, steps = "auto", sheets = nothing } = {}) {
  const goBack = typeof back === "string" ? () => app.go(back) : back;
  return html`
    <header class="interview-bar" data-title=${title ? "yes" : "no"}>
      ${goBack ? html`<button class="button quiet round back" type="button" aria-label="Retour" @click=${goBack}>${icon("arrow-left")}</button>` : nothing}
      ${title ? html`<h1>${title}</h1>` : nothing}
      ${app.interview && steps !== "none" ? stepList(app) : nothing}
      <span class="spring"></span>
      ${recording(app)} ${tools} ${trace(app)} ${traceSheet(app)} ${sheets}
    </header>`;
}

function stepList(app) {
  const entered = new Set((app.interview.state?.steps ?? []).map((one) => one.step));
  return html`<nav class="steps" aria-label="Étapes de l’entretien"><ol>${STEPS.map((step) => oneStep(app, step, entered))}</ol></nav>`;
}

function oneStep(app, step, entered) {
  const here = step.of.includes(app.screen);
  const done = !here && step.entered.some((name) => entered.has(name));
  return html`<li><button class="step ${done ? "done" : ""}" type="button" aria-current=${here ? "step" : nothing}
    @click=${() => app.go(step.screen)}>${done ? icon("check") : nothing}${step.words}${done ? html`<span class="sr">, déjà vue</span>` : nothing}</button></li>`;
}
