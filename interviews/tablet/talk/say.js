// Sentences to say, out of the guide: big, each opening on what it is for and on the interviewer's own reminder.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { keepReminder, reminderOf } from "./reminders.js";

/** The sentences of one section of the guide, as a list; nothing when the guide has none. */
export function sayings(app, section) {
  const sentences = app.guide?.[section] ?? [];
  if (!sentences.length) {
    return nothing;
  }
  return html`<ol class="sayings">${sentences.map((one) => saying(app, section, one))}</ol>`;
}

function saying(app, section, one) {
  const name = `${section}/${one.id}`;
  const reminder = reminderOf(app, name);
  return html`<li>
    <details class="saying">
      <summary>
        <span class="words">${spaced(one.texte)}
          ${reminder ? html`<span class="reminder">${icon("pencil")}<span>${reminder}</span></span>` : nothing}
        </span>
        <span class="why">Pourquoi</span>
      </summary>
      <div class="purpose">
        <p>${spaced(one.but)}</p>
        <label>Mon rappel, sans nom de personne
          <input type="text" maxlength="300" autocomplete="off" .value=${reminder}
            @change=${(event) => keepReminder(app, name, event.target.value)}>
        </label>
      </div>
    </details>
  </li>`;
}

/** The sentence with the spaces that French typography wants not to break. */
export function spaced(sentence) {
  return sentence.replace(/ ([?!:;»])/g, "\u00a0$1").replace(/« /g, "«\u00a0").replaceAll("'", "’");
}
