// Starts the application: store, settings, deck, sender; knows the screens; draws the one at hand.
import { html, render } from "/static/vendor/lit/lit-html.js";
import { App } from "./app.js";
import { toast } from "./parts/toast.js";
import { openStore } from "./store/store.js";
import { keepOffline } from "./offline.js";
import { startPulling } from "./parts/exchange.js";
import { Recorder } from "./screens/recorder.js";
import { Sender } from "./sync/sender.js";
import { watchBoard } from "./table/spot.js";

const SCREENS = {
  home: () => import("./screens/home.js"),
  unlock: () => import("./screens/unlock.js"),
  begin: () => import("./screens/begin.js"),
  opening: () => import("./screens/opening.js"),
  table: () => import("./screens/table.js"),
  handed: () => import("./screens/handed.js"),
  card: () => import("./screens/card.js"),
  closing: () => import("./screens/closing.js"),
  after: () => import("./screens/after.js"),
  debrief: () => import("./screens/debrief.js"),
  settle: () => import("./screens/settle.js"),
  rescue: () => import("./screens/rescue.js"),
};

const root = document.getElementById("tablette");

async function load(name) {
  return (await (SCREENS[name] ?? SCREENS.home)()).screen;
}

function draw(app) {
  document.body.dataset.screen = app.screen;
  const shown = html`
    <a class="skip" href="#contenu" @click=${skip}>Aller au contenu</a>
    ${app.module.draw(app)} ${toast(app)}
    <p class="sr" role="status">${app.said}</p>`;
  render(shown, root);
}

/** The address says where we are: jumping to the content must not change it. */
function skip(event) {
  event.preventDefault();
  const main = document.getElementById("contenu");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

async function read(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error("Le jeu de cartes n’est pas encore sur cette tablette. Ouvrez cette page une fois avec le réseau.");
  return answer.json();
}

function sorry(error) {
  const words = error?.message || "Cette page ne s’ouvre pas dans ce navigateur.";
  render(html`<main id="contenu" class="sorry">
    <h1>L’entretien ne peut pas s’ouvrir ici</h1>
    <p>${words}</p>
    <p><a class="button primary" href=${location.href} @click=${() => location.reload()}>Réessayer</a></p>
  </main>`, root);
}

function listen(app) {
  addEventListener("popstate", () => app.showAddress());
  addEventListener("keydown", (event) => keys(app, event));
  for (const name of ["online", "offline"]) addEventListener(name, () => app.redraw());
  watchBoard(() => app.redraw());
  app.sender.addEventListener("change", () => app.redraw());
  let later = 0;
  app.store.addEventListener("change", () => {
    clearTimeout(later);
    later = setTimeout(() => app.refreshInterviews(), 400);
  });
}

/** A deck that is published meanwhile comes by itself, for the interviews that are not begun. */
function followTable(app) {
  const ask = () => app.shelf.refresh().catch((error) => app.toast(error.message));
  addEventListener("online", ask);
  app.addEventListener("screen", () => ["home", "begin"].includes(app.screen) && ask());
  ask();
}

function keys(app, event) {
  if (event.key === "Escape" && app.sheet) {
    app.openSheet(app.sheet);
    document.querySelector("[data-opens][aria-expanded=true]")?.focus();
    return;
  }
  app.module?.keys?.(app, event);
}

async function start() {
  const [store, settings, game] = await Promise.all([
    openStore(), read("/entretien/reglages.json"), read("/entretien/jeu.json"),
  ]);
  const app = new App({ store, sender: new Sender(store), settings, game, load, draw });
  app.recorder = new Recorder(app);
  await app.shelf.open();
  listen(app);
  await app.showAddress();
  await app.refreshInterviews();
  app.sender.start();
  startPulling(app);
  keepOffline(app);
  followTable(app);
  for (const one of Object.values(SCREENS)) one().catch(() => {});
}

start().catch(sorry);
