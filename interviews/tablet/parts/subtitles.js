// What is heard, written: in the language that speaks, and in a second one under it. It can be turned off, and stays so.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "./icon.js";
import { sentencesOf, spokenOf } from "./voice.js";

const PREF = "sous-titres";
const SECOND = "sous-titres-langue";

export function subtitled(app) {
  return app.store.prefs.get(PREF) !== false;
}

/** The sentence being said of a card, big, and the same one in the second language; nothing when subtitles are off. */
export function subtitles(app, card, reader, { language, second }) {
  if (!subtitled(app) || reader.sentence === null) return nothing;
  const other = second && secondSaid(card, reader, { language, second });
  return html`${line(reader.sentence, language, "spoken")}${other ? line(other, second, "spoken other") : nothing}`;
}

/** The same words in the second language: sentence for sentence when it has as many, else all of them; "" when it has none. */
export function secondSaid(card, reader, { language, second }) {
  if (!card.dire[second.code] && !card.titres[second.code]) return "";
  const said = spokenOf(card, second);
  const sentences = sentencesOf(said);
  const alike = reader.place !== null && sentences.length === sentencesOf(spokenOf(card, language)).length;
  return alike ? sentences[reader.place] : said;
}

/** The language under the one that speaks: the one chosen, else French when it is another that speaks. `french`: false
 * where no French is shown, in the person's hands. */
export function secondSpoken(app, language, { french = true } = {}) {
  const code = app.store.prefs.get(SECOND) || (french ? "fr" : "");
  return code === language.code ? null : (app.languages.find((one) => one.code === code) ?? null);
}

/** What is chosen about subtitles, in the drawer of the table. */
export function subtitleChoices(app) {
  const on = subtitled(app);
  const chosen = app.store.prefs.get(SECOND) ?? "";
  return html`<div class="subtitle-choices">
    <label class="tool">${icon("chat")}<span><b>Sous-titres</b><span class="says">Ce que disent les cartes s’écrit pendant l’écoute</span></span>
      <input type="checkbox" role="switch" .checked=${on} @change=${(event) => keep(app, PREF, event.target.checked)}></label>
    ${on && app.languages.length > 1 ? html`<p class="line"><label for="second-spoken">Seconde langue, en dessous</label>
      <select id="second-spoken" @change=${(event) => keep(app, SECOND, event.target.value)}>
        <option value="" ?selected=${!chosen}>Le français, sous une autre langue</option>
        ${app.languages.map((one) => html`<option value=${one.code} ?selected=${one.code === chosen}>${one.nom}</option>`)}
      </select></p>` : nothing}
  </div>`;
}

function keep(app, name, value) {
  app.store.prefs.set(name, value);
  app.redraw();
}

function line(words, language, kind) {
  const size = words.length > 220 ? " longest" : words.length > 110 ? " long" : "";
  return html`<p class=${kind + size} lang=${language.lang ?? language.code} dir=${language.sens} aria-live="off">${words}</p>`;
}
