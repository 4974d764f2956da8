// After the end mark: a calm screen that says that nothing more is kept, what can be offered, and what comes next.

import { html } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { swapRoles } from "./swap.js";
import { trialTag } from "./ends.js";
import { sayings } from "./say.js";

/** The whole screen. */
export function penDown(app) {
  return html`${bar(app, { back: "home", tools: trialTag(app) })}
    <main id="contenu" class="talk pen-down cloth">
      <div class="page calm">
        <h1>On pose le stylo</h1>
        <p class="lead">À partir de maintenant, plus rien n’est noté ni enregistré. Ce qui se dit reste entre vous.</p>
        <section class="panel" aria-labelledby="offers">
          <h2 id="offers">Vous pouvez encore proposer</h2>
          ${sayings(app, "echange")}
          <button type="button" class="button" @click=${() => swapRoles(app)}>
            ${icon("people")}<span>Échanger les rôles</span></button>
          <p class="help">Maintenant, c’est vous qui répondez. Un deuxième entretien s’ouvre, rangé à part.</p>
        </section>
        <div class="next">
          <button type="button" class="button primary big" @click=${() => app.go("after")}>
            ${icon("arrow-right")}<span>Juste après</span></button>
          <p class="help">Ses accords, vos souvenirs à chaud. Cinq minutes, pendant que c’est frais.</p>
        </div>
      </div>
    </main>`;
}
