"""What is typed in an open interview becomes operations, whatever happens in between."""

from __future__ import annotations

import pytest

from tests.browser.tablet_interview import Tablet
from tests.interviews.journal_making import NOTE, uid

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-journal")]


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


def test_a_key_that_comes_while_a_note_is_put_off_the_record_does_not_write_it_again(tablet: Tablet) -> None:
    tablet.type("Un secret")
    tablet.run("""
        store.slow = (what) => (what === "append" ? 50 : 0);
        window.going = interview.offTheRecord(given);
        while (interview.hasDraft(given)) await null;
        interview.write(given, "Un secret, trop");""", NOTE)  # fmt: skip
    tablet.wait(60)
    tablet.run("await window.going; store.slow = () => 0;")
    tablet.wait(10_000)
    assert (tablet.written, tablet.drafts, tablet.text()) == ([], [], "")


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


def test_words_that_a_full_disk_keeps_in_memory_count_once_and_leave_their_draft_on_the_disk(tablet: Tablet) -> None:
    tablet.type("Précieux")
    tablet.wait(800)
    tablet.run("store.held = 1; store.fails = (what) => (what === 'append' ? 'kept' : null);")
    tablet.run("await interview.settle().catch(() => {}); await interview.settle();")
    assert tablet.run("return store.journal(id);")[1:] == []
    assert tablet.run("return interview.state.texts.get(given).length;", NOTE) == 1
    assert (tablet.text(), tablet.drafts) == ("Précieux", [[NOTE, "Précieux"]])
    tablet.run("store.held = 0; store.fails = () => null; await interview.settle();")
    assert tablet.drafts == []


def test_a_text_too_long_for_one_note_stays_a_draft_and_is_said(tablet: Tablet) -> None:
    tablet.run('interview.write(given, "é".repeat(200_001)); await interview.settle();', NOTE)
    assert (tablet.written, tablet.run("return heard;")) == ([], ["refused"])
    tablet.run('interview.write(given, "👩".repeat(200_000)); await interview.settle();', NOTE)
    assert [len(text or "") for text in tablet.written] == [200_000]
