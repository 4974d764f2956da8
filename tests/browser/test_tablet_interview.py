"""An open interview, above a store in memory: what is typed becomes operations, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from interviews.operations import hash_of
from tests.browser.conftest import Watched
from tests.browser.tablet_server import tablet_server
from tests.interviews.journal_making import INTERVIEW, NOTE, OPEN, Device, uid

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-journal")]

START = """
const { MemoryStore } = await import("/essais/memory_store.js");
const { OpenInterview } = await import("/entretien/app/journal/interview.js");
const { id, opening, snapshot } = given;
const store = new MemoryStore(snapshot);
const heard = [];
await window.interview?.close().catch(() => {});
window.open = async (again) => {
  const interview = again
    ? await OpenInterview.reopen(store, id)
    : await OpenInterview.begin(store, { id, opening, summary: { title: "Essai" } });
  for (const name of ["change", "refused", "trouble"]) interview.addEventListener(name, () => heard.push(name));
  return interview;
};
Object.assign(window, { store, heard, id, interview: await window.open(snapshot !== null) });
"""
WRITTEN = (
    'return (await store.journal(id)).filter((one) => one.kind === "note.write").map((one) => one.data?.text ?? null);'
)
DRAFTS = "return [...(await store.drafts(id))];"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with tablet_server() as address:
        yield address


@pytest.fixture(scope="module")
def sheet(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all: its clock only moves when it is told to, and it must not complain."""
    page = browser.new_page()
    watched = Watched(page)
    page.clock.install(time=datetime(2026, 11, 22))
    page.clock.pause_at(datetime(2026, 11, 23))
    page.goto(address)
    yield page
    page.close()
    assert (watched.console, watched.elsewhere) == ([], [])


