// Interviews that another tablet has begun: this one may go on with them, beside the other.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { Puller } from "../sync/pull.js";
import { knownOf } from "../talk/known.js";
import { clock, day } from "../talk/pieces.js";

const AWAY = "Il faut le réseau pour reprendre ici un entretien commencé ailleurs. Réessayez quand il est là.";
let fetching = null;

/** The interviews that are under way on another device, the last first. */
function begunElsewhere(app) {
  const here = new Set(app.interviews.map((one) => one.id));
  return knownOf(app).entretiens.filter((one) => !one.termine && !here.has(one.id));
}

function titleOf(app, one) {
  const plan = knownOf(app).rendezvous.find((known) => known.id === one.id);
  return plan?.titre || `Entretien du ${day(one.ouvert)}, ${clock(one.ouvert)}`;
}

/** Fetch all that the server has of it, then open it here. */
async function goOnHere(app, one) {
  fetching = one.id;
  app.redraw();
  const title = titleOf(app, one);
  try {
    const found = await fetchAll(app, one.id);
    if (!found) return app.toast(AWAY);
    await app.store.keep(one.id, { summary: { title, startedAt: one.ouvert } });
    await app.refreshInterviews();
    await app.go("table", { interview: one.id });
  } finally {
    fetching = null;
    app.redraw();
  }
}

async function fetchAll(app, id) {
  const puller = new Puller(app.store);
  const kept = [];
  puller.addEventListener("operations", ({ detail }) =>
    kept.push(app.store.receive(detail.interview, detail.operations, detail.last)));
  await puller.follow(id);
  await puller.stop();
  await Promise.all(kept);
  return kept.length > 0;
}

/** What the first screen says of them; nothing when there are none. */
export function elsewhere(app) {
  const begun = begunElsewhere(app);
  if (!begun.length) return nothing;
  return html`<section class="panel" aria-labelledby="home-elsewhere">
    <h2 id="home-elsewhere">Commencés sur une autre tablette</h2>
    <ul class="rows">${begun.map((one) => html`
      <li><div><p><strong>${titleOf(app, one)}</strong></p><p class="quiet">Les deux tablettes peuvent écrire. Rien ne s’efface.</p></div>
        <button class="button" type="button" ?disabled=${fetching !== null} aria-label=${`Reprendre ici : ${titleOf(app, one)}`}
          @click=${() => goOnHere(app, one)}>${fetching === one.id ? "Je vais le chercher…" : "Reprendre ici"}</button></li>`)}
    </ul>
  </section>`;
}
