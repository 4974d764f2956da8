"""Writing a compte-rendu up in Chromium: moving, marking, going back, two windows, the guard, from nothing, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Watched, running_server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("ecrire")]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
FINE = "[data-state-of=repos]"


@pytest.fixture(scope="module")
def inside(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Somebody who has come in, on an empty KParole."""
    folder = tmp_path_factory.mktemp("ecrire")
    with running_server("servir", home=folder / "kparole", cwd=folder) as link:
        base = re.sub(r"(https?://[^/]+).*", r"\1", link)
        context = browser.new_context(
            viewport={"width": 1024, "height": 768}, locale="fr-FR", reduced_motion="reduce", base_url=base
        )
        context.set_default_timeout(15_000)
        context.new_page().goto(link)
        yield context
        context.close()


BEGIN = """async () => {
  const page = new FormData(document.querySelector("form.new-one"));
  page.set("autre", "Les Tilleuls");
  const { url } = await fetch("/entretiens/ecrire/", { method: "POST", body: page });
  const { jeton } = await (await fetch("/api/jeton")).json();
  const edits = [
    { do: "card-add", key: "carte-1", card: "utile", title: "J'ai été utile…" },
    { do: "card-add", key: "carte-2", card: "appris", title: "J'ai appris…" },
    { do: "card-add", key: "carte-3", card: "joker" },
    { do: "add", id: "premiere-note", place: ["carte", "carte-1"], text: "Elle dit « je sais coudre » et rit." },
    { do: "add", id: "derniere-note", place: ["cloture", null], text: "Merci à tous." },
  ];
  for (const [base, edit] of edits.entries()) {
    const answer = await fetch(`${url}changer`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": jeton },
      body: JSON.stringify({ edit, base, session: "fenetre-avant" }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  return url;
}"""


@pytest.fixture
def page(inside: BrowserContext) -> Iterator[Page]:
    """A compte-rendu just begun: three cards taken, a note under the first, one in the closing."""
    page = inside.new_page()
    watched = Watched(page)
    page.goto("/entretiens/ecrire/")
    page.goto(page.evaluate(BEGIN))
    expect(page.locator(".writeup.ready")).to_be_attached()
    yield page
    page.close()
    assert [said for said in watched.console if not re.search("ERR_FAILED|422", said)] == []
    assert watched.elsewhere == []


def add(page: Page, place: str, text: str) -> None:
    page.get_by_role("button", name=re.compile(f"Ajouter une note sous « {place}")).click()
    page.keyboard.type(text)
    expect(page.locator(FINE)).to_be_visible()


def place(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=re.compile(title))


def note(page: Page, text: str) -> Locator:
    """The note that says this."""
    expect(page.locator(".writeup.ready")).to_be_attached()
    number = page.locator("textarea[data-text]").evaluate_all(
        "(all, text) => all.findIndex((one) => one.value.includes(text))", text
    )
    assert number >= 0, text
    return page.locator("[data-note]").nth(number)


def texts(where: Page | Locator) -> list[str]:
    return [str(one) for one in where.locator("textarea[data-text]").evaluate_all("all => all.map((one) => one.value)")]


def expect_texts(where: Locator, *wanted: str) -> None:
    areas = where.locator("textarea[data-text]")
    expect(areas).to_have_count(len(wanted))
    for number, text in enumerate(wanted):
        expect(areas.nth(number)).to_have_value(text)


def drag(page: Page, handle: Locator, target: Locator) -> None:
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 40)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()


