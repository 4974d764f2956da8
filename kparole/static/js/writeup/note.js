// One note: its handle, its words, what is said of it, and the buttons that show while one is in it.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { chosen, stretches, within } from "./exact.js";
import { LONG } from "./paint.js";
import { button, icon } from "./parts.js";
import { MARKS } from "./words.js";

/** ``bare``: without its buttons, when there is something else to choose first. */
export function note(app, piece, where, bare = false) {
  const { model, ui } = app;
  const { id } = piece;
  const text = model.textOf(id);
  const marks = piece.marks ?? [];
  const refused = model.drafts.get(id)?.refused;
  const own = text.length > LONG ? [] : stretches(text, piece);
  return html`<article class="note-of ${marks.join(" ")} ${ui.active === id ? "active" : ""}" id="p-${id}" data-note=${id} tabindex="-1">
    <button type="button" class="handle" data-handle aria-label="Déplacer la note\u00a0: ${begin(text)}" @click=${() => app.openMove(id)}><span aria-hidden="true"></span></button>
    <div class="body">
      <div class="words ${text.length > LONG ? "long" : ""}">
        <div class="mirror" aria-hidden="true" data-mirror></div>
        <textarea id="t-${id}" data-text rows="1" dir="auto" spellcheck="true" autocomplete="off" .value=${live(text)}
          aria-label="Note, ${where}" aria-describedby=${own.length ? `e-${id}` : nothing} placeholder="Écrivez ici"></textarea>
      </div>
      ${own.length ? html`<span class="sr" id="e-${id}">Mots exacts\u00a0: ${own.slice(0, 5).map(([start, end]) => text.slice(start, end)).join("\u00a0; ")}</span>` : nothing}
      ${refused ? html`<p class="errors" role="alert">${icon("warning")}<span>${refused}</span></p>` : nothing}
      ${piece.origin ? origin(app, piece) : nothing}
      ${marks.length ? html`<p class="said">${MARKS.filter(([mark]) => marks.includes(mark)).map(([, label, name]) => html`<span class="tag">${icon(name)}${label}</span>`)}</p>` : nothing}
      ${ui.active === id && !piece.fresh && !bare ? tools(app, piece, own) : nothing}
    </div>
  </article>`;
}

function origin(app, piece) {
  return html`<p class="origin"><span>${icon("place")}dit sous « ${app.placeName(piece.origin)} »</span>
    ${button("Remettre à sa place", "undo", () => app.move(piece.id, piece.origin), { quiet: true })}</p>`;
}

function tools(app, piece, own) {
  const { id } = piece;
  const marks = piece.marks ?? [];
  const next = app.following(id);
  const exact = selected(app, id, own);
  return html`<div class="tools" role="toolbar" aria-label="Cette note" @pointerdown=${keepCaret}>
    ${button("Ses mots", "quote", () => app.sayExact(id), { pressed: exact })}
    ${button("Déplacer vers…", "place", () => app.openMove(id))}
    ${MARKS.map(([mark, label, name]) => button(label, name, () => app.act({ do: "mark", piece: id, mark, on: !marks.includes(mark) }), { pressed: marks.includes(mark) }))}
    <span class="rest">
    ${button("Couper ici", "minus", () => app.split(id), { quiet: true })}
    ${next ? button("Réunir à la suivante", "plus", () => app.merge(id, next), { quiet: true }) : nothing}
    ${button("Retirer", "trash", () => app.remove(id), { quiet: true })}
    </span>
  </div>`;
}

function selected(app, id, own) {
  if (!own.length) return false;
  const area = document.getElementById(`t-${id}`);
  const [from, to] = area ? [area.selectionStart, area.selectionEnd] : [0, 0];
  const { words, start, end } = chosen(app.model.textOf(id), from, to);
  return Boolean(words) && within(own, start, end);
}

// A tap on a button leaves the caret and the chosen words where they are.
function keepCaret(event) {
  if (event.target.closest("button")) event.preventDefault();
}

function begin(text) {
  const words = text.slice(0, 200).trim().split(/\s+/);
  return words.slice(0, 6).join(" ") + (words.length > 6 ? "…" : "") || "vide";
}
