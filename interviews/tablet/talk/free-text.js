// A long text that is a field of its own (hot notes, terms): kept as it is typed, whatever others write meanwhile.

import { html } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { tryTo } from "./try-to.js";

/** The field, with its label; ``rows`` is the height it begins with. */
export function freeText(app, field, label, { rows = 5, help = "" } = {}) {
  const { interview } = app;
  return html`<label class="line tall">${label}
    <textarea dir="auto" rows=${rows} autocapitalize="sentences" .value=${live(interview.textOf(field))}
      @focus=${() => interview.editing(field)}
      @input=${(event) => interview.write(field, event.target.value)}
      @blur=${() => tryTo(app, () => interview.settle(field))}></textarea>
    ${help ? html`<span class="help">${help}</span>` : ""}
  </label>`;
}
