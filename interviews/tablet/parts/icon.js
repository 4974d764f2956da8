// One pictogram of the interface, from the sheet that every page shares.
import { html } from "/static/vendor/lit/lit-html.js";

export function icon(name) {
  return html`<svg class="icon" aria-hidden="true"><use href=${"/static/icons.svg#" + name}></use></svg>`;
}
