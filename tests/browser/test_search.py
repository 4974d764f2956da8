"""Finding words in the browser: by the keyboard alone, back and forth, and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import findings, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]
FOUND = re.compile(r"^\d+ passages? dans \d+ entretiens?$")


def check(page: Page) -> None:
    """No axe finding, nothing wider than the screen, no word searched in the address."""
    assert findings(page) == []
    assert too_wide(page) <= 0
    assert "cuisine" not in page.url


def test_words_are_found_read_around_and_found_again_by_going_back(page: Page, demo: str) -> None:
    page.goto(f"{demo}/entretiens/")
    page.get_by_role("searchbox").fill("cuisine")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text(FOUND)
    expect(page.locator("mark").first).to_contain_text(re.compile("cuisin", re.IGNORECASE))
    check(page)
    found = page.url
    page.get_by_role("link", name=re.compile("^Personne")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Personne")).to_have_attribute("aria-sort", "ascending")
    first = page.get_by_role("row").nth(1)
    name = first.locator("strong").inner_text()
    first.get_by_role("link", name="Lire autour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".passage:target")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("columnheader", name="Personne")).to_have_attribute("aria-sort", "ascending")
    page.go_back()
    expect(page).to_have_url(found)
    expect(page.get_by_label("Mots à chercher")).to_have_value("cuisine")


def test_on_a_phone_a_row_is_a_card_and_filters_are_one_tap_away(page: Page, demo: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{demo}/chercher/")
    page.get_by_text("Choisir qui parle").click()
    page.get_by_label("Carte", exact=True).select_option("appris")
    page.get_by_label("Qui l’a dit").select_option("oui")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(FOUND)
    expect(page.get_by_role("row").nth(1).locator(".title")).to_contain_text("J’ai appris")
    check(page)