class Tablet:
    """A new interview, open in the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.start(None)

    def start(self, snapshot: Any) -> None:
        self.run(START, {"id": INTERVIEW, "opening": OPEN, "snapshot": snapshot})

    def run(self, body: str, given: Any = None) -> Any:
        return self.page.evaluate(f"async (given) => {{ {body} }}", given)

    def crash(self) -> None:
        """What was on the disk at this moment is all that is left."""
        snapshot = self.run("return store.snapshot();")
        self.page.goto("about:blank")
        self.page.goto(self.address)
        self.start(snapshot)

    def wait(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)

    def type(self, text: str, field: str = NOTE) -> Any:
        return self.run("return interview.write(given.field, given.text);", {"field": field, "text": text})

    def text(self, field: str = NOTE) -> Any:
        return self.run("return interview.textOf(given);", field)

    @property
    def written(self) -> list[str | None]:
        return self.run(WRITTEN)  # type: ignore[no-any-return]

    @property
    def drafts(self) -> list[Any]:
        return self.run(DRAFTS)  # type: ignore[no-any-return]


@pytest.fixture
def tablet(sheet: Page, address: str) -> Tablet:
    return Tablet(sheet, address)


def test_a_text_is_on_the_disk_within_800_ms_and_an_operation_after_a_rest(tablet: Tablet) -> None:
    tablet.type("J")
    tablet.wait(400)
    tablet.type("J'ai")
    assert (tablet.text(), tablet.drafts) == ("J'ai", [])
    tablet.wait(399)  # still 799 ms after the first key, though more was typed since
    assert tablet.drafts == [[NOTE, "J'ai"]]
    tablet.type("J'ai aidé")
    tablet.wait(3_900)
    assert (tablet.written, tablet.drafts) == ([], [[NOTE, "J'ai aidé"]])
    tablet.wait(200)
    assert (tablet.written, tablet.drafts, tablet.text()) == (["J'ai aidé"], [], "J'ai aidé")


def test_a_text_settled_is_one_operation_and_the_same_text_none(tablet: Tablet) -> None:
    tablet.type("Un")
    tablet.run("await Promise.all([interview.settle(), interview.settle(given)]);", NOTE)
    tablet.type("Un et deux")
    tablet.type("Un")
    tablet.run("await interview.settle();")
    assert (tablet.written, tablet.drafts) == (["Un"], [])
    tablet.type("")
    tablet.run("await interview.settle();")
    tablet.type("", "terms")
    tablet.run("await interview.settle();")
    assert tablet.written == ["Un", ""]


def test_what_is_typed_while_a_text_is_settled_stays_a_draft(tablet: Tablet) -> None:
    tablet.type("Un")
    tablet.run("""
        store.slow = (what) => (what === "append" ? 50 : 0);
        window.settling = interview.settle().then(() => interview.write("terms", "Autre chose"));
        await null; await null;
        interview.write(given, "Un et demi");""", NOTE)  # fmt: skip
    tablet.wait(60)
    tablet.run("await window.settling;")
    assert (tablet.written, tablet.text()) == (["Un"], "Un et demi")
    tablet.run("store.slow = () => 0;")
    tablet.wait(4_000)
    assert tablet.written == ["Un", "Un et demi", "Autre chose"]


def test_acts_asked_for_together_are_written_in_order_even_on_a_disk_that_drags(tablet: Tablet) -> None:
    tablet.run("""
        let pause = 50;
        store.slow = (what) => (what === "append" ? (pause -= 4) : 0);
        window.acts = Promise.all(Array.from({ length: 12 }, (_one, seconds) => interview.act("timer.set", { seconds })));
        """)  # fmt: skip
    tablet.wait(600)
    tablet.run("await window.acts;")
    journal = tablet.run("return store.journal(id);")
    assert [one["seq"] for one in journal] == list(range(1, 14))
    assert [one["data"]["seconds"] for one in journal[1:]] == list(range(12))
    assert tablet.run("return interview.state.timer;") == 11


def test_a_crash_while_typing_loses_nothing_of_what_was_on_the_disk(tablet: Tablet) -> None:
    tablet.type("Premier")
    tablet.run("await interview.settle();")
    tablet.type("Premier jet")
    tablet.type("Bien passé", "hot-notes")
    tablet.wait(800)
    tablet.crash()
    assert (tablet.written, tablet.drafts) == (["Premier", "Premier jet", "Bien passé"], [])
    assert tablet.text() == "Premier jet"
    assert [one["seq"] for one in tablet.run("return store.journal(id);")] == [1, 2, 3, 4]
    tablet.crash()
    assert tablet.written == ["Premier", "Premier jet", "Bien passé"]


def test_a_crash_between_the_operation_and_the_end_of_its_draft_writes_it_once(tablet: Tablet) -> None:
    tablet.type("Une fois")
    tablet.wait(800)
    tablet.run('store.fails = (what, detail) => (what === "draft" && detail.endsWith("gone") ? "place" : null);')
    assert tablet.run("return interview.settle().then(() => null, (error) => error.name);") == "StoreError"
    assert tablet.drafts == [[NOTE, "Une fois"]]
    tablet.crash()
    assert (tablet.written, tablet.drafts) == (["Une fois"], [])


@pytest.mark.parametrize("received", [False, True])
def test_off_the_record_takes_the_words_away_at_once_and_for_good(tablet: Tablet, received: bool) -> None:
    tablet.type("Un secret")
    tablet.run("await interview.settle();")
    if received:
        tablet.run("await store.acknowledge(id, (await store.journal(id)).map((one) => one.id));")
    tablet.type("Un secret de plus")
    tablet.wait(800)
    tablet.run("await interview.offTheRecord(given);", NOTE)
    assert (tablet.text(), tablet.drafts) == ("", [])
    assert tablet.written == ([None] if received else [])
    assert "secret" not in tablet.run("return JSON.stringify(store.snapshot());")
    tablet.wait(10_000)
    tablet.crash()
    assert tablet.text() == ""
    tablet.type("Autre chose")
    tablet.run("await interview.settle();")
    assert tablet.text() == "Autre chose"


def test_a_crash_in_the_middle_of_off_the_record_does_not_bring_the_draft_back(tablet: Tablet) -> None:
    tablet.type("Un secret")
    tablet.wait(800)
    tablet.run('store.fails = (what) => (what === "append" ? "ferme" : null);')
    tablet.run("await interview.offTheRecord(given).catch(() => {});", NOTE)
    tablet.crash()
    assert (tablet.written, tablet.drafts, tablet.text()) == ([], [], "")


def test_the_end_keeps_what_was_being_typed_and_then_only_what_may_be(tablet: Tablet) -> None:
    tablet.type("Dernier mot")
    tablet.run('await interview.act("end.mark");')
    assert tablet.written == ["Dernier mot"]
    assert tablet.run("return (await store.interviews())[0].ended;") is True
    assert tablet.type("Trop tard") is False
    assert tablet.type("À chaud", "hot-notes") is True
    refused = 'return interview.act("card.take", given).then(() => null, (error) => error.name);'
    assert tablet.run(refused, {"pick": uid("late"), "card": "utile"}) == "Ended"
    tablet.run('await interview.act("consent.set", { use: "recit", state: "given", how: "oral" });')
    tablet.run("await interview.settle();")
    assert tablet.written == ["Dernier mot", "À chaud"]
    assert tablet.run("return [heard.includes('refused'), heard.includes('trouble'), interview.state.afterEnd.size];") == [
        True, False, 0,
    ]  # fmt: skip


def test_a_disk_that_refuses_leaves_the_words_on_the_screen_and_is_tried_again(tablet: Tablet) -> None:
    tablet.run('store.fails = () => "place";')
    tablet.type("Précieux")
    tablet.wait(5_000)
    assert (tablet.text(), tablet.drafts, tablet.written) == ("Précieux", [], [])
    assert "trouble" in tablet.run("return heard;")
    tablet.run("store.fails = () => null;")
    tablet.wait(2_100)
    assert tablet.drafts == [[NOTE, "Précieux"]]
    tablet.run("await interview.close();")
    assert (tablet.drafts, tablet.written) == ([], ["Précieux"])


def test_a_text_too_long_for_one_note_stays_a_draft_and_is_said(tablet: Tablet) -> None:
    tablet.run('interview.write(given, "é".repeat(200_001)); await interview.settle();', NOTE)
    assert (tablet.written, tablet.run("return heard;")) == ([], ["refused"])
    tablet.run('interview.write(given, "👩".repeat(200_000)); await interview.settle();', NOTE)
    assert [len(text or "") for text in tablet.written] == [200_000]


def test_marks_follow_the_words_and_can_be_taken_away(tablet: Tablet) -> None:
    tablet.type("J'ai aidé ma voisine.")
    marked = {"note": NOTE, "start": 0, "end": 0, "mark": "exact"}
    tablet.run('await interview.act("note.mark", given);', marked)
    kinds = "return (await store.journal(id)).map((one) => one.kind);"
    assert tablet.run(kinds) == ["interview.open", "note.write", "note.mark"]
    assert tablet.run("return interview.state.marks.map((one) => one.mark);") == ["exact"]
    journal = tablet.run("return store.journal(id);")
    assert journal[2]["base"] == journal[1]["id"]
    tablet.run('await interview.act("note.mark", given);', marked | {"off": True})
    assert tablet.run("return interview.state.marks;") == []


def test_a_text_written_beside_another_device_s_both_stand_until_somebody_chooses(tablet: Tablet) -> None:
    other = Device("B")
    tablet.type("Ici")
    much = [other.does("timer.set", {"seconds": number}) for number in range(5)]  # the order puts it after what is here
    tablet.run("await interview.receive(given, 1);", [*much, other.writes("Là")])
    assert tablet.written == ["Ici", "Là"]
    assert tablet.run("return interview.state.toSettle;") == [NOTE]
    assert tablet.text() == "Ici"
    tablet.type("Ici encore")
    tablet.run("await interview.settle();")
    assert tablet.run("return interview.state.toSettle;") == [NOTE]
    tablet.run('await interview.choose(given, "Ici et là");', NOTE)
    assert (tablet.text(), tablet.run("return interview.state.toSettle;")) == ("Ici et là", [])


def test_what_another_device_wrote_and_was_read_here_is_built_on(tablet: Tablet) -> None:
    tablet.run("await interview.receive(given, 1);", [Device("B").writes("Là")])
    assert tablet.text() == "Là"
    tablet.type("Là, et ici")
    tablet.run("await interview.settle();")
    assert (tablet.text(), tablet.run("return interview.state.toSettle;")) == ("Là, et ici", [])


def test_what_arrives_in_a_text_that_is_open_to_be_edited_is_not_replaced_unseen(tablet: Tablet) -> None:
    tablet.run("interview.editing(given);", NOTE)
    tablet.run("await interview.receive(given, 1);", [Device("B").writes("Là")])
    tablet.type("Ici")
    tablet.run("await interview.settle();")
    assert tablet.run("return interview.state.toSettle;") == [NOTE]


def test_a_change_of_mind_after_another_device_s_answer_is_believed(tablet: Tablet) -> None:
    said = {"use": "recit", "state": "withdrawn", "how": "oral"}
    tablet.run('await interview.act("consent.set", given);', said | {"state": "given"})
    tablet.run("await interview.receive(given, 1);", [Device("B").does("consent.set", said)])
    believed = 'return interview.state.consents.get("recit").state;'
    assert tablet.run(believed) == "withdrawn"
    tablet.run('await interview.act("consent.set", given);', said | {"state": "given"})
    assert tablet.run(believed) == "given"


def test_words_another_device_took_away_leave_this_one(tablet: Tablet) -> None:
    tablet.type("Un secret")
    tablet.run("await interview.settle();")
    other = Device("B", known={NOTE: tablet.run("return (await store.journal(id))[1].id;")})
    tablet.run("await interview.receive(given, 1);", [other.forgets()])
    assert tablet.text() == ""
    assert "secret" not in tablet.run("return JSON.stringify(store.snapshot());")


def test_a_photo_taken_away_is_erased_here_and_its_announcement_everywhere(tablet: Tablet) -> None:
    add = tablet.run("""
        const blob = new Blob([new Uint8Array([1, 2, 3])], { type: "image/png" });
        return interview.addFile({ kind: "photo", blob, card: "utile" });""")  # fmt: skip
    assert (add["data"]["bytes"], add["data"]["type"], add["data"]["card"]) == (3, "image/png", "utile")
    photo = add["data"]["attachment"]
    tablet.run("await store.acknowledge(id, [given]); ", add["id"])
    tablet.run("await interview.dropFile(given);", photo)
    *_, emptied, drop, erase = tablet.run("return store.journal(id);")
    assert (emptied["data"], drop["kind"]) == (None, "attachment.drop")
    assert erase["data"] == {"target": add["id"], "hash": hash_of(add)}
    assert tablet.run("return [await store.file(given), interview.state.attachments.size];", photo) == [None, 0]


def test_a_recording_is_announced_once_even_when_a_crash_comes_before(tablet: Tablet) -> None:
    sound = uid("sound")
    tablet.run(
        """
        for (const n of [0, 1]) await store.addChunk(id, given, n, [n, n], { kind: "audio", type: "audio/webm", card: null });
        await store.finishChunks(given);
        """,
        sound,
    )
    tablet.crash()
    found = tablet.run("return [...interview.state.attachments.values()];")
    assert [(one["attachment"], one["bytes"], one["type"]) for one in found] == [(sound, 4, "audio/webm")]
    tablet.crash()
    tablet.run("await interview.addFile({ attachment: given, kind: 'audio' });", sound)
    journal = tablet.run("return store.journal(id);")
    assert [one["kind"] for one in journal] == ["interview.open", "attachment.add"]


@pytest.mark.parametrize("event", ["pagehide", "visibilitychange"])
def test_a_page_that_goes_away_writes_what_was_being_typed(tablet: Tablet, event: str) -> None:
    tablet.type("Avant de partir")
    tablet.run("""
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        (given === "pagehide" ? window : document).dispatchEvent(new Event(given));
        delete document.hidden;
        await interview.act("timer.set", { seconds: 1 });""", event)  # fmt: skip
    assert tablet.written == ["Avant de partir"]


def test_an_interview_is_open_in_one_tab_at_a_time(tablet: Tablet) -> None:
    tablet.run("window.again = window.open(true).then((one) => one.id, (error) => error.name);")
    tablet.wait(1_600)
    assert tablet.run("return window.again;") == "AlreadyOpen"
    tablet.run("await interview.close();")
    assert tablet.run("return (await window.open(true)).id;") == INTERVIEW
