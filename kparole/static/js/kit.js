// A fiche: every purpose unfolded at once, and always on paper.
const folded = [...document.querySelectorAll("details[data-purpose]")];
const unfold = document.querySelector("[data-unfold]");
const print = document.querySelector("[data-print]");
let before = [];

if (unfold) {
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    for (const one of folded) one.open = open;
    unfold.setAttribute("aria-pressed", String(open));
  });
}
print.hidden = false;
print.addEventListener("click", () => window.print());

addEventListener("beforeprint", () => {
  before = folded.map((one) => one.open);
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  folded.forEach((one, place) => { one.open = before[place]; });
});
