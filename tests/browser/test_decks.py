"""The editor of decks in Chromium, from a copy to its zip and back: mouse, keyboard, photo, voice, undo."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS, Watched, running_server
from tests.cards.deck_making import has_a_place, photo_with_a_place

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("jeux")]

FAKE_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def editor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the editor, with a microphone that beeps; nothing is said on its console, nothing asked elsewhere."""
    folder = tmp_path_factory.mktemp("jeux")
    speaking = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *FAKE_MICROPHONE])
    with running_server("servir", home=folder / "kparole", cwd=folder) as link:
        context = speaking.new_context(viewport={"width": 1024, "height": 768}, locale="fr-FR", reduced_motion="reduce")
        page = context.new_page()
        watched = Watched(page)
        page.goto(link)
        page.goto(re.sub(r"(https?://[^/]+).*", r"\1/cartes/jeux/", link))
        yield page
        context.close()
        speaking.close()
    assert watched.console == []
    assert watched.elsewhere == []


def cards(page: Page) -> Locator:
    return page.locator("[data-laid] [data-card]")


def order(page: Page) -> list[str]:
    return [str(name) for name in cards(page).evaluate_all("all => all.map((one) => one.dataset.card)")]


def check(page: Page) -> None:
    """No axe finding, nothing wider than the screen."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_deck_is_copied_changed_undone_published_and_comes_back_from_its_zip(editor: Page, tmp_path: Path) -> None:
    page = editor
    page.locator("summary", has_text="Copier").first.click()
    page.get_by_label("Nom de la copie").fill("Le jeu des Tilleuls")
    page.get_by_role("button", name="Faire la copie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le jeu des Tilleuls")
    check(page)
    move(page)
    page.locator("#ouvrir-appris").click()
    check(page)
    change_the_card(page)
    undo_and_redo(page)
    publish(page)
    content = exported(page)
    version = cards(page).evaluate_all("all => all.map((one) => one.innerText)")
    take_in(page, content, tmp_path)
    assert cards(page).evaluate_all("all => all.map((one) => one.innerText)") == version
    assert pictures(exported(page)) == pictures(content)


def pictures(content: bytes) -> list[str]:
    """Every file of a zip but its words, named by its bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sorted(name for name in archive.namelist() if name != "jeu.toml")


def move(page: Page) -> None:
    """By keyboard, by button, by dragging; the focus stays on the card, and its place is told."""
    first = order(page)
    page.locator(f"#ouvrir-{first[0]}").focus()
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("[data-told]")).to_contain_text("est maintenant la carte 3")
    assert order(page)[:3] == [first[1], first[2], first[0]]
    expect(page.locator(f"#ouvrir-{first[0]}")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"#ouvrir-{first[2]}")).to_be_focused()
    page.locator(f"#avant-{first[2]}").click()
    expect(cards(page).first).to_have_attribute("data-card", first[2])
    page.locator(f"#ouvrir-{first[4]}").drag_to(page.locator(f"#ouvrir-{first[2]}"), target_position={"x": 10, "y": 60})
    expect(cards(page).first).to_have_attribute("data-card", first[4])
    page.keyboard.press("Control+z")
    expect(cards(page).first).to_have_attribute("data-card", first[2])
    page.locator(f"#voir-{first[1]}").click()
    expect(page.locator(f"#carte-{first[1]} .aside-tag")).to_be_visible()
    assert sorted(order(page)) == sorted(first)


def change_the_card(page: Page) -> None:
    """Another title, seen at once on the card; a photo that forgets its place; a voice kept after it was heard."""
    page.get_by_label("Titre en Français", exact=True).fill("J'ai cuisiné… / J'ai goûté…")
    expect(page.locator("[data-preview-title] span")).to_have_text(["J'ai cuisiné…", "J'ai goûté…"])
    page.locator("summary", has_text="Ou en choisir une").click()
    page.get_by_label("Chercher une image").fill("tarte")
    expect(page.locator("[data-found]")).to_contain_text("image")
    assert page.locator(".pick:visible").count() < 6
    photo = {"name": "Nadia chez elle.jpg", "mimeType": "image/jpeg", "buffer": photo_with_a_place()}
    page.get_by_label("Donner une image").set_input_files([photo])  # type: ignore[list-item]
    expect(page.locator("[data-preview-picture]").first).to_have_attribute("src", re.compile("^blob:"))
    voice = page.locator("[data-tongue=fr] [data-voice]")
    voice.locator("summary").click()
    record(page, voice, whole=False)
    voice.get_by_role("button", name="Jeter").click()
    expect(voice.locator("[data-said]")).to_have_text("C’est jeté.")
    record(page, voice, whole=True)
    voice.get_by_role("button", name="Garder").click()
    expect(voice.locator("[data-said]")).to_contain_text("Gardé")
    page.get_by_role("button", name="Enregistrer la carte").click()
    expect(page.locator("#ouvrir-appris .title span")).to_have_text(["J'ai cuisiné…", "J'ai goûté…"])


def record(page: Page, voice: Locator, *, whole: bool) -> None:
    button = voice.locator("[data-record]")
    button.click()
    expect(button).to_contain_text("Arrêter (0 min 01 s)" if whole else "Arrêter")
    button.click()
    expect(button).to_have_text("Recommencer")
    if not whole:
        return
    sound = voice.locator("[data-listen]")
    expect(sound).to_be_visible()
    page.wait_for_function("(sound) => sound.readyState >= 2 && !sound.error", arg=sound.element_handle())


def undo_and_redo(page: Page) -> None:
    undo = page.locator("[data-annuler]")
    expect(undo).to_contain_text("« J'ai cuisiné… / J'ai goûté… » changée")
    undo.click()
    expect(page.locator("#ouvrir-appris .title")).to_have_text("J'ai appris…")
    page.locator("[data-retablir]").click()
    expect(page.locator("#ouvrir-appris .title span").last).to_have_text("J'ai goûté…")
    expect(page.locator("#ouvrir-appris img")).to_have_js_property("complete", True)
    assert page.locator("#ouvrir-appris img").evaluate("(one) => one.naturalWidth") == 900


def publish(page: Page) -> None:
    page.get_by_role("link", name="Mettre cette version en service").click()
    page.get_by_role("button", name="Mettre en service").click()
    expect(page.locator(".tags .tag").first).to_have_text("En service")
    expect(page.get_by_role("link", name="Mettre cette version en service")).to_have_count(0)


def exported(page: Page) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Exporter").click()
    assert re.match(r"jeu-\d+-20", waiting.value.suggested_filename)
    content = waiting.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        photo = next(name for name in names if name.endswith(".jpg"))
        assert not has_a_place(archive.read(photo))
        assert any(name.endswith(".webm") for name in names)
        assert "Nadia" not in " ".join(names)
    return content


def take_in(page: Page, content: bytes, folder: Path) -> None:
    (folder / "jeu.zip").write_bytes(content)
    page.locator(".crumbs a").first.click()
    page.get_by_role("link", name="Importer un jeu").click()
    page.locator("#fichier").set_input_files(folder / "jeu.zip")
    page.get_by_role("button", name="Lire ce jeu").click()
    expect(page.locator(".flashes")).to_contain_text("Le jeu est sur l’étagère")
