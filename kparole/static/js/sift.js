// In a long list: shows the lines that hold the words typed, and says how many boxes are ticked.
const box = document.querySelector("[data-sift]");
const words = box?.querySelector("[data-sift-words]");
const lines = [...(box?.querySelectorAll("[data-sift-list] li") ?? [])];
const count = box?.querySelector("[data-sift-count]");

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function sift() {
  const wanted = plain(words.value).split(/\s+/);
  for (const line of lines) {
    const here = plain(line.textContent);
    line.hidden = !wanted.every((word) => here.includes(word));
  }
}

function tell() {
  const ticked = lines.filter((line) => line.querySelector("input").checked).length;
  count.textContent = ticked ? `${ticked} ${ticked < 2 ? "entretien coché" : "entretiens cochés"}` : "";
}

if (words) {
  box.querySelector("[data-sift-field]").hidden = false;
  words.addEventListener("input", sift);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // looking for a name must not send the form
  });
}
if (count) {
  box.addEventListener("change", tell);
  tell();
}
