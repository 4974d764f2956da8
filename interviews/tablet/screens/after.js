// Right after, always: agree again use by use, hot notes while they are fresh, how it was held, the order of the cards.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { trialTag } from "../talk/ends.js";
import { freeText } from "../talk/free-text.js";
import { titleOf } from "../talk/parts-said.js";
import { enterStep, fold, heading, notice, panel } from "../talk/pieces.js";
import { allRead } from "../talk/readback.js";
import { sayings } from "../talk/say.js";
import { putPenDown } from "../talk/settling.js";
import { summaryOf } from "../talk/summary.js";
import { termsProposed } from "../talk/terms.js";
import { tryTo } from "../talk/try-to.js";
import { whatNext } from "../talk/what-next.js";
import { standing } from "../journal/fold.js";
import { consents, freshAnswers, usesOf } from "./consents.js";

const TITLE = "Juste après";
const proposed = new WeakMap(); // interview → the terms as the tablet wrote them

export const screen = {
  title: () => TITLE,

  async enter(app) {
    freshAnswers();
    await app.refreshInterviews();
    await tryTo(app, () => enterStep(app.interview, "apres"));
    await tryTo(app, () => proposeTerms(app));
  },

  draw(app) {
    return html`${bar(app, { back: "closing", tools: trialTag(app) })}
      <main id="contenu" class="talk after cloth">
        <div class="page two">
          ${heading(TITLE, "Cinq minutes, pendant que c’est frais.")}
          <div class="side">
            ${stillOpen(app)}${toSettle(app)}
            ${panel("after-hot", "Vos souvenirs à chaud", hotNotes(app))}
            ${panel("after-agree", "On se redemande", agreements(app))}
          </div>
          <div class="side">
            ${panel("after-cards", "Les cartes, dans l’ordre", order(app))}
            ${panel("after-terms", "Comment ça s’est passé", terms(app))}
            ${whatNext(app)}
          </div>
        </div>
      </main>`;
  },
};

/** Only the tablet that led the interview knows its place and its hours; what a person wrote there is left alone. */
async function proposeTerms(app) {
  const { interview } = app;
  const led = app.interviews.some((one) => one.id === interview.id && one.summary?.startedAt);
  const free = !interview.state.texts.has("terms") && !interview.hasDraft("terms");
  if (led && (free || interview.textOf("terms") === proposed.get(interview))) {
    const known = { state: interview.state, summary: summaryOf(app), languages: app.allLanguages, readBack: allRead(app) };
    proposed.set(interview, termsProposed(known));
    interview.write("terms", proposed.get(interview));
    await interview.settle("terms");
  }
}

function stillOpen(app) {
  return app.interview.state.ended ? nothing : notice("pencil", html`
    <p>Le stylo n’est pas encore posé.</p>
    <button type="button" class="button" @click=${() => putDown(app)}>Poser le stylo</button>`, "wait");
}

async function putDown(app) {
  if (await tryTo(app, () => putPenDown(app))) {
    app.say("C’est fini. Plus rien n’est gardé.");
  }
}

function toSettle(app) {
  const count = app.interview.state.toSettle.length;
  return count === 0 ? nothing : notice("copy", html`
    <p>${count === 1 ? "Un texte a été écrit deux fois." : `${count}\u00a0textes ont été écrits deux fois.`}</p>
    <button type="button" class="button" @click=${() => app.go("settle")}>Choisir</button>`, "wait");
}

function agreements(app) {
  const recordings = usesOf(app, "ouverture");
  return html`<p class="quiet">Maintenant, elle sait ce qu’elle a dit. Chaque réponse est la bonne.</p>
    ${consents(app, usesOf(app, "apres"))}
    ${fold("Les notes et les enregistrements", "Demandés à l’ouverture", consents(app, recordings, { again: true }))}`;
}

function hotNotes(app) {
  return html`${freeText(app, "hot-notes", "Comment elle l’a vécu, ce qui vous a frappé", { rows: 6 })}
    ${fold("Des idées", "", sayings(app, "juste-apres"))}`;
}

function terms(app) {
  return html`${freeText(app, "terms", "Où, qui, comment, quand", {
    rows: 6, help: "Proposé par la tablette. Corrigez ce qui n’est pas juste.",
  })}${fold("À quoi ça sert", "", sayings(app, "conditions"))}`;
}

function order(app) {
  const picks = standing(app.interview.state);
  if (!picks.length) {
    return html`<p class="quiet">Aucune carte n’a été prise. C’est un résultat aussi.</p>`;
  }
  return html`<ol class="order">${picks.map((pick, place) => html`<li>
    <span class="rank">${place + 1}</span>
    <img class="thumb s" src=${app.card(pick.card)?.image ?? "/static/favicon.svg"} alt="">
    <span>${titleOf(pick, app.deck)}</span></li>`)}</ol>
    <button type="button" class="button quiet" @click=${() => app.go("table")}>
      ${icon("cards")}<span>Revoir la table</span></button>`;
}
