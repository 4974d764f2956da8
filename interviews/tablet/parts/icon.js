// One pictogram of the interface, from those of the sheet that the screens name.
import { html } from "/static/vendor/lit/lit-html.js";

export function icon(name) {
  return html`<svg class="icon" aria-hidden="true"><use href=${"/entretien/pictos.svg#" + name}></use></svg>`;
}
