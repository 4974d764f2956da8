// The passages already written in one place: exact words on soft blue, what was seen in italics, the important ones
// with a star. A tap on one touches it: the marks are then about it, and it can be corrected where it stands.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { classMap } from "/static/vendor/lit/directives/class-map.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { icon } from "../parts/icon.js";
import { SEEN, deskOf } from "./desk.js";
import { followKeyboard } from "./keyboard.js";

/** The passages of a place ({prefix, card, label}), the oldest first. */
export function passages(app, place) {
  const desk = deskOf(app, place);
  const written = desk.passages;
  if (written.length === 0) return nothingYet(app, desk);
  const ended = app.interview.state.ended;
  return html`<ul class="passages" aria-label="Ce qui est noté" tabindex="-1">
    ${repeat(written, (one) => one.field, (one) => passage(desk, one, ended))}
  </ul>`;
}

function nothingYet(app, desk) {
  if (app.interview.state.ended) return html`<p class="passages none">Rien n’a été noté ici.</p>`;
  const hint = desk.field === null ? "Une idée, puis Entrée\u00a0: la suivante." : nothing;
  return html`<p class="passages none"><span>${hint}</span></p>`;
}

function passage(desk, one, ended) {
  const kind = kindOf(one.marks);
  const touched = desk.touched === one.field;
  const keeping = desk.waiting.has(one.field); // on the screen, not yet on the disk
  const looks = { passage: true, exact: kind === "exact", seen: kind === "seen", touched, keeping };
  const correcting = touched && desk.correction !== null;
  const { sign, label } = KINDS[kind];
  return html`<li class=${classMap(looks)}>
    <span class="kind" title=${label}>${icon(sign)}<span class="sr">${label}</span></span>
    ${correcting ? field(desk) : words(desk, one, touched, ended)}
    ${one.marks.has("important") ? html`<span class="star">${icon("star-full")}Important</span>` : nothing}
    ${touched ? acts(desk, correcting) : nothing}
  </li>`;
}

const KINDS = {
  exact: { sign: "quote", label: "Mots exacts" },
  seen: { sign: "eye", label: "Vu, ressenti" },
  plain: { sign: "pencil", label: "Noté" },
};

function kindOf(marks) {
  if (SEEN.some((mark) => marks.has(mark))) return "seen";
  return marks.has("exact") ? "exact" : "plain";
}

function words(desk, one, touched, ended) {
  const text = html`<span class="words" dir="auto">${quoted(one)}</span>`;
  if (ended) return text;
  return html`<button type="button" class="words" dir="auto" aria-pressed=${touched ? "true" : "false"}
    @click=${(event) => touch(desk, one.field, event)}>${quoted(one)}</button>`;
}

/** What one can do with the passage appears under it: it must be in sight too. */
function touch(desk, field, event) {
  const item = event.currentTarget.closest("li");
  desk.touch(field);
  requestAnimationFrame(() => requestAnimationFrame(() => item.scrollIntoView({ block: "nearest" })));
}

/** Exact words are shown between « », unless the writer already put some. */
function quoted({ text, marks }) {
  const bare = kindOf(marks) !== "exact" || /^\s*[«"“]/.test(text) || /[\u0590-\u08ff]/.test(text);
  return bare ? text : `«\u00a0${text.trim()}\u00a0»`;
}

function field(desk) {
  return html`<textarea class="correction" rows="2" dir="auto" aria-label="Corriger ce passage"
    .value=${live(desk.correction)}
    @focus=${(event) => followKeyboard(event.target, true)} @blur=${(event) => followKeyboard(event.target, false)}
    @input=${(event) => { desk.correct(event.target.value); desk.app.redraw(); }}
    @keydown=${(event) => { if (ends(event)) finish(desk, event); }}></textarea>`;
}

function ends(event) {
  return event.key === "Escape" || (event.key === "Enter" && !event.shiftKey && !event.isComposing);
}

function finish(desk, event) {
  event.preventDefault();
  event.stopPropagation();
  desk.touch(desk.touched);
  document.getElementById("ecrire")?.focus();
}

function acts(desk, correcting) {
  return html`<div class="acts">
    ${correcting
      ? html`<button type="button" class="button soft" @click=${(event) => finish(desk, event)}>
        ${icon("check")}C’est corrigé</button>`
      : html`<button type="button" class="button soft" @click=${(event) => correct(desk, event)}>
        ${icon("pencil")}Corriger</button>
        <span class="hint">Les marques, en bas, sont pour ce passage.</span>`}
  </div>`;
}

function correct(desk, event) {
  const item = event.currentTarget.closest("li");
  desk.startCorrecting();
  requestAnimationFrame(() => item.querySelector("textarea")?.focus());
}
