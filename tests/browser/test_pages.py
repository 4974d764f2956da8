"""Every page of the demonstration, in both looks: no axe finding, nothing wider than the screen. All sizes: make endurance."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet
from playwright.sync_api import Page, expect

from kparole.demo_tablet import MARIAMA
from tests.browser.demo_window import SCREENS, Window
from tests.browser.looking import EVERYWHERE

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]

PAGES = {
    "accueil": "/",
    "cartes": "/cartes/",
    "imprimer-les-cartes": "/cartes/imprimer/",
    "jeux": "/cartes/jeux/",
    "importer-un-jeu": "/cartes/jeux/importer",
    "jeu": "/cartes/jeux/kpa/",
    "entretiens": "/entretiens/",
    "compte-rendu": "/entretiens/PAS-01",
    "chercher": "/chercher/",
    "rendre": "/entretiens/PAS-02/rendre/",
    "rendre-en-main": "/entretiens/PAS-02/rendre/main/3",
    "rendre-valider": "/entretiens/PAS-02/rendre/valider",
    "rendre-appris": "/entretiens/PAS-02/rendre/appris",
    "rendre-ou": "/entretiens/PAS-02/rendre/paroles",
    "rendre-retirer": "/entretiens/PAS-02/rendre/retirer",
    "importer": "/entretiens/importer",
    "prenoms-et-lieux": "/entretiens/noms/",
    "prenoms-d-un-entretien": "/entretiens/noms/PAS-01",
    "a-la-place": "/entretiens/noms/remplacements",
    "compte-rendu-word": "/entretiens/PAS-01/word/",
    "tous-en-word": "/entretiens/word/",
    "ecrire-de-rien": "/entretiens/ecrire/",
    "ecrire": "/entretiens/PAS-01/ecrire/",
    "avant-de-finir": "/entretiens/PAS-01/ecrire/relire",
    "versions": "/entretiens/PAS-01/ecrire/versions",
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
    "un-theme": "/analyse/themes/hors-grille-1",
    "autre-lecture": "/analyse/autre-lecture",
    "publics": "/analyse/publics",
    "saturation": "/analyse/saturation",
    "poids": "/analyse/poids/",
    "poids-essai": "/analyse/poids/?force=2&personnes=1&temps=1&kpa_egales=1",
    "choisir-un-public": "/analyse/publics/choisir?public=femmes-40",
    "mots-d-un-public": "/analyse/mots/confiance?genre=femme&age_de=40",
    "dit-d-abord": "/analyse/dabord",
    "evolution": "/analyse/evolution",
    "qui-a-mene": "/analyse/poids/entretiens?montrer=1",
    "vie-des-cartes": "/analyse/cartes/",
    "comparer-les-cartes": "/analyse/cartes/comparer?a_au=2020-01-01",
    "carte-des-effets": "/analyse/carte-des-effets/",
    "carte-a-la-main": "/analyse/carte-des-effets/a-la-main",
    "double-lecture": "/analyse/double-lecture/",
    "entrainement": "/analyse/entrainement/",
    "entrainement-passage": "/analyse/entrainement/0/1",
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
    "dit-d-abord-evaluation": ("évaluation", "/analyse/dabord"),
    "entretiens-evaluation": ("évaluation", "/entretiens/"),
    "masque": ("évaluation", "/entretiens/PAS-01"),
    "rendez-vous-confie": ("mener", "/entretiens/rendez-vous/"),
    "passe-relire": ("relire", "/entretiens/"),
    "passe-relire-debut": ("relire", "/entretiens/PAS-01/rendre/main/0"),
    "passages": ("co-analyser", "/analyse/entretiens/COM-01"),
    "ferme": ("administration", "/entretiens/"),
}
IN_TURN = (("tablette", "light"), ("telephone", "dark"), ("bureau", "light"), ("portrait", "dark"))
EVERY = tuple((screen, look) for screen in SCREENS for look in ("light", "dark"))


def seen(names: Iterable[str]) -> list[ParameterSet]:
    """Each page on one screen, the next on another, so that every size and both looks are met."""
    found = []
    for number, name in enumerate(names):
        for screen, look in EVERY if EVERYWHERE else (IN_TURN[number % len(IN_TURN)],):
            found.append(pytest.param(name, screen, look))
    return found


@pytest.mark.parametrize(("name", "screen", "look"), seen(PAGES))
def test_a_page_is_accessible_and_fits(window: Window, name: str, screen: str, look: str) -> None:
    window.look_at(name, PAGES[name], screen, look)


@pytest.mark.parametrize(("name", "screen", "look"), seen(AS_SOMEBODY))
def test_what_a_role_sees_is_accessible_and_fits(somebody: Window, name: str, screen: str, look: str) -> None:
    who, address = AS_SOMEBODY[name]
    somebody.be(who)
    somebody.look_at(name, address, screen, look)


def test_touching_a_cell_of_the_grid_pins_its_words_below(page: Page, demo: str) -> None:
    page.goto(f"{demo}/analyse/grille")
    cell = page.locator("a[data-peek]").first
    cell.click()
    expect(page.locator(".peek .words")).not_to_be_empty()
    expect(cell).to_have_attribute("aria-current", "true")


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


def test_the_chosen_look_stays_from_page_to_page(page: Page, demo: str) -> None:
    page.goto(demo)
    page.get_by_role("button", name="Mode sombre").click()
    page.goto(f"{demo}/cartes/")
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")
