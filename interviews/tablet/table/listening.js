// « Écouter les cartes »: those that lie on the table, said one after the other, with previous, pause, next and stop.

export class Listening {
  card = null;
  #hand;
  #cards = [];
  #index = 0;

  constructor(hand) {
    this.#hand = hand;
  }

  get on() {
    return this.card !== null;
  }

  get paused() {
    return this.#hand.reader.paused;
  }

  /** « Carte 3 sur 15 »: the 3 and the 15. */
  get place() {
    return [this.#index + 1, this.#cards.length];
  }

  start() {
    this.#hand.clear();
    this.#cards = this.#hand.onTable.filter((card) => this.#hand.says(card));
    this.#read(0);
  }

  /** The card before (-1) or after (1). */
  go(by) {
    this.#read(Math.max(0, this.#index + by));
  }

  pause() {
    if (this.paused) this.#hand.reader.resume();
    else this.#hand.reader.pause();
  }

  stop() {
    this.card = null;
    this.#hand.reader.stop();
    this.#hand.app.redraw();
  }

  #read(index) {
    const card = this.#cards[index];
    if (!card) return this.stop();
    Object.assign(this, { card });
    this.#index = index;
    this.#hand.current = card.id;
    this.#hand.speak(card, () => this.#read(index + 1));
    this.#hand.shown(card);
  }
}
