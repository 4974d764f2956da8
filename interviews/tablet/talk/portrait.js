// Age, gender, since when: three facts of the compte-rendu, each of which the person may keep for herself.

import { html } from "/static/vendor/lit/lit-html.js";
import { answer } from "./pieces.js";
import { tryTo } from "./try-to.js";

const KEPT_FOR_HERSELF = "ne souhaite pas dire";
const GENDERS = ["femme", "homme", "autre"];

/** The three facts. */
export function portrait(app) {
  return html`<div class="portrait">${age(app)}${gender(app)}${since(app)}</div>`;
}

/** The facts in a few words, for the line of the fold. */
export function portraitSaid(person) {
  const told = [
    Number.isInteger(person.age) ? `${person.age}\u00a0ans` : "",
    person.gender === KEPT_FOR_HERSELF ? "" : person.gender,
    person.since === KEPT_FOR_HERSELF ? "" : person.since,
  ].filter(Boolean);
  return told.join(" · ") || "Rien n’est obligatoire";
}

function age(app) {
  const { person } = app.interview.state;
  const silent = "age" in person && person.age === null;
  return fact(app, "Quel âge avez-vous\u00a0?", "age", silent, { age: null }, html`<label class="line short">Âge
    <input type="number" inputmode="numeric" min="0" max="130" .value=${String(person.age ?? "")}
      @change=${(event) => setAge(app, event.target)}></label>`);
}

function setAge(app, field) {
  const years = Number.parseInt(field.value, 10);
  if (field.value === "" || (years >= 0 && years <= 130)) {
    tell(app, { age: field.value === "" ? null : years });
  } else {
    app.toast("Un âge se donne entre 0 et 130\u00a0ans.");
  }
}

function gender(app) {
  const { person } = app.interview.state;
  const silent = person.gender === KEPT_FOR_HERSELF;
  return fact(app, "Vous êtes…", "gender", silent, { gender: KEPT_FOR_HERSELF }, GENDERS.map((one) =>
    answer(one, { pressed: person.gender === one, pick: () => tell(app, { gender: one }) })));
}

function since(app) {
  const { person } = app.interview.state;
  const silent = person.since === KEPT_FOR_HERSELF;
  return fact(app, "Vous venez à la KPA depuis quand\u00a0?", "since", silent, { since: KEPT_FOR_HERSELF },
    html`<label class="line">Depuis
      <input type="text" maxlength="120" autocomplete="off" .value=${silent ? "" : person.since ?? ""}
        @change=${(event) => tell(app, { since: event.target.value.trim() })}></label>`);
}

function fact(app, question, name, silent, nothingSaid, field) {
  return html`<div class="fact" role="group" aria-labelledby=${`fact-${name}`}>
    <h3 id=${`fact-${name}`}>${question}</h3>
    <div class="answers">${field}
      ${answer("Ne souhaite pas dire", { pressed: silent, pick: () => tell(app, nothingSaid) })}
    </div>
  </div>`;
}

function tell(app, told) {
  return tryTo(app, () => app.interview.act("person.set", told));
}
