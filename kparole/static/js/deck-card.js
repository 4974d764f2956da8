// The page of a card: what is typed and chosen shows at once on the card, and pictures are found as one types.
const form = document.querySelector("[data-card-form]");
const title = form.querySelector("[data-preview-title]");
const pictures = form.querySelectorAll("[data-preview-picture]");
const file = form.querySelector("[data-picture-file]");
const search = form.querySelector("[data-search]");
const choices = [...form.querySelectorAll(".pick")];
const first = pictures[0].getAttribute("src");
let made = null;
let changed = false;

function showTitle(field) {
  title.lang = field.lang;
  title.dir = field.dir || "auto";
  title.replaceChildren(...field.value.split(" / ").map((words) => {
    const line = document.createElement("span");
    line.textContent = words;
    return line;
  }));
}

function showPicture() {
  if (made) URL.revokeObjectURL(made);
  made = file.files.length ? URL.createObjectURL(file.files[0]) : null;
  const chosen = form.querySelector(".pick :checked + img");
  const shown = made ?? chosen?.src ?? first;
  for (const picture of pictures) {
    picture.hidden = !shown;
    if (shown) picture.src = shown;
  }
}

function fold(text) {
  return text.toLowerCase().replaceAll("œ", "oe").normalize("NFD").replace(/\p{M}/gu, "");
}

function sift() {
  const wanted = fold(search.value).split(/\s+/).filter(Boolean);
  const words = choices.filter((one) => one.dataset.words);
  for (const one of words) one.hidden = !wanted.every((word) => fold(one.dataset.words).includes(word));
  const left = words.filter((one) => !one.hidden).length;
  const said = left > 1 ? `${left} images.` : `${left} image.`;
  form.querySelector("[data-found]").textContent = left ? said : "Aucune image ne correspond. Essayez un mot plus simple.";
}

function lineHeight(area) {
  area.rows = Math.min(8, Math.max(3, Math.ceil(area.value.length / 26)));
}

form.addEventListener("input", (event) => {
  changed = true;
  if (event.target.matches("[data-title]")) showTitle(event.target);
  if (event.target.matches("textarea")) lineHeight(event.target);
});
form.addEventListener("focusin", (event) => {
  const field = event.target.closest("[data-tongue]")?.querySelector("[data-title]");
  if (field?.value) showTitle(field);
});
form.addEventListener("change", (event) => {
  if (event.target === file) {
    const none = form.querySelector(".pick.none input");
    if (none && file.files.length) none.checked = true;
    showPicture();
  } else if (event.target.name === "choix") {
    if (event.target.value) file.value = "";
    showPicture();
  }
});
// Enter in the search looks for pictures; it does not send the card.
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
search.addEventListener("input", sift);
form.addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
for (const button of form.querySelectorAll("[data-plain-only]")) button.remove();
for (const area of form.querySelectorAll(".tongue textarea")) lineHeight(area);
