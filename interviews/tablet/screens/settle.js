// Two tablets wrote on the same text: both are shown, and a person chooses one, keeps both, or writes one from the two.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { keyed } from "/static/vendor/lit/directives/keyed.js";
import { mayFollowEnd } from "../journal/ending.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { doublesOf } from "../talk/doubles.js";
import { trialTag } from "../talk/ends.js";
import { clock, day, notice } from "../talk/pieces.js";
import { tryTo } from "../talk/try-to.js";

const TITLE = "Deux textes, un choix";
const OVER = "L’entretien est terminé\u00a0: les deux textes restent. On choisira dans le compte-rendu.";
let journal = [];
let writing = null; // {field, text}: the text being made from the two

export const screen = {
  title: () => TITLE,

  async enter(app) {
    writing = null;
    journal = [];
    journal = await app.store.journal(app.interview.id);
    app.redraw();
  },

  draw(app) {
    const doubles = doublesOf(app, journal);
    return html`${bar(app, { title: TITLE, back: "after", tools: trialTag(app) })}
      <main id="contenu" class="talk settle cloth"><div class="page">
        ${doubles.length ? doubles.map((double) => keyed(double.field, one(app, double))) : done(app)}
      </div></main>`;
  },
};

function done(app) {
  return html`<section class="panel calm"><p class="lead">Plus rien à choisir.</p>
    <button type="button" class="button primary big" @click=${() => app.go("after")}>Revenir</button></section>`;
}

function one(app, double) {
  const id = `double-${double.field.replaceAll(":", "-")}`;
  const open = !app.interview.state.ended || mayFollowEnd({ kind: "note.write", field: double.field });
  return html`<section class="panel double" aria-labelledby=${id}>
    <h2 id=${id}>${double.about}</h2>
    ${open ? nothing : notice("info", OVER)}
    <div class="versions">${double.versions.map((version) => versionOf(app, double, version, open))}</div>
    ${open ? more(app, double) : nothing}
  </section>`;
}

function versionOf(app, { field }, { text, here, at }, open) {
  const where = here ? "Sur cette tablette" : "Sur une autre tablette";
  return html`<article class="version">
    <h3>${where}</h3>
    ${at ? html`<p class="help">${day(at)}, ${clock(at)}</p>` : nothing}
    <p class="text" dir="auto">${text || "(texte effacé)"}</p>
    ${open ? html`<button type="button" class="button" @click=${() => choose(app, field, text)}>
      ${icon("check")}<span>Garder celui-ci</span></button>` : nothing}
  </article>`;
}

function more(app, double) {
  const both = [...new Set(double.versions.map((version) => version.text))].filter(Boolean).join("\n\n");
  if (writing?.field === double.field) {
    return editor(app);
  }
  return html`<div class="answers">
    <button type="button" class="button" @click=${() => choose(app, double.field, both)}>
      ${icon("copy")}<span>Garder les deux</span></button>
    <button type="button" class="button" @click=${() => write(app, { field: double.field, text: both })}>
      ${icon("pencil")}<span>En faire un seul</span></button>
  </div>`;
}

function editor(app) {
  return html`<label class="line tall">Le texte à garder
      <textarea rows="6" dir="auto" .value=${writing.text}
        @input=${(event) => { writing.text = event.target.value; }}></textarea></label>
    <div class="answers">
      <button type="button" class="button primary" @click=${() => choose(app, writing.field, writing.text)}>
        ${icon("check")}<span>Garder ce texte</span></button>
      <button type="button" class="button quiet" @click=${() => write(app, null)}>Annuler</button>
    </div>`;
}

function write(app, text) {
  writing = text;
  app.redraw();
}

async function choose(app, field, text) {
  if (await tryTo(app, () => app.interview.choose(field, text))) {
    writing = null;
    app.say("C’est choisi. L’autre texte reste dans l’historique.");
  }
  app.redraw();
}
