// Two people wrote in one note at once: both texts side by side, and a person chooses.
import { html } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { note } from "./note.js";
import { button, icon } from "./parts.js";

/** The notes of a place, those that are rivals together: [[note], [note, rival], …]. */
export function grouped(pieces) {
  const groups = new Map(pieces.filter((one) => !one.rival).map((one) => [one.id, [one]]));
  for (const one of pieces) {
    if (!one.rival) continue;
    if (groups.has(one.rival)) groups.get(one.rival).push(one);
    else groups.set(one.id, [one]);
  }
  return [...groups.values()];
}

export function rivals(app, group, where) {
  return html`<section class="rivals" aria-label="Deux textes, un choix">
    <p class="why">${icon("people")}<span>Deux personnes ont écrit ici en même temps. Rien n’est perdu\u00a0: choisissez.</span></p>
    <div class="pair">${repeat(group, (one) => one.id, (one) => html`<div class="side">
      ${note(app, one, where, true)}
      ${button("Garder celui-ci", "check", () => keep(app, group, one))}
    </div>`)}</div>
    <div class="acts">${button("Garder les deux", "copy", () => both(app, group))}
      ${button("Les réunir en une note", "plus", () => app.merge(group[0].id, group[1].id), { quiet: true })}</div>
  </section>`;
}

async function keep(app, group, chosen) {
  for (const one of group) if (one.id !== chosen.id) await app.act({ do: "remove", piece: one.id });
  app.focusNote(chosen.id);
}

async function both(app, group) {
  for (const one of group) if (one.rival) await app.act({ do: "settle", piece: one.id });
  app.focusNote(group[0].id);
}
