"""The tablet in the person's hands, in a real browser: under the finger, with the keyboard alone, and read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from kparole.config import read_settings
from kparole.db import db
from kparole.store import open_app
from network.service import set_network
from tests.browser.conftest import ARTEFACTS, running_server
from tests.interviews.handback.making import written

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("handback")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
VOICE = """
  window.said = [];
  const voices = [{ lang: "fr-FR", localService: true, name: "ici" }];
  speechSynthesis.getVoices = () => voices;
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  speechSynthesis.speak = (one) => {
    window.said.push([one.text, document.querySelector(".spoken")?.textContent]);
    document.body.dataset.said = window.said.length;
    setTimeout(() => one.dispatchEvent(new Event("end")));
  };
"""
"""A voice of the device, where no machine of ours has one."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A KParole with one compte-rendu: the link that opens it, and the code."""
    home = tmp_path_factory.mktemp("rendre")
    app = open_app(read_settings({}, home=home))
    with app.app_context():
        set_network(name="Le réseau", deck="kpa", owner="Sylvie", kpas=[])
        db.session.commit()
        code = written()
        db.engine.dispose()
    with running_server("servir", home=home, cwd=home) as link:
        yield link, code


@pytest.fixture(scope="module")
def opened(browser: Browser, filled: tuple[str, str]) -> Iterator[tuple[Page, str]]:
    """A tablet where somebody of the team came in, and the address of the hand back."""
    link, code = filled
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True, locale="fr-FR")
    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(link)
    if page.get_by_role("button", name="Ouvrir").count():
        page.get_by_role("button", name="Ouvrir").click()
    yield page, f"{link.partition('/ouvrir')[0]}/entretiens/{code}/rendre/"
    context.close()


def fine(page: Page, name: str, seen: Locator) -> None:
    """Look at the page once ``seen`` says it has come: what is read while another one arrives is neither of them."""
    expect(seen).to_be_visible()
    page.wait_for_load_state()
    page.screenshot(path=ARTEFACTS / f"rendre-{name}.png")
    findings = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in findings] == []


def test_she_answers_under_the_finger_and_nothing_leads_out(opened: tuple[Page, str]) -> None:
    page, address = opened
    ARTEFACTS.mkdir(exist_ok=True)
    page.goto(address)
    page.get_by_role("button", name="Lui donner la tablette").tap()
    start = page.get_by_role("link", name="Commencer")
    fine(page, "debut", start)
    start.tap()
    expect(page.get_by_text("1 sur 5")).to_be_visible()
    for button in page.locator(".button.huge").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 68
    page.get_by_role("button", name="C’est juste").tap()
    expect(page.get_by_text("2 sur 5")).to_be_visible()
    page.get_by_role("button", name="Je n’en veux pas").tap()
    fine(page, "sure", page.get_by_role("button", name="Oui, effacez-le"))
    page.get_by_role("link", name="Non, gardez-le").tap()
    expect(page.get_by_text("J'ose parler à Zorblune.")).to_be_visible()
    page.get_by_role("button", name="Je n’en veux pas").tap()
    page.get_by_role("button", name="Oui, effacez-le").tap()
    expect(page.get_by_text("2 sur 4")).to_be_visible()
    expect(page.get_by_text("Zorblune")).to_have_count(0)
    page.goto(address.partition("/entretiens")[0] + "/analyse/")
    expect(page.get_by_role("link", name="Commencer")).to_be_visible()  # back where she was


def test_she_answers_with_the_keyboard_alone_and_a_voice_of_the_device_reads(opened: tuple[Page, str]) -> None:
    page, address = opened
    page.goto(f"{address}main/2")
    page.get_by_role("button", name="Écouter").focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-said", re.compile(r"^(?:[3-9]|\d\d+)$"))
    expect(page.get_by_role("button", name="Écouter")).to_have_attribute("aria-pressed", "false")  # all is read
    said = page.evaluate("window.said")
    assert [one[0] for one in said][:1] == ["J'ai appris à tenir la caisse, mais c'était long."]
    assert all(text == shown.strip() for text, shown in said)  # the sentence that is read is the one that shows
    page.get_by_role("button", name="À corriger").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    fine(page, "corriger", page.get_by_role("textbox"))
    page.keyboard.type("C'était court, en fait.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 sur 4")).to_be_visible()
    page.get_by_role("link", name="Avant").press("Enter")
    fine(page, "passage", page.get_by_text("C'était court, en fait."))
    page.goto(f"{address}main/99")
    page.get_by_role("button", name="Oui, c’est juste").press("Enter")
    page.get_by_role("button", name="J’ai repris la tablette").press("Enter")
    expect(page.get_by_text("Elle a dit que c’est juste")).to_be_visible()


def test_what_she_said_is_in_the_tables(filled: tuple[str, str], opened: tuple[Page, str]) -> None:
    page, address = opened
    page.goto(address)
    expect(page.get_by_role("button", name="C’est juste").first).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("C'était court, en fait.").first).to_be_visible()
