// Who the person is: three facts, each of which she may not wish to say.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { DECLINED } from "./model.js";
import { icon } from "./parts.js";

const FACTS = [
  ["age", "Âge", "numeric"],
  ["gender", "Genre", null],
  ["since", "Au KPA depuis", "text"],
];
const GENDERS = ["femme", "homme", "autre"];

export function person(app) {
  return html`<section class="place facts-of" id="personne" aria-labelledby="titre-personne">
    <header><div><h2 id="titre-personne">La personne</h2></div></header>
    <div class="person-facts">${FACTS.map((fact) => one(app, ...fact))}</div>
  </section>`;
}

function one(app, name, label, mode) {
  const value = app.model.factOf(name);
  const declined = value === DECLINED;
  const wrong = app.model.factDrafts.get(name)?.refused;
  return html`<div class="fact" id="fait-${name}" role="group" aria-labelledby="nom-${name}" tabindex="-1">
    <span class="name" id="nom-${name}">${label}</span>
    ${mode ? field(app, name, mode, declined ? "" : value, wrong) : GENDERS.map((gender) => choice(app, name, gender, gender, value === gender))}
    ${choice(app, name, DECLINED, "Ne souhaite pas dire", declined)}
    ${wrong ? html`<p class="errors" id="souci-${name}" role="alert">${icon("warning")}<span>${wrong.replaceAll("'", "’")}</span></p>` : nothing}
  </div>`;
}

function field(app, name, mode, value, wrong) {
  return html`<input type="text" id="valeur-${name}" class=${name} inputmode=${mode} maxlength="300" autocomplete="off" aria-labelledby="nom-${name}"
    aria-invalid=${wrong ? "true" : nothing} aria-describedby=${wrong ? `souci-${name}` : nothing} data-fact=${name}
    .value=${live(value)} @input=${(event) => app.sender.typeFact(name, event.target.value)}>`;
}

function choice(app, name, value, label, pressed) {
  return html`<button type="button" class="button" aria-pressed=${String(pressed)} @click=${() => app.sayFact(name, pressed ? "" : value)}>
    ${pressed ? icon("check") : nothing}<span>${label}</span></button>`;
}
