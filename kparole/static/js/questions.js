// One question an effect, by keyboard: the number of the effect goes to it, Ctrl+Enter sends. Without this, forms work.

const form = document.querySelector("[data-questions]");

function rows() {
  return [...form.querySelectorAll(".question")];
}

/** The choice after the one that is on: nothing, then 1, 2, 3, then nothing again. */
function step(row) {
  const choices = [...row.querySelectorAll("input")].slice(0, 4);
  const now = choices.findIndex((one) => one.checked);
  const next = choices[(now + 1) % choices.length];
  next.checked = true;
  next.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.target.type === "radio")) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("textarea, input[type=text]")) return;
  const row = rows()[Number(event.key) - 1];
  if (/^[1-9]$/.test(event.key) && row) {
    event.preventDefault();
    step(row);
  }
});
