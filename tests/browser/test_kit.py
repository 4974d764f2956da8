"""A fiche on the screen: purposes unfold one by one or all at once, and are all there on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]


def test_purposes_unfold_on_screen_and_are_always_on_paper(page: Page, demo: str) -> None:
    page.goto(f"{demo}/entretiens/fiches/guide")
    why = page.get_by_text("Accueillir.", exact=True)
    expect(why).to_be_hidden()
    page.get_by_text("Merci d’être là. On a du temps").click()
    expect(why).to_be_visible()

    every = page.get_by_role("button", name="Montrer à quoi sert chaque phrase")
    every.click()
    expect(every).to_have_attribute("aria-pressed", "true")
    expect(page.locator("details[data-purpose]:not([open])")).to_have_count(0)
    every.click()
    expect(page.locator("details[data-purpose][open]")).to_have_count(0)

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(why).to_be_visible()
    expect(page.get_by_text("Merci d’être là. On a du temps")).to_be_visible()
    assert page.locator(".prompts .lines i").first.bounding_box()["height"] > 30  # type: ignore[index]
    expect(page.get_by_role("button", name="Imprimer cette page")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(why).to_be_hidden()
