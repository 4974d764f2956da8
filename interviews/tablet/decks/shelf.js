// Which deck is on the table, and which one the open interview began with: that one stays, whatever is published meanwhile.
import { ask } from "../sync/server.js";
import { nameOf } from "./deck.js";
import { forgetMedia, keepMedia } from "./media.js";

const ON_TABLE = "/entretien/jeu.json";
const PATIENCE = 8000;
const STRANGE = "Les cartes de cet entretien ne sont pas sur cette tablette. Celles de maintenant les remplacent à l’écran.";

export class Shelf {
  table;
  #app;
  #decks = new Map(); // name → deck, those seen since the page was opened
  #followed = null; // the interview whose deck is at hand and kept
  #sought = new Set(); // names that nobody could give, until the network is back
  #busy = null;

  constructor(app, deck) {
    this.#app = app;
    this.#lay(deck);
  }

  /** The deck of an interview; the one on the table when there is no interview, or when its own cannot be had. */
  of(interview) {
    const opened = interview?.state.opened;
    return (opened && this.#decks.get(calledBy(opened))) ?? this.table;
  }

  /** At the start: without the server, the last deck that it had on its table. */
  async open() {
    const kept = navigator.serviceWorker?.controller && (await this.#app.store.decks.table());
    if (kept) this.#lay(kept);
  }

  /** Have the deck of an interview at hand, and keep it as long as the interview is here. */
  async follow(interview) {
    const opened = interview?.state.opened;
    const name = opened && calledBy(opened);
    if (!opened || this.#followed === interview.id || this.#sought.has(name)) return;
    const deck = this.#decks.get(name) ?? (await this.#app.store.decks.get(name)) ?? (await this.#fetch(name, opened));
    if (!deck) return;
    this.#decks.set(name, deck);
    this.#followed = interview.id;
    await this.#app.store.decks.use(interview.id, name, deck);
    keepMedia([deck]).then(() => this.#app.redraw());
  }

  /** Ask the server what is on its table now; the next interview begins with it, once its pictures are here. */
  refresh() {
    this.#busy ??= this.#ask().finally(() => { this.#busy = null; });
    return this.#busy;
  }

  async #ask() {
    const answer = await ask("GET", ON_TABLE);
    const deck = answer.status === 200 && answer.kind === "answer" ? answer.body.jeu : null;
    if (!deck) return;
    this.#sought.clear();
    await this.follow(this.#app.interview);
    if (!(await keepMedia([deck]))) return;
    await this.#app.store.decks.lay(deck);
    this.#lay(deck);
    this.#app.redraw();
    const inUse = await this.#app.store.decks.tidy();
    if (inUse) await forgetMedia([...inUse, this.#app.deck]);
  }

  async #fetch(name, { deck, version }) {
    this.#sought.add(name);
    const path = [deck, `${version}.json`].map(encodeURIComponent).join("/");
    const answer = await ask("GET", `/entretien/jeux/${path}`, { timeout: PATIENCE });
    if (answer.kind === "answer" && answer.status === 200) {
      this.#sought.delete(name);
      return answer.body.jeu;
    }
    this.#app.toast(STRANGE);
    return null;
  }

  #lay(deck) {
    this.table = deck;
    this.#decks.set(nameOf(deck), deck);
  }
}

function calledBy({ deck, version }) {
  return nameOf({ id: deck, version });
}
