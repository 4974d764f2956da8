// Starts the editor: asks what stands, gives back what this window had not sent, listens to the hands and to others.
import { App } from "./app.js";
import { dragging } from "./drag.js";
import { keyboard } from "./keys.js";
import { Model } from "./model.js";
import { setPlaces } from "./parts.js";
import { openPocket } from "./pocket.js";
import { Sender } from "./sender.js";
import { Server } from "./server.js";

const EVERY = 3000; // ms between two questions to the server about what others wrote
const page = document.querySelector("[data-writeup]");
const root = page.querySelector("[data-editor]");

async function start() {
  const { code, state, change, token } = page.dataset;
  setPlaces(page.dataset);
  const pocket = await openPocket(code);
  const model = new Model();
  const server = new Server({ state, change, token, session: pocket.window });
  const first = await server.state(-1);
  if (first?.kind !== "done") return; // the plain forms of the page stay
  model.take(first.body);
  const given = pocket.giveBack(model);
  const sender = new Sender(model, server, pocket);
  const app = new App({ root, model, sender, deck: JSON.parse(page.dataset.deck) });
  if (model.empty) app.ui.table = "first";
  root.replaceChildren();
  page.classList.add("ready");
  listen(app);
  app.draw();
  goThere(app);
  if (given) sender.flush();
  setInterval(() => document.visibilityState === "visible" && sender.hear(), EVERY);
}

function listen(app) {
  const { sender, model } = app;
  hands(app);
  keyboard(app, root);
  dragging(root, (id, { token, before }) => {
    const where = model.places.find((one) => token === (one[1] ? `carte-${one[1]}` : one[0]));
    if (where) app.move(id, where, before);
  });
  sender.addEventListener("told", () => app.redraw());
  sender.addEventListener("trouble", ({ detail }) => app.say(String(detail).replaceAll("'", "’")));
  sender.addEventListener("heard", () => app.say("Une autre personne vient d’écrire ici."));
  sender.addEventListener("begun", ({ detail }) => carryOver(app, detail.id, detail.again, detail.message));
  sender.addEventListener("kept", ({ detail }) => {
    carryOver(app, detail.id, detail.kept, "Quelqu’un a écrit au même endroit. Les deux textes sont gardés\u00a0: choisissez.");
  });
  addEventListener("beforeunload", (event) => {
    if (model.unsent) event.preventDefault();
  });
  addEventListener("pagehide", () => sender.keep());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && sender.flush());
  document.querySelector("[data-finish]")?.addEventListener("click", (event) => leave(event, app));
  addEventListener("hashchange", () => goThere(app));
}

function hands(app) {
  const idOf = (event) => event.target.matches("[data-text]") && event.target.closest("[data-note]").dataset.note;
  root.addEventListener("input", (event) => {
    const id = idOf(event);
    if (!id) return;
    app.sender.type(id, event.target.value);
    app.paint(id);
    app.redraw();
  });
  root.addEventListener("compositionstart", () => { app.composing = true; });
  root.addEventListener("compositionend", () => {
    app.composing = false;
    app.redraw();
  });
  let pressed = false; // the page moves only once the finger is up: text would be selected under it otherwise
  root.addEventListener("pointerdown", () => { pressed = true; });
  addEventListener("pointerup", () => {
    pressed = false;
    activate(app);
  });
  addEventListener("pointercancel", () => { pressed = false; });
  root.addEventListener("focusin", () => pressed || activate(app));
  root.addEventListener("focusout", (event) => {
    const id = idOf(event);
    if (id && app.model.drafts.get(id)?.fresh && !app.model.textOf(id).trim()) app.model.drafts.delete(id);
    if (app.model.unsent) app.sender.flush();
  });
  document.addEventListener("selectionchange", () => document.activeElement?.matches("[data-text]") && app.redraw());
}

function activate(app) {
  const id = document.activeElement?.closest("[data-note]")?.dataset.note;
  if (!id || id === app.ui.active) return;
  app.ui.active = id;
  app.redraw();
}

// The caret follows its words when they become a note of their own.
function carryOver(app, from, to, message) {
  const area = document.activeElement;
  const [here, caret] = [area?.id === `t-${from}`, area?.selectionStart];
  app.ui.active = here ? to : app.ui.active;
  app.draw();
  if (here) app.focusNote(to, caret);
  app.say(message);
}

async function leave(event, app) {
  if (!app.model.unsent) return;
  event.preventDefault();
  const { href } = event.currentTarget;
  await app.sender.flush();
  if (!app.model.unsent) location.href = href;
  else if (app.model.stuck) app.showWrong();
  else app.say("Vos derniers mots ne sont pas encore partis. Attendez un instant.");
}

function goThere(app) {
  if (location.hash === "#cartes") return app.openTable();
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !root.contains(target)) return;
  target.scrollIntoView({ block: "start" });
  if (target.dataset.note) app.focusNote(target.dataset.note);
  else (target.querySelector("input[type=text]") ?? target).focus({ preventScroll: true });
}

start();
