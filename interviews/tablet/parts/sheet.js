// A panel unfolded under the bar: it covers nothing for good, Escape or its cross folds it. Never a pop-up.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "./icon.js";

/** A button of the bar that unfolds the panel of this name. */
export function opener(app, name, { label, sign, className = "button round", words = nothing }) {
  return html`
    <button class=${className} type="button" data-opens=${name} aria-expanded=${app.sheet === name ? "true" : "false"}
      aria-label=${words === nothing ? label : nothing} @click=${() => toggle(app, name)}>
      ${sign ? icon(sign) : nothing}${words}
    </button>`;
}

/** The panel itself, or nothing when it is folded. */
export function sheet(app, name, { title, body }) {
  if (app.sheet !== name) return nothing;
  return html`
    <section class="drawer" data-sheet aria-label=${title}>
      <header>
        <h2 tabindex="-1">${title}</h2>
        <button class="button quiet round" type="button" aria-label="Fermer" @click=${() => toggle(app, name)}>${icon("close")}</button>
      </header>
      ${body()}
    </section>`;
}

/** Unfold and go there, or fold and come back to the button. */
export function toggle(app, name) {
  const opening = app.sheet !== name;
  app.openSheet(name);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const target = opening ? "[data-sheet] h2" : `[data-opens="${name}"]`;
    document.querySelector(target)?.focus({ preventScroll: true });
  }));
}
