// The rescue file: save all that this tablet has not handed over, or put such a file back in. It is encrypted.

import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { notice, panel } from "../talk/pieces.js";

const TITLE = "Fichier de secours";
const MINUTE = 60_000;
const BLANK = { chosen: null, asksPin: false, pin: "", busy: false, done: null, trouble: null, saved: false };
let taking = { ...BLANK };

export const screen = {
  title: () => TITLE,

  enter() {
    taking = { ...BLANK };
  },

  draw(app) {
    return html`${bar(app, { title: TITLE, back: "home", steps: "none" })}
      <main id="contenu" class="talk rescue cloth"><div class="page two">
        <div class="side">${panel("rescue-out", "Mettre à l’abri", saving(app))}</div>
        <div class="side">${panel("rescue-in", "Remettre un fichier", giving(app))}</div>
      </div></main>`;
  },
};

function saving(app) {
  return html`<p>Tout ce que KParole n’a pas encore reçu, dans un fichier chiffré. Rien ne quitte la tablette.</p>
    <button type="button" class="button primary" @click=${() => save(app)}>
      ${icon("download")}<span>Enregistrer le fichier</span></button>
    ${taking.saved ? notice("check-circle", "Il est dans vos téléchargements. Copiez-le sur une clé.", "ok") : nothing}
    <p class="help">Seul KParole sait le lire, ou cette tablette. Sans lui, personne ne peut rien en lire.</p>`;
}

async function save(app) {
  try {
    download(await app.store.rescue());
    taking = { ...taking, saved: true, trouble: null };
    app.say("Le fichier est enregistré.");
  } catch (error) {
    taking = { ...taking, trouble: wordsOf(error) };
  }
  app.redraw();
}

function download(blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `secours-${new Date().toISOString().slice(0, 10)}.kparole`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
}

function giving(app) {
  return html`<p>Ce qu’il contient revient ici, puis part vers KParole. Rien n’est compté deux fois.</p>
    <form class="give" @submit=${(event) => take(app, event)}>
      <label class="line">Le fichier, il finit par .kparole
        <input type="file" accept=".kparole,.ndjson,application/x-ndjson" required
          @change=${(event) => choose(app, event.target.files[0] ?? null)}></label>
      ${taking.asksPin ? pinField() : nothing}
      <button type="submit" class="button" ?disabled=${taking.busy}>
        ${icon("upload")}<span>${taking.busy ? "Lecture en cours…" : "Remettre ce fichier"}</span></button>
    </form>
    <div role="status">
      ${taking.trouble ? notice("warning", taking.trouble, "alert") : nothing}
      ${taking.done ? notice("check-circle", report(taking.done), "ok") : nothing}
    </div>`;
}

function pinField() {
  return html`<label class="line short">Le code de l’autre tablette
    <input type="password" autocomplete="off" .value=${taking.pin}
      @input=${(event) => { taking.pin = event.target.value; }}></label>`;
}

function choose(app, file) {
  taking = { ...BLANK, saved: taking.saved, chosen: file };
  app.redraw();
}

async function take(app, event) {
  event.preventDefault();
  taking = { ...taking, busy: true, trouble: null, done: null };
  app.redraw();
  try {
    const done = await app.store.takeRescue(taking.chosen, { pin: taking.pin || null });
    taking = { ...BLANK, saved: taking.saved, done };
    app.sender.now();
  } catch (error) {
    taking = { ...taking, busy: false, asksPin: taking.asksPin || error.code === "code", trouble: wordsOf(error) };
  }
  await app.refreshInterviews();
}

/** What came back, in plain words. */
function report({ operations = 0, drafts = 0, files = 0, already = 0, damaged = 0 }) {
  const back = operations + drafts;
  const told = [
    back + files === 0 ? "Tout était déjà là." : `C’est remis\u00a0: ${both(back, files)}.`,
    back + files > 0 && already ? `${counted(already, "élément était", "éléments étaient")} déjà là.` : "",
    damaged ? `${counted(damaged, "élément est abîmé", "éléments sont abîmés")}\u00a0: gardez ce fichier.` : "",
  ];
  return told.filter(Boolean).join(" ");
}

function both(back, files) {
  const notes = counted(back, "geste ou note", "gestes et notes");
  return files ? `${notes} et ${counted(files, "photo ou son", "photos et sons")}` : notes;
}

function counted(count, one, many) {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

function wordsOf(error) {
  if (error.name !== "StoreError") {
    reportError(error);
  }
  return error.name === "StoreError" ? error.message : "Ce fichier ne se lit pas. Essayez avec une autre copie.";
}
