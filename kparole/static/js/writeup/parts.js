// Small pieces that several parts of the editor draw.
import { html, svg } from "/static/vendor/lit/lit-html.js";
import { ifDefined } from "/static/vendor/lit/directives/if-defined.js";

let icons = "";
let pictures = "";

export function setPlaces(dataset) {
  icons = dataset.icons;
  pictures = dataset.picture;
}

export function icon(name) {
  return html`<svg class="icon" aria-hidden="true">${svg`<use href="${icons}#${name}"></use>`}</svg>`;
}

export function thumb(card, size = "s") {
  if (!card) return html`<span class="thumb blank ${size}">${icon("chat")}</span>`;
  return html`<img class="thumb ${size}" src=${pictureOf(card)} alt="" loading="lazy">`;
}

export function pictureOf(card) {
  return pictures.replace("-carte-", encodeURIComponent(card));
}

export function button(label, name, act, more = {}) {
  const { pressed, quiet, primary, sr, off } = more;
  const kind = `button${quiet ? " quiet" : ""}${primary ? " primary" : ""}`;
  return html`<button type="button" class=${kind} aria-pressed=${ifDefined(pressed)}
    ?disabled=${Boolean(off)} @click=${act}>${icon(name)}<span>${label}${sr ? html`<span class="sr"> ${sr}</span>` : ""}</span></button>`;
}
