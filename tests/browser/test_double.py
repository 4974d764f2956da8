"""Two readers take turns on one machine, by keyboard then by touch; what they see otherwise is settled."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import findings, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

INTERVIEW = "MAI-03"


def check(page: Page) -> None:
    assert findings(page) == []
    assert too_wide(page) <= 0


def test_two_readers_are_blind_then_compared_and_a_difference_is_settled(page: Page, demo: str) -> None:
    page.goto(f"{demo}/analyse/double-lecture/")
    page.get_by_label("Son nom").fill("Entre nous")
    page.get_by_label("Prénom de la personne 1").fill("Awa")
    page.get_by_label("Prénom de la personne 2").fill("Lucien")
    page.get_by_label(re.compile(INTERVIEW)).check()
    page.get_by_role("button", name="Ouvrir la lecture").click()
    page.get_by_role("button", name="C’est moi, Awa").click()
    check(page)
    page.keyboard.press("1")
    page.keyboard.press("1")
    expect(page.locator(".question").first.get_by_role("radio", name="exemple concret")).to_be_checked()
    while page.get_by_role("heading", name="Vous avez tout lu").count() == 0:
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="J’ai fini").click()

    page.get_by_role("button", name="C’est moi, Lucien").click()
    expect(page.locator(".question").first.get_by_role("radio", name="rien")).to_be_checked()
    while page.get_by_role("heading", name="Vous avez tout lu").count() == 0:
        with page.expect_navigation():
            page.get_by_role("button", name="C’est ça, suivant").click()
    page.get_by_role("button", name="J’ai fini").click()
    expect(page.get_by_role("heading", name="Voyez-vous pareil")).to_be_visible()
    check(page)

    page.get_by_role("link", name="En parler, un par un").click()
    expect(page.locator(".told-by").first).to_contain_text("exemple concret")
    check(page)
    page.locator(".question").first.get_by_role("radio", name="évoqué").check()
    page.get_by_label("Pourquoi").fill("Relu ensemble.")
    page.get_by_role("button", name="On est d’accord").click()
    expect(page.get_by_text("tous discutés")).to_be_visible()
