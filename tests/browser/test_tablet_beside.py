"""Marks, photos, sounds and other devices, in an interview that is open."""

from __future__ import annotations

import pytest

from interviews.operations import hash_of
from tests.browser.tablet_interview import Tablet
from tests.interviews.journal_making import INTERVIEW, NOTE, Device, uid

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-journal")]


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


def test_what_this_tablet_wrote_before_it_forgot_the_interview_is_counted_on(tablet: Tablet) -> None:
    """Else two of its operations would bear one number, and the older could stand in place of the newer."""
    device = tablet.run("return interview.device;")
    before = Device("before")
    mine = [{**one, "device": device} for one in [before.does("timer.set", {"seconds": 1}), before.writes("Avant")]]
    tablet.run("await interview.receive(given, 2);", [{**one, "seq": one["seq"] + 1} for one in mine])
    tablet.type("Avant, puis après")
    tablet.run("await interview.settle();")
    assert [one["seq"] for one in tablet.run("return store.journal(id);")] == [1, 2, 3, 4]
    assert tablet.text() == "Avant, puis après"


def test_a_photo_made_as_another_tablet_ends_is_sent_and_one_after_our_own_end_is_not_kept(tablet: Tablet) -> None:
    """Else it would wait here for ever: announced by nothing, and keeping the interview from leaving."""
    made = """
        const blob = new Blob([given], { type: "image/jpeg" });
        return interview.addFile({ kind: "photo", blob }).then((one) => one.kind, (error) => error.name);"""
    left = "return (await store.filesToSend(id)).length;"
    tablet.run("await interview.receive([given], 1);", Device("B").does("end.mark"))
    assert (tablet.run(made, "un"), tablet.run(left)) == ("attachment.add", 1)
    tablet.run('await interview.act("end.mark");')
    assert (tablet.run(made, "deux"), tablet.run(left)) == ("Ended", 1)


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
    assert tablet.run("window.interview = await window.open(true); return window.interview.id;") == INTERVIEW
