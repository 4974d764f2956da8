// Where a passage is written: one field, the button for the next one, and the marks in one tap.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { live } from "/static/vendor/lit/directives/live.js";
import { icon } from "../parts/icon.js";
import { SEEN, deskOf } from "./desk.js";
import { followKeyboard, leaveKeyboard } from "./keyboard.js";
import { shown } from "./unfolded.js";

export const MARKS = [
  { mark: "exact", sign: "quote", full: "quote-full", label: "Mots exacts", key: 1 },
  { mark: "important", sign: "star", full: "star-full", label: "Important", key: 2 },
  { mark: "observation", sign: "eye", full: "eye", label: "Vu, ressenti", key: 3 },
];
const OFF = { sign: "eye-off", label: "Pas gardé", key: 4 };

/** The composer of a place ({prefix, card, label}); `beside`: buttons that go with the field. */
export function composer(app, place, beside = nothing) {
  const desk = deskOf(app, place);
  if (app.interview.state.ended) return over(app);
  return html`<form class="composer" aria-label="Prendre des notes" @submit=${(event) => event.preventDefault()}>
    ${troubles(desk)}
    <label class="sr" for="ecrire">${place.label}</label>
    <textarea id="ecrire" rows="2" dir="auto" autocapitalize="sentences" placeholder=${`${place.label}…`}
      aria-keyshortcuts="Control+Enter" .value=${live(desk.text)} @input=${(event) => typed(desk, event)}
      @beforeinput=${(event) => broken(desk, event)} @keydown=${(event) => pressed(desk, event)}
      @focus=${(event) => followKeyboard(event.target, true)}
      @blur=${(event) => followKeyboard(event.target, false)}></textarea>
    <div class="beside">
      <button type="button" class="button round next" title="Passage suivant (Entrée)"
        ?disabled=${desk.text.trim() === ""} @click=${() => next(desk)}>
        ${icon("enter")}<span>Passage suivant</span></button>
      ${beside}
      <button type="button" class="button round unfold" title="Voir la carte" @click=${leaveKeyboard}>
        ${icon("more")}<span class="sr">Voir la carte</span></button>
    </div>
    ${shown(app, "marques") || desk.touched !== null ? marks(desk) : nothing}
  </form>`;
}

/** Ctrl+Entrée and Alt+1 to 4, wherever the focus is on the screen. True when the key was one of these. */
export function composerKeys(app, place, event) {
  const desk = deskOf(app, place);
  if (app.interview.state.ended) return false;
  if (event.ctrlKey && event.key === "Enter") return done(event, () => next(desk));
  if (event.key === "Escape" && desk.touched !== null) return done(event, () => desk.touch(desk.touched));
  if (!event.altKey || event.ctrlKey) return false;
  const known = MARKS.find((one) => event.code === `Digit${one.key}`);
  if (known) return done(event, () => desk.toggle(known.mark));
  return event.code === `Digit${OFF.key}` ? done(event, () => desk.off()) : false;
}

/** Close the passage and go on with the next one. */
export async function next(desk) {
  document.getElementById("ecrire")?.focus();
  await desk.next();
  const list = document.querySelector(".passages");
  if (list) list.scrollTop = list.scrollHeight;
}

function marks(desk) {
  const about = desk.touched === null ? "le passage que vous écrivez" : "le passage touché";
  return html`<div class="marks" role="group" aria-label=${`Marques, pour ${about}`}>
    ${MARKS.map((one) => {
      const on = (one.mark === "observation" ? SEEN : [one.mark]).some((mark) => desk.marks.has(mark));
      return html`<button type="button" class="button" aria-pressed=${on ? "true" : "false"}
        title=${`${one.label} (Alt+${one.key})`}
        aria-keyshortcuts=${`Alt+${one.key}`} @pointerdown=${stay} @click=${() => desk.toggle(one.mark)}
        >${icon(on ? one.full : one.sign)}<span>${one.label}</span></button>`;
    })}
    <button type="button" class="button" title=${`${OFF.label} (Alt+${OFF.key})`} aria-keyshortcuts=${`Alt+${OFF.key}`}
      ?disabled=${desk.target === null} @pointerdown=${stay} @click=${() => desk.off()}
      >${icon(OFF.sign)}<span>${OFF.label}</span></button>
  </div>`;
}

/** The keyboard of the tablet stays open while a mark is tapped. */
function stay(event) {
  if (document.activeElement?.tagName === "TEXTAREA") event.preventDefault();
}

function over(app) {
  return html`<div class="composer over">
    <p>${icon("lock")}<span>L’entretien est terminé&nbsp;: ici, plus rien ne s’écrit.</span></p>
    <button type="button" class="button" @click=${() => app.go("after")}>Aller à «&nbsp;Juste après&nbsp;»</button>
  </div>`;
}

function troubles(desk) {
  return html`<div class="said" role="status">
    ${desk.trouble === null ? nothing : html`<div class="note alert">${icon("warning")}
      <div>${desk.trouble}</div>
      <button type="button" class="button" @click=${() => desk.again()}>${icon("again")}Réessayer</button>
      <button type="button" class="button" @click=${() => copy(desk)}>${icon("copy")}Copier ces mots</button>
      <button type="button" class="button" @click=${() => desk.app.go("rescue")}>
        ${icon("download")}Fichier de secours</button></div>`}
    ${desk.remark === null ? nothing : html`<p class="note wait">${icon("info")}<span>${desk.remark}</span></p>`}
  </div>`;
}

async function copy(desk) {
  const waiting = [...desk.waiting.values()].map(([text]) => text);
  await navigator.clipboard.writeText([...waiting, desk.correction ?? desk.text].join("\n\n"));
  desk.app.toast("Ces mots sont copiés. Collez-les ailleurs pour les garder.");
}

function typed(desk, event) {
  desk.write(event.target.value);
  desk.app.redraw();
}

let shift = false; // a line break asked with Shift stays in the passage

function pressed(desk, event) {
  shift = event.shiftKey;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.ctrlKey) return;
  event.preventDefault();
  next(desk);
}

/** Keyboards on screen do not always tell the key: they tell what it would do. */
function broken(desk, event) {
  const line = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph" || event.data === "\n";
  if (!line || shift || event.isComposing) return;
  event.preventDefault();
  next(desk);
}

function done(event, work) {
  event.preventDefault();
  work();
  return true;
}
