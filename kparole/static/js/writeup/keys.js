// The keyboard. Ctrl+Z is the browser's while what is typed in a field is not saved yet; from then on it is the
// compte-rendu's, wherever the caret is, since the browser knows nothing of what was moved or marked.

export const SHORTCUTS = [
  ["Ctrl + M", "déplacer la note\u00a0; puis un chiffre pour la carte"],
  ["Alt + ↑ ou ↓", "monter ou descendre la note, d’une carte à l’autre aussi"],
  ["Ctrl + Entrée", "une note de plus, juste après"],
  ["Alt + Entrée", "écrire sous la carte suivante\u00a0; avec Maj, sous celle d’avant"],
  ["Ctrl + Maj + Entrée", "couper la note à l’endroit du curseur"],
  ["Ctrl + Z, Ctrl + Maj + Z", "annuler, rétablir\u00a0: dans une note que vous êtes en train de taper, les derniers signes d’abord"],
];

export function keyboard(app, root) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (ctrl && !event.altKey && (key === "z" || key === "y")) return back(app, event, key === "y" || event.shiftKey);
    const id = root.contains(event.target) && event.target.closest("[data-note]")?.dataset.note;
    if (!id) return;
    if (ctrl && key === "m") stop(event, () => app.openMove(id));
    else if (event.altKey && !ctrl && (key === "arrowup" || key === "arrowdown")) stop(event, () => app.step(id, key === "arrowup" ? -1 : 1));
    else if (ctrl && key === "enter" && event.shiftKey) stop(event, () => app.split(id));
    else if (ctrl && key === "enter") stop(event, () => app.beginAfter(id));
    else if (event.altKey && key === "enter") stop(event, () => app.writeIn(id, event.shiftKey ? -1 : 1));
  });
}

function back(app, event, forth) {
  const { target } = event;
  const { drafts, factDrafts } = app.model;
  const typing = drafts.has(target.closest?.("[data-note]")?.dataset.note) || factDrafts.has(target.dataset?.fact);
  const other = target.matches("input, textarea") && !target.matches("[data-text], [data-fact]");
  if (typing || other) return;
  stop(event, () => app.take(forth ? "redo" : "undo"));
}

function stop(event, act) {
  event.preventDefault();
  act();
}
