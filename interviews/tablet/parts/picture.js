// A card as it is shown: its picture, its French title, and the same title in a second language under it.
import { html } from "/static/vendor/lit/lit-html.js";

/** A card that was taken elsewhere, of a deck that is not here. */
export const STRANGE = { image: "/static/favicon.svg", titres: { fr: "Une carte d’un autre jeu" }, dire: {} };

/** The picture alone; its title is written beside it, so it says nothing to a screen reader. */
export function picture(card) {
  return html`<img class="picture" src=${card.image} alt="" draggable="false" decoding="async">`;
}

/** A small picture; size: s, m or l. */
export function thumb(card, size = "m") {
  return html`<img class=${"thumb " + size} src=${card.image} alt="" draggable="false" decoding="async">`;
}

/** The titles of a card as lines: French, then the language of the person when there is another. */
export function titles(app, card, second = secondLanguage(app)) {
  const lines = openings(card, "fr").map((words) => html`<span lang="fr" dir="ltr">${words}</span>`);
  const other = second && card.titres[second.code] ? openings(card, second.code) : [];
  return html`${lines}${other.map((words) => secondLine(second, words))}`;
}

/** Each opening of a card with the same one in the second language, when that language has as many. */
export function openingLines(app, card, second = secondLanguage(app)) {
  const french = openings(card);
  const other = second && card.titres[second.code] ? openings(card, second.code) : [];
  const line = (index) => (other.length === french.length ? secondLine(second, other[index]) : "");
  return french.map((words, index) => html`<span lang="fr" dir="ltr">${words}</span>${line(index)}`);
}

/** A short name, where there is little room: what was said of the two openings of a card, or the first one. */
export function shortTitle(card, { code = "fr", own = null } = {}) {
  return own || openings(card, code)[0];
}

/** One line of plain words: « J’ai aimé… / Je n’ai pas aimé… »; the title of a joker that has one. */
export function titleOf(card, { code = "fr", own = null } = {}) {
  return own || openings(card, code).join(" / ");
}

/** The language shown under the French titles, null when the interview is in French. */
export function secondLanguage(app) {
  const state = app.interview?.state;
  const code = state?.person?.language ?? state?.opened?.language ?? "fr";
  return code === "fr" ? null : (app.languages.find((one) => one.code === code) ?? null);
}

/** The language that speaks to the person: the second one, or French. */
export function spokenLanguage(app) {
  return secondLanguage(app) ?? app.languages.find((one) => one.code === "fr") ?? FRENCH;
}

const FRENCH = { code: "fr", nom: "Français", sens: "ltr", lang: "fr", mots: {} };

function secondLine(language, words) {
  return html`<span class="second" lang=${language.lang ?? language.code} dir=${language.sens}>${words}</span>`;
}

/** How long the words of a card are, as a class: long ones are written smaller. */
export function lengthOf(words) {
  return words.length > 90 ? "longest" : words.length > 44 ? "long" : "";
}

/** The openings of a card: one, or two for a card that carries a pair. */
export function openings(card, code = "fr") {
  const words = card.titres[code] ?? card.titres.fr;
  return words.split(" / ").map((one) => one.trim().replaceAll("'", "’"));
}
