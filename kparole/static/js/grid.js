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
});
