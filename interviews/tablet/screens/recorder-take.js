// One recording, from the microphone to the disk: a piece every four seconds, written one after the other.

const SLICE = 4000; // ms at risk when the tablet stops
const BITS = 48_000; // a second: a voice, clearly
const LONGEST = 4 * 3600; // seconds: well under what one file may weigh
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const SAID = {
  NotAllowedError: "Le micro est fermé à KParole. Ouvrez-le dans les réglages du navigateur, puis réessayez.",
  NotFoundError: "Cet appareil n’a pas de micro. On continue avec les notes.",
  NotReadableError: "Un autre programme tient le micro. Fermez-le, puis réessayez.",
  NotSupportedError: "Ce navigateur ne sait pas enregistrer la voix. On continue avec les notes.",
};

/** Why a recording does not start, in French. */
export function refusalOf(error) {
  return SAID[error.name] ?? (error.name === "StoreError" ? error.message : SAID.NotSupportedError);
}

export class Take {
  #store;
  #stream;
  #machine;
  #ticked;
  #clock = 0;
  #lamp = null;
  #writing = Promise.resolve();
  #began = performance.now();
  attachment = crypto.randomUUID();
  pieces = 0;
  cut = false; // the microphone stopped by itself
  discarded = false;
  ended; // kept when everything recorded is on the disk
  kept = Promise.resolve(); // and announced

  /** Ask for the microphone and start; throws what the browser throws. */
  static async begin(store, interview, { card, ticked }) {
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) {
      throw new DOMException("", "NotSupportedError");
    }
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return new Take(store, stream, { interview, card, ticked });
  }

  constructor(store, stream, { interview, card, ticked }) {
    Object.assign(this, { interview, card });
    [this.#store, this.#stream, this.#ticked] = [store, stream, ticked];
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.#machine = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
    this.ended = this.#run();
    for (const track of stream.getTracks()) track.onended = () => this.#wasCut();
    this.#clock = setInterval(() => this.#tick(), 1000);
    this.#keepAwake();
  }

  stop() {
    if (this.#machine.state !== "inactive") this.#machine.stop();
    this.#release();
  }

  /** Stop at once, and forget all of it. */
  async discard() {
    this.discarded = true;
    this.stop();
    await this.ended.catch(() => {});
    await this.#store.dropFile(this.attachment);
  }

  #run() {
    return new Promise((resolve, reject) => {
      this.#machine.ondataavailable = ({ data }) => {
        if (data.size > 0 && !this.discarded) this.#write(data).catch((error) => { this.stop(); reject(error); });
      };
      this.#machine.onerror = () => this.#wasCut();
      this.#machine.onstop = () => this.#writing.then(resolve, reject);
      this.#machine.start(SLICE);
    });
  }

  #write(data) {
    const n = this.pieces;
    this.pieces += 1;
    const [type] = this.#machine.mimeType.split(";");
    const told = { kind: "audio", type, card: this.card };
    this.#writing = this.#writing.then(async () => {
      const bytes = await data.arrayBuffer();
      if (!this.discarded) await this.#store.addChunk(this.interview, this.attachment, n, bytes, told);
    });
    return this.#writing;
  }

  #wasCut() {
    this.cut = true;
    this.stop();
  }

  #tick() {
    const seconds = Math.floor((performance.now() - this.#began) / 1000);
    this.#ticked(seconds);
    if (seconds >= LONGEST) this.stop();
  }

  #release() {
    clearInterval(this.#clock);
    for (const track of this.#stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this.#lamp?.release();
    this.#lamp = null;
  }

  /** A tablet that goes to sleep stops the microphone of several browsers. */
  async #keepAwake() {
    try {
      this.#lamp = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.#lamp = null; // refused, on low battery for one: the pieces are on the disk anyway
    }
  }
}
