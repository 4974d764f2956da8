// Where the words are, said in full: what is on the tablet, what was received, what is set aside and why, and what to do.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "./icon.js";
import { sheet } from "./sheet.js";

const MAY_FORGET = "Ce navigateur peut faire de la place sans prévenir\u00a0: envoyez vos notes dès qu’il y a du réseau.";
let aside = null;
let asked = null;

export function traceSheet(app) {
  if (app.sheet !== "trace") asked = null;
  else if (asked !== app.interviews) look(app);
  return sheet(app, "trace", { title: "Où sont vos notes", body: () => body(app) });
}

function body(app) {
  const { unsent = 0, message } = app.sender.status;
  return html`
    <ul class="where">
      <li class="done">${icon("check-circle")}<p>${keptHere(app)}</p></li>
      <li class=${unsent ? "wait" : "done"}>${icon(unsent ? "cloud-up" : "cloud-check")}<p>${sent(app)}</p></li>
      ${message ? html`<li class="wait">${icon("info")}<p>${message.replaceAll("'", "’")}</p></li>` : nothing}
    </ul>
    ${aside?.length ? asideList(app) : nothing}
    <div class="acts">
      ${app.sender.status.phase === "connexion" ? login(app) : nothing}
      ${unsent ? html`<button class="button" type="button" @click=${() => app.sender.now()}>${icon("cloud-up")}Envoyer maintenant</button>` : nothing}
      <button class="button" type="button" @click=${() => rescue(app)}>${icon("download")}Fichier de secours</button>
    </div>
    <p class="help">Le fichier de secours est chiffré&nbsp;: seul KParole sait le lire.</p>
    ${unsent && !app.store.persisted ? html`<p class="help">${MAY_FORGET}</p>` : nothing}`;
}

function keptHere(app) {
  const count = app.interviews.length;
  if (!count) return "Aucun entretien n’attend sur cette tablette.";
  return count === 1 ? "Un entretien est gardé ici, chiffré. Rien ne se perd sans réseau."
    : `${count} entretiens sont gardés ici, chiffrés. Rien ne se perd sans réseau.`;
}

function sent(app) {
  const { unsent = 0, late } = app.sender.status;
  if (!unsent) return "Tout est arrivé à KParole.";
  const words = unsent === 1 ? "Un geste ou une note attend" : `${unsent} gestes ou notes attendent`;
  if (late) return `${words} depuis plus de 2 jours. Approchez la tablette d’un réseau, ou gardez un fichier de secours.`;
  return `${words} le réseau. L’envoi se fait tout seul.`;
}

function asideList(app) {
  return html`
    <h3>À regarder</h3>
    <ul class="aside">${aside.map(({ interview, summary, items }) => html`
      <li>
        <p><strong>${summary?.title || "Entretien"}</strong>&nbsp;: ${items.length === 1 ? "un envoi est mis" : `${items.length} envois sont mis`} de côté.
          ${reasons(items)} Rien n’est effacé.</p>
        <button class="button" type="button" @click=${() => retry(app, interview)}>${icon("again")}Réessayer</button>
      </li>`)}
    </ul>`;
}

function reasons(items) {
  const said = new Set(items.map((one) => (one.why === "conflit" ? CONFLICT : one.reason)));
  return [...said].slice(0, 3).join(" ");
}

const CONFLICT = "KParole a déjà reçu autre chose sous le même numéro.";

function login(app) {
  return html`<a class="button primary" href=${app.settings.adresse_connexion ?? "/"} target="_blank" rel="noopener">
    ${icon("come-in")}Se connecter <span class="sr">(nouvel onglet)</span></a>
    <p class="quiet">Sans compte&nbsp;? Ouvrez sur cette tablette le lien que l’on vous a donné, ou demandez-en un nouveau.</p>`;
}

async function retry(app, interview) {
  await app.store.retry(interview);
  app.sender.now();
  app.toast("C’est reparti. La tablette réessaie.");
  await app.refreshInterviews();
}

async function look(app) {
  asked = app.interviews;
  const some = asked.filter((one) => one.aside);
  aside = await Promise.all(some.map(async (one) => ({ interview: one.id, summary: one.summary, items: await app.store.aside(one.id) })));
  app.redraw();
}

async function rescue(app) {
  const blob = await app.store.rescue();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `secours-${new Date().toISOString().slice(0, 10)}.kparole`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  app.say("Le fichier de secours est enregistré dans vos téléchargements.");
}
