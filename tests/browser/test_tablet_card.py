"""The card in hand, on the real server: notes, marks, off the record, photos, the voice, the keyboard, every size."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.looking import findings, keep_picture, too_wide
from tests.browser.serving import CHROMIUM, FLAGS, Watched, running_server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-card")]

FAKE_MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
TOOLS = ("marques", "aide", "temps", "photo", "son", "langue")
BEGIN = (Path(__file__).parent / "card_seed.js").read_text(encoding="utf-8")
WITH_STORE = """async ({ body, told }) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { fold } = await import("/entretien/app/journal/fold.js");
  const store = await openStore();
  const work = ({ %s })[body];
  try { return await work(store, fold, told); } finally { store.close(); }
}"""
WORKS = """
  prefs: async (store, fold, told) => { for (const [name, on] of told) await store.prefs.set(`outil-${name}`, on); },
  journal: (store, fold, id) => store.journal(id),
  files: async (store, fold, id) => {
    const { attachments } = fold(await store.journal(id));
    const told = [...attachments.values()];
    return Promise.all(told.map(async (one) => ({ ...one, here: (await store.file(one.attachment))?.size ?? 0 })));
  },
  passages: async (store, fold, id) => {
    const { texts, marks } = fold(await store.journal(id));
    return [...texts].map(([field, [{ text }]]) => [text, marks.filter((one) => one.note === field).map((one) => one.mark)]);
  },
  saved: async (store, fold, { id, words }) => {
    const start = performance.now();
    while (![...(await store.drafts(id)).values()].includes(words)) {
      if (performance.now() - start > 5000) return null;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return performance.now() - start;
  },
  sent: async (store, fold, id) => {
    while ((await store.outbox(id)).length) await new Promise((resolve) => setTimeout(resolve, 50));
    return (await fetch(`/api/entretiens/${id}/operations?apres=0`)).text();
  },
  pieces: async (store, fold, { id, least }) => {
    const start = performance.now();
    for (;;) {
      const sounds = await store.orphans(id);
      if (sounds.length >= least) return { sounds, after: performance.now() - start };
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
"""


@dataclass
class Hand:
    """One card in hand on a page of the tablet."""

    page: Page
    origin: str
    id: str
    picks: list[str]

    def open(self, place: int = 1) -> None:
        self.page.goto(f"{self.origin}/entretien/reglages.json")  # another document: the interview is opened afresh
        self.page.goto(f"{self.origin}/entretien/#card/{self.id}/{self.picks[place]}")
        expect(self.page.locator(".hand h1")).to_be_visible()

    def ask(self, work: str, told: Any = None) -> Any:
        """One of WORKS, told the interview's id unless something else is given."""
        return self.page.evaluate(WITH_STORE % WORKS, {"body": work, "told": told if told is not None else self.id})

    def tools(self, *names: str) -> None:
        self.ask("prefs", [[name, name in names] for name in TOOLS])

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Ce que dit la personne")

    @property
    def passages(self) -> Locator:
        return self.page.locator(".hand .passage")

    def note(self, words: str) -> None:
        self.field.fill(words)
        self.field.press("Enter")
        expect(self.passages.filter(has_text=words[:60])).to_be_visible()


@pytest.fixture(scope="module")
def tablet(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BrowserContext, str]]:
    """A tablet with a microphone that always beeps, come in by the link of the server."""
    folder = tmp_path_factory.mktemp("carte")
    speaking = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *FAKE_MICROPHONE])
    with running_server("servir", home=folder / "kparole", cwd=folder) as link:
        context = speaking.new_context(
            viewport={"width": 1024, "height": 768}, locale="fr-FR", service_workers="block", reduced_motion="reduce"
        )
        context.new_page().goto(link)
        context.pages[0].close()
        yield context, re.sub(r"(https?://[^/]+).*", r"\1", link)
        context.close()
    speaking.close()


@pytest.fixture
def begin(tablet: tuple[BrowserContext, str]) -> Iterator[Callable[..., Hand]]:
    """Begin an interview of which three cards were taken, and hold the second one."""
    context, origin = tablet
    page = context.new_page()
    watched = Watched(page)

    def begun(*tools: str, **told: Any) -> Hand:
        page.goto(f"{origin}/entretien/reglages.json")
        hand = Hand(page, origin, **page.evaluate(BEGIN, told))
        hand.tools(*tools)
        hand.open()
        return hand

    yield begun
    page.close()
    # An interview not sent yet is not on the server, nor is a photo taken away while it leaves announced there.
    assert [one for one in watched.console if "404" not in one and "409" not in one] == []
    assert watched.elsewhere == []


