"""How long from a tap on a card to the card seen and its operation on the disk, with a processor four times slower.

``python -m tests.browser.tablet_tap`` prints the figure of many taps.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from tests.browser.serving import CHROMIUM, FLAGS
from tests.browser.tablet_table import DECK, Table, table_server, tablet

SLOWER = 4
HOOKS = """
const open = IDBDatabase.prototype.transaction;
window.written = []; window.touched = []; window.seen = {};
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  const work = open.call(this, stores, mode, options);
  if (mode === "readwrite" && [stores].flat().includes("operations")) {
    work.addEventListener("complete", () => window.written.push(performance.now()));
  }
  return work;
};
addEventListener("pointerup", ({ timeStamp }) => window.touched.push(timeStamp), true);
const see = () => {
  for (const one of document.querySelectorAll(".lifted[data-lifted], .place[data-card]")) {
    const name = one.dataset.lifted ?? one.dataset.card;
    if (name in window.seen) continue;
    window.seen[name] = null;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => (window.seen[name] = performance.now());
      painted.port2.postMessage(null);
    });
  }
};
new MutationObserver(see).observe(document, { subtree: true, childList: true });
"""
DONE = """async (name) => {
  while (!window.written.length || !window.seen[name]) await new Promise((done) => setTimeout(done, 20));
  const told = Math.max(window.written[0], window.seen[name]) - window.touched[0];
  window.written.length = window.touched.length = 0;
  return told;
}"""


def centile(values: list[float], share: float = 0.95) -> float:
    """The value that this share of the values does not pass."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def walls(table: Table, cards: tuple[str, ...]) -> list[float]:
    """Milliseconds until each card is seen at its new place and its operation is on the disk; the processor slowed down."""
    chromium = _at_the_table(table)
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    told = [_touch(table, name) for name in cards]
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return told


def works(table: Table, cards: tuple[str, ...]) -> list[float]:
    """Milliseconds of work of the page's own thread for each touch, as long as on a slow processor.

    What else the machine does at the time hardly counts, so that a test can hold it against a bar.
    """
    chromium = _at_the_table(table)
    chromium.send("Performance.enable", {"timeDomain": "threadTicks"})
    told = []
    for name in cards:
        before = _worked(chromium)
        _touch(table, name)
        told.append(SLOWER * (_worked(chromium) - before))
    return told


def _at_the_table(table: Table) -> CDPSession:
    table.page.add_init_script(HOOKS)
    table.begin(mode="imprimees")
    return table.page.context.new_cdp_session(table.page)


def _touch(table: Table, name: str) -> float:
    """One touch takes: the cards are printed ones."""
    box = table.card(name).bounding_box()
    assert box is not None
    table.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told: float = table.page.evaluate(DONE, name)
    return told


def _worked(chromium: CDPSession) -> float:
    told = chromium.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in told if one["name"] == "TaskDuration"))


def main() -> None:
    """Eight tables of twelve cards."""
    told: list[float] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with table_server(browser, Path(folder)) as server:
            for _ in range(8):
                context = tablet(browser, server)
                told += walls(Table(context, server), DECK[:12])
                context.close()
        browser.close()
    half, most = centile(told, 0.5), centile(told)
    sys.stdout.write(f"{len(told)} touchers, processeur {SLOWER} fois plus lent : ")
    sys.stdout.write(f"médiane {half:.0f} ms, 95e centile {most:.0f} ms\n")


if __name__ == "__main__":
    main()
