// What this window keeps for itself until it is closed: who it is, and the words not yet received. sessionStorage only:
// words are personal, and nothing of them stays on the device once the window is closed.

import { newId } from "./model.js";

const WINDOW = "kparole-fenetre";

/** The id of this window, the same after a reload; a window that was duplicated gets one of its own, and no words.
 * A browser without locks cannot tell them apart: it gets a new id, and keeps the words. */
export async function openPocket(code) {
  const kept = read(WINDOW);
  if (kept && (await held(kept))) return new Pocket(code, kept);
  const id = newId();
  await held(id);
  write(WINDOW, id);
  const pocket = new Pocket(code, id);
  if (kept && navigator.locks) pocket.empty();
  return pocket;
}

class Pocket {
  #key;
  constructor(code, id) {
    this.window = id;
    this.#key = `kparole-mots-${code}`;
  }

  /** Keeps what is unsent; false when the browser has no room, and only the page holds it. */
  keep(model) {
    if (!model.drafts.size && !model.factDrafts.size) return this.empty();
    return write(this.#key, { drafts: [...model.drafts], facts: [...model.factDrafts] });
  }

  /** Gives back to the model what was unsent when the window was reloaded. */
  giveBack(model) {
    const kept = read(this.#key);
    for (const [id, draft] of kept?.drafts ?? []) model.drafts.set(id, draft);
    for (const [name, draft] of kept?.facts ?? []) model.factDrafts.set(name, draft);
    return Boolean(kept);
  }

  empty() {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      return false;
    }
    return true;
  }
}

// A lock for as long as the window lives: a copy of it finds it taken.
function held(id) {
  if (!navigator.locks) return Promise.resolve(false);
  return new Promise((told) => {
    navigator.locks.request(`kparole-fenetre-${id}`, { ifAvailable: true }, (lock) => {
      told(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
