// How the person will be called in what is written: her name, another, or none. It is her choice, said plainly.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { answer } from "./pieces.js";
import { tryTo } from "./try-to.js";

const WAYS = [
  { id: "own", label: "On garde votre prénom" },
  { id: "changed", label: "On change votre prénom" },
  { id: "none", label: "On ne met pas de prénom" },
];
const ASKED = { own: "Votre prénom", changed: "Le prénom que vous choisissez" };

/** The choice, and the name when there is one. */
export function naming(app) {
  const { person, ended } = app.interview.state;
  return html`<div class="naming" role="group" aria-label="Comment vous appeler dans ce qui sera écrit">
    <div class="answers">
      ${WAYS.map((way) => answer(way.label, {
        pressed: person.naming === way.id, disabled: ended, pick: () => choose(app, way.id),
      }))}
    </div>
    ${ASKED[person.naming] && !ended ? nameField(app, ASKED[person.naming]) : nothing}
  </div>`;
}

/** The choice in a few words; "" when it was not made. */
export function namingSaid(person) {
  const way = WAYS.find((one) => one.id === person.naming);
  return way ? `${way.label}${person.naming === "changed" && person.name ? `\u00a0: ${person.name}` : ""}` : "";
}

function nameField(app, label) {
  return html`<label class="line">${label}
    <input type="text" maxlength="80" autocomplete="off" .value=${app.interview.state.person.name ?? ""}
      @change=${(event) => tell(app, { name: event.target.value.trim() })}>
  </label>`;
}

/** No name at all takes away the one that was written. */
function choose(app, way) {
  return tell(app, way === "none" ? { naming: way, name: "" } : { naming: way });
}

function tell(app, told) {
  return tryTo(app, () => app.interview.act("person.set", told));
}
