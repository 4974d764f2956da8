"""An interview open in Chromium, above a store in memory, for the tests of what is typed and received."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.serving import Watched
from tests.interviews.journal_making import INTERVIEW, NOTE, OPEN

START = """
const { MemoryStore } = await import("/essais/memory_store.js");
const { OpenInterview } = await import("/entretien/app/journal/interview.js");
const { id, opening, snapshot } = given;
const store = new MemoryStore(snapshot);
const heard = [];
await window.interview?.close().catch(() => {});
window.open = async (again) => {
  const interview = again
    ? await OpenInterview.reopen(store, id)
    : await OpenInterview.begin(store, { id, opening, summary: { title: "Essai" } });
  for (const name of ["change", "refused", "trouble"]) interview.addEventListener(name, () => heard.push(name));
  return interview;
};
Object.assign(window, { store, heard, id, interview: await window.open(snapshot !== null) });
"""
WRITTEN = (
    'return (await store.journal(id)).filter((one) => one.kind === "note.write").map((one) => one.data?.text ?? null);'
)
DRAFTS = "return [...(await store.drafts(id))];"


@contextmanager
def still_page(browser: Browser, address: str) -> Iterator[Page]:
    """One page for many tests: its clock only moves when it is told to, and it must not complain."""
    page = browser.new_page()
    watched = Watched(page)
    page.clock.install(time=datetime(2026, 11, 22))
    page.clock.pause_at(datetime(2026, 11, 23))
    page.goto(address)
    yield page
    page.close()
    assert (watched.console, watched.elsewhere) == ([], [])


class Tablet:
    """A new interview, open in the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.address = page.url
        self.start(None)

    def start(self, snapshot: Any) -> None:
        self.run(START, {"id": INTERVIEW, "opening": OPEN, "snapshot": snapshot})

    def run(self, body: str, given: Any = None) -> Any:
        return self.page.evaluate(f"async (given) => {{ {body} }}", given)

    def crash(self) -> None:
        """What was on the disk at this moment is all that is left."""
        snapshot = self.run("return store.snapshot();")
        self.page.goto("about:blank")
        self.page.goto(self.address)
        self.start(snapshot)

    def wait(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)

    def type(self, text: str, field: str = NOTE) -> Any:
        return self.run("return interview.write(given.field, given.text);", {"field": field, "text": text})

    def text(self, field: str = NOTE) -> Any:
        return self.run("return interview.textOf(given);", field)

    @property
    def written(self) -> list[str | None]:
        return self.run(WRITTEN)  # type: ignore[no-any-return]

    @property
    def drafts(self) -> list[Any]:
        return self.run(DRAFTS)  # type: ignore[no-any-return]
