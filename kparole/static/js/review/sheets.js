// The pages of passages, fetched before they are asked for, put in the place of the one on the screen.

const MOST = 24;

export class Sheets {
  #pages = new Map();

  /** The page at this address as HTML, from what was fetched before unless « fresh »; null when nobody answers. */
  async get(address, { fresh = false } = {}) {
    if (fresh) this.#pages.delete(address);
    if (!this.#pages.has(address)) {
      const page = this.#fetch(address);
      this.#pages.set(address, page);
      page.then((found) => { if (!found) this.#pages.delete(address); });
      if (this.#pages.size > MOST) this.#pages.delete(this.#pages.keys().next().value);
    }
    return this.#pages.get(address);
  }

  /** Fetches ahead, and what comes after that; nothing is said of a failure. */
  async ahead(address, depth = 2) {
    if (!address || depth < 1) return;
    const page = await this.get(address);
    const sheet = page && sheetIn(page);
    if (sheet) await this.ahead(sheet.dataset.todo, depth - 1);
  }

  forget() { this.#pages.clear(); }

  async #fetch(address) {
    const answer = await fetch(address, { redirect: "manual", headers: { "X-Ahead": "1" } }).catch(() => null);
    return answer?.ok ? answer.text() : null;
  }
}

/** The sheet inside a page, null when the page is another one. */
export function sheetIn(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-sheet]");
}

/** The path of an address, without what is gone through: it tells one passage from another. */
export function pathOf(address) {
  return new URL(address, location.href).pathname;
}