def test_typed_words_are_on_the_disk_in_a_second_and_a_closed_page_loses_none(begin: Callable[..., Hand]) -> None:
    hand = begin()
    taken = []
    for number in range(5):  # a machine that does much else makes one slower, never quicker
        words = f"On a fait la fête de juin {number}"
        hand.field.fill("")
        hand.field.press_sequentially(words)
        taken.append(hand.ask("saved", {"id": hand.id, "words": words}))
        if taken[-1] is not None and taken[-1] <= 1000:
            break
    assert min(one for one in taken if one is not None) <= 1000, taken
    hand.page.reload()
    expect(hand.passages).to_have_text([re.compile(words)])
    expect(hand.field).to_have_value("")


def test_enter_opens_the_next_passage_and_the_marks_follow_taps_and_keys(begin: Callable[..., Hand]) -> None:
    hand = begin("marques")
    hand.field.press("Alt+Digit1")
    hand.field.type("On se garde les clés.")
    expect(hand.button("Mots exacts")).to_have_attribute("aria-pressed", "true")
    hand.field.press("Enter")
    expect(hand.button("Mots exacts")).to_have_attribute("aria-pressed", "false")
    hand.field.type("Vient le jeudi")
    hand.field.press("Shift+Enter")
    hand.field.type("avec une voisine.")
    hand.button("Passage suivant").click()
    hand.field.type("Elle sourit.")
    hand.button("Vu, ressenti").click()
    hand.button("Important").click()
    hand.field.press("Control+Enter")
    expect(hand.passages).to_have_count(3)
    expect(hand.passages.nth(0)).to_have_class(re.compile("exact"))
    expect(hand.passages.nth(2)).to_have_class(re.compile("seen"))
    expect(hand.passages.nth(2)).to_contain_text("Important")

    # A passage above is touched: the marks are for it, and its words are corrected where they stand.
    hand.button("Vient le jeudi").click()
    hand.button("Important").click()
    hand.button("Corriger").click()
    hand.page.get_by_label("Corriger ce passage").fill("Vient le mardi avec une voisine.")
    hand.page.keyboard.press("Enter")
    expect(hand.field).to_be_focused()
    hand.button("« On se garde les clés. »").click()
    hand.page.keyboard.press("Alt+Digit1")
    expect(hand.passages.nth(0)).not_to_have_class(re.compile("exact"))
    hand.page.reload()
    expect(hand.passages).to_have_count(3)
    assert hand.ask("passages") == [
        ["On se garde les clés.", []],
        ["Vient le mardi avec une voisine.", ["important"]],
        ["Elle sourit.", ["observation", "important"]],
    ]


def test_what_is_off_the_record_is_nowhere_any_more_unless_it_is_put_back(begin: Callable[..., Hand]) -> None:
    hand = begin("marques")
    hand.note("Son frère est parti en prison.")
    assert "prison" in hand.ask("sent")
    hand.button("Son frère").click()
    hand.button("Pas gardé").click()
    expect(hand.page.get_by_text("Ce passage n’est pas gardé.")).to_be_visible()
    expect(hand.passages).to_have_count(0)
    hand.button("Le remettre").click()
    expect(hand.passages).to_have_count(1)
    hand.field.type("Elle a dit un secret")
    hand.page.keyboard.press("Alt+Digit4")
    expect(hand.field).to_have_value("")
    hand.button("Son frère").click()
    hand.button("Pas gardé").click()
    expect(hand.passages).to_have_count(0)
    sent = hand.ask("sent")
    for told in (sent, json.dumps(hand.ask("journal"), ensure_ascii=False)):
        assert "note.off" in told
        assert "prison" not in told
        assert "secret" not in told
    assert hand.ask("passages") == []


def test_a_full_tablet_keeps_the_words_on_the_screen_and_says_what_to_do(begin: Callable[..., Hand]) -> None:
    hand = begin()
    hand.page.evaluate("""() => {
      const { add, put } = IDBObjectStore.prototype;
      window.spare = () => Object.assign(IDBObjectStore.prototype, { add, put });
      IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
    }""")
    hand.field.fill("Des mots qui ne tiennent plus")
    hand.field.press("Enter")
    expect(hand.page.get_by_text("n’a plus de place").first).to_be_visible()
    expect(hand.passages).to_contain_text("Des mots qui ne tiennent plus")
    expect(hand.button("Fichier de secours")).to_be_visible()
    hand.page.evaluate("() => { window.spare(); }")
    hand.button("Réessayer").click()
    expect(hand.button("Réessayer")).to_be_hidden()
    assert hand.ask("passages") == [["Des mots qui ne tiennent plus", []]]


