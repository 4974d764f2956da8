// What the page knows: the compte-rendu as the server last told it, and what was typed since and not yet received there.

export const DECLINED = "declined";
export const PARTS = ["introduction", "carte", "cloture", "vecu", "modalites", "non-classe"];

export class Model {
  revision = -1;
  undo = false;
  redo = false;
  cards = [];
  facts = {};
  order = [];
  pieces = new Map();
  /** id → {text, base, fresh?: {place, before}, refused?}: typed here, not yet received. */
  drafts = new Map();
  /** name → {value, refused?} */
  factDrafts = new Map();

  /** Takes what the server told; false when something is missing from it and all must be asked again. */
  take(told) {
    if (told.revision < this.revision) return true;
    const news = new Map(told.pieces.map((one) => [one.id, one]));
    const pieces = new Map();
    for (const id of told.order) {
      const piece = news.get(id) ?? (told.whole ? undefined : this.pieces.get(id));
      if (!piece) return false;
      pieces.set(id, piece);
    }
    const { revision, cards, facts, order, undo, redo } = told;
    Object.assign(this, { revision, cards, facts, order, undo, redo, pieces });
    return true;
  }

  get places() {
    return PARTS.flatMap((part) => (part === "carte" ? this.cards.map((card) => [part, card.key]) : [[part, null]]));
  }

  /** The notes of every place in their order, those just begun here included. Keys: tokenOf(place). */
  byPlace() {
    const found = new Map(this.places.map((place) => [tokenOf(place), []]));
    for (const id of this.order) {
      const piece = this.pieces.get(id);
      (found.get(tokenOf(piece.place)) ?? found.get("non-classe")).push(piece);
    }
    for (const [id, { fresh }] of this.drafts) {
      if (!fresh || this.pieces.has(id)) continue;
      const here = found.get(tokenOf(fresh.place)) ?? found.get("non-classe");
      const at = here.findIndex((one) => one.id === fresh.before);
      here.splice(at < 0 ? here.length : at, 0, { id, place: fresh.place, text: "", fresh: true });
    }
    return found;
  }

  textOf(id) {
    return this.drafts.get(id)?.text ?? this.pieces.get(id)?.text ?? "";
  }

  placeOf(id) {
    return this.pieces.get(id)?.place ?? this.drafts.get(id)?.fresh?.place ?? null;
  }

  card(key) {
    return this.cards.find((card) => card.key === key) ?? null;
  }

  factOf(name) {
    return this.factDrafts.get(name)?.value ?? this.facts[name] ?? "";
  }

  /** True while something typed here is not on the server. */
  get unsent() {
    const words = [...this.drafts].some(([id, draft]) => (draft.fresh ? draft.text.trim() : draft.text !== this.pieces.get(id)?.text));
    return words || this.factDrafts.size > 0;
  }

  /** True when the server cannot take something typed here as it is: somebody must change it. */
  get stuck() {
    return [...this.drafts.values(), ...this.factDrafts.values()].some((draft) => draft.refused);
  }

  get empty() {
    return !this.cards.length && !this.order.length && !this.drafts.size;
  }
}

export function tokenOf([part, card]) {
  return card ? `carte-${card}` : part;
}

export function samePlace(one, other) {
  return Boolean(one && other) && one[0] === other[0] && (one[1] ?? null) === (other[1] ?? null);
}

export function newId() {
  return crypto.randomUUID ? crypto.randomUUID().replaceAll("-", "") : randomHex();
}

function randomHex() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}
