// The first screen: go on with an interview of this tablet, begin one that is planned, begin a new one, or practise.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { newerVersion } from "../offline.js";
import { bar } from "../parts/bar.js";
import { elsewhere } from "../parts/elsewhere.js";
import { icon } from "../parts/icon.js";
import { picture } from "../parts/picture.js";
import { askKnown, knownOf, readKnown } from "../talk/known.js";
import { clock, day } from "../talk/pieces.js";

const TITLE = "Vos entretiens";
const FAN = ["appris", "rencontre", "utile"]; // of a deck that has them, else its first ones

export const screen = {
  title: () => TITLE,

  async enter(app) {
    await Promise.all([readKnown(app), app.refreshInterviews()]);
    await askKnown(app);
  },

  draw(app) {
    const plans = plansOf(app);
    const [next] = plans;
    return html`${bar(app, { title: TITLE, steps: "none", tools: tools(app) })}
      <main id="contenu" class="home-tablet">
        ${newerVersion(app)}
        <section class="start" aria-label="Commencer">
          <div class="words">${next ? planned(app, next) : fresh(app)}</div>
          <div class="fan">${fan(app).map((card) => html`<span class="card">${picture(card)}</span>`)}</div>
        </section>
        <div class="lists">
          <section class="panel" aria-labelledby="home-here"><h2 id="home-here">Sur cette tablette</h2>${here(app)}</section>
          <section class="panel" aria-labelledby="home-plans"><h2 id="home-plans">Rendez-vous</h2>${appointments(app, plans)}</section>
          ${elsewhere(app)}
        </div>
        <p class="more-ways">
          <button class="button" type="button" @click=${() => app.go("begin", { trial: true })}>${icon("people")}Faire un essai à deux</button>
          <button class="button quiet" type="button" @click=${() => app.go("rescue")}>${icon("download")}Fichier de secours</button>
        </p>
      </main>`;
  },
};

function fan(app) {
  const ours = FAN.map((id) => app.card(id));
  return ours.every(Boolean) ? ours : app.deck.cartes.slice(0, FAN.length);
}

function tools(app) {
  if (!app.settings.comptes) return nothing;
  return html`<button class="button" type="button" @click=${() => lock(app)}>${icon("lock")}Verrouiller</button>`;
}

async function lock(app) {
  await app.store.lock();
  await app.go("unlock", { replace: true });
}

/** The appointments that nobody has begun, the nearest first; those long past are left out. */
function plansOf(app) {
  const known = knownOf(app);
  const begun = new Set([...known.entretiens, ...app.interviews].map((one) => one.id));
  const since = Date.now() - 36 * 3600 * 1000;
  return known.rendezvous.filter((plan) => !begun.has(plan.id) && new Date(plan.quand).getTime() > since)
    .sort((one, other) => new Date(one.quand) - new Date(other.quand));
}

function fresh(app) {
  const first = !app.interviews.length;
  return html`
    <p class="lead">${first ? "Les cartes sont prêtes." : "Un nouvel entretien\u00a0?"}</p>
    <p>${first ? "Posez la tablette entre vous deux. Même sans réseau, rien ne se perd." : "Même sans réseau, rien ne se perd."}</p>
    <button class="button primary big" type="button" @click=${() => app.go("begin")}>Commencer un entretien${icon("arrow-right")}</button>`;
}

function planned(app, plan) {
  return html`
    <p class="lead">${plan.titre || "Prochain entretien"}</p>
    <p>${whenWhere(plan)}</p>
    <div class="acts">
      <button class="button primary big" type="button" @click=${() => app.go("begin", { plan: plan.id })}>Commencer${icon("arrow-right")}</button>
      <button class="button big" type="button" @click=${() => app.go("begin")}>Un autre entretien</button>
    </div>`;
}

function whenWhere(plan) {
  return [`${day(plan.quand)} à ${clock(plan.quand)}`, plan.lieu].filter(Boolean).join(", ");
}

function here(app) {
  if (!app.interviews.length) {
    return html`<p class="quiet">Rien ici pour l’instant. Commencez un entretien, ou faites un essai à deux pour vous lancer.</p>`;
  }
  return html`<ul class="rows">${app.interviews.map((one) => html`
    <li>
      <div><p><strong>${one.summary?.title || "Sans nom"}</strong>${one.summary?.trial ? html` <span class="tag wait">Essai</span>` : nothing}</p>
        <p class="quiet">${stateOf(one)}</p></div>
      <button class="button" type="button" @click=${() => app.resumeInterview(one.id)}
        aria-label=${`Continuer\u00a0: ${one.summary?.title || "sans nom"}`}>Continuer</button>
    </li>`)}</ul>`;
}

function stateOf(one) {
  const began = one.summary?.startedAt ? `${day(one.summary.startedAt)} à ${clock(one.summary.startedAt)}` : "";
  const sent = one.aside ? "un envoi est à regarder" : one.unsent ? `${one.unsent} à envoyer` : "tout est reçu";
  const step = one.closed ? "rangé" : one.ended ? "reste «\u00a0Juste après\u00a0»" : "en cours";
  return [began, step, one.summary?.trial ? "" : sent].filter(Boolean).join(" · ");
}

function appointments(app, plans) {
  const rest = plans.slice(1);
  if (!plans.length) return html`<p class="quiet">Aucun rendez-vous. Préparez-les dans KParole, page «&nbsp;Entretiens&nbsp;»&nbsp;: ils viennent ici tout seuls.</p>`;
  if (!rest.length) return html`<p class="quiet">Le prochain est ci-dessus. Pas d’autre rendez-vous noté.</p>`;
  return html`<ul class="rows">${rest.map((plan) => html`
    <li><div><p><strong>${plan.titre || "Sans nom"}</strong></p><p class="quiet">${whenWhere(plan)}</p></div>
      <button class="button" type="button" aria-label=${`Commencer\u00a0: ${plan.titre || "sans nom"}`}
        @click=${() => app.go("begin", { plan: plan.id })}>Commencer</button></li>`)}</ul>`;
}
