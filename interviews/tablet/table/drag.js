// Dragging a card with a finger or a mouse: an extra, everything it does has a button. The card follows, then is let go of.

const FAR = 12; // px before a touch becomes a drag

/** Follow a pressed pointer; `drop({x, y})` where it is let go of. A touch that does not move stays a touch. */
export function follow(event, { drop }) {
  if (event.button !== 0 || event.pointerType === "touch" && !stays(event.currentTarget)) return;
  const card = event.currentTarget;
  const start = { x: event.clientX, y: event.clientY };
  const end = new AbortController();
  const until = { signal: end.signal };
  let ghost = null;
  const move = ({ clientX: x, clientY: y, pointerId }) => {
    if (pointerId !== event.pointerId) return;
    if (ghost === null && Math.hypot(x - start.x, y - start.y) > FAR) ghost = lift(card);
    ghost?.style.setProperty("transform", `translate(${x - start.x}px, ${y - start.y}px) rotate(-3deg)`);
    mark(ghost && stripAt({ x, y }));
  };
  const over = (last) => {
    end.abort();
    mark(null);
    if (ghost === null) return;
    ghost.remove();
    card.removeAttribute("data-dragged");
    if (last.type === "pointerup") {
      swallowClick();
      drop({ x: last.clientX, y: last.clientY });
    }
  };
  addEventListener("pointermove", move, until);
  addEventListener("pointerup", over, until);
  addEventListener("pointercancel", over, until);
}

/** The strip under a point, null when there is none. */
export function stripAt({ x, y }) {
  const strip = document.querySelector("[data-strip]");
  const box = strip?.getBoundingClientRect();
  return box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? strip : null;
}

/** Between which cards of the strip a point lies: 0 is before the first. `except`: the one that is dragged. */
export function placeAt({ x, y }, except = null) {
  const strip = document.querySelector("[data-strip]");
  const way = getComputedStyle(strip).direction === "rtl" ? -1 : 1;
  const others = [...strip.querySelectorAll("[data-pick]")].filter((one) => one.dataset.pick !== except);
  return others.filter((one) => {
    const box = one.getBoundingClientRect();
    if (y > box.bottom) return true;
    return y >= box.top && (x - (box.left + box.width / 2)) * way > 0;
  }).length;
}

/** On a phone the table scrolls under the finger: there a drag is a scroll. */
function stays(element) {
  return getComputedStyle(element).touchAction !== "auto";
}

function lift(card) {
  const box = card.getBoundingClientRect();
  const ghost = card.cloneNode(true);
  for (const name of ["data-card", "data-pick", "id"]) ghost.removeAttribute(name);
  ghost.classList.add("ghost");
  ghost.setAttribute("aria-hidden", "true");
  ghost.tabIndex = -1;
  for (const [name, value] of Object.entries({ left: box.left, top: box.top, width: box.width, height: box.height })) {
    ghost.style.setProperty(name, `${value}px`);
  }
  card.closest("main").append(ghost);
  card.setAttribute("data-dragged", "");
  return ghost;
}

function mark(strip) {
  document.querySelector("[data-strip][data-over]")?.removeAttribute("data-over");
  strip?.setAttribute("data-over", "");
}

/** The click that a mouse makes at the end of a drag is not a touch on the card. */
function swallowClick() {
  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
}
