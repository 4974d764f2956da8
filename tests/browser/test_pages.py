"""Every page of the demonstration, in both looks: no axe finding, nothing wider than the screen. All sizes: make endurance."""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kparole.demo_tablet import MARIAMA
from tests.browser.conftest import ARTEFACTS, Watched

pytestmark = [pytest.mark.browser, pytest.mark.model]
EVERYWHERE = "TOUS_LES_ECRANS" in os.environ
"""Every size in both looks (make endurance); otherwise each page once."""
# Two groups, so that two workers share the pages, each with a demonstration of its own.
BY_DAY, BY_NIGHT = pytest.mark.xdist_group("demo-clair"), pytest.mark.xdist_group("demo-sombre")


PAGES = {
    "accueil": "/",
    "cartes": "/cartes/",
    "imprimer-les-cartes": "/cartes/imprimer/",
    "jeux": "/cartes/jeux/",
    "importer-un-jeu": "/cartes/jeux/importer",
    "jeu": "/cartes/jeux/kpa/",
    "entretiens": "/entretiens/",
    "compte-rendu": "/entretiens/PAS-01",
    "importer": "/entretiens/importer",
    "fiches-outils": "/entretiens/fiches/",
    "fiche": "/entretiens/fiches/guide",
    "recus-de-la-tablette": "/entretiens/tablette/",
    "brouillon": f"/entretiens/tablette/{MARIAMA}",
    "rendez-vous": "/entretiens/rendez-vous/",
    "prevoir": "/entretiens/rendez-vous/nouveau",
    "effets": "/analyse/",
    "grille": "/analyse/grille",
    "effet": "/analyse/effets/confiance",
    "themes": "/analyse/themes",
    "publics": "/analyse/publics",
    "saturation": "/analyse/saturation",
    "vie-des-cartes": "/analyse/cartes/",
    "comparer-les-cartes": "/analyse/cartes/comparer?a_au=2020-01-01",
    "recit": "/recit/",
    "perdu": "/cette-page-n-existe-pas",
    "journal": "/journal/",
    "reseau": "/bienvenue",
    "compte": "/compte",
    "entrer": "/entrer",
}
AS_SOMEBODY = {
    "comptes": ("administration", "/comptes/"),
    "compte-a-changer": ("administration", "/comptes/1"),
    "passes": ("contributeur", "/passes/"),
    "accueil-contributrice": ("contributeur", "/"),
    "accueil-animation": ("animation", "/"),
    "publics-evaluation": ("évaluation", "/analyse/publics"),
    "entretiens-evaluation": ("évaluation", "/entretiens/"),
    "masque": ("évaluation", "/entretiens/PAS-01"),
    "rendez-vous-confie": ("mener", "/entretiens/rendez-vous/"),
    "passe-relire": ("relire", "/entretiens/"),
    "passages": ("co-analyser", "/analyse/entretiens/COM-01"),
    "ferme": ("administration", "/entretiens/"),
}
SCREENS = {
    "tablette": {"width": 1024, "height": 768},
    "portrait": {"width": 768, "height": 1024},
    "telephone": {"width": 360, "height": 640},
    "bureau": {"width": 1440, "height": 900},
}
IN_TURN = (("tablette", "light"), ("telephone", "dark"), ("bureau", "light"), ("portrait", "dark"))
EVERY = tuple((screen, look) for screen in SCREENS for look in ("light", "dark"))


def seen(names: Iterable[str]) -> list[ParameterSet]:
    """Each page on one screen, the next on another, so that every size and both looks are met."""
    found = []
    for number, name in enumerate(names):
        for screen, look in EVERY if EVERYWHERE else (IN_TURN[number % len(IN_TURN)],):
            found.append(pytest.param(name, screen, look, marks=BY_DAY if look == "light" else BY_NIGHT))
    return found


RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("name", "screen", "look"), seen(PAGES))
def test_a_page_is_accessible_and_fits(browser: Browser, demo: str, name: str, screen: str, look: str) -> None:
    look_at(browser, demo, name, PAGES[name], screen, look)


@pytest.mark.parametrize(("name", "screen", "look"), seen(AS_SOMEBODY))
def test_what_a_role_sees_is_accessible_and_fits(
    browser: Browser, demo: str, name: str, screen: str, look: str
) -> None:
    who, address = AS_SOMEBODY[name]
    look_at(browser, demo, name, address, screen, look, who=who)


def look_at(
    browser: Browser, demo: str, name: str, address: str, screen: str, look: str, *, who: str | None = None
) -> None:
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=look, locale="fr-FR", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    if who is not None:
        page.goto(f"{demo}/compte")
        chosen = page.get_by_role("option", name=who).first.get_attribute("value")
        page.get_by_label("Voir comme").select_option(chosen)
        page.get_by_role("button", name="Voir", exact=True).click()
    watched = Watched(page)
    page.goto(demo + address)
    page.wait_for_load_state("networkidle")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}-{screen}-{look}.png")
    findings = Axe().run(page, options=RULES).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(f["id"], [n["target"] for n in f["nodes"]][:3]) for f in findings] == []
    assert overflow <= 0
    assert watched.elsewhere == []
    assert [said for said in watched.console if "404" not in said and "403" not in said] == []


@BY_DAY
def test_touching_a_cell_of_the_grid_pins_its_words_below(page: Page, demo: str) -> None:
    page.goto(f"{demo}/analyse/grille")
    cell = page.locator("a[data-peek]").first
    cell.click()
    expect(page.locator(".peek .words")).not_to_be_empty()
    expect(cell).to_have_attribute("aria-current", "true")


@BY_DAY
def test_the_arrows_move_between_cards_and_enter_lifts_one(page: Page, demo: str) -> None:
    page.goto(f"{demo}/cartes/")
    page.locator("[data-card]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    second = page.locator("[data-card]").nth(1)
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-said]")).to_contain_text("J'ai changé")
    page.keyboard.press("Escape")
    expect(second).to_have_attribute("aria-pressed", "false")


@BY_DAY
def test_the_chosen_look_stays_from_page_to_page(page: Page, demo: str) -> None:
    page.goto(demo)
    page.get_by_role("button", name="Mode sombre").click()
    page.goto(f"{demo}/cartes/")
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")
