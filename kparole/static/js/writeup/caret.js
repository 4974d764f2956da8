// Keeps the caret where it was while the page is drawn again, even when the text around it came from somebody else.

export function caretOf(root) {
  const area = document.activeElement;
  if (!root.contains(area) || !area.matches("textarea, input[type=text]")) return null;
  return { id: area.id, value: area.value, start: area.selectionStart, end: area.selectionEnd };
}

export function putBack(caret) {
  const area = caret && document.getElementById(caret.id);
  if (!area) return;
  if (area !== document.activeElement) area.focus({ preventScroll: true });
  else if (area.value === caret.value) return;
  const at = (place) => shifted(place, caret.value, area.value);
  area.setSelectionRange(at(caret.start), at(caret.end));
}

// What is before the change stays at its place, what is after keeps its distance to the end.
function shifted(place, old, text) {
  let same = 0;
  while (same < old.length && same < text.length && old[same] === text[same]) same += 1;
  return place <= same ? place : Math.max(same, text.length - (old.length - place));
}

/** Draws, and keeps this element where it was on the screen. */
export function steady(id, draw) {
  const top = () => document.getElementById(id)?.getBoundingClientRect().top;
  const before = top();
  draw();
  const after = top();
  if (before !== undefined && after !== undefined && after !== before) scrollBy(0, after - before);
}
