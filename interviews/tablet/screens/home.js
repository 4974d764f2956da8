// The first screen: go on with an interview of this tablet, begin one that is planned, begin a new one, or practise.
import { html } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";

export const screen = {
  title: () => "Vos entretiens",
  draw(app) {
    return html`${bar(app, { title: "Vos entretiens", steps: "none" })}
      <main id="contenu" class="home-tablet">
        <button class="button primary big" type="button" @click=${() => app.go("begin")}>Commencer un entretien</button>
        ${app.interviews.map((one) => html`<button class="button" type="button"
          @click=${() => app.go("table", { interview: one.id })}>${one.summary?.title || "Entretien"}</button>`)}
      </main>`;
  },
};
