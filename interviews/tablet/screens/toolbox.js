// The tools that unfold when they are wanted, and stay as they were left on this tablet.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { opener, sheet } from "../parts/sheet.js";
import { languages } from "./card-hand.js";
import { limits } from "./timer.js";
import { show, shown } from "./unfolded.js";

const SHEET = "outils";
const TOOLS = [
  { id: "marques", sign: "star", label: "Marques", says: "Mots exacts, important, vu ou ressenti, pas gardé" },
  { id: "aide", sign: "lifebuoy", label: "Coup de main", says: "Des relances, une à la fois" },
  { id: "temps", sign: "timer", label: "Temps", says: "Les minutes sur la carte, sans bruit", more: limits },
  { id: "photo", sign: "camera", label: "Photo", says: "La feuille écrite à la main, en un geste" },
  { id: "son", sign: "microphone", label: "Son", says: "La voix, si la personne est d’accord" },
  { id: "langue", sign: "languages", label: "Autre langue", says: "Sous le titre de la carte", more: languages },
];

/** The button of the bar that opens the list of tools. */
export function toolsButton(app) {
  return opener(app, SHEET, { label: "Outils", sign: "settings", className: "button quiet round" });
}

/** The list of tools, each with its choices; nothing when it is folded. */
export function toolbox(app) {
  const body = () => html`<ul class="toolbox">${TOOLS.map((one) => tool(app, one))}</ul>`;
  return sheet(app, SHEET, { title: "Outils de la carte", body });
}

function tool(app, { id, sign, label, says, more }) {
  const on = shown(app, id);
  return html`<li>
    <label class="tool">${icon(sign)}<span><b>${label}</b><span class="says">${says}</span></span>
      <input type="checkbox" role="switch" .checked=${on}
        @change=${(event) => show(app, id, event.target.checked)}></label>
    ${on && more ? more(app) : nothing}
  </li>`;
}
