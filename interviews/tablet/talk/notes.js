// Notes of the opening and the closing: the composer and its passages, or a kind word when the person wants no notes.

import { html } from "/static/vendor/lit/lit-html.js";
import { consentOf, passagesOf } from "../journal/fold.js";
import { composer } from "../screens/composer.js";
import { passages } from "../screens/passages.js";
import { notice } from "./pieces.js";
import { tryTo } from "./try-to.js";

const NO = new Set(["refused", "withdrawn"]);
let asking = null;

/** Where to write at this place ({prefix, card, label}); nothing is written once she said no, or when it is over. */
export function written(app, place) {
  const { state } = app.interview;
  if (state.ended) {
    return passages(app, place);
  }
  if (NO.has(consentOf(state, "notes"))) {
    return withoutNotes(app);
  }
  return html`<div class="writing">${passages(app, place)}${composer(app, place)}</div>`;
}

function withoutNotes(app) {
  const kept = passagesOf(app.interview.state, "note");
  return notice("eye-off", html`
    <p>D’accord\u00a0: rien n’est noté. Vous pouvez continuer à parler et à regarder les cartes.</p>
    ${kept.length ? eraser(app, kept) : html``}`, "ok");
}

/** What was noted before she changed her mind: one tap, then another, and it is gone. */
function eraser(app, kept) {
  const count = kept.length === 1 ? "Une note reste" : `${kept.length}\u00a0notes restent`;
  if (asking !== app.interview.id) {
    return html`<p>${count} d’avant.</p>
      <button type="button" class="button" @click=${() => ask(app, app.interview.id)}>Effacer ces notes</button>`;
  }
  return html`<p>${count}. Une fois effacées, elles ne reviennent pas.</p>
    <div class="answers">
      <button type="button" class="button" @click=${() => eraseAll(app)}>Oui, effacer</button>
      <button type="button" class="button quiet" @click=${() => ask(app, null)}>Les garder</button>
    </div>`;
}

function ask(app, id) {
  asking = id;
  app.redraw();
}

async function eraseAll(app) {
  asking = null;
  const done = await tryTo(app, async () => {
    await app.interview.settle();
    for (const { field } of passagesOf(app.interview.state, "note", { empty: true })) {
      await app.interview.offTheRecord(field);
    }
  });
  if (done) {
    app.say("Les notes sont effacées.");
  }
}
