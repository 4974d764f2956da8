// The voice that reads the cards: a voice of this device only, sentence by sentence, so that nothing said leaves it.

const SENTENCE = /[^.!?…؟。]+[.!?…؟。]*\s*/g;

/** A voice of this device for a language, undefined when it has none: then no button is shown. */
export function voiceFor(language) {
  if (!("speechSynthesis" in globalThis)) return undefined;
  const code = (language.lang ?? language.code).toLowerCase();
  const fits = (voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").split("-")[0] === code.split("-")[0];
  return speechSynthesis.getVoices().find(fits);
}

/** The sentences of a text, trimmed; the whole text when it has no full stop. */
export function sentencesOf(text) {
  return (text.match(SENTENCE) ?? [text]).map((one) => one.trim()).filter(Boolean);
}

/** What a card says in a language, in French when it was not translated. */
export function spokenOf(card, language) {
  return (card.dire[language.code] ?? card.titres[language.code] ?? card.dire.fr ?? card.titres.fr).replaceAll("'", "’");
}

/** Reads sentences one after the other. `changed` is called at each sentence, and at the end with null. */
export class Reader {
  sentence = null;
  paused = false;
  #changed;
  #left = [];
  #language = null;
  #ended = null;
  #turn = 0;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Read a text aloud; `ended` is called once it was said to its end, never when it was stopped. */
  read(text, language, ended = () => {}) {
    this.stop();
    this.#left = sentencesOf(text);
    this.#language = language;
    this.#ended = ended;
    this.#next();
  }

  pause() {
    this.paused = true;
    speechSynthesis.cancel(); // pause() is lost on several devices: the sentence is said again instead
    this.#turn += 1;
    this.#changed(this.sentence);
  }

  resume() {
    this.paused = false;
    if (this.sentence !== null) this.#left.unshift(this.sentence);
    this.#next();
  }

  stop() {
    this.#turn += 1;
    this.paused = false;
    this.#left = [];
    if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
    this.#show(null);
  }

  #next() {
    const turn = ++this.#turn;
    const sentence = this.#left.shift();
    if (sentence === undefined) {
      this.#show(null);
      this.#ended();
      return;
    }
    this.#show(sentence);
    const words = new SpeechSynthesisUtterance(sentence);
    words.voice = voiceFor(this.#language) ?? null;
    words.lang = words.voice?.lang ?? this.#language.code;
    words.rate = 0.92;
    words.onend = words.onerror = () => turn === this.#turn && this.#next();
    speechSynthesis.speak(words);
  }

  #show(sentence) {
    if (this.sentence === sentence) return;
    this.sentence = sentence;
    this.#changed(sentence);
  }
}
