// Words the machine missed: select them in the text, say what they are, they are changed. The form beside does it without.

const KINDS = [["PERSONNE", "une personne"], ["LIEU", "un lieu"], ["ORGANISATION", "une structure"], ["AUTRE", "autre chose"]];
const LONGEST = 200;
let bar;

function make() {
  bar = document.createElement("div");
  bar.className = "picked";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Cacher ces mots");
  bar.hidden = true;
  const words = document.createElement("p");
  words.dataset.words = "";
  bar.append(words);
  for (const [kind, label] of KINDS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = `Cacher : ${label}`;
    button.addEventListener("click", () => hide(kind));
    bar.append(button);
  }
  document.querySelector("main").append(bar);
}

function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  const passage = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-text] .passage");
  const first = passage(selection.anchorNode);
  if (!first || first !== passage(selection.focusNode)) return "";
  const words = selection.toString().trim();
  return words.length <= LONGEST ? words : "";
}

function follow() {
  const words = selected();
  bar.hidden = !words;
  if (words) bar.querySelector("[data-words]").textContent = `« ${words} »`;
}

function hide(kind) {
  const form = document.querySelector("[data-hide]");
  form.elements.mots.value = selected();
  form.elements.sorte.value = kind;
  if (form.elements.mots.value) form.requestSubmit();
}

function told() {
  const how = document.querySelector("[data-how]");
  if (how) how.textContent = "Choisissez-le dans le texte, du doigt ou à la souris. Ou recopiez-le comme il est écrit.";
}

make();
told();
document.addEventListener("selectionchange", follow);
document.addEventListener("names:fresh", told);
