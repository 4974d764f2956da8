"""Around the table: the voice, the tablet in the person's hands, the first screen, the code, where the words are; every look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.looking import findings, keep_picture, too_wide
from tests.browser.tablet_table import FRENCH, Server, Table, tablet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-shell")]

TABLET, STANDING, PHONE, ZOOMED = (1024, 768), (768, 1024), (360, 640), (512, 384)
MANY = ("appris", "utile", "cree", "teste", "senti", "aime", "change", "partage")


@pytest.fixture
def tables(browser: Browser, own: Server) -> Iterator[Any]:
    """Make a tablet, with what a context takes; it must have said nothing on its console."""
    made: list[Table] = []

    def make(**options: Any) -> Table:
        made.append(Table(tablet(browser, own, **options), own))
        return made[-1]

    yield make
    for table in made:
        assert table.quiet(), table.watched.console
        table.page.context.close()


def test_all_the_cards_are_read_sentence_by_sentence(tables: Any) -> None:
    table = tables(voices=[FRENCH]).begin(taken=("appris",))
    table.button("Écouter", exact=True).tap()
    strip, page = table.page.locator("[data-strip]"), table.page
    expect(strip).to_contain_text("Carte 1 sur 14")
    expect(page.locator(".reading")).to_have_attribute("data-card", "change")
    expect(page.locator(".spoken")).to_have_text("J’ai changé.")
    page.evaluate("() => window.sayOn()")
    expect(page.locator(".spoken")).to_contain_text("Ce qui n’est plus pareil")
    table.button("Carte suivante").tap()
    expect(strip).to_contain_text("Carte 2 sur 14")
    table.button("Pause").tap()
    expect(table.button("Reprendre")).to_be_visible()
    table.button("Carte précédente").tap()
    expect(page.locator(".reading")).to_have_attribute("data-card", "change")
    table.button("Arrêter").tap()
    expect(strip).to_contain_text("Cartes prises")
    assert table.journal()["read"] == ["change", "partage"]


@pytest.mark.parametrize(
    ("voices", "language"),
    [([], "fr"), ([{**FRENCH, "localService": False}], "fr"), ([FRENCH], "ar")],
    ids=["no voice", "a voice that goes outside", "no voice for her language"],
)
def test_without_a_voice_of_the_device_for_her_language_there_is_no_button(
    tables: Any, voices: Any, language: str
) -> None:
    table = tables(voices=voices).begin(language=language)
    table.card("utile").tap()
    expect(table.page.locator(".lifted")).to_be_visible()
    expect(table.button("Écouter")).to_have_count(0)


def test_a_second_language_is_shown_under_the_titles_and_remembered(tables: Any) -> None:
    table = tables().begin()
    expect(table.page.locator(".second")).to_have_count(0)
    table.button("Langue, aide").tap()
    table.page.get_by_label("العربية").check()
    expect(table.card("appris").locator(".second")).to_have_attribute("dir", "rtl")
    assert table.journal()["person"]["language"] == "ar"
    table.home().open("table")
    expect(table.card("appris").locator(".second")).to_be_visible()


def test_in_her_hands_the_tablet_shows_nothing_but_the_cards_in_her_language(tables: Any) -> None:
    table = tables().begin(language="ar", taken=("appris",))
    table.button("Langue, aide").tap()
    table.button("Donner la tablette", exact=True).tap()
    main = table.page.locator("main.handed")
    expect(main).to_have_attribute("dir", "rtl")
    expect(table.page.locator(".interview-bar")).to_have_count(0)
    assert "Amina" not in main.inner_text()
    table.card("utile").tap()
    table.page.locator("[data-take]").tap()
    expect(table.card("utile")).to_contain_text("2")
    table.page.locator('[data-pick][aria-pressed="true"]').wait_for()
    table.page.locator(".strip .acts button").tap()
    expect(table.page.locator("[data-pick]")).to_have_count(1)
    table.page.go_back()
    expect(main).to_be_visible()
    table.home()
    expect(main).to_be_visible()
    table.page.locator("[data-give]").tap()
    expect(main).to_be_visible()
    table.page.locator(".handed-head .primary").tap()
    expect(table.page.locator("body")).to_have_attribute("data-screen", "table")


def test_the_first_screen_says_what_to_do_then_goes_on_with_an_interview(tables: Any) -> None:
    table = tables().home()
    expect(table.page.locator("main")).to_contain_text("Rien ici pour l’instant. Commencez un entretien")
    table.begin(taken=("appris",))
    table.wait_written("step.enter")  # else it goes on from where it was before the table
    table.home()
    table.button("Continuer").tap()
    expect(table.page.locator("body")).to_have_attribute("data-screen", "table")


def test_offline_the_trace_says_where_the_words_are_and_gives_a_rescue_file(tables: Any) -> None:
    table = tables().begin()
    table.page.context.set_offline(True)
    table.card("utile").tap()
    trace = table.page.locator(".trace")
    expect(trace).to_contain_text("à envoyer")
    trace.tap()
    drawer = table.page.locator(".drawer")
    expect(drawer).to_contain_text("L’envoi se fait tout seul")
    with table.page.expect_download() as got:
        table.button("Fichier de secours").tap()
    assert "kparole-secours" in got.value.path().read_text(encoding="utf-8")
    table.page.context.set_offline(False)
    table.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(trace).to_contain_text("envoyé", timeout=20_000)
    table.watched.console.clear()  # the browser says by itself that the network was away


def test_the_code_is_chosen_asked_for_and_can_be_forgotten(tables: Any) -> None:
    table = tables()

    def with_accounts(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "comptes": True}))

    table.page.route("**/reglages.json", with_accounts)
    page = table.home().page
    page.get_by_label("Nouveau code").fill("secret-1")
    page.get_by_label("Le même, encore une fois").fill("secret-2")
    table.button("Garder ce code").tap()
    expect(page.get_by_role("alert")).to_contain_text("ne sont pas les mêmes")
    page.get_by_label("Le même, encore une fois").fill("secret-1")
    table.button("Garder ce code").tap()
    expect(page.locator("body")).to_have_attribute("data-screen", "home")
    table.home()
    page.get_by_label("Code", exact=True).fill("secret-9")
    table.button("Ouvrir").tap()
    expect(page.get_by_role("alert")).to_contain_text("Ce n’est pas ce code")
    page.get_by_label("Code", exact=True).fill("secret-1")
    table.button("Ouvrir").tap()
    expect(page.locator("body")).to_have_attribute("data-screen", "home")
    table.home()
    page.get_by_text("Code oublié").click()
    table.button("Choisir un nouveau code").tap()
    for label in ("Nouveau code", "Le même, encore une fois"):
        page.get_by_label(label).fill("secret-3")
    table.button("Garder ce code").tap()
    expect(page.locator("body")).to_have_attribute("data-screen", "home")


LOOKS: list[Any] = [
    (("table", "trace"), TABLET, "light", "fr", ("appris", "utile", "joker-1")),
    (("lifted", "handed"), TABLET, "dark", "ar", MANY),
    (("aids", "home"), STANDING, "light", "fr", ("appris",)),
    (("table",), STANDING, "dark", "ar", ()),
    (("table", "lifted"), PHONE, "light", "en", MANY),
    (("trace", "home", "handed"), PHONE, "dark", "fr-simple", ()),
    (("table", "lifted"), ZOOMED, "dark", "fr", ("appris",)),
]
SMALL = """() => [...document.querySelectorAll("button, a[href], summary")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return one.offsetParent !== null && !one.classList.contains("skip") && (width < 47.5 || height < 47.5);
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def shared(browser: Browser, own: Server) -> Iterator[Table]:
    """One tablet that goes from hand to hand: what it looks like is changed on the spot."""
    context = tablet(browser, own, voices=[FRENCH])
    yield Table(context, own)
    context.close()


@pytest.mark.parametrize(("screens", "size", "look", "language", "taken"), LOOKS)
def test_the_screens_are_accessible_and_fit(
    shared: Table, screens: tuple[str, ...], size: tuple[int, int], look: Any, language: str, taken: tuple[str, ...]
) -> None:
    page = shared.page
    shared.watched.forget()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=look, reduced_motion="reduce")
    shared.begin(taken=taken, language=language)
    for name in screens:
        _show(shared, name)
        keep_picture(page, f"tablette-{name}-{size[0]}-{look}-{language}")
        assert (findings(page), too_wide(page) <= 0, page.evaluate(SMALL)) == ([], True, []), name
    _take_back(shared)
    assert shared.quiet(), shared.watched.console


def _show(table: Table, name: str) -> None:
    """A screen, the lifted card, or what unfolds from a button of the bar."""
    if name == "lifted":
        table.card("rencontre").tap()
        expect(table.page.locator(".lifted")).to_be_visible()
    elif name in {"aids", "trace"}:
        table.page.locator(f"[data-opens={name}]").tap()
        expect(table.page.locator(".drawer")).to_be_visible()
    elif name != "table":
        table.open(name)


def _take_back(table: Table) -> None:
    """From the person's hands, which keep the tablet, back to whoever leads."""
    if table.page.locator("main.handed").count():
        table.page.locator("[data-give]").tap()
        table.page.locator(".handed-head .primary").tap()
        expect(table.page.locator("main.handed")).to_have_count(0)
