// The card itself, as it lies beside the notes: picture, title, second language, a joker's own title, reading aloud.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { icon } from "../parts/icon.js";
import { lengthOf, picture, secondLanguage, spokenLanguage, titleOf, titles } from "../parts/picture.js";
import { secondSpoken, subtitles } from "../parts/subtitles.js";
import { canSay, Reader, soundOf, spokenOf, voiceFor } from "../parts/voice.js";
import { attempt } from "./attempt.js";
import { shown } from "./unfolded.js";

let reader = null;

/** Picture and title, then what one can do with the card. */
export function cardInHand(app, picked) {
  const card = app.card(picked.card);
  if (!card) return unknown();
  const { ended } = app.interview.state;
  const title = picked.title ? html`<span dir="auto">${picked.title}</span>` : titles(app, card, languageOf(app));
  return html`<div class=${`card ${lengthOf(picked.title ?? titleOf(card))}`}>${picture(card)}<h1 class="title">${title}</h1></div>
    ${card.joker && !ended ? ownTitle(app, picked) : nothing}
    ${written(app, card, picked)}
    <div class="hand-acts">${listen(app, card, picked)}${ended ? nothing : putBack(app, card, picked)}</div>`;
}

export function stopReadingCard() {
  reader?.stop();
  reader = null;
}

/** The choice of a second language, in the list of tools. */
export function languages(app) {
  const now = languageOf(app)?.code ?? "fr";
  return html`<div class="row" role="group" aria-label="Langue sous le titre">
    ${app.languages.filter((one) => one.code !== "fr").map((one) => html`<button type="button" class="button"
      aria-pressed=${one.code === now ? "true" : "false"}
      @click=${() => choose(app, one.code === now ? null : one.code)}
      ><span lang=${one.lang ?? one.code} dir=${one.sens}>${one.nom}</span></button>`)}</div>`;
}

function languageOf(app) {
  const chosen = shown(app, "langue") ? app.store.prefs.get("langue-des-cartes") : null;
  return app.languages.find((one) => one.code === chosen) ?? secondLanguage(app);
}

function choose(app, code) {
  app.store.prefs.set("langue-des-cartes", code);
  app.redraw();
}

function ownTitle(app, { pick, title }) {
  const field = `title:${pick}`;
  const written = app.interview.hasDraft(field) ? app.interview.textOf(field) : (title ?? "");
  return html`<form class="own-title" @submit=${(event) => named(app, event)}>
    <label for="titre">Le titre que la personne donne</label>
    <input id="titre" type="text" maxlength="200" dir="auto" autocomplete="off" enterkeyhint="done"
      .value=${live(written)}
      @focus=${() => app.interview.editing(field)} @input=${(event) => app.interview.write(field, event.target.value)}
      @change=${() => attempt(() => app.interview.settle(field), (words) => app.toast(words))}>
  </form>`;
}

function named(app, event) {
  event.preventDefault();
  document.getElementById("ecrire")?.focus();
}

function listen(app, card, picked) {
  const language = languageOf(app) ?? spokenLanguage(app);
  const own = picked.title; // what the person called it was recorded by nobody
  if (!(own ? voiceFor(language) : canSay(card, language))) return nothing;
  const [words, sound] = own ? [own] : [spokenOf(card, language), soundOf(card, language)];
  return html`<button type="button" class="button" @click=${() => read(app, words, language, sound)}>
    ${reader?.sentence ? html`${icon("stop")}Arrêter` : html`${icon("speaker")}Écouter`}</button>`;
}

/** The words being heard; a joker's own title is on the card already. */
function written(app, card, picked) {
  if (!reader || picked.title) return nothing;
  const language = languageOf(app) ?? spokenLanguage(app);
  return html`<div class="subtitles">${subtitles(app, card, reader, { language, second: secondSpoken(app, language) })}</div>`;
}

function read(app, words, language, sound) {
  if (reader?.sentence) return reader.stop();
  reader = new Reader(() => app.redraw());
  return reader.read(words, language, { sound });
}

function putBack(app, card, { pick, title }) {
  const name = titleOf(card, { own: title });
  return html`<button type="button" class="button" @click=${() => back(app, pick, name)}>
    ${icon("undo")}Reposer</button>`;
}

async function back(app, pick, name) {
  if (!(await attempt(() => app.interview.act("card.back", { pick }), (words) => app.toast(words)))) return;
  await app.go("table");
  app.toast(`«\u00a0${name}\u00a0» est reposée. Ses notes restent.`);
}

function unknown() {
  return html`<div class="card"><h1 class="title">Une carte d’un autre jeu</h1></div>`;
}