def test_very_long_or_strange_texts_lose_nothing(begin: Callable[..., Hand]) -> None:
    hand = begin()
    long = "é" * 199_999 + "👩‍👧" + "ا" * 30
    hand.field.fill(long)
    expect(hand.page.get_by_text("plusieurs passages")).to_be_visible()
    hand.field.press("Enter")
    hand.field.evaluate("""(area) => {
      area.value = "avant\\u0000\\u0007\\ud800après";
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }""")
    expect(hand.page.get_by_text("Un signe illisible")).to_be_visible()
    expect(hand.field).to_have_value("avant\ufffd\ufffd\ufffdaprès")
    hand.field.press("Enter")
    expect(hand.passages).to_have_count(3)
    texts = [text for text, _marks in hand.ask("passages")]
    assert len(texts[0]) == 200_000
    assert "".join(texts[:2]) == long
    assert texts[2] == "avant\ufffd\ufffd\ufffdaprès"


def test_the_voice_is_recorded_in_pieces_and_goes_when_the_agreement_goes(begin: Callable[..., Hand]) -> None:
    hand = begin("son")
    hand.button("Enregistrer la voix").click()
    expect(hand.page.get_by_text("Demandez d’abord")).to_be_visible()
    hand = begin("son", consents={"notes": "given", "audio": "given"})
    hand.button("Enregistrer la voix").click()
    badge = hand.page.locator(".interview-bar .recording")
    expect(badge).to_be_visible()
    first = hand.ask("pieces", {"id": hand.id, "least": 1})
    assert first["after"] <= 5000
    assert first["sounds"][0]["card"] == hand.picks[1]

    # The page is closed in the middle: what was recorded is finished when the interview opens again.
    hand.page.reload()
    expect(badge).to_be_hidden()
    kept = wait_for(hand, lambda files: len(files) == 1)
    assert kept[0]["type"] == "audio/webm"
    assert kept[0]["here"] == kept[0]["bytes"] > 0

    # She takes her agreement back, on another screen: it stops at once, and nothing of it is left.
    hand.button("Enregistrer la voix").click()
    expect(badge).to_be_visible()
    hand.page.set_viewport_size({"width": 1280, "height": 800})
    hand.button("Ouverture").click()
    expect(badge).to_be_visible()
    hand.page.get_by_role("group", name=re.compile("enregistre")).get_by_role("button", name="Non").click()
    expect(badge).to_be_hidden()
    wait_for(hand, lambda files: files == [])
    assert hand.ask("pieces", {"id": hand.id, "least": 0})["sounds"] == []


def test_the_end_of_the_interview_stops_the_recording_and_keeps_it(begin: Callable[..., Hand]) -> None:
    hand = begin("son", consents={"notes": "given", "audio": "given"})
    hand.button("Enregistrer la voix").click()
    expect(hand.page.locator(".interview-bar .recording")).to_contain_text("0:01")
    hand.button("Terminer").click()
    hand.button(re.compile("on pose le stylo")).click()
    expect(hand.page.get_by_role("heading", name="On pose le stylo")).to_be_visible()
    expect(hand.page.locator(".interview-bar .recording")).to_be_hidden()
    kept = wait_for(hand, lambda files: len(files) == 1)
    assert kept[0]["here"] == kept[0]["bytes"] > 0
    kinds = [one["kind"] for one in hand.ask("journal")]
    assert kinds.index("attachment.add") < kinds.index("end.mark")


def wait_for(hand: Hand, good: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    """The photos and sounds of the interview, once they are as they should be."""
    for _again in range(100):
        files: list[dict[str, Any]] = hand.ask("files")
        if good(files):
            return files
    raise AssertionError(files)


def picture(kind: str, size: tuple[int, int] = (60, 40)) -> FilePayload:
    written = BytesIO()
    Image.new("RGB", size, "#c8233a").save(written, kind)
    return {"name": f"feuille.{kind.lower()}", "mimeType": f"image/{kind.lower()}", "buffer": written.getvalue()}


def test_photos_are_checked_made_ready_shown_and_taken_away(begin: Callable[..., Hand]) -> None:
    hand = begin("photo")
    camera = hand.page.get_by_label("Photo de la feuille")
    sheet = picture("JPEG")
    camera.set_input_files([sheet, picture("BMP"), picture("PNG", (5000, 20))])
    shown = hand.page.get_by_role("list", name="Photos et sons").get_by_role("img")
    expect(shown).to_have_count(3)
    kept = hand.ask("files")
    assert [one["type"] for one in kept] == ["image/jpeg"] * 3
    assert kept[0]["bytes"] == len(sheet["buffer"])  # what the server takes as it is stays as it is
    assert {one["card"] for one in kept} == {hand.picks[1]}
    assert shown.nth(2).evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 4096
    camera.set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"bonjour"})
    expect(hand.page.get_by_text("Ce fichier n’est pas une photo.")).to_be_visible()
    camera.set_input_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": sheet["buffer"][:90]})
    expect(hand.page.get_by_text("Cette image est abîmée.")).to_be_visible()
    hand.button("Retirer la photo 1").click()
    expect(shown).to_have_count(2)
    hand.button("La remettre").click()
    expect(shown).to_have_count(3)


