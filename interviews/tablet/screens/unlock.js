// The code of the tablet, where KParole has accounts: chosen once, then asked for. A forgotten code loses nothing.
import { html, nothing } from "/static/vendor/lit/lit-html.js";
import { bar } from "../parts/bar.js";
import { icon } from "../parts/icon.js";
import { ask } from "../sync/server.js";

const LEAST = 6;
const BLANK = { pin: "", again: "", trouble: null, busy: false, forgotten: false };
let form = { ...BLANK };

export const screen = {
  title: (app) => titleOf(app),

  enter() {
    form = { ...BLANK };
  },

  draw(app) {
    const choosing = app.store.state === "neuve" || form.forgotten;
    return html`${bar(app, { title: titleOf(app), steps: "none" })}
      <main id="contenu" class="unlock"><form class="panel" @submit=${(event) => submit(app, event, choosing)}>
        ${icon("lock")}
        ${choosing ? choose(app) : give()}
        ${form.trouble ? html`<p class="errors" role="alert" id="pin-trouble">${form.trouble}</p>` : nothing}
        <button class="button primary big" type="submit" ?disabled=${form.busy}>${choosing ? "Garder ce code" : "Ouvrir"}</button>
        ${app.store.state === "fermee" ? forgotten(app) : nothing}
      </form></main>`;
  },
};

function titleOf(app) {
  return app.store.state === "neuve" ? "Choisissez un code" : "Votre code";
}

function choose() {
  return html`
    <p>Il protège vos notes si la tablette se perd. Choisissez au moins ${LEAST} signes, et gardez-le pour vous.</p>
    ${field("pin", "Nouveau code", "new-password")} ${field("again", "Le même, encore une fois", "new-password")}`;
}

function give() {
  return html`<p>Vos notes sont là, fermées. Tapez le code de cette tablette.</p>${field("pin", "Code", "current-password")}`;
}

function field(name, label, hint) {
  return html`<div class="field"><label for=${name}>${label}</label>
    <input type="password" id=${name} required minlength=${LEAST} autocomplete=${hint} .value=${form[name]}
      aria-describedby=${form.trouble ? "pin-trouble" : nothing} @input=${(event) => { form[name] = event.target.value; }}></div>`;
}

function forgotten(app) {
  if (form.forgotten) {
    return html`<button class="button quiet" type="button" @click=${() => change(app, { forgotten: false })}>Je m’en souviens</button>`;
  }
  return html`<details><summary>Code oublié&nbsp;?</summary>
    <p>Rien n’est perdu. Choisissez un nouveau code&nbsp;: ce qui attend ici, chiffré, part chez KParole, qui sait l’ouvrir.
      Les entretiens fermés avec l’ancien code ne se rouvrent plus sur cette tablette.</p>
    <button class="button" type="button" @click=${() => change(app, { forgotten: true })}>Choisir un nouveau code</button></details>`;
}

function change(app, changes) {
  form = { ...BLANK, ...changes };
  app.redraw();
}

async function submit(app, event, choosing) {
  event.preventDefault();
  if (form.busy) return;
  form = { ...form, busy: true, trouble: null };
  app.redraw();
  try {
    const opened = choosing ? await keep(app) : await app.store.unlock(form.pin, server(app));
    if (opened === false) form.trouble = form.trouble ?? "Ce n’est pas ce code. Réessayez.";
  } catch (error) {
    form.trouble = error.message;
    if (error.name !== "StoreError") throw error;
  } finally {
    form.busy = false;
    app.redraw();
  }
  if (app.store.state === "ouverte" && !form.trouble) await entered(app);
}

async function keep(app) {
  if (form.pin !== form.again) {
    form.trouble = "Les deux codes ne sont pas les mêmes. Retapez-les.";
    return false;
  }
  const options = { ...server(app), pin: form.pin };
  if (!form.forgotten) return app.store.begin(options);
  await app.store.startAgain(options);
  const { trouble } = await app.store.sendRescue(ask);
  app.toast(trouble ? LATER : "Ce qui attendait est arrivé à KParole.");
  return true;
}

const LATER = "Nouveau code gardé. Ce qui attendait partira chez KParole quand le réseau sera là.";

function server(app) {
  return { serverKey: app.settings.cle, keyId: app.settings.cle_id };
}

async function entered(app) {
  form = { ...BLANK };
  app.sender.now();
  await app.resume();
  await app.refreshInterviews();
}
