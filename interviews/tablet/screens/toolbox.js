// The tools that unfold when they are wanted, and stay as they were left on this tablet.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";

const TOOLS = [
  { id: "marques", sign: "star", label: "Marques" },
  { id: "temps", sign: "timer", label: "Temps" },
  { id: "aide", sign: "lifebuoy", label: "Coup de main" },
  { id: "photo", sign: "camera", label: "Photo" },
  { id: "son", sign: "microphone", label: "Son" },
  { id: "langue", sign: "languages", label: "Autre langue" },
];

/** True when this tool is unfolded on this tablet. */
export function shown(app, id) {
  return app.store.prefs.get(`outil-${id}`) === true;
}

export function show(app, id, on) {
  app.store.prefs.set(`outil-${id}`, on);
  app.redraw();
}

/** The button of the bar that opens the list of tools. */
export function toolsButton(app) {
  const open = shown(app, "liste");
  return html`<button type="button" class="button quiet round" aria-expanded=${open ? "true" : "false"} title="Outils"
    @click=${() => show(app, "liste", !open)}>${icon("settings")}<span class="sr">Outils</span></button>`;
}

/** The list of tools, each with its choices (`more`: id → template); nothing when it is folded. */
export function toolbox(app, more = {}) {
  if (!shown(app, "liste")) return nothing;
  return html`<section class="toolbox" aria-label="Outils">
    <div class="row">${TOOLS.map((one) => html`<button type="button" class="button" aria-pressed=${shown(app, one.id) ? "true" : "false"}
      @click=${() => show(app, one.id, !shown(app, one.id))}>${icon(one.sign)}${one.label}</button>`)}
      <button type="button" class="button quiet" @click=${() => show(app, "liste", false)}>Replier</button></div>
    ${TOOLS.map((one) => (shown(app, one.id) ? more[one.id] ?? nothing : nothing))}
  </section>`;
}
