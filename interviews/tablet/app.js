// What every screen shares: the store, the sender, the deck, the open interview, and how one goes from screen to screen.
import { addressOf, readAddress } from "./address.js";
import { cardOf, languagesOf } from "./decks/deck.js";
import { Shelf } from "./decks/shelf.js";
import { gate } from "./gate.js";
import { OpenInterview } from "./journal/interview.js";

const WITHOUT_INTERVIEW = new Set(["home", "unlock", "begin", "rescue"]);
const SCREEN_OF = { ouverture: "opening", table: "table", carte: "table", cloture: "closing", apres: "after" };
const TOAST_MS = 9000;

export class App extends EventTarget {
  screen = "home";
  args = {};
  sheet = null;
  toasted = null;
  said = "";
  interviews = [];
  #interview = null;
  #module = null;
  #load;
  #draw;
  #drawing = false;
  #moving = false; // between two screens nothing is drawn: the interview may be another one already
  #wanted = null;
  #toastTimer = 0;
  #turn = 0;
  #closing = Promise.resolve();
  #onChange = () => {
    this.#follow(this.#interview);
    this.redraw();
  };
  #onTrouble = ({ detail }) => this.toast(detail.error.message);

  constructor({ store, sender, settings, game, load, draw }) {
    super();
    Object.assign(this, { store, sender, settings });
    this.shelf = new Shelf(this, game.jeu);
    this.allLanguages = game.langues ?? [];
    this.guide = game.guide ?? {};
    this.uses = game.usages ?? [];
    this.#load = load;
    this.#draw = draw;
  }

  get online() {
    return navigator.onLine && this.sender.status?.phase !== "reseau";
  }

  get module() {
    return this.#module;
  }

  /** The deck that the open interview began with; without one, the deck on the table. */
  get deck() {
    return this.shelf.of(this.#interview);
  }

  /** The languages that the cards are written in. */
  get languages() {
    return languagesOf(this.deck, this.allLanguages);
  }

  /** The card of the deck with this id, or undefined. */
  card(id) {
    return cardOf(this.deck, id);
  }

  /** Draw once, in the next frame, however often it is asked. */
  redraw() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.#module && !this.#moving) this.#draw(this);
    });
  }

  /** Go to a screen. args.interview opens another interview than the one at hand; args.replace leaves no way back. */
  async go(screen, { interview, replace = false, ...args } = {}) {
    const id = WITHOUT_INTERVIEW.has(screen) ? null : (interview ?? this.interview?.id ?? null);
    const address = addressOf(screen, id, args);
    history[replace || address === location.hash ? "replaceState" : "pushState"](null, "", address);
    await this.show({ screen, interview: id, args });
  }

  /** Show what the address names: at the start, and when the browser goes back. */
  async showAddress() {
    await this.show(readAddress(location.hash));
  }

  /** Show a place, unless something comes first: the code of the tablet, or a tablet that is in other hands. */
  async show(place) {
    const turn = ++this.#turn;
    const { screen, interview, args } = await gate(this, place);
    if (screen === "unlock" && place.screen !== "unlock") this.#wanted = place;
    if (turn !== this.#turn) return;
    this.#moving = true;
    const [name, module] = await this.#next(screen, interview).finally(() => { this.#moving = turn !== this.#turn; });
    if (turn !== this.#turn) return;
    this.#module?.leave?.(this);
    Object.assign(this, { screen: name, args: name === screen ? args : {}, sheet: null });
    this.#module = module;
    this.dispatchEvent(new Event("screen"));
    const entering = module.enter?.(this); // what it waits for comes after the first drawing
    this.#arrive(module);
    await entering;
  }

  /** The screen that can be shown, and its module. */
  async #next(screen, interview) {
    const id = await this.#open(screen, interview);
    const name = id || WITHOUT_INTERVIEW.has(screen) ? screen : "home";
    return [name, await this.#load(name)];
  }

  /** Go on with an interview where it was left. */
  async resumeInterview(id) {
    await this.#open("table", id);
    if (this.interview?.id !== id) return this.refreshInterviews();
    const { steps, ended } = this.interview.state;
    return this.go(SCREEN_OF[steps.at(-1)?.step] ?? (ended ? "after" : "opening"), { interview: id });
  }

  /** After the code was given: go where one was going. */
  async resume() {
    const place = this.#wanted ?? readAddress("");
    this.#wanted = null;
    await this.show(place.screen === "unlock" ? readAddress("") : place);
  }

  get interview() {
    return this.#interview;
  }

  /** Make an interview the one at hand; another one that was open is closed. */
  set interview(interview) {
    if (this.#interview === interview) return;
    this.#interview?.removeEventListener("change", this.#onChange);
    if (this.#interview) this.#closing = this.#leave(this.#interview);
    this.#interview = interview;
    interview?.addEventListener("change", this.#onChange);
    this.#follow(interview);
    interview?.addEventListener("trouble", this.#onTrouble);
    interview?.addEventListener("refused", ({ detail }) => this.toast(detail.message));
    this.dispatchEvent(new Event("interview"));
  }

  /** A short word at the bottom, with one thing to do if need be; it goes by itself. */
  toast(words, action = null) {
    clearTimeout(this.#toastTimer);
    this.toasted = { words, action };
    this.#toastTimer = setTimeout(() => this.dismiss(), action?.milliseconds ?? TOAST_MS);
    this.redraw();
  }

  dismiss() {
    this.toasted = null;
    this.redraw();
  }

  /** Words for who listens to the screen rather than looks at it. */
  say(words) {
    this.said = this.said === words ? words + " " : words;
    this.redraw();
  }

  /** Unfold a panel under the bar, or fold it when it is the one shown. */
  openSheet(name) {
    this.sheet = this.sheet === name ? null : name;
    this.redraw();
  }

  /** The interviews of this tablet, as the home screen and the trace show them. */
  async refreshInterviews() {
    if (this.store.state === "ouverte") this.interviews = await this.store.interviews();
    this.redraw();
  }

  /** @returns the id of the interview at hand, or null when this one cannot be opened here */
  async #open(screen, id) {
    if (WITHOUT_INTERVIEW.has(screen)) this.interview = null;
    if (!id || this.interview?.id === id) return id;
    await this.#closing; // its lock is let go of, should it be the same one
    try {
      const interview = await OpenInterview.reopen(this.store, id);
      await this.#follow(interview);
      this.interview = interview;
      return id;
    } catch (error) {
      this.toast(error.name === "AlreadyOpen" ? ALREADY : error.message || LOST);
      return null;
    }
  }

  #follow(interview) {
    return this.shelf.follow(interview).catch((error) => this.toast(error.message));
  }

  async #leave(interview) {
    try {
      await interview.close();
    } catch (error) {
      this.toast(error.message);
    }
  }

  #arrive(module) {
    document.title = `${module.title(this)} · KParole`;
    this.#draw(this);
    const heading = document.querySelector("#tablette h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

const ALREADY = "Cet entretien est ouvert dans un autre onglet. Fermez-le là-bas, puis touchez « Continuer ».";
const LOST = "Cet entretien ne s’ouvre pas ici. Reprenez-le sur la tablette qui l’a commencé.";
