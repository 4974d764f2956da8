// Dragging a note by its handle, with a mouse, a finger or a pen: over another note, a place, or its name in the list.

const FAR = 7; // px before a press becomes a drag
const EDGE = 90;

export function dragging(root, drop) {
  let held = null;
  root.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button || held) return;
    held = { id: handle.closest("[data-note]").dataset.note, handle, pointer: event.pointerId, x: event.clientX, y: event.clientY };
  });
  addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    if (!held.ghost && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
    if (!held.ghost) lift(held);
    Object.assign(held, { x: event.clientX, y: event.clientY });
    follow(held);
  });
  addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const { id, ghost, target } = held;
    if (ghost) swallowClick();
    end();
    if (ghost && target && target.before !== id) drop(id, target);
  });
  addEventListener("pointercancel", () => end());
  addEventListener("keydown", (event) => {
    if (held?.ghost && event.key === "Escape") end();
  });
  function end() {
    if (!held) return;
    held.ghost?.remove();
    cancelAnimationFrame(held.frame);
    clear();
    document.documentElement.classList.remove("dragging");
    held = null;
  }
}

function lift(held) {
  const words = document.getElementById(`t-${held.id}`)?.value ?? "";
  held.ghost = document.createElement("div");
  held.ghost.className = "ghost";
  held.ghost.textContent = words.length > 90 ? `${words.slice(0, 90)}…` : words;
  document.body.append(held.ghost);
  document.documentElement.classList.add("dragging");
  const scroll = () => {
    const low = held.y - (innerHeight - EDGE);
    const high = EDGE - held.y;
    if (low > 0 || high > 0) {
      scrollBy(0, low > 0 ? low / 4 : -high / 4);
      aim(held);
    }
    held.frame = requestAnimationFrame(scroll);
  };
  held.frame = requestAnimationFrame(scroll);
}

function follow(held) {
  held.ghost.style.transform = `translate(${held.x + 14}px, ${held.y + 10}px)`;
  aim(held);
}

// {token, before}: before which note of which place, at its end when « before » is null.
function aim(held) {
  clear();
  held.target = null;
  const under = document.elementFromPoint(held.x, held.y);
  const named = under?.closest("[data-drop]");
  const note = under?.closest("[data-note]");
  const place = under?.closest("[data-place]");
  if (named) {
    named.dataset.over = "in";
    held.target = { token: named.dataset.drop, before: null };
  } else if (note && note.dataset.note !== held.id && place) {
    const box = note.getBoundingClientRect();
    const after = held.y > box.top + box.height / 2;
    note.dataset.over = after ? "after" : "before";
    held.target = { token: place.dataset.place, before: after ? nextNote(note, held.id) : note.dataset.note };
  } else if (place && !note) {
    place.dataset.over = "in";
    held.target = { token: place.dataset.place, before: null };
  }
}

function nextNote(note, held) {
  const all = [...note.closest("[data-place]").querySelectorAll("[data-note]")].map((one) => one.dataset.note);
  return all.slice(all.indexOf(note.dataset.note) + 1).find((id) => id !== held) ?? null;
}

function clear() {
  for (const one of document.querySelectorAll("[data-over]")) delete one.dataset.over;
}

// The click that ends a drag is no tap on the handle.
function swallowClick() {
  const stop = (event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 50);
}
