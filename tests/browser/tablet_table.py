"""A table of cards in Chromium, on the real server: begun in a blink, with the voices one wants, and its journal to read."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.own_server import Server, complaints, device
from tests.browser.own_server import served as table_server
from tests.browser.serving import Watched

__all__ = ["BEGIN", "DECK", "FRENCH", "Server", "Table", "table_server", "tablet"]

FRENCH = {"name": "Une voix", "lang": "fr-FR", "localService": True}
VOICES = """
const voices = %s;
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel() { this.last = null; }, addEventListener() {}, removeEventListener() {},
  speak(words) { this.last = words; window.said.push(words.text); },
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.sayOn = () => speechSynthesis.last?.onend?.();
"""
BEGIN = """async ({ opening, taken, ended }) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const [settings, game] = await Promise.all(["reglages", "jeu"].map(async (name) => (await fetch(`/entretien/${name}.json`)).json()));
  const store = await openStore();
  if (store.state === "neuve") await store.begin({ serverKey: settings.cle, keyId: settings.cle_id, pin: null });
  const told = { language: "fr", mode: "ecran", trial: false, ...opening };
  const interview = await OpenInterview.begin(store, {
    opening: { deck: game.jeu.id, version: game.jeu.version, ...told },
    summary: { title: "Amina", startedAt: new Date().toISOString(), ...told },
  });
  for (const card of taken) await interview.act("card.take", { pick: crypto.randomUUID(), card });
  if (ended) await interview.act("end.mark");
  await interview.close();
  store.close();
  return interview.id;
}"""
JOURNAL = """async (id) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { fold } = await import("/entretien/app/journal/fold.js");
  const store = await openStore();
  const journal = await store.journal(id);
  const { picks, later, skipped, read, person } = fold(journal);
  store.close();
  return { kinds: journal.map((one) => one.kind), picks, later, skipped, read, person };
}"""
WRITTEN = """async ({ id, kind }) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const store = await openStore();
  const end = performance.now() + 20000;
  while (!(await store.journal(id)).some((one) => one.kind === kind)) {
    if (performance.now() > end) throw new Error(`${kind} was never written`);
    await new Promise((done) => setTimeout(done, 20));
  }
  store.close();
}"""
DECK = (
    "appris", "change", "partage", "rencontre", "ameliore", "utile", "ressenti", "cree", "teste", "senti", "aime",
    "difficile", "joker-1", "joker-2", "joker-3",
)  # fmt: skip


def tablet(browser: Browser, server: Server, **options: Any) -> BrowserContext:
    """A tablet of its own; ``voices``: what it can speak with, none unless said."""
    voices = options.pop("voices", [])
    context = device(browser, server, **options)
    context.add_init_script(VOICES % str(voices).replace("True", "true").replace("False", "false"))
    return context


class Table:
    """A page of the tablet."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.page: Page = context.new_page()
        self.watched = Watched(self.page)
        self.origin = server.origin
        self.id = ""

    def home(self) -> Table:
        self.page.goto(f"{self.origin}/entretien/reglages.json")  # another document: the application starts afresh
        self.page.goto(f"{self.origin}/entretien/")
        expect(self.page.locator("h1")).to_be_visible()
        return self

    def begin(self, *, taken: tuple[str, ...] = (), ended: bool = False, **opening: Any) -> Table:
        """At the table of a new interview, of which these cards were taken; a page that is on the tablet already stays there."""
        self.page.goto(f"{self.origin}/entretien/#home")
        expect(self.page.locator("body")).to_have_attribute("data-screen", "home")
        self.id = self.page.evaluate(BEGIN, {"opening": opening, "taken": list(taken), "ended": ended})
        return self.open("table")

    def open(self, screen: str) -> Table:
        self.page.goto(f"{self.origin}/entretien/#{screen}/{self.id}")
        expect(self.page.locator("body")).to_have_attribute("data-screen", screen)
        return self

    def card(self, name: str) -> Locator:
        return self.page.locator(f'[data-card="{name}"]')

    def button(self, name: str | re.Pattern[str], *, exact: bool = False) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    @property
    def strip(self) -> list[str]:
        """The names of the small cards, in their order."""
        labels = [one.get_attribute("aria-label") or "" for one in self.page.locator("[data-pick]").all()]
        return [label.partition(". ")[2] for label in labels]

    def wait_written(self, kind: str) -> None:
        """Wait until an operation of this kind is on the disk."""
        self.page.evaluate(WRITTEN, {"id": self.id, "kind": kind})

    def journal(self) -> Any:
        return self.page.evaluate(JOURNAL, self.id)

    def quiet(self) -> bool:
        """Nothing said on the console, nothing asked elsewhere."""
        return complaints(self.watched) == []
