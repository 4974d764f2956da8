// The menu put aside closes like any other: Escape, or a touch elsewhere. Without this script its own button closes it.
const menu = document.querySelector("[data-menu]");

function close() {
  menu.open = false;
}

menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  close();
  menu.querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => {
  if (menu?.open && !menu.contains(event.target)) close();
});
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
});
