// When the keyboard of the tablet is open, little is left to see: the screen is then only the notes (see css/card.css).

const TAKEN = 120; // css pixels: less than that is a bar of the browser, not a keyboard
const PINCHED = 1.05;

/** A field gains the focus, or loses it: follow what can be seen. */
export function followKeyboard(field, on) {
  const seen = window.visualViewport;
  const fit = () => fitTo(seen, on ? field : null);
  seen.onresize = on ? fit : null;
  seen.onscroll = on ? fit : null;
  fit();
}

/** As if the keyboard was closed. */
export function leaveKeyboard() {
  document.activeElement?.blur();
  document.documentElement.classList.remove("typing");
}

function fitTo(seen, field) {
  const root = document.documentElement;
  const open = field !== null && seen.scale < PINCHED && root.clientHeight - seen.height > TAKEN;
  root.style.setProperty("--seen", `${seen.height}px`);
  root.style.setProperty("--seen-top", `${seen.offsetTop}px`);
  if (root.classList.toggle("typing", open)) field.scrollIntoView({ block: "nearest" });
}
