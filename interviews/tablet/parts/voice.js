// What is said aloud: a sound that the team recorded, else a voice of this device, sentence by sentence. Nothing said
// leaves the device: voices of the browser's maker are never used.

const SENTENCE = /[^.!?…؟。]+[.!?…؟。]*\s*/g;
const READING = 60; // ms a sign, for a text that nobody can say: subtitles have the time to be read

/** A voice of this device for a language, undefined when it has none: then no button is shown. */
export function voiceFor(language) {
  if (!("speechSynthesis" in globalThis)) return undefined;
  const code = (language.lang ?? language.code).toLowerCase();
  const fits = (voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").split("-")[0] === code.split("-")[0];
  return speechSynthesis.getVoices().find(fits);
}

/** The address of a card's recorded sound in a language, undefined when nobody recorded one. */
export function soundOf(card, language) {
  return card.sons?.[language.code];
}

/** True when a card can be heard in a language. */
export function canSay(card, language) {
  return Boolean(soundOf(card, language) ?? voiceFor(language));
}

/** The sentences of a text, trimmed; the whole text when it has no full stop. */
export function sentencesOf(text) {
  return (text.match(SENTENCE) ?? [text]).map((one) => one.trim()).filter(Boolean);
}

/** What a card says in a language, in French when it was not translated. */
export function spokenOf(card, language) {
  return (card.dire[language.code] ?? card.titres[language.code] ?? card.dire.fr ?? card.titres.fr).replaceAll("'", "’");
}

/** Reads a text. `changed` is called at each sentence, and at the end. `place`: which sentence, null for a sound, said whole. */
export class Reader {
  sentence = null;
  place = null;
  paused = false;
  #changed;
  #sentences = [];
  #language = null;
  #ended = null;
  #turn = 0;
  #sound = null; // the address of what is being played

  constructor(changed) {
    this.#changed = changed;
  }

  /** Say a text; `ended` is called once it was said to its end, never when it was stopped. */
  read(text, language, { sound, ended = () => {} } = {}) {
    this.stop();
    this.place = null;
    this.#sentences = sentencesOf(text);
    this.#language = language;
    this.#ended = ended;
    if (sound) this.#play(sound, text);
    else this.#say(0);
  }

  pause() {
    this.paused = true;
    this.#turn += 1;
    if (this.#sound) player().pause();
    else silence(); // pause() is lost on several devices: the sentence is said again instead
    this.#changed(this.sentence);
  }

  resume() {
    this.paused = false;
    if (this.#sound) this.#start();
    else this.#say(this.place);
  }

  stop() {
    this.#turn += 1;
    this.paused = false;
    if (this.#sound) player().pause();
    this.#sound = null;
    silence();
    this.#show(null);
  }

  #play(sound, text) {
    this.#sound = sound;
    player().src = sound;
    this.#show(text);
    this.#start();
  }

  /** From where it was; a sound that cannot be played is said by the voice instead, without a word about it. */
  #start() {
    const turn = ++this.#turn;
    const here = (then) => () => turn === this.#turn && then();
    const silent = here(() => {
      this.#sound = null;
      this.#say(0);
    });
    Object.assign(player(), { onended: here(() => this.#over()), onerror: silent });
    player().play().catch(silent);
    this.#changed(this.sentence);
  }

  #say(place) {
    const turn = ++this.#turn;
    const sentence = this.#sentences[place];
    if (sentence === undefined) return this.#over();
    this.place = place;
    this.#show(sentence);
    const next = () => turn === this.#turn && this.#say(place + 1);
    const voice = voiceFor(this.#language);
    if (!voice) return void setTimeout(next, READING * sentence.length);
    const words = new SpeechSynthesisUtterance(sentence);
    Object.assign(words, { voice, lang: voice.lang, rate: 0.92, onend: next, onerror: next });
    speechSynthesis.speak(words);
  }

  #over() {
    this.#sound = null;
    this.#show(null);
    this.#ended();
  }

  #show(sentence) {
    if (this.sentence === sentence) return;
    this.sentence = sentence;
    this.#changed(sentence);
  }
}

function silence() {
  if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
}

let audio = null;

/** One for all: where a first touch is needed before any sound, it is needed once. */
function player() {
  audio ??= new Audio();
  return audio;
}
