"""A tablet in a real Chromium before a real server: the gestures of an interview, and what the server holds of it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from interviews.fold import InterviewState, fold
from interviews.operations import KEYS, Operation
from tests.browser.own_server import Server, complaints
from tests.browser.serving import Watched

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ASK = """async ({ method, path, json }) => {
  const { ask } = await import("/entretien/app/sync/server.js");
  return ask(method, path, json === null ? {} : { json });
}"""
ARRIVED = """async ({ path, last }) => {
  const { ask } = await import("/entretien/app/sync/server.js");
  for (let left = 150; left > 0; left -= 1) {
    const { body } = await ask("GET", path);
    const operations = body?.operations ?? [];
    if (operations.some((one) => JSON.stringify(one).includes(last))) return operations;
    await new Promise((done) => setTimeout(done, 100));
  }
  return [];
}"""


class Talk:
    """A page of the tablet, and what the server holds of its interview."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.page = context.new_page()
        self.watched = Watched(self.page)
        self.origin = server.origin
        self.page.goto(f"{self.origin}/entretien/")
        expect(self.page.locator("h1")).to_be_visible(timeout=20_000)

    @property
    def id(self) -> str:
        found = UUID.search(self.page.url)
        assert found is not None
        return found[0]

    def button(self, name: str, within: Page | Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name)

    def tap(self, name: str, within: Page | Locator | None = None) -> None:
        self.button(name, within).first.tap()

    def answer(self, question: str, word: str) -> None:
        self.tap(word, self.page.get_by_role("group", name=question))

    def begin(self, *, trial: bool = False) -> None:
        self.tap("entretien", self.page.locator("main"))
        expect(self.page.get_by_role("heading", name="Avec quelles cartes")).to_be_visible()
        if trial:
            self.page.get_by_label("C’est un essai").check()
        self.tap("Commencer")
        expect(self.page.get_by_role("heading", level=1, name="On fait connaissance")).to_be_focused()

    def note(self, words: str) -> None:
        self.page.get_by_label("Ce que dit la personne").fill(words)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".passages")).to_contain_text(words)

    def go_to(self, screen: str) -> None:
        """Change the address, as a link kept somewhere would."""
        found = UUID.search(self.page.url)
        self.page.goto(f"{self.origin}/entretien/#{screen}{f'/{found[0]}' if found else ''}")

    def ask(self, method: str, path: str, json: Any = None) -> Any:
        return self.page.evaluate(ASK, {"method": method, "path": path, "json": json})

    def received(self, last: str) -> InterviewState:
        """What the interview is on the server, once an operation that holds these words has arrived there."""
        path = f"/api/entretiens/{self.id}/operations?apres=0"
        told = self.page.evaluate(ARRIVED, {"path": path, "last": last})
        assert told, f"{last} never arrived"
        return fold(Operation(**{key: one[key] for key in KEYS}, hash=one["hash"]) for one in told)

    def still(self) -> None:
        """Nothing went wrong on the page, and it asked nothing of anybody else."""
        assert complaints(self.watched) == []
