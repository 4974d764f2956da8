"""Each spoken moment at the sizes and in the looks of a table, a lap and a pocket: nothing for axe to say, all within reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import EVERYWHERE, findings, keep_picture, too_wide
from tests.browser.own_server import Server, device
from tests.browser.talking import Talk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-talk-screens")]

LOOKS: dict[str, tuple[int, int, Any]] = {
    "paysage": (1024, 768, "light"),
    "portrait-sombre": (768, 1024, "dark"),
    "telephone": (360, 640, "light"),
    "zoom-200-sombre": (512, 384, "dark"),
}
"""Every screen in every look (make endurance); otherwise each screen in two, one after the other."""
SMALL = """() => [...document.querySelectorAll("#tablette :is(button, summary, select, textarea, input, a)")]
  .map((one) => one.closest("label.option") ?? one)
  .filter((one) => one.checkVisibility() && !one.classList.contains("skip"))
  .map((one) => [one.textContent.trim().slice(0, 40) || one.outerHTML.slice(0, 60), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 47.5 || box.width < 47.5)
  .map(([name, box]) => `${name}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
STICKY = """(how) => document.querySelectorAll(".interview-bar, .foot-bar")
  .forEach((one) => { one.style.position = how; })"""
LONG = "كنت أطبخ وحدي في البيت. الآن نطبخ معا كل يوم خميس. " * 12


@pytest.fixture
def talk(browser: Browser, own: Server) -> Iterator[Talk]:
    context = device(browser, own)
    yield Talk(context, own)
    context.close()


class Looking:
    """Looks at a screen as it stands, in its share of the looks, and keeps what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen = 0
        self.wrong: dict[str, list[Any]] = {}

    def at(self, name: str) -> None:
        looks = list(LOOKS)
        chosen = looks if EVERYWHERE else looks[self.seen % 2 :: 2]
        self.seen += 1
        for look in chosen:
            self._one(name, look)
        self.page.set_viewport_size({"width": 1024, "height": 768})

    def _one(self, name: str, look: str) -> None:
        width, height, scheme = LOOKS[look]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        keep_picture(self.page, f"entretien-{name}-{look}", whole=True)
        self.page.evaluate(STICKY, "static")  # what slides under the bars is no small target
        found, wider = findings(self.page), too_wide(self.page)
        self.page.evaluate(STICKY, "")
        wrong = [*found, *self.page.evaluate(SMALL), *([f"{wider} px too wide"] if wider > 0 else [])]
        if wrong:
            self.wrong[f"{name}, {look}"] = wrong


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


def test_every_spoken_moment_is_accessible_and_within_reach_in_every_look(talk: Talk) -> None:
    page, looking = talk.page, Looking(talk.page)
    talk.go_to("begin")
    expect(page.get_by_role("heading", name="Avec quelles cartes")).to_be_visible(timeout=20_000)
    unfold(page)
    looking.at("debut")
    talk.tap("Commencer")
    talk.answer("Je peux écrire", "Oui")
    talk.note(LONG)
    unfold(page)
    looking.at("ouverture")
    talk.tap("Terminer")
    expect(page.get_by_role("heading", level=1, name="Pour finir")).to_be_visible()
    looking.at("fin")
    talk.tap("Relire ensemble")
    looking.at("relire")
    talk.tap("À changer")
    looking.at("relire-corriger")
    talk.tap("C’est corrigé")
    talk.tap("C’est bien ça")
    talk.tap("C’est fini")
    expect(page.get_by_role("heading", level=1, name="On pose le stylo")).to_be_visible()
    looking.at("stylo-pose")
    talk.tap("Juste après", page.locator("main"))
    page.get_by_label("Comment elle l’a vécu").fill(LONG)
    page.keyboard.press("Tab")
    unfold(page)
    looking.at("juste-apres")
    talk.received(LONG[:40])
    beside = {
        "id": str(uuid4()), "interview": talk.id, "device": str(uuid4()), "seq": 1,
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"), "kind": "note.write", "field": "hot-notes",
        "base": None, "data": {"text": "Émue."},
    }  # fmt: skip
    talk.ask("POST", f"/api/entretiens/{talk.id}/operations", {"operations": [beside]})
    talk.answer("L’équipe du projet", "Oui")
    talk.tap("Choisir")
    expect(page.get_by_role("heading", name="Sur une autre tablette")).to_be_visible()
    looking.at("choisir")
    talk.go_to("debrief")
    expect(page.get_by_role("heading", level=1, name="En parler à deux")).to_be_visible()
    looking.at("essai")
    talk.go_to("rescue")
    expect(page.get_by_role("heading", level=1, name="Fichier de secours")).to_be_visible()
    looking.at("secours")
    assert looking.wrong == {}
