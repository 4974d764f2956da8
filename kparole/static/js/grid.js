// Touching a cell of the grid pins its strongest words below; without this script the cell leads to the page of the effect.
const grid = document.querySelector("[data-grid]");
const here = document.querySelector("[data-peek-here]");

grid?.addEventListener("click", async (event) => {
  const cell = event.target.closest("a[data-peek]");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const response = await fetch(cell.dataset.peek).catch(() => null);
  if (!response?.ok) {
    location.href = cell.href;
    return;
  }
  grid.querySelector("a[aria-current]")?.removeAttribute("aria-current");
  cell.setAttribute("aria-current", "true");
  here.innerHTML = await response.text();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" }); // the words took some room: the cell stays in sight
});

grid?.addEventListener("focusin", (event) => {
  // With the keyboard, a cell half under the first column or the totals comes out from there.
  if (event.target.matches(":focus-visible")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
