// What unfolds from the « … » of the table: a second language, help to choose, handing the tablet over, ending early.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { secondLanguage } from "../parts/picture.js";
import { sheet, toggle } from "../parts/sheet.js";
import { subtitleChoices } from "../parts/subtitles.js";
import { suggestions } from "./suggest.js";

export function aids(app, hand, look) {
  return sheet(app, "aids", { title: "Autour des cartes", body: () => body(app, hand, look) });
}

function body(app, hand, look) {
  return html`
    <div class="choices-aids">
      ${suggestions(hand).length ? html`<button class="button" type="button" aria-pressed=${hand.suggesting ? "true" : "false"}
        @click=${() => suggest(app, hand, look)}>${icon("idea")}Difficile de choisir&nbsp;?</button>` : nothing}
      <button class="button" type="button" @click=${() => app.go("handed")}>${icon("hand-over")}Donner la tablette</button>
      <button class="button" type="button" @click=${() => app.go("closing")}>${icon("end")}Terminer maintenant</button>
    </div>
    ${languages(app)}
    ${subtitleChoices(app)}
    <p class="help">Au clavier&nbsp;: flèches pour aller d’une carte à l’autre, Entrée pour la lever puis la prendre, Échap pour la reposer, L pour l’écouter.</p>`;
}

function languages(app) {
  if (app.languages.length < 2) return nothing;
  const chosen = secondLanguage(app)?.code ?? "fr";
  return html`<fieldset class="languages">
    <legend>Langue sous le titre des cartes</legend>
    <div>${app.languages.map((one) => html`
      <label class="choice"><input type="radio" name="langue" value=${one.code} .checked=${one.code === chosen}
        @change=${() => choose(app, one.code)}>
        <span lang=${one.lang ?? one.code} dir=${one.sens}>${one.code === "fr" ? "Français seul" : one.nom}</span></label>`)}
    </div></fieldset>`;
}

async function choose(app, code) {
  try {
    await app.interview.act("person.set", { language: code });
  } catch (error) {
    app.toast(error.message);
  }
}

function suggest(app, hand, look) {
  const on = !hand.suggesting;
  toggle(app, "aids");
  look.suggest(on);
  if (on) app.say(`Trois cartes pour commencer\u00a0: ${suggestions(hand).map(look.name).join(", ")}.`);
}
