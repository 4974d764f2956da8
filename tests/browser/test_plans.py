"""One appointment on the screen: it fits and is accessible, a tap ticks a point in place, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo_window import Window

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]
LIST = "/entretiens/rendez-vous/"
AWA = "Awa"


def address_of(page: Page, demo: str) -> str:
    """The page of the first appointment of the demonstration."""
    page.goto(demo + LIST)
    return str(page.get_by_role("link", name=AWA).get_attribute("href"))


@pytest.mark.parametrize(
    ("end", "screen", "look"),
    [("", "tablette", "light"), ("", "telephone", "dark"), ("/confier", "telephone", "light")],
)
def test_an_appointment_is_accessible_and_fits(
    page: Page, demo: str, somebody: Window, end: str, screen: str, look: str
) -> None:
    somebody.be("contributeur")
    somebody.look_at(f"rendez-vous{end.replace('/', '-') or '-un'}", address_of(page, demo) + end, screen, look)


def test_a_tap_ticks_a_point_where_it_is_and_it_stays(page: Page, demo: str) -> None:
    page.goto(demo + address_of(page, demo))
    point = page.get_by_role("button", name="Prévoir une heure")
    count = page.locator("[data-ticked]").first
    expect(count).to_have_text("3")
    point.click()
    expect(point).to_have_attribute("aria-pressed", "true")
    expect(count).to_have_text("4")
    page.reload()
    expect(point).to_have_attribute("aria-pressed", "true")
    point.click()
    expect(point).to_have_attribute("aria-pressed", "false")


def test_without_scripts_a_point_is_ticked_and_one_stays_beside_it(browser: Browser, page: Page, demo: str) -> None:
    address = address_of(page, demo)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1024, "height": 768})
    bare = context.new_page()
    bare.goto(demo + address)
    point = bare.get_by_role("button", name="Rappeler le rendez-vous")
    point.click()
    expect(point).to_have_attribute("aria-pressed", "true")
    expect(point).to_be_in_viewport()
    context.close()
