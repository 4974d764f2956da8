// What the bar of every spoken moment carries: the tag of a trial, and the way to end at once, without a fuss.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";

/** « Essai », all along an interview made to practise. */
export function trialTag(app) {
  return app.interview?.state.trial ? html`<span class="tag wait">Essai</span>` : nothing;
}

/** End now: one tap to the closing, where nothing is compulsory. */
export function earlyEnd(app) {
  return app.interview.state.ended ? nothing : html`<button type="button" class="button end-now"
    @click=${() => app.go("closing")}>${icon("check")}<span>Terminer</span></button>`;
}
