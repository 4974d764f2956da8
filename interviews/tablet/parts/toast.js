// A short word at the bottom of the screen, with one thing to do at most: « Annuler », mostly.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "./icon.js";

/** Always there, so that who listens to the screen hears it; empty when there is nothing to say. */
export function toast(app) {
  const shown = app.toasted;
  const words = shown && html`
    <div class="toast">
      <p>${shown.words}</p>
      ${shown.action ? html`<button class="button" type="button" @click=${() => act(app)}>${shown.action.label}</button>` : nothing}
      <button class="button quiet round" type="button" aria-label="Fermer ce message" @click=${() => app.dismiss()}>
        ${icon("close")}
      </button>
    </div>`;
  return html`<div class="toasts" role="status">${words || nothing}</div>`;
}

function act(app) {
  const { action } = app.toasted;
  app.dismiss();
  action.action();
}
