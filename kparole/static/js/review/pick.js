// Words chosen with the mouse or the finger become a passage of their own. Places are code points of the paragraph.

/** Watches what is chosen in the paragraph of this sheet. */
export function watch(sheet) {
  const words = sheet.querySelector("[data-note]");
  const bar = sheet.querySelector("[data-picked]");
  if (!words || !bar) return;
  const link = bar.querySelector("[data-picked-go]");
  document.addEventListener("selectionchange", () => {
    if (!sheet.isConnected) return;
    const found = chosen(words);
    bar.hidden = !found;
    if (!found) return;
    bar.querySelector("[data-picked-words]").textContent = found.text;
    link.href = link.dataset.base.replace("987654321", found.start).replace("987654322", found.end);
  });
}

function chosen(words) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return null;
  const start = place(range.startContainer, range.startOffset, "at");
  const end = place(range.endContainer, range.endOffset, "to");
  const text = selection.toString().trim();
  return start !== null && end !== null && start < end && text ? { start, end, text: text.slice(0, 90) } : null;
}

/** Where a point of the page is in the paragraph; what is changed is taken whole. */
function place(node, offset, side) {
  const bit = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!bit) {
    const near = node.childNodes?.[side === "at" ? offset : offset - 1];
    return near?.dataset ? Number(near.dataset[side]) : null;
  }
  if (bit.classList.contains("masked")) return Number(bit.dataset[side]);
  const before = document.createRange();
  before.setStart(bit, 0);
  before.setEnd(node, offset);
  return Number(bit.dataset.at) + [...before.toString()].length;
}
