// A photo of the handwritten sheet in one tap: checked, made a JPEG when it must be. Photos and sounds of a card are
// shown small, and can be taken away.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { repeat } from "/static/vendor/lit/directives/repeat.js";
import { icon } from "../parts/icon.js";
import { attempt } from "./attempt.js";
import { readyPhoto } from "./photo-ready.js";

const pictures = new Map(); // attachment → address of its bytes here; null while they are read

/** The button and the photos of a place ({prefix, card, label}). */
export function photos(app, place) {
  return html`${thumbnails(app, place)}${photoButton(app, place)}`;
}

/** One tap: the camera of the tablet, or its files when there is none. */
export function photoButton(app, place) {
  if (app.interview.state.ended) return nothing;
  return html`<label class="button round photo" title="Photo de la feuille">
    ${icon("camera")}<span class="sr">Photo de la feuille</span>
    <input class="sr" type="file" accept="image/*" capture="environment" multiple
      @change=${(event) => take(app, place, event.target)}>
  </label>`;
}

/** The photos and sounds of a place, small, each with the button that takes it away. */
export function thumbnails(app, place) {
  const kept = [...app.interview.state.attachments.values()].filter((one) => isOf(one, place));
  if (kept.length === 0) return nothing;
  return html`<ul class="photos" aria-label="Photos et sons">
    ${repeat(kept, (one) => one.attachment, (one, number) => thumbnail(app, one, number + 1))}</ul>`;
}

/** The addresses of the photos shown until now are let go of. */
export function letGoOfPhotos() {
  for (const address of pictures.values()) if (address) URL.revokeObjectURL(address);
  pictures.clear();
}

function isOf(one, place) {
  return (one.card ?? null) === (place.card ?? null);
}

function thumbnail(app, { attachment, kind }, number) {
  const name = kind === "photo" ? `la photo ${number}` : `le son ${number}`;
  return html`<li>${kind === "photo" ? small(app, attachment, number) : sound(number)}
    <button type="button" class="button round" title=${`Retirer ${name}`} @click=${() => drop(app, attachment)}
      >${icon("trash")}<span class="sr">Retirer ${name}</span></button>
  </li>`;
}

function sound(number) {
  return html`<span class="thumb m blank" role="img" aria-label=${`Son ${number}`}>${icon("microphone")}</span>`;
}

function small(app, attachment, number) {
  const address = addressOf(app, attachment);
  if (!address) return html`<span class="thumb m blank">${icon("camera")}</span>`;
  return html`<a href=${address} target="_blank" rel="noopener" title="La voir en grand"
    ><img class="thumb m" src=${address} alt=${`Photo ${number}`}></a>`;
}

function addressOf(app, attachment) {
  if (!pictures.has(attachment)) {
    pictures.set(attachment, null);
    app.store.file(attachment).then((blob) => {
      if (!blob || !pictures.has(attachment)) return;
      pictures.set(attachment, URL.createObjectURL(blob));
      app.redraw();
    });
  }
  return pictures.get(attachment);
}

async function take(app, place, input) {
  const files = [...input.files];
  input.value = "";
  let kept = 0;
  for (const file of files) kept += await keep(app, place, file);
  if (kept > 0) app.say(kept === 1 ? "Photo gardée." : `${kept} photos gardées.`);
}

/** 1 when the photo is kept; otherwise what is wrong is said. */
async function keep(app, place, file) {
  try {
    const blob = await readyPhoto(file);
    await app.interview.addFile({ kind: "photo", blob, type: blob.type, card: place.card ?? null });
    return 1;
  } catch (error) {
    app.toast(error.message);
    return 0;
  }
}

async function drop(app, attachment) {
  const { card, kind, type } = app.interview.state.attachments.get(attachment);
  const blob = await app.store.file(attachment);
  if (!(await attempt(() => app.interview.dropFile(attachment), (words) => app.toast(words)))) return;
  const putBack = () => attempt(() => app.interview.addFile({ kind, blob, type, card }), (words) => app.toast(words));
  const words = kind === "photo" ? ["Photo retirée.", "La remettre"] : ["Son retiré.", "Le remettre"];
  app.toast(words[0], blob ? { label: words[1], action: putBack } : null);
}