def accessible(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_note_moves_by_drag_by_button_and_by_keyboard_and_goes_home(page: Page) -> None:
    said = "Elle dit « je sais coudre » et rit."
    drag(page, note(page, "coudre").locator("[data-handle]"), page.locator("[data-drop]", has_text="J’ai appris"))
    expect_texts(place(page, "J’ai appris"), said)
    expect(place(page, "J’ai appris").locator(".origin")).to_contain_text("dit sous « J’ai été utile… »")
    note(page, "coudre").locator("textarea").click()
    page.get_by_role("button", name="Déplacer vers…").click()
    accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Pour finir").click()
    expect_texts(place(page, "Pour finir"), "Merci à tous.", said)
    expect(note(page, "coudre").locator("textarea")).to_be_focused()
    page.keyboard.press("Control+m")
    page.keyboard.press("3")
    expect_texts(place(page, "JOKER"), said)
    page.keyboard.press("Alt+ArrowUp")
    expect_texts(place(page, "J’ai appris"), said)
    page.get_by_role("button", name="Remettre à sa place").click()
    expect_texts(place(page, "J’ai été utile"), said)
    expect(page.locator(".origin")).to_have_count(0)


def test_words_are_marked_and_everything_is_taken_back_and_made_again(page: Page) -> None:
    area = note(page, "Merci").locator("textarea")
    area.click()
    area.evaluate("(one) => one.setSelectionRange(0, 5)")
    page.get_by_role("button", name="Ses mots").click()
    own = place(page, "Pour finir").locator(".mirror .own")
    expect(own).to_have_text("Merci")
    page.get_by_role("button", name="Important").click()
    page.get_by_role("button", name="Vu", exact=True).click()
    expect(place(page, "Pour finir").locator(".said")).to_have_text(re.compile("Important.*Vu"))
    accessible(page)
    area.evaluate("(one) => one.setSelectionRange(8, 8)")
    page.keyboard.press("Control+Shift+Enter")
    expect_texts(place(page, "Pour finir"), "Merci à", "tous.")
    for _ in range(4):
        page.keyboard.press("Control+z")
    expect_texts(place(page, "Pour finir"), "Merci à tous.")
    expect(own).to_have_count(0)
    for _ in range(4):
        page.keyboard.press("Control+Shift+z")
    expect_texts(place(page, "Pour finir"), "Merci à", "tous.")
    expect(own).to_have_text("Merci")
    note(page, "Merci").locator("textarea").click()
    page.get_by_role("button", name="Réunir à la suivante").click()
    expect_texts(place(page, "Pour finir"), "Merci à\ntous.")


def test_two_windows_in_one_note_lose_nothing_and_keep_the_caret(page: Page, inside: BrowserContext) -> None:
    other = inside.new_page()
    other.goto(page.url)
    for one in (page, other):
        note(one, "Merci").locator("textarea").click()
        one.keyboard.press("Control+End")
    page.keyboard.type(" Et à Paul.")
    expect(page.locator(FINE)).to_be_visible()
    other.keyboard.type(" Au revoir.")
    expect(other.locator(".rivals textarea")).to_have_count(2)
    other.keyboard.type(" Ici.")
    expect(page.locator(".rivals textarea")).to_have_count(2)
    assert sorted(texts(page.locator(".rivals")))[1] == "Merci à tous. Et à Paul."
    expect(page.locator(".rivals textarea").nth(1)).to_have_value("Merci à tous. Au revoir. Ici.")
    expect(page.locator(".rivals textarea").first).to_be_focused()
    accessible(page)
    add(other, "J’ai appris", "Pendant ce temps.")
    page.keyboard.type("!")
    expect(place(page, "J’ai appris").locator("textarea")).to_have_value("Pendant ce temps.")
    expect(page.locator(".rivals textarea").first).to_have_value("Merci à tous. Et à Paul.!")
    page.get_by_role("button", name="Garder les deux").click()
    expect(page.locator(".rivals")).to_have_count(0)
    expect_texts(place(page, "Pour finir"), "Merci à tous. Et à Paul.!", "Merci à tous. Au revoir. Ici.")
    other.close()


def test_without_a_network_words_stay_in_the_window_and_leave_when_it_comes_back(page: Page) -> None:
    away = "**/ecrire/changer"
    page.route(away, lambda route: route.abort())
    area = note(page, "Merci").locator("textarea")
    area.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Encore.")
    expect(page.get_by_text("Vos mots restent dans cette fenêtre")).to_be_visible()
    assert page.evaluate("Object.values(sessionStorage).join().includes('Encore.')")
    assert page.evaluate("localStorage.length") == 0
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(note(page, "Merci à tous. Encore.")).to_be_visible()
    page.unroute(away)
    expect(page.locator(FINE)).to_be_visible()
    expect(page.get_by_text("Vos mots restent")).to_have_count(0)
    assert not page.evaluate("Object.values(sessionStorage).join().includes('Encore.')")


def test_an_answer_that_was_lost_is_asked_again_and_nothing_comes_twice(page: Page) -> None:
    lost = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route("**/ecrire/changer", lose)
    add(page, "J’ai appris", "Une seule fois.")
    expect(page.locator(FINE)).to_be_visible()
    page.reload()
    expect_texts(place(page, "J’ai appris"), "Une seule fois.")


def test_the_guard_leads_to_what_is_missing_and_lets_one_finish(page: Page) -> None:
    page.get_by_label("Âge").get_by_role("textbox").fill("vieille")
    expect(page.get_by_text("Écrivez l’âge en chiffres")).to_be_visible()
    page.get_by_label("Âge").get_by_role("textbox").fill("34")
    expect(page.get_by_text("Écrivez l’âge en chiffres")).to_have_count(0)
    page.get_by_label("Genre").get_by_role("button", name="Ne souhaite pas dire").click()
    page.get_by_role("link", name="J’ai fini").click()
    expect(page.get_by_role("heading", name="Avant de finir")).to_be_visible()
    expect(page.get_by_text("Le genre n’est pas dit")).to_have_count(0)
    accessible(page)
    page.get_by_role("link", name="On ne sait pas depuis quand").click()
    expect(page.get_by_label("Au KPA depuis").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("deux ans")
    page.get_by_role("link", name="J’ai fini").click()
    expect(page.get_by_text("On ne sait pas depuis quand")).to_have_count(0)
    expect(page.get_by_role("button", name="Finir quand même")).to_be_enabled()


def test_what_cannot_be_kept_as_it_is_bars_nothing_else_and_is_shown_before_one_leaves(
    page: Page, inside: BrowserContext
) -> None:
    other = inside.new_page()
    other.goto(page.url)
    expect(other.locator(".writeup.ready")).to_be_attached()
    since = page.get_by_label("Au KPA depuis").get_by_role("textbox")
    note(page, "Merci").locator("textarea").fill("mot " * 100_001)
    expect(page.locator(".errors")).to_contain_text("C’est trop long pour une seule note")
    since.fill("deux ans")
    expect(other.get_by_label("Au KPA depuis").get_by_role("textbox")).to_have_value("deux ans")
    page.get_by_role("link", name="J’ai fini").click()
    expect(page.get_by_text("Corrigez d’abord")).to_have_count(2)  # shown and said aloud
    expect(page.locator(":focus")).to_have_attribute("data-text", "")
    page.locator(":focus").fill("Merci encore.")
    expect(page.locator(FINE)).to_be_visible()
    other.route("**/etat?*", lambda route: route.abort())  # the other window hears nothing for a while
    since.fill("trois ans")
    expect(page.locator(FINE)).to_be_visible()
    theirs = other.get_by_label("Au KPA depuis").get_by_role("textbox")
    theirs.fill("dix ans")
    expect(other.locator(".errors")).to_contain_text("Quelqu’un vient d’écrire ici « trois ans »")
    expect(theirs).to_have_value("dix ans")
    theirs.fill("trois ou dix ans")
    other.unroute("**/etat?*")
    expect(since).to_have_value("trois ou dix ans")
    other.close()


def test_cards_change_their_order_their_title_and_leave_their_notes(page: Page) -> None:
    page.get_by_role("button", name="Changer la carte 3").click()
    page.get_by_label("Son titre").fill("Le four à pain")
    page.get_by_role("button", name="Plus tôt").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(
        [
            re.compile(one)
            for one in ("La personne", "arrivant", "utile", "Le four à pain", "appris", "finir", "vécu", "Où")
        ]
    )
    page.get_by_role("button", name="Changer la carte 1").click()
    page.get_by_role("button", name="Retirer la carte").click()
    expect_texts(place(page, "À ranger"), "Elle dit « je sais coudre » et rit.")
    page.get_by_role("button", name="Annuler").click()
    expect_texts(place(page, "J’ai été utile"), "Elle dit « je sais coudre » et rit.")


def test_one_begins_from_nothing_with_the_cards_in_their_order(inside: BrowserContext) -> None:
    page = inside.new_page()
    page.goto("/entretiens/")
    page.get_by_role("link", name="Écrire un compte-rendu").click()
    page.get_by_label(re.compile("nom de la KPA|Ou une autre")).fill("Les Tilleuls")
    page.get_by_role("button", name="Commencer").click()
    for title in ("J’ai été utile…", "Je n’ai pas aimé…", "JOKER"):
        page.get_by_role("button", name=title).click()
        expect(page.get_by_role("button", name=title)).to_have_attribute("aria-pressed", "true")
    accessible(page)
    page.get_by_role("button", name="J’ai été utile…").click()
    expect(page.get_by_role("button", name="J’ai été utile…")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="C’est tout").click()
    page.keyboard.type("Elle vient depuis mars.")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("Le bruit.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Le froid.")
    expect(page.locator(FINE)).to_be_visible()
    page.reload()
    expect(page.locator(".fil .name")).to_have_text(
        ["En arrivant", "Je n’ai pas aimé…", "JOKER", "Pour finir", re.compile("vécu"), re.compile("Où")]
    )
    expect_texts(place(page, "Je n’ai pas aimé"), "Le bruit.", "Le froid.")
    expect_texts(place(page, "En arrivant"), "Elle vient depuis mars.")
    note(page, "Le bruit").locator("textarea").click()
    page.keyboard.press("Alt+Shift+Enter")
    expect(note(page, "depuis mars").locator("textarea")).to_be_focused()
    page.close()
