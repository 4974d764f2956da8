// The silent clock of a card: minutes since it was taken, and a limit that only changes its colour.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { attempt } from "./attempt.js";
import { shown } from "./unfolded.js";

const LIMITS = [0, 5, 10, 15]; // minutes
const LONGEST = 600; // beyond, the interview was taken up again another day: the time says nothing
const LOOK = 10_000; // ms

const taken = new Map(); // pick → when it was taken, in ms
let ticking = null;
let drawn = null;

/** Start telling the time of this card; the screen is redrawn when the minute changes. */
export async function startClock(app, pick) {
  stopClock();
  if (!taken.has(pick)) {
    const journal = await app.store.journal(app.interview.id);
    const take = journal.find((one) => one.kind === "card.take" && one.data?.pick === pick);
    taken.set(pick, take ? Date.parse(take.at) : Date.now());
  }
  ticking = setInterval(() => {
    if (minutes(pick) !== drawn) app.redraw();
  }, LOOK);
  app.redraw();
}

export function stopClock() {
  clearInterval(ticking);
  ticking = null;
}

/** « 12 min », or nothing when it is folded away. */
export function clock(app, pick) {
  drawn = minutes(pick);
  if (!shown(app, "temps") || drawn === null) return nothing;
  const limit = (app.interview.state.timer ?? 0) / 60;
  const late = limit > 0 && drawn >= limit;
  const words = late ? `Plus de ${limit}\u00a0minutes sur cette carte` : "Sur cette carte";
  return html`<p class=${late ? "clock late" : "clock"} title=${words}>
    ${icon("timer")}<span class="sr">Temps passé sur cette carte : </span><span>${drawn}&nbsp;min</span>
    ${late ? html`<span class="sr">, plus de ${limit} prévues</span>` : nothing}</p>`;
}

/** The choice of a limit, in the list of tools. */
export function limits(app) {
  const now = (app.interview.state.timer ?? 0) / 60;
  return html`<div class="row" role="group" aria-label="Changer de couleur après">
    <span>Changer de couleur après</span>
    ${LIMITS.map((limit) => html`<button type="button" class="button" aria-pressed=${limit === now ? "true" : "false"}
      @click=${() => setLimit(app, limit * 60)}>${limit ? html`${limit}&nbsp;min` : "jamais"}</button>`)}
  </div>`;
}

function setLimit(app, seconds) {
  return attempt(() => app.interview.act("timer.set", { seconds }), (words) => app.toast(words));
}

function minutes(pick) {
  if (!taken.has(pick)) return null;
  const since = Math.floor((Date.now() - taken.get(pick)) / 60_000);
  return since > LONGEST ? null : Math.max(0, since);
}
