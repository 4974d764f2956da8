// A voice for a card: push to record, push again to stop, listen, keep it or throw it away. What is kept is sent with the card.
const LONGEST = 60; // seconds
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const possible = "MediaRecorder" in window && navigator.mediaDevices?.getUserMedia;
const clock = (seconds) => `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;

class Voice {
  constructor(block) {
    this.find = (name) => block.querySelector(`[data-${name}]`);
    this.file = this.find("sound-file");
    this.button = this.find("record");
    this.label = this.find("record-label");
    this.sound = this.find("listen");
    this.said = this.find("said");
    this.button.addEventListener("click", () => (this.recorder ? this.stop() : this.start()));
    this.find("keep").addEventListener("click", () => this.keep());
    this.find("throw").addEventListener("click", () => this.forget("C’est jeté."));
    this.find("recorder").hidden = false;
  }

  async start() {
    this.forget("");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.said.textContent = "Le micro n’est pas accessible. Autorisez-le dans le navigateur, ou donnez un fichier.";
      return;
    }
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.pieces = [];
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 48000 });
    this.recorder.addEventListener("dataavailable", (event) => this.pieces.push(event.data));
    this.recorder.addEventListener("stop", () => this.ended());
    this.recorder.start();
    this.seconds = 0;
    this.timer = setInterval(() => this.tick(), 1000);
    this.button.classList.add("on");
    this.label.textContent = "Arrêter";
    this.said.textContent = "Parlez. Une minute au plus.";
  }

  tick() {
    this.seconds += 1;
    this.label.textContent = `Arrêter (${clock(this.seconds)})`;
    if (this.seconds >= LONGEST) this.stop();
  }

  stop() {
    clearInterval(this.timer);
    this.recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
  }

  ended() {
    this.blob = new Blob(this.pieces, { type: this.recorder.mimeType.split(";")[0] });
    this.recorder = null;
    this.button.classList.remove("on");
    this.label.textContent = "Recommencer";
    this.sound.src = URL.createObjectURL(this.blob);
    this.sound.hidden = this.find("choice").hidden = false;
    this.said.textContent = "Écoutez, puis gardez ou jetez.";
  }

  keep() {
    const box = new DataTransfer();
    box.items.add(new File([this.blob], "voix", { type: this.blob.type }));
    this.file.files = box.files;
    this.file.dispatchEvent(new Event("input", { bubbles: true })); // there is something to save
    this.find("choice").hidden = true;
    this.said.textContent = "Gardé. Enregistrez la carte pour finir.";
    this.button.focus();
  }

  forget(words) {
    if (this.sound.src) URL.revokeObjectURL(this.sound.src);
    this.sound.removeAttribute("src");
    this.sound.hidden = this.find("choice").hidden = true;
    this.file.value = "";
    this.blob = null;
    this.label.textContent = "Enregistrer";
    this.said.textContent = words;
  }
}

if (possible) for (const block of document.querySelectorAll("[data-voice]")) new Voice(block);
