// Reading the notes back to the person, one part at a time: aloud when the device has a voice, big in any case.
// She says « C'est bien ça », or what is to change, which is changed there and then.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { icon } from "../parts/icon.js";
import { Reader, voiceFor } from "../parts/voice.js";
import { partsSaid, wordsOf } from "./parts-said.js";
import { sayings } from "./say.js";
import { tryTo } from "./try-to.js";

const ARABIC = /[\u0600-\u06ff]/;
const readings = new WeakMap(); // interview → {at, changing: the part being changed, fine}
let reader = null;

/** Where the reading stands: the parts, the one shown, those she agreed to. */
export function readingOf(app) {
  if (!readings.has(app.interview)) {
    readings.set(app.interview, { at: 0, changing: null, fine: new Set() });
  }
  return Object.assign(readings.get(app.interview), { parts: partsSaid(app.interview.state, app.deck) });
}

/** True once she agreed to every part that holds notes. */
export function allRead(app) {
  const { parts, fine } = readingOf(app);
  return parts.length > 0 && parts.every((part) => fine.has(part.id));
}

export function stopReading() {
  reader?.stop();
}

/** The part shown and its two answers; ``done`` is called after the last. */
export function readBack(app, done) {
  const reading = readingOf(app);
  const part = reading.parts[reading.at];
  if (!part) {
    return html`<section class="panel calm"><p class="lead">Tout est relu. Merci.</p>
      <button type="button" class="button primary big" @click=${() => finish(reading, done)}>Revenir</button>
    </section>`;
  }
  return html`<section class="panel part" aria-labelledby="part-title">
      <header>
        ${part.card ? html`<img class="thumb l" src=${part.card.image} alt="">` : nothing}
        <h2 id="part-title">${part.rank ? `${part.rank}. ` : ""}${part.title}</h2>
        <span class="count">${reading.at + 1} sur ${reading.parts.length}</span>
      </header>
      ${reading.changing === part.id ? part.passages.map((one) => correction(app, one)) : words(part)}
      ${reading.changing === part.id ? settleButtons(app, reading) : answers(app, reading, part, done)}
    </section>
    ${reading.at === 0 ? html`<section class="panel">${sayings(app, "restitution")}</section>` : nothing}`;
}

function words(part) {
  const sentence = reader?.sentence;
  return html`<div class="said-big">${part.passages.map((one) => html`<p dir="auto"
    class=${sentence && one.text.includes(sentence) ? "spoken" : ""}>${one.text}</p>`)}</div>`;
}

function answers(app, reading, part, done) {
  return html`<div class="answers">
    ${listen(app, part)}
    <button type="button" class="button" @click=${() => change(app, reading, part.id)}>
      ${icon("pencil")}<span>À changer</span></button>
    <button type="button" class="button primary" @click=${() => agree(app, reading, part, done)}>
      ${icon("check")}<span>C’est bien ça</span></button>
  </div>`;
}

/** No button without a voice of this device. */
function listen(app, part) {
  const language = languageOf(app, wordsOf(part));
  if (!language || !voiceFor(language)) {
    return nothing;
  }
  const speaking = Boolean(reader?.sentence);
  return html`<button type="button" class="button" aria-pressed=${speaking ? "true" : "false"}
    @click=${() => (speaking ? stopReading() : speak(app, part, language))}>
    ${icon(speaking ? "pause" : "speaker")}<span>${speaking ? "Arrêter" : "Écouter"}</span></button>`;
}

function languageOf(app, text) {
  const code = ARABIC.test(text) ? "ar" : "fr";
  return app.allLanguages.find((one) => one.code === code) ?? null;
}

function speak(app, part, language) {
  reader ??= new Reader(() => app.redraw());
  reader.read(wordsOf(part), language);
}

function correction(app, { field }) {
  const { interview } = app;
  return html`<div class="correcting">
    <textarea dir="auto" rows="3" aria-label="Corriger ce passage" .value=${interview.textOf(field)}
      @input=${(event) => interview.write(field, event.target.value)}></textarea>
    <button type="button" class="button" @click=${() => tryTo(app, () => interview.offTheRecord(field))}>
      ${icon("eye-off")}<span>Pas gardé</span></button>
  </div>`;
}

function settleButtons(app, reading) {
  return html`<div class="answers">
    <button type="button" class="button primary" @click=${() => change(app, reading, null)}>
      ${icon("check")}<span>C’est corrigé</span></button>
  </div>`;
}

async function change(app, reading, changing) {
  stopReading();
  if (changing === null) {
    await tryTo(app, () => app.interview.settle());
  }
  reading.changing = changing;
  app.redraw();
}

function agree(app, reading, part, done) {
  stopReading();
  reading.fine.add(part.id);
  reading.at += 1;
  app.say("C’est bien ça.");
  if (reading.at >= reading.parts.length) {
    finish(reading, done);
  }
  app.redraw();
}

function finish(reading, done) {
  reading.at = 0;
  done();
}
