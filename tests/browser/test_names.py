"""The review of names as people do it: by touch, by keyboard, and words the machine missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kparole.config import read_settings
from kparole.store import open_app
from network.service import set_network
from tests.browser.looking import findings, keep_picture, too_wide
from tests.browser.own_server import Server, complaints, device, served
from tests.browser.serving import Watched
from tests.interviews.replacing.names_making import interview, propose

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("names")]

WORDS = ("Fatou", "Amina", "Nadège", "Samia")
CODE = "ICI-01"


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A KParole where two interviews have words that wait, made before it is served."""
    folder: Path = tmp_path_factory.mktemp("noms")
    app = open_app(read_settings({}, home=folder / "kparole"))
    with app.app_context():
        set_network(name="Le réseau", deck="kpa", owner="Sylvie", kpas=[])
        first = interview("Ici", "Fatou et Amina sont venues. Nadège et Samia aussi, avec Zoubida.")
        second = interview("Ici", "On a vu Fatou, puis Amina, puis Nadège.", gender="homme")
        for code in (first, second):
            propose(code, *((words, "PERSONNE") for words in WORDS))
    with served(browser, folder) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context: BrowserContext = device(browser, server)
    page = context.new_page()
    watched = Watched(page)
    yield page
    assert complaints(watched) == []
    context.close()


def waiting(page: Page, number: int) -> None:
    expect(page.locator("[data-count]")).to_contain_text(re.compile(rf"{number} mots? atten"))


def test_words_are_decided_by_touch_and_taken_back(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/entretiens/noms/")
    waiting(page, 7)
    first = page.locator("[data-name]").first
    words = first.locator(".words strong").inner_text()
    first.get_by_role("button", name=f"Changer {words}", exact=True).tap()
    waiting(page, 5)
    expect(page.locator("[data-told]")).to_be_attached()
    page.get_by_role("button", name="Annuler mon dernier choix").tap()
    waiting(page, 7)
    assert findings(page) == []
    assert too_wide(page) <= 0
    keep_picture(page, "prenoms-et-lieux")


def test_the_whole_review_is_done_by_keyboard(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/entretiens/noms/")
    waiting(page, 7)
    page.keyboard.press("ArrowDown")
    second = page.locator("[data-name]").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("g")
    waiting(page, 5)
    page.keyboard.press("z")
    waiting(page, 7)
    for key in "cgCG":
        page.keyboard.press(key)
    expect(page.locator("[data-count]")).to_contain_text("Tout est vérifié")
    for left in (2, 3, 5, 7):
        page.keyboard.press("z")
        waiting(page, left)


def test_words_that_the_machine_missed_are_hidden(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/entretiens/noms/{CODE}")
    page.evaluate("""() => {
      const node = [...document.querySelectorAll("[data-text] .passage span")].find((one) => one.textContent.includes("Zoubida")).firstChild;
      const start = node.textContent.indexOf("Zoubida");
      document.getSelection().setBaseAndExtent(node, start, node, start + 7);
    }""")
    bar = page.get_by_role("group", name="Cacher ces mots")
    expect(bar).to_contain_text("« Zoubida »")
    bar.get_by_role("button", name="Cacher : une personne").tap()
    expect(page.locator(".flashes")).to_contain_text("C’est changé.")
    expect(page.locator(".names.done")).to_contain_text("Zoubida")
    page.get_by_label("Les mots à cacher").fill("Girafe")
    page.get_by_role("button", name="Cacher ces mots").tap()
    expect(page.locator(".flashes")).to_contain_text("Recopiez-les")
    assert findings(page) == []
