// What wakes the sender: the network is back, the page is looked at again, something was written, somebody asks for it. Also
// the line between tabs: the one that sends tells the others how it goes, and they pass on what wakes it.

const CHANNEL = "kparole-envoi";

export class Doorbell {
  #channel = new BroadcastChannel(CHANNEL);
  #rung = false;
  #changed = false;
  #wake = null;
  #serves = null;
  #ended = false;

  /** `signal` ends it; `heard(status)`: told by the sender of another tab. */
  constructor(store, signal, { heard }) {
    const until = { signal };
    globalThis.addEventListener("online", () => this.ring(), until);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.ring(), until);
    store.addEventListener("change", () => this.#change(), until);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data, heard), until);
    signal.addEventListener("abort", () => this.#end());
    this.#channel.postMessage({ asks: true });
  }

  /** This tab is the one that sends; `status()` is told to the others when they ask. */
  serve(status) {
    this.#serves = status;
  }

  /** Tells the other tabs. */
  tell(status) {
    if (this.#serves && !this.#ended) this.#channel.postMessage({ status });
  }

  /** Wakes the sender at once, whatever it waits for. */
  ring() {
    this.#pass({ rings: true });
    this.#rung = true;
    this.#wake?.();
  }

  /** A round begins: what was heard until now is for this one. */
  settle() {
    this.#rung = false;
    this.#changed = false;
  }

  /** Waits so many ms, or until woken. `hurried`: a change wakes too, `gather` ms after it. */
  async wait(delay, { hurried, gather }) {
    const wakes = () => this.#rung || (hurried && this.#changed);
    if (!wakes()) await this.#pause(delay, wakes);
    if (!this.#rung && this.#changed && hurried) await this.#pause(gather, () => this.#rung);
  }

  #pause(delay, wakes) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(end, delay);
      this.#wake = () => wakes() && end();
    });
  }

  #change() {
    this.#pass({ changed: true });
    this.#changed = true;
    this.#wake?.();
  }

  #hear(data, heard) {
    if (this.#serves === null) {
      if (data.status) heard(data.status);
    } else if (data.asks) this.tell(this.#serves());
    else if (data.rings) this.ring();
    else if (data.changed) this.#change();
  }

  /** Tells the tab that sends, when it is another. */
  #pass(message) {
    if (this.#serves === null && !this.#ended) this.#channel.postMessage(message);
  }

  #end() {
    this.#ended = true;
    this.#rung = true;
    this.#wake?.();
    this.#channel.close();
  }
}
