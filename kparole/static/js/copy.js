// Copies a link or codes; the button only shows where the browser can do it.
const box = document.querySelector("[data-copy]");
const button = box?.querySelector("[data-copy-button]");
const text = box?.querySelector("[data-copy-text]");
const done = box?.querySelector("[data-copy-done]");

async function copy() {
  try {
    await navigator.clipboard.writeText(text.value);
    done.textContent = "Copié. Collez-le où vous voulez.";
  } catch {
    text.select();
    done.textContent = "Le navigateur refuse. C’est sélectionné : copiez avec Ctrl et C.";
  }
}

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
text?.addEventListener("focus", () => text.select());
