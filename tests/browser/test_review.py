"""The review as people do it: three passages by keyboard with an undo, by touch, and a decision while nobody answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from analysis.campaigns.service import save_campaign
from kparole.config import read_settings
from kparole.store import open_app
from network.service import set_network
from tests.analysis.review.making import SAID, make_interviews
from tests.browser.looking import findings, keep_picture, too_wide
from tests.browser.own_server import Server, device, served
from tests.browser.serving import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("review")]

NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A KParole where the machine has read two interviews, made before it is served."""
    folder: Path = tmp_path_factory.mktemp("relire")
    app = open_app(read_settings({}, home=folder / "kparole"))
    with app.app_context():
        set_network(name="Le réseau", deck="kpa", owner="Sylvie", kpas=[])
        save_campaign(id=None, name="Essais", begins=None, ends=None, read_first=False)
        make_interviews()
    with served(browser, folder) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context: BrowserContext = device(browser, server)
    page = context.new_page()
    watched = Watched(page)
    yield page
    assert [said for said in watched.console if NO_NETWORK not in said] == []
    assert watched.elsewhere == []
    context.close()


def counts(page: Page, done: int) -> None:
    expect(page.locator("[data-counts]")).to_contain_text(re.compile(rf"\b{done} relus?$"))


def begin(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/analyse/relire/?ordre=apprend")
    page.get_by_role("link", name=re.compile("Commencer|Reprendre")).click()
    expect(page.locator("[data-keys]:not([hidden])")).to_be_attached()


def test_three_passages_are_reviewed_by_keyboard_and_one_is_taken_back(page: Page, server: Server) -> None:
    begin(page, server)
    page.evaluate("window.sameDocument = true")
    first = page.url
    expect(page.locator(".note-words .in").first).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Enter")
    counts(page, 1)
    second = page.url
    assert second != first
    page.keyboard.press("5")
    page.keyboard.press("f")
    page.keyboard.press("f")
    row = page.locator("[data-key='5']")
    expect(row.locator("[value='3']")).to_be_checked()
    page.keyboard.press("p")
    expect(row.locator("[value='negative']")).to_be_checked()
    page.keyboard.press("Enter")
    counts(page, 2)
    page.keyboard.press("0")
    counts(page, 3)
    page.keyboard.press("u")
    counts(page, 2)
    page.keyboard.press("u")
    counts(page, 1)
    expect(page).to_have_url(second)
    expect(page.locator("[data-trace]")).to_have_text("Enregistré")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(first)
    expect(page.locator(".history")).to_contain_text("Vous")
    assert page.evaluate("window.sameDocument") is True, "no page was loaded between the passages"
    page.keyboard.press("v")
    expect(page.locator("[data-near-here]")).to_contain_text("Mots en commun", timeout=20_000)
    page.goto(f"{server.origin}/analyse/relire/")
    expect(page.locator(".begin")).to_contain_text("1 passage relu sur 8")


def test_by_touch_one_tap_chooses_and_words_are_chosen_in_the_paragraph(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    begin(page, server)
    expect(page.get_by_role("button", name="Valider et continuer")).to_be_in_viewport()
    page.locator("[data-key='2'] legend").tap()
    expect(page.locator("[data-key='2'] [value='1']")).to_be_checked()
    page.get_by_role("button", name=re.compile("Rien de tout cela")).tap()
    expect(page.locator("[data-trace]")).to_have_text("Enregistré")
    page.evaluate(
        """(words) => {
      for (const bit of document.querySelectorAll("[data-note] [data-at]")) {
        const node = document.createTreeWalker(bit, NodeFilter.SHOW_TEXT).nextNode(), at = bit.textContent.indexOf(words);
        if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
      }
    }""",
        "pleuvait",
    )
    chosen = page.get_by_role("group", name="Les mots choisis")
    expect(chosen).to_contain_text("pleuvait")
    start = len(SAID[0]) + 1 + SAID[1].index("pleuvait")
    assert f"/{start}-{start + 8}?" in (chosen.get_by_role("link").get_attribute("href") or "")
    assert findings(page) == []
    assert too_wide(page) <= 0
    keep_picture(page, "relire-telephone")


def test_a_decision_made_while_nobody_answers_waits_and_leaves_later(page: Page, server: Server) -> None:
    begin(page, server)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("[data-trace]")).to_contain_text("1 décision attend : pas de réseau")
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "decider" in kept
    assert "parler" not in kept, "nobody's words are kept there"
    page.context.set_offline(False)
    expect(page.locator("[data-trace]")).to_have_text("Enregistré")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kparole-relire')).length") == 0