def test_after_the_end_it_says_that_nothing_is_written_any_more(begin: Callable[..., Hand]) -> None:
    hand = begin(*TOOLS, passages=[[1, "Des mots", ["exact"]]], ended=True)
    expect(hand.page.get_by_text("L’entretien est terminé")).to_be_visible()
    expect(hand.page.get_by_role("textbox")).to_have_count(0)
    expect(hand.passages).to_contain_text("« Des mots »")
    for name in ("Reposer", "Photo de la feuille", "Enregistrer la voix"):
        expect(hand.page.get_by_text(name)).to_have_count(0)


def test_tools_unfold_and_stay_and_a_joker_takes_the_title_of_the_person(begin: Callable[..., Hand]) -> None:
    hand = begin()
    expect(hand.button("Mots exacts")).to_have_count(0)
    hand.button("Outils").click()
    for name in ("Marques", "Coup de main", "Temps"):
        hand.page.get_by_role("switch", name=name).check()
    hand.button(re.compile("5.min")).first.click()
    hand.page.keyboard.press("Escape")
    hand.page.reload()
    expect(hand.button("Mots exacts")).to_be_visible()
    expect(hand.page.locator(".clock")).to_contain_text("min")
    asked = hand.page.locator(".help .ask")
    before = asked.inner_text()
    hand.page.locator(".help").get_by_role("button", name="Une autre").click()
    expect(asked).not_to_have_text(before)
    hand.button("Mal à l’aise").click()
    expect(hand.button("Mal à l’aise")).to_have_attribute("aria-pressed", "true")
    hand.button(re.compile("Carte 3")).click()
    hand.page.get_by_label("Le titre que la personne donne").fill("Mes enfants")
    hand.page.keyboard.press("Enter")
    expect(hand.page.locator("h1")).to_have_text("Mes enfants")
    hand.button("On s’arrête là").click()
    expect(hand.page).to_have_url(re.compile("#closing/"))


def test_with_the_keyboard_open_the_field_and_the_marks_stay_in_sight(begin: Callable[..., Hand]) -> None:
    hand = begin("marques", passages=[[1, "Des mots", []]] * 5)
    for width, height, seen in ((360, 640, 330), (768, 1024, 560), (1024, 768, 400)):
        hand.page.set_viewport_size({"width": width, "height": height})
        hand.page.evaluate(
            """(seen) => Object.defineProperty(visualViewport, "height", { configurable: true, get: () => seen })""",
            seen,
        )
        hand.field.focus()
        for part in (hand.field, hand.button("Pas gardé"), hand.passages.last):
            box = part.bounding_box()
            assert box is not None
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= seen
        hand.button("Voir la carte").click()
        expect(hand.page.locator(".hand-card")).to_be_visible()


ARABIC = "قبل كنت أقول صباح الخير فقط. الآن نتبادل المفاتيح ونشرب الشاي معا كل يوم خميس."
SCREENS = {
    "paysage": (1024, 768, "light", "fr"),
    "portrait": (768, 1024, "dark", "fr"),
    "telephone": (360, 640, "light", "ar"),
    "zoom-200": (512, 384, "dark", "ar"),
}


def test_axe_finds_nothing_at_any_size(begin: Callable[..., Hand]) -> None:
    words = [[1, ARABIC, ["exact"]], [1, "Un mot. " * 300, []], [1, "Elle sourit.", ["observation", "important"]]]
    hand = None
    for name, (width, height, look, language) in SCREENS.items():
        if hand is None or name == "telephone":
            hand = begin(*TOOLS, passages=words, opening={"language": language}, many=language == "ar")
        hand.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
        hand.page.set_viewport_size({"width": width, "height": height})
        hand.field.fill("On a fait la fête de juin toutes les deux.")
        if name in ("paysage", "telephone"):
            hand.button("Elle sourit.").click()
        if name == "portrait":
            hand.button("Outils").click()
        assert findings(hand.page) == [], name
        assert too_wide(hand.page) <= 0, name
        small = hand.page.evaluate(SMALL)
        assert small == [], name
        keep_picture(hand.page, f"tablette-carte-{name}")
        hand.page.keyboard.press("Escape")


SMALL = """() => [...document.querySelectorAll(".hand button, .hand input:not(.sr), .hand label.button")]
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 48 || box.height < 47.5)).map(([name, box]) => `${name} ${box.width}`)"""
