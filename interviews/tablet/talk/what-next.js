// What becomes of the interview now: where its words are, the draft of its compte-rendu, and closing it on this tablet.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { settleNotes } from "./settling.js";
import { tryTo } from "./try-to.js";

/** The panel of what comes next. */
export function whatNext(app) {
  return html`<section class="panel next-steps" aria-labelledby="after-next">
    <h2 id="after-next">Et maintenant</h2>
    ${app.interview.state.trial ? ofTrial(app) : ofInterview(app)}
  </section>`;
}

function ofTrial(app) {
  return html`<p>C’était un essai\u00a0: rien n’entre dans l’enquête.</p>
    <button type="button" class="button primary" @click=${() => app.go("debrief")}>
      ${icon("people")}<span>En parler à deux</span></button>`;
}

function ofInterview(app) {
  const kept = app.interviews.find((one) => one.id === app.interview.id);
  const waiting = (kept?.unsent ?? 0) + (kept?.aside ?? 0);
  return html`${road(waiting)}
    ${waiting === 0 && app.online ? html`<a class="button" target="_blank" rel="noopener"
        href=${`/entretiens/tablette/${app.interview.id}`}>${icon("document")}
        <span>Lire le compte-rendu qui se prépare <span class="sr">(nouvel onglet)</span></span></a>` : nothing}
    <button type="button" class="button primary" @click=${() => close(app)}>
      ${icon("check")}<span>Fermer cet entretien</span></button>
    <p class="help">${waiting === 0 ? "Tout est arrivé\u00a0: il quittera cette tablette."
      : "Il quittera cette tablette quand tout sera reçu, pas avant."}</p>`;
}

function road(waiting) {
  const sent = waiting === 0;
  const left = waiting === 1 ? "1\u00a0envoi attend" : `${waiting}\u00a0envois attendent`;
  const steps = sent
    ? [["done", "check-circle", "Enregistré ici"], ["done", "check-circle", "Envoyé"], ["done", "check-circle", "Reçu"]]
    : [["done", "check-circle", "Enregistré ici"], ["waits", "cloud-up", left], ["", "clock", "Pas encore reçu"]];
  return html`<ul class="road">
    ${steps.map(([state, sign, words]) => html`<li class=${state}>${icon(sign)}<span>${words}</span></li>`)}</ul>`;
}

async function close(app) {
  const { id } = app.interview;
  const closed = await tryTo(app, async () => {
    await settleNotes(app);
    await app.store.keep(id, { closed: true });
  });
  if (closed) {
    await app.go("home");
    await app.store.sweep();
    await app.refreshInterviews();
    app.toast("C’est fermé. Merci pour ce temps.");
  }
}
