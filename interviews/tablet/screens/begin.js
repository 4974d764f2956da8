// A new interview, from an appointment or from nothing. Everything has a default: one tap is enough to begin.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { beginWith, choicesFrom, MODES, ROLES } from "../talk/choices.js";
import { askKnown, knownOf, readKnown } from "../talk/known.js";
import { choice, clock, day, fold, panel } from "../talk/pieces.js";
import { tryTo } from "../talk/try-to.js";

const TITLE = "Nouvel entretien";
let choices = null;
let beginning = false;

export const screen = {
  title: () => TITLE,

  async enter(app) {
    beginning = false;
    start(app);
    await readKnown(app);
    startAgain(app);
    await askKnown(app);
    startAgain(app);
  },

  draw(app) {
    return html`${bar(app, { title: TITLE, back: () => app.go("home") })}
      <main id="contenu" class="talk begin cloth">
        <form @submit=${(event) => begin(app, event)}>
          <div class="page">
            ${appointments(app)}
            ${panel("begin-cards", "Avec quelles cartes\u00a0?", modes(app))}
            ${fold("La personne et les rôles", told(app), details(app))}
            ${trial(app)}
          </div>
          <div class="foot-bar">
            <button type="submit" class="button primary big">${icon("arrow-right")}<span>Commencer</span></button>
          </div>
        </form>
      </main>`;
  },
};

/** The appointments that were not begun on this tablet or elsewhere. */
function plansOf(app) {
  const known = knownOf(app);
  const begun = new Set([...known.entretiens.map((one) => one.id), ...app.interviews.map((one) => one.id)]);
  return known.rendezvous.filter((plan) => !begun.has(plan.id));
}

function start(app) {
  const plan = plansOf(app).find((one) => one.id === app.args.plan) ?? null;
  choices = { ...choicesFrom(plan, knownOf(app)), trial: app.args.trial === true, touched: false };
}

/** More is known now: the defaults follow, unless somebody has chosen meanwhile. */
function startAgain(app) {
  if (!choices.touched && !beginning) {
    start(app);
    app.redraw();
  }
}

function change(app, changes) {
  choices = { ...choices, ...changes, touched: true };
  app.redraw();
}

function appointments(app) {
  const plans = plansOf(app);
  if (!plans.length) {
    return nothing;
  }
  const options = plans.map((plan) => ({ id: plan.id, label: plan.titre || "Sans nom", help: whenWhere(plan) }));
  const fresh = (id) => choicesFrom(plans.find((plan) => plan.id === id), knownOf(app));
  const pick = (id) => change(app, { ...fresh(id), trial: choices.trial });
  return panel("begin-plans", "Un rendez-vous\u00a0?", html`<div class="options">
    ${[...options, { id: "", label: "Sans rendez-vous" }].map((one) =>
      choice("plan", one, { chosen: (choices.plan ?? "") === one.id, pick }))}</div>`);
}

function whenWhere(plan) {
  return [`${day(plan.quand)}, ${clock(plan.quand)}`, plan.lieu].filter(Boolean).join(" · ");
}

function modes(app) {
  return html`<div class="options three">
    ${MODES.map((mode) => choice("mode", mode, {
      chosen: choices.mode === mode.id, pick: (id) => change(app, { mode: id }),
    }))}
  </div>`;
}

function details(app) {
  const { kpas } = knownOf(app);
  return html`<div class="pair">
      ${line(app, "name", "Le nom choisi, ou un code", "Rien d’obligatoire.")}
      ${kpas.length ? kpaSelect(app, kpas) : line(app, "kpa", "La KPA", "Son nom, ou son code.")}
      ${languageSelect(app)}
      ${line(app, "interpreter", "Qui traduit, s’il y a quelqu’un", "Un prénom suffit.")}
    </div>
    <fieldset><legend>Qui interroge qui</legend><div class="options">
      ${ROLES.map((role) => choice("role", role, {
        chosen: choices.role === role.id, pick: (id) => change(app, { role: id }),
      }))}
    </div></fieldset>`;
}

function line(app, name, label, help) {
  return html`<label class="line">${label}
    <input type="text" maxlength="120" autocomplete="off" .value=${choices[name]} aria-describedby=${`begin-${name}`}
      @input=${(event) => change(app, { [name]: event.target.value })}>
    <span class="help" id=${`begin-${name}`}>${help}</span></label>`;
}

function kpaSelect(app, kpas) {
  return html`<label class="line">La KPA
    <select @change=${(event) => change(app, { kpa: event.target.value })}>
      <option value="" ?selected=${!choices.kpa}>À dire plus tard</option>
      ${kpas.map((kpa) => html`<option value=${kpa.code} ?selected=${kpa.code === choices.kpa}>${kpa.nom}</option>`)}
    </select></label>`;
}

function languageSelect(app) {
  const { language } = choices;
  const known = app.languages.some((one) => one.code === language);
  const list = known ? app.languages : [{ code: language, nom: languageSaid(app) }, ...app.languages];
  return html`<label class="line">La langue de l’entretien
    <select @change=${(event) => change(app, { language: event.target.value })}>
      ${list.map((one) => html`<option value=${one.code} ?selected=${one.code === language}>${one.nom}</option>`)}
    </select></label>`;
}

/** A language without cards keeps the words of the appointment. */
function languageSaid(app) {
  const plan = knownOf(app).rendezvous.find((one) => one.id === choices.plan);
  const known = app.languages.find((one) => one.code === choices.language);
  return known?.nom ?? plan?.langue_dite ?? choices.language;
}

/** The choices of the fold, in a few words. */
function told(app) {
  const kpa = knownOf(app).kpas.find((one) => one.code === choices.kpa)?.nom ?? choices.kpa;
  const role = ROLES.find((one) => one.id === choices.role).label;
  return [choices.name, kpa, languageSaid(app), role].filter(Boolean).join(" · ");
}

function trial(app) {
  return html`<label class="option slim panel">
    <input type="checkbox" .checked=${choices.trial} @change=${(event) => change(app, { trial: event.target.checked })}>
    <span><strong>C’est un essai</strong>
      <span class="help">Pour s’entraîner à deux. Rien ne part, rien n’entre dans l’enquête.</span></span>
  </label>`;
}

async function begin(app, event) {
  event.preventDefault();
  if (beginning) {
    return;
  }
  beginning = true;
  const plan = plansOf(app).find((one) => one.id === choices.plan) ?? null;
  const begun = await tryTo(app, async () => { app.interview = await beginWith(app, choices, plan); });
  beginning = false;
  if (begun) {
    await app.go("opening");
  }
}
