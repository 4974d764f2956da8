// Reads a page or a passage aloud, sentence by sentence, with a voice of this device; without one there is no button.
const language = document.documentElement.lang.slice(0, 2);
const buttons = [...document.querySelectorAll("[data-listen]")];
let speaking = null;

function voice() {
  return speechSynthesis.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
}

function show() {
  for (const button of buttons) button.hidden = !voice();
}

function stop() {
  speaking = null;
  speechSynthesis.cancel();
  for (const one of document.querySelectorAll("[data-sentence].spoken")) one.classList.remove("spoken");
  for (const button of buttons) label(button, false);
}

function label(button, on) {
  button.setAttribute("aria-pressed", String(on));
  button.querySelector("[data-listen-words]").textContent = on ? "Arrêter" : "Écouter";
}

function read(button) {
  const room = button.closest("[data-read]");
  speaking = [...room.querySelectorAll("[data-sentence]")];
  label(button, true);
  following(speaking, 0);
}

function following(sentences, place) {
  if (speaking !== sentences) return;
  sentences[place - 1]?.classList.remove("spoken");
  const sentence = sentences[place];
  if (!sentence) return stop();
  const words = new SpeechSynthesisUtterance(sentence.textContent.trim());
  words.voice = voice();
  words.lang = words.voice.lang;
  words.rate = 0.9;
  words.addEventListener("end", () => following(sentences, place + 1));
  words.addEventListener("error", () => speaking === sentences && stop());
  sentence.classList.add("spoken");
  speechSynthesis.speak(words);
}

function press(button) {
  const again = button.getAttribute("aria-pressed") === "true";
  stop();
  if (!again) read(button);
}

if ("speechSynthesis" in window) {
  for (const button of buttons) button.addEventListener("click", () => press(button));
  speechSynthesis.addEventListener("voiceschanged", show);
  window.addEventListener("pagehide", stop);
  show();
}
