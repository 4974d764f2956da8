"""The map of effects by the keyboard, without a script, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import findings, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]

HERE = "/analyse/carte-des-effets/"


def focused(page: Page) -> str:
    """How the place with the focus is called."""
    said = "document.activeElement.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent).join(' ')"
    return str(page.evaluate(said))


def test_the_arrows_walk_the_map_down_to_the_words_and_enter_opens(page: Page, demo: str) -> None:
    page.goto(demo + HERE)
    tree = page.get_by_role("tree")
    expect(tree.locator('[tabindex="0"]')).to_have_count(1)
    page.get_by_role("treeitem").first.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Compétences psychosociales")
    page.keyboard.press("g")
    assert focused(page).startswith("Gagner en confiance en soi")
    assert "sur 30" in focused(page)
    effect = page.locator('[role="treeitem"]:focus')
    expect(effect).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(effect).to_have_attribute("aria-expanded", "true")
    for key in ("ArrowDown", "Enter", "ArrowDown"):
        page.keyboard.press(key)
    assert page.locator('[role="treeitem"]:focus').evaluate("one => one.matches('.quote')")
    outline = page.locator('[role="treeitem"]:focus').evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert focused(page).startswith("Gagner en confiance en soi")
    assert findings(page) == []
    page.keyboard.press("End")
    assert focused(page).startswith("Territoire")
    page.keyboard.press("Home")
    assert focused(page).startswith("Effets sur les personnes")


def test_everything_opens_and_folds_and_the_page_still_fits_on_a_phone(page: Page, demo: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(demo + HERE)
    page.get_by_role("button", name="Ouvrir les effets").click()
    expect(page.get_by_text("Prendre de l’assurance")).to_be_visible()
    assert too_wide(page) <= 0
    assert findings(page) == []
    page.get_by_role("button", name="Refermer").click()
    expect(page.get_by_text("Prendre de l’assurance")).to_be_hidden()


def test_without_a_script_nested_details_do_the_same(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    try:
        page = context.new_page()
        page.goto(demo + HERE)
        expect(page.get_by_text("Prendre de l’assurance")).to_be_hidden()
        page.get_by_text("Gagner en confiance en soi").first.click()
        expect(page.get_by_text("Prendre de l’assurance")).to_be_visible()
        expect(page.get_by_role("button", name="Ouvrir les effets")).to_be_hidden()
    finally:
        context.close()
