"""The table of cards with fingers and with the keyboard: lift, hear, take, put back, put off, reorder. All of it is recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.tablet_table import DECK, FRENCH, Server, Table, tablet
from tests.browser.tablet_tap import centile, works

WORK = 160  # ms with a processor four times slower; half of it is the test's own
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-table")]

# What comes within a third of a second of the first touch is a trembling finger: it does not count.
TOUCH_UNTIL_TAKEN = """() => new Promise((done) => {
  const touch = () => {
    const face = document.querySelector(".lifted .face");
    if (!face) return done();
    face.click();
    return setTimeout(touch, 40);
  };
  touch();
})"""


@pytest.fixture(scope="module")
def shared(browser: Browser, own: Server) -> Iterator[Table]:
    """One tablet, that leads one interview after the other."""
    context = tablet(browser, own, voices=[FRENCH])
    yield Table(context, own)
    context.close()


@pytest.fixture
def table(shared: Table) -> Iterator[Table]:
    shared.watched.forget()
    shared.page.set_viewport_size({"width": 1024, "height": 768})
    shared.page.evaluate("() => { window.said = []; }")
    yield shared
    assert shared.quiet(), shared.watched.console


@pytest.fixture
def fresh(browser: Browser, own: Server) -> Iterator[Table]:
    """A tablet that nothing was done on yet."""
    context = tablet(browser, own)
    table = Table(context, own)
    yield table
    assert table.quiet(), table.watched.console
    context.close()


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024)])
def test_every_card_and_the_strip_are_seen_without_scrolling(table: Table, size: tuple[int, int]) -> None:
    width, height = size
    table.page.set_viewport_size({"width": width, "height": height})
    table.begin(taken=("difficile", "rencontre", "joker-1"))
    for part in (*(f'[data-card="{name}"]' for name in DECK), "[data-strip]"):
        box = table.page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 60
        assert box["y"] + box["height"] <= height
    table.card("aime").tap()
    lifted, strip = (table.page.locator(one).bounding_box() for one in (".lifted", "[data-strip]"))
    assert lifted is not None
    assert strip is not None
    apart = lifted["y"] + lifted["height"] <= strip["y"] or lifted["x"] + lifted["width"] <= strip["x"]
    assert apart, "the lifted card covers those that were taken"


def test_a_touch_lifts_and_reads_and_the_second_one_takes(table: Table) -> None:
    table.begin()
    table.card("utile").tap()
    expect(table.page.locator(".lifted")).to_have_attribute("aria-label", "J’ai été utile…")
    assert table.page.evaluate("() => window.said[0]") == "J’ai été utile."
    table.page.evaluate(TOUCH_UNTIL_TAKEN)
    expect(table.page.locator("body")).to_have_attribute("data-screen", "card")
    table.page.go_back()
    expect(table.card("utile")).to_contain_text("1")
    assert table.journal()["kinds"].count("card.read") == 1
    assert [one["card"] for one in table.journal()["picks"]] == ["utile"]


def test_a_finger_that_trembles_lifts_and_does_not_take(table: Table) -> None:
    table.begin()
    table.page.evaluate("""() => { for (const _ of [1, 2]) document.querySelector('[data-card="utile"]').click(); }""")
    expect(table.page.locator(".lifted")).to_be_visible()
    assert table.journal()["picks"] == []


def test_with_printed_cards_one_touch_takes_and_a_joker_asks_its_title_in_place(table: Table) -> None:
    table.begin(mode="imprimees")
    table.card("partage").tap()
    expect(table.card("partage")).to_contain_text("1")
    table.card("joker-2").tap()
    table.page.get_by_label("Un titre, si la personne en donne un").fill("Ma fille")
    table.page.keyboard.press("Enter")
    expect(table.card("joker-2")).to_contain_text("Ma fille")
    assert table.strip == ["J’ai partagé…", "Ma fille"]
    told = table.journal()
    assert "card.read" not in told["kinds"]
    assert [one["title"] for one in told["picks"]] == [None, "Ma fille"]


def test_which_of_two_openings_was_said_is_kept(table: Table) -> None:
    table.begin()
    table.card("aime").tap()
    table.button("Je n’ai pas aimé…", exact=True).tap()
    table.button("Je la prends").tap()
    expect(table.page.locator("body")).to_have_attribute("data-screen", "card")
    assert [one["title"] for one in table.journal()["picks"]] == ["Je n’ai pas aimé…"]


@pytest.mark.parametrize(("way", "among"), [("Plus tard", "later"), ("Passer", "skipped")])
def test_a_card_put_off_is_recorded_and_can_be_undone(table: Table, way: str, among: str) -> None:
    table.begin()
    table.card("senti").tap()
    table.button(way, exact=True).tap()
    expect(table.card("senti").locator(".flag")).to_be_visible()
    assert table.journal()[among] == ["senti"]
    table.button("Annuler").tap()
    expect(table.card("senti").locator(".flag")).to_have_count(0)
    assert table.journal()[among] == []


def test_in_the_strip_buttons_reorder_and_put_back(table: Table) -> None:
    table.begin(taken=("appris", "utile", "cree"))
    table.page.get_by_role("button", name="3. J’ai créé").tap()
    table.button("Plus tôt dans l’ordre").tap()
    expect(table.page.locator("[data-pick]").nth(1)).to_have_attribute("aria-label", "2. J’ai créé…")
    table.button("Reposer").tap()
    expect(table.page.locator("[data-pick]")).to_have_count(2)
    expect(table.card("cree").locator("img")).to_be_visible()
    told = table.journal()
    assert told["kinds"][-2:] == ["card.order", "card.back"]
    assert [(one["card"], one["returned"]) for one in told["picks"]] == [
        ("appris", False),
        ("cree", True),
        ("utile", False),
    ]


def drag(page: Page, start: str, end: str) -> None:
    boxes = [page.locator(one).bounding_box() for one in (start, end)]
    (x, y), (to_x, to_y) = ((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 10, steps=3)
    page.mouse.move(to_x, to_y, steps=4)
    page.mouse.up()


def test_a_card_can_be_dragged_to_be_taken_reordered_and_put_back(table: Table) -> None:
    table.begin(taken=("appris",))
    drag(table.page, '[data-card="teste"]', ".small-cards .next")
    expect(table.page.locator("[data-pick]")).to_have_count(2)
    drag(table.page, "[data-pick] >> nth=0", ".small-cards .next")
    expect(table.page.locator("[data-pick]").first).to_have_attribute("aria-label", "1. J’ai testé…")
    drag(table.page, "[data-pick] >> nth=0", '[data-card="utile"]')
    expect(table.page.locator("[data-pick]")).to_have_count(1)
    assert table.strip == ["J’ai appris…"]


def test_everything_is_done_with_the_keyboard_alone(fresh: Table) -> None:
    table = fresh.begin(taken=("appris", "utile"))
    page = table.page
    stops = page.locator('.cards [tabindex="0"]')
    expect(stops).to_have_count(1)
    stops.focus()
    for key in ("ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(table.card("cree")).to_be_focused()
    page.keyboard.press("l")
    expect(page.locator(".lifted")).to_be_visible()
    page.keyboard.press("Escape")
    expect(table.card("cree")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-take]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-screen", "card")
    table.open("table")
    page.locator('[data-pick][tabindex="0"]').focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("[data-pick]").nth(1)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-pick]")).to_have_count(2)
    assert table.strip == ["J’ai été utile…", "J’ai créé…"]


def test_when_choosing_is_hard_three_cards_stand_out(table: Table) -> None:
    table.begin()
    expect(table.page.locator(".suggested")).to_have_count(0)
    table.button("Langue, aide").tap()
    table.button("Difficile de choisir").tap()
    expect(table.page.locator(".suggested")).to_have_count(3)
    names = [one.get_attribute("data-card") for one in table.page.locator(".suggested").all()]
    assert names == ["appris", "rencontre", "utile"]


def test_once_the_interview_is_over_the_cards_do_not_move(table: Table) -> None:
    table.begin(taken=("appris",), ended=True)
    table.card("utile").tap()
    table.button("Je la prends").tap()
    expect(table.page.locator(".toast")).to_contain_text("terminé")
    assert table.journal()["kinds"][-1] == "end.mark"


def test_a_touch_is_little_work_for_a_slow_processor(fresh: Table) -> None:
    """All the work around a touch, saving and sending included; `python -m tests.browser.tablet_tap` tells the wait itself."""
    told = works(fresh, DECK[:12])
    assert centile(told, 0.5) <= WORK, told
