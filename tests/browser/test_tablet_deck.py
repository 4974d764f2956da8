"""The deck on the tablet: an interview keeps the one it began with; cards heard and subtitled; tables of every size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from cards.deck import Card
from tests.browser.conftest import ARTEFACTS
from tests.browser.tablet_decks import (
    APART,
    BELOW,
    DECKS,
    FILES,
    LOOKS,
    ON_SERVER,
    OUTSIDE,
    PLAYED,
    PLAYS,
    RANGES,
    SIZES,
    SMALL,
    made,
)  # fmt: skip
from tests.browser.tablet_table import BEGIN, FRENCH, Server, Table, table_server, tablet
from tests.interviews.deck_making import cards, lay, on_server, photo, reword, sound

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-deck")]

LONG = 30_000
KEPT = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jeu")


@pytest.fixture(scope="module")
def server(browser: Browser, home: Path) -> Iterator[Server]:
    with table_server(browser, home) as server:
        yield server


@pytest.fixture(scope="module")
def decks(server: Server, home: Path) -> dict[str, Any]:
    """What a tablet is told of decks that are all kept on the server: one visit there for most tests of this file."""
    return on_server(home / "kparole", made)


@pytest.fixture
def tables(browser: Browser, server: Server) -> Iterator[Any]:
    opened: list[Table] = []

    def make(deck: Any = None, **options: Any) -> Table:
        context = tablet(browser, server, **options)
        context.add_init_script(PLAYED)
        if deck is not None:
            context.route("**/entretien/jeu.json", lambda route: _with(deck, route))
        opened.append(Table(context, server))
        return opened[-1]

    yield make
    for table in opened:
        table.page.context.close()


def _with(deck: Any, route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=json.dumps({**answer.json(), "jeu": deck}))


def begin(table: Table) -> str:
    """A new interview, from the first screen; its id."""
    table.home()
    table.page.locator("main").get_by_role("button", name="entretien").first.tap()
    table.button("Commencer", exact=True).tap()
    expect(table.page.locator("body")).to_have_attribute("data-screen", "opening")
    table.id = table.page.evaluate("location.hash.split('/')[1]")
    table.open("table")
    return table.id


def offline(context: BrowserContext, page: Page) -> None:
    context.set_offline(True)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-screen", "table")


def test_an_interview_keeps_the_deck_it_began_with_here_and_on_another_tablet(
    tables: Any, server: Server, home: Path
) -> None:
    def ours() -> str:
        first, *rest = cards(3, only=("fr", "en"))
        return lay(
            "Le nôtre", [replace(first, sounds={"fr": sound()}), *(replace(one, picture=photo("#369")) for one in rest)]
        )

    slug = on_server(home / "kparole", ours)
    table = tables(service_workers="allow")
    old = begin(table)
    expect(table.card("appris")).to_contain_text("J’ai appris…")
    page, context = table.page, table.page.context
    page.wait_for_function(KEPT, timeout=LONG)
    heard = page.evaluate("async () => (await (await fetch('/entretien/jeu.json')).json()).jeu.cartes[0].sons.fr")

    def otherwise(card: Card) -> Card:
        return replace(card, titles={"fr": f"Encore : {card.title}"}, spoken={}, picture=photo("#933"), sounds={})

    on_server(home / "kparole", lambda: reword(slug, otherwise))
    page.reload()
    expect(table.card("appris")).to_have_text("J’ai appris…")
    table.home()
    expect(page.locator(".fan img").last).to_have_attribute("src", page.evaluate(ON_SERVER))
    assert page.evaluate(FILES) == ["jpg", "jpg", "svg", "wav"], "those of both, for as long as the first goes on"
    begin(table)
    expect(table.card("appris")).to_have_text("Encore : J’ai appris…")
    table.id = old
    table.open("table")
    expect(table.card("appris")).to_have_text("J’ai appris…")
    offline(context, page)
    expect(table.card("appris")).to_have_text("J’ai appris…")
    page.wait_for_function(LOOKS)
    assert page.evaluate(RANGES, heard) == [
        [200, None, 4844],
        [206, "bytes 0-4843/*", 4844],
        [206, "bytes 4-9/*", 6],
        [206, "bytes 4838-4843/*", 6],
        [416, "bytes */*", 0],
    ]
    assert page.evaluate(PLAYS, heard) is True
    other = tables().home()
    other.page.get_by_role("button", name="Reprendre ici").last.tap()
    other.id = old
    expect(other.page.locator("body")).to_have_attribute("data-screen", "table")
    expect(other.card("appris")).to_have_text("J’ai appris…")


def test_a_deck_leaves_the_tablet_once_no_interview_goes_on_with_it(tables: Any) -> None:
    table = tables()
    table.page.goto(f"{table.origin}/entretien/reglages.json")
    assert table.page.evaluate(DECKS) == [None, 2, 1, None, 1]


def test_the_cards_are_heard_recorded_or_by_the_voice_and_a_bad_recording_is_no_trouble(
    tables: Any, decks: Any
) -> None:
    table = tables(decks["parlé"], voices=[FRENCH]).begin()
    page, strip = table.page, table.page.locator("[data-strip]")
    table.card("appris").tap()
    expect(page.locator(".lifted")).to_be_visible()
    page.wait_for_function("() => window.played.length === 1")
    assert page.evaluate("() => window.said") == []
    page.keyboard.press("Escape")
    expect(page.locator(".lifted")).to_have_count(0)
    table.button("Écouter", exact=True).tap()
    expect(strip.locator(".spoken")).to_contain_text("J’ai appris. Quelque chose que vous savez")
    expect(strip).to_contain_text(
        "Carte 2 sur 4"
    )  # the recording of the first came to its end, the second cannot be played
    expect(strip.locator(".spoken")).to_have_text("J’ai changé.")
    for _ in range(2):
        page.evaluate("() => window.sayOn()")
    expect(strip).to_contain_text("Carte 3 sur 4")
    expect(strip.locator(".spoken")).to_have_text("J’ai partagé.")
    table.button("Carte suivante").tap()
    expect(strip).to_contain_text("Carte 4 sur 4")
    before = page.evaluate("() => [window.played.length, window.said.length]")
    table.button("Pause").tap()
    table.button("Reprendre").tap()
    page.wait_for_function("(count) => window.played.length === count + 1", arg=before[0])
    table.button("Arrêter").tap()
    assert page.evaluate("() => window.said.length") == before[1], "a recording goes on where it was, without the voice"
    expect(strip).to_contain_text("Aucune carte prise")


def test_what_is_heard_is_written_in_two_languages_and_can_be_turned_off(tables: Any, decks: Any) -> None:
    table = tables(decks["parlé"], voices=[FRENCH]).begin(language="ar")
    page, lines = table.page, table.page.locator("[data-strip] .spoken")
    table.card("appris").tap()
    expect(page.locator(".lifted")).to_be_visible()
    expect(page.locator(".lifted [aria-label=Écouter]")).to_have_count(
        0
    )  # no voice for her language, no recording in it
    page.keyboard.press("Escape")
    expect(page.locator(".lifted")).to_have_count(0)
    table.button("Écouter", exact=True).tap()
    expect(page.locator("[data-strip]")).to_contain_text("Carte 1 sur 1")
    expect(lines).to_have_count(2)
    told = [(one.get_attribute("lang"), one.get_attribute("dir")) for one in lines.all()]
    assert told == [("ar", "rtl"), ("fr", "ltr")]
    expect(lines.last).to_contain_text("J’ai rencontré")
    table.button("Langue, aide").tap()
    page.get_by_label("Seconde langue").select_option("uk")
    expect(lines.last).to_have_attribute("lang", "uk")
    page.get_by_label("Sous-titres").uncheck()
    expect(lines).to_have_count(0)
    assert table.open("table").page.evaluate("() => window.played.length") == 1
    table.home().open("table")
    table.button("Écouter", exact=True).tap()
    expect(page.locator("[data-strip]")).to_contain_text("Carte 1 sur 1")
    expect(lines).to_have_count(0)


@pytest.fixture(scope="module")
def many(browser: Browser, server: Server, decks: Any) -> Iterator[tuple[Table, dict[str, str]]]:
    """One tablet with an interview under way on each deck, and their ids: it fetches the decks that it does not have."""
    context = tablet(browser, server, color_scheme="dark")
    table = Table(context, server)
    table.page.goto(f"{server.origin}/entretien/reglages.json")
    ids = {}
    for name, deck in decks.items():
        opening = {"deck": deck["id"], "version": deck["version"], "language": "fr" if name == "langues" else "ar"}
        taken = ["partage"] if len(deck["cartes"]) > 2 else []
        ids[name] = table.page.evaluate(BEGIN, {"opening": opening, "taken": taken, "ended": False})
    yield table, ids
    context.close()


def test_only_languages_in_which_every_card_has_a_title_are_proposed(many: tuple[Table, dict[str, str]]) -> None:
    table, ids = many
    table.id = ids["langues"]
    table.open("table")
    table.button("Langue, aide").tap()
    expect(table.page.locator(".languages label")).to_have_text(["Français seul", "العربية", "español"])
    table.page.get_by_role("radio", name="español").check()
    expect(table.card("appris").locator(".second")).to_have_text("Título appris")


def test_a_table_of_any_size_is_usable(many: tuple[Table, dict[str, str]]) -> None:
    table, ids = many
    for count, screens in SIZES.items():
        table.page.set_viewport_size(screens[0])
        table.id = ids[str(count)]
        table.open("table")
        expect(table.page.locator("[data-card]")).to_have_count(count)
        for size in screens:
            table.page.set_viewport_size(size)
            _is_usable(table, count=count, width=size["width"])


def _is_usable(table: Table, *, count: int, width: int) -> None:
    page = table.page
    expect(page.locator(".board.scrolls")).to_have_count(1 if count == 60 or width == 360 else 0)
    for card in (table.card("appris"), page.locator("[data-card]").last):
        card.scroll_into_view_if_needed()
        card.tap()
        expect(page.locator(".lifted")).to_be_visible()
        assert page.evaluate(APART), (count, width)
        page.keyboard.press("Escape")
        expect(page.locator(".lifted")).to_have_count(0)
    page.screenshot(path=ARTEFACTS / f"tablette-jeu-{count}-{width}.png")
    told = page.evaluate(f"() => [{OUTSIDE}, {BELOW}, ({SMALL})()]")
    assert (told[0], told[2]) == (0, []), (count, width)
    assert width == 360 or (told[1] > 400) is (count == 60)
    picture, title = (table.card("appris").locator(part).bounding_box() for part in ("img", ".title"))
    assert picture is not None
    assert title is not None
    assert picture["height"] >= 70
    assert picture["y"] + picture["height"] <= title["y"] + 1
