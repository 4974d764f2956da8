// Small pieces that the spoken moments of an interview share: a panel, choices, a fold, a note, a place in time.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";

/** The title of the screen, with a few words beside it. */
export function heading(title, beside = "") {
  return html`<div class="heading"><h1>${title}</h1>${beside ? html`<p>${beside}</p>` : nothing}</div>`;
}

/** A panel with its title; ``id`` is that of the title. */
export function panel(id, title, content, extra = "") {
  return html`<section class="panel ${extra}" aria-labelledby=${id}><h2 id=${id}>${title}</h2>${content}</section>`;
}

/** A panel that unfolds; its line tells what is inside now. */
export function fold(title, now, content, { open = false } = {}) {
  return html`<details class="panel fold" ?open=${open}>
    <summary><h2>${title}</h2>${now ? html`<span class="now">${now}</span>` : nothing}</summary>
    <div class="inside">${content}</div>
  </details>`;
}

/** One answer among several, as big as a finger; pressed when it stands. */
export function answer(words, { pressed, pick, sign = null, disabled = false }) {
  return html`<button type="button" class="button answer" aria-pressed=${pressed ? "true" : "false"}
    ?disabled=${disabled} @click=${pick}>${sign ? icon(sign) : nothing}<span>${words}</span></button>`;
}

/** A choice that says in one plain sentence what it changes. */
export function choice(group, one, { chosen, pick }) {
  return html`<label class="option">
    <input type="radio" name=${group} value=${one.id} .checked=${chosen} @change=${() => pick(one.id)}>
    <span><strong>${one.label}</strong>${one.help ? html`<span class="help">${one.help}</span>` : nothing}</span>
  </label>`;
}

/** A sentence set apart; ``tone``: ok, wait, alert or "". */
export function notice(sign, words, tone = "") {
  return html`<div class="note ${tone}">${icon(sign)}<div>${words}</div></div>`;
}

/** 14 h 05, as people say it. */
export function clock(at) {
  const date = new Date(at);
  return `${date.getHours()}\u00a0h\u00a0${String(date.getMinutes()).padStart(2, "0")}`;
}

/** mardi 3 mars. */
export function day(at) {
  return new Date(at).toLocaleDateString("fr-FR", { weekday: "long", day: "numeric", month: "long" });
}

/** After a change within a screen: its new title has the focus, at the top of the page. */
export function arrive() {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const title = document.querySelector("#tablette h1");
    title?.setAttribute("tabindex", "-1");
    title?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }));
}

/** Enter a step of the interview, unless it is the one we are in. */
export async function enterStep(interview, step) {
  if (interview.state.steps.at(-1)?.step !== step) {
    await interview.act("step.enter", { step });
  }
}
