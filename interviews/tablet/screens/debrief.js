// After a practice interview, in pairs: what the tablet noticed, questions to ask each other, then it can be erased.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { trialTag } from "../talk/ends.js";
import { noticed } from "../talk/noticed.js";
import { panel } from "../talk/pieces.js";
import { sayings } from "../talk/say.js";
import { settleNotes } from "../talk/settling.js";

const TITLE = "En parler à deux";
const WORTH_SAYING = 20; // seconds
let journal = [];
let asked = false;

export const screen = {
  title: () => TITLE,

  async enter(app) {
    asked = false;
    journal = [];
    journal = await app.store.journal(app.interview.id);
    app.redraw();
  },

  draw(app) {
    const seen = noticed(app.interview.state, journal, app.deck);
    return html`${bar(app, { title: TITLE, back: "after", tools: trialTag(app) })}
      <main id="contenu" class="talk debrief cloth"><div class="page two">
        <div class="side">${panel("debrief-ask", "À se demander", sayings(app, "essai"))}</div>
        <div class="side">
          ${panel("debrief-seen", "Ce que la tablette a vu", facts(seen))}
          ${panel("debrief-end", "Finir l’essai", ending(app))}
        </div>
      </div></main>`;
  },
};

function facts(seen) {
  return html`<ul class="facts">
      <li>${counted(seen.read, "écoutée")}${seen.read ? ` sur ${seen.deck}` : ""}.</li>
      <li>${counted(seen.taken.length, "prise")}.</li>
      ${seen.silence >= WORTH_SAYING ? html`<li>Le plus long moment sans rien noter&nbsp;: ${lasted(seen.silence)}.
        Elle parlait, ou vous attendiez&nbsp;?</li>` : nothing}
    </ul>
    ${seen.taken.length ? html`<ol class="order">${seen.taken.map(card)}</ol>` : nothing}`;
}

function card({ title, image, minutes, notes }, place) {
  return html`<li><span class="rank">${place + 1}</span>
    ${image ? html`<img class="thumb s" src=${image} alt="">` : nothing}
    <span><strong>${title}</strong>
      <span class="help">${minutes < 1 ? "moins d’une minute" : plural(minutes, "minute", "minutes")},
      ${notes === 0 ? "rien de noté" : plural(notes, "note", "notes")}</span></span></li>`;
}

function counted(count, done) {
  return count === 0 ? `Aucune carte ${done}` : plural(count, `carte ${done}`, `cartes ${done}s`);
}

function plural(count, one, many) {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

function lasted(seconds) {
  return seconds < 90 ? `${seconds}\u00a0secondes` : plural(Math.round(seconds / 60), "minute", "minutes");
}

function ending(app) {
  if (!asked) {
    return html`<p>Rien n’est parti de cette tablette.</p>
      <div class="answers">
        <button type="button" class="button" @click=${() => leave(app)}>
          ${icon("home")}<span>Garder pour plus tard</span></button>
        <button type="button" class="button" @click=${() => ask(app, true)}>
          ${icon("trash")}<span>Effacer cet essai</span></button>
      </div>`;
  }
  return html`<p>Les cartes prises et les notes de l’essai disparaissent pour de bon.</p>
    <div class="answers">
      <button type="button" class="button primary" @click=${() => erase(app)}>
        ${icon("trash")}<span>Oui, effacer</span></button>
      <button type="button" class="button quiet" @click=${() => ask(app, false)}>Le garder</button>
    </div>`;
}

function ask(app, wanted) {
  asked = wanted;
  app.redraw();
}

async function leave(app) {
  await settleNotes(app);
  await app.go("home");
}

async function erase(app) {
  const { id } = app.interview;
  await app.interview.close();
  await app.store.discard(id);
  await app.go("home");
  await app.refreshInterviews();
  app.toast("L’essai est effacé.");
}
