// « Enregistré ici · envoyé · reçu »: where the words of this tablet are, in short; a touch says it in full.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "./icon.js";
import { toggle } from "./sheet.js";

/** What the trace shows, from what the sender and the store say. */
export function traceOf(app) {
  const { unsent = 0, aside = 0, late = false, phase = "repos" } = app.sender.status ?? {};
  if (aside) return { kind: "alert", sign: "late", words: `${aside} à regarder`, last: "reçu" };
  if (late) return { kind: "alert", sign: "late", words: `${unsent} à envoyer depuis 2 jours`, last: null };
  if (phase === "connexion" && unsent) return { kind: "wait", sign: "lock", words: "connectez-vous", last: "reçu" };
  if (unsent) return { kind: "wait", sign: "cloud-up", words: `${unsent} à envoyer`, last: "reçu" };
  return { kind: "done", sign: "check-circle", words: "envoyé", last: "reçu" };
}

export function trace(app) {
  const { kind, sign, words, last } = traceOf(app);
  const arrived = kind === "done"; // where there is room for one word only, it is the one that counts
  const end = arrived ? icon("check-circle") : html`<i class="ring"></i>`;
  return html`
    <button class="trace ${kind}" type="button" data-opens="trace" aria-expanded=${app.sheet === "trace" ? "true" : "false"}
      @click=${() => toggle(app, "trace")}>
      <span class="sr">Vos notes&nbsp;: </span>
      <span class="step done">${icon("check-circle")}<b>Enregistré ici</b></span>
      <span class="step ${kind} ${arrived ? "" : "say"}">${icon(sign)}<b>${words}</b></span>
      ${last ? html`<span class="step ${arrived ? "done say" : ""}">${end}<b>${last}</b></span>` : nothing}
    </button>`;
}
