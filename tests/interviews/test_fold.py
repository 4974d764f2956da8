from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.erasure import erased_ids
from interviews.fold import InterviewState, fold
from interviews.journal_order import ordered
from interviews.operations import Operation
from tests.interviews.journal_making import NOTE, Device, random_journal, read, uid, whole_interview

SEEDS = st.integers(0, 10_000)


def folded(*raws: dict[str, Any]) -> InterviewState:
    return fold(read(*raws))


def texts(*raws: dict[str, Any], field: str = NOTE) -> list[str]:
    return sorted(one.text for one in folded(*raws).texts.get(field, ()))


def test_a_whole_interview_is_told_by_its_journal() -> None:
    state = folded(*whole_interview())
    assert state.opened is not None
    assert state.opened["deck"] == "kpa"
    assert state.person == {"name": "Kader", "age": 41}
    assert state.read == ["appris", "utile"]
    assert state.skipped == ["appris"]
    (pick,) = state.picks.values()
    assert pick.card == "utile"
    assert state.text(f"note:carte:{pick.pick}") == "J'ai aidé ma voisine."
    assert [mark.mark for mark in state.marks] == ["exact"]
    assert state.timer == 300
    assert state.ended
    assert {use: one.state for use, one in state.consents.items()} == {"notes": "given", "recit": "given"}
    assert state.text("hot-notes") == "Un bel échange."
    assert state.to_settle == []
    assert (state.after_end, state.erased) == (frozenset(), frozenset())


def test_nothing_is_an_interview_not_opened() -> None:
    assert fold([]) == InterviewState()


@given(seed=SEEDS, shuffle=st.integers(0, 1000))
def test_any_order_and_any_copies_tell_the_same(seed: int, shuffle: int) -> None:
    journal = read(*random_journal(seed))
    mixed = [*journal, *journal[::3]]
    random.Random(shuffle).shuffle(mixed)
    assert [one.id for one in ordered(mixed)] == [one.id for one in ordered(journal)]
    assert fold(mixed) == fold(journal)


@given(seed=SEEDS)
def test_forgetting_the_payloads_changes_nothing_of_what_is_told(seed: int) -> None:
    journal = read(*random_journal(seed))
    gone = erased_ids(journal)
    assert fold([replace(one, data=None) if one.id in gone else one for one in journal]) == fold(journal)


@given(seed=SEEDS, cut=st.integers(0, 40), shuffle=st.integers(0, 1000))
def test_what_must_be_forgotten_early_must_be_forgotten_in_the_end(seed: int, cut: int, shuffle: int) -> None:
    journal = read(*random_journal(seed))
    random.Random(shuffle).shuffle(journal)
    assert erased_ids(journal[:cut]) <= erased_ids(journal)


@given(seed=SEEDS)
def test_the_last_word_of_each_device_stands_unless_it_was_replaced_or_taken_away(seed: int) -> None:
    journal = read(*random_journal(seed))
    state = fold(journal)
    standing = {version.operation for versions in state.texts.values() for version in versions}
    bases = {one.base for one in journal}
    last = {(one.device, one.field): one for one in journal if one.kind in {"note.write", "note.off"}}
    for one in last.values():
        kept = one.kind == "note.write" and one.id not in bases and one.id not in state.erased
        assert (one.id in standing) == kept


def test_a_wrong_clock_changes_nothing() -> None:
    journal = whole_interview()
    wrong = [one | {"at": f"{2036 - number:04}-01-01T00:00:00.000Z"} for number, one in enumerate(journal)]
    assert replace(folded(*wrong), steps=[]) == replace(folded(*journal), steps=[])
    assert [one.step for one in folded(*wrong).steps] == ["table"]


def test_two_texts_written_side_by_side_both_stand_and_are_to_be_settled() -> None:
    one, other = Device("A"), Device("B")
    first = one.writes("Au début")
    other.learns(one)
    mine, theirs = one.writes("Ici"), other.writes("Là")
    state = folded(first, mine, theirs)
    assert texts(first, mine, theirs) == ["Ici", "Là"]
    assert state.to_settle == [NOTE]
    assert sorted(state.text(NOTE).split("\n\n")) == ["Ici", "Là"]


def test_who_settles_writes_on_both_and_one_text_stands() -> None:
    one, other = Device("A"), Device("B")
    mine, theirs = one.writes("Ici"), other.writes("Là")
    both = [one.writes("Ici et là"), one.writes("Ici et là") | {"base": theirs["id"]}]
    state = folded(mine, theirs, *both)
    assert texts(mine, theirs, *both) == ["Ici et là"]
    assert state.to_settle == []


def test_the_same_text_on_two_devices_has_nothing_to_settle() -> None:
    state = folded(Device("A").writes("Pareil"), Device("B").writes("Pareil"))
    assert state.to_settle == []
    assert state.text(NOTE) == "Pareil"


def test_different_fields_merge() -> None:
    state = folded(Device("A").writes("Ici"), Device("B").writes("Là", on="terms"))
    assert (state.text(NOTE), state.text("terms"), state.to_settle) == ("Ici", "Là", [])


def test_a_card_put_back_keeps_its_place_and_a_card_taken_again_its_first() -> None:
    tablet, picks = Device(), [uid(number) for number in range(3)]
    taken = [tablet.does("card.take", {"pick": pick, "card": "utile"}) for pick in picks]
    back = [tablet.does("card.back", {"pick": pick}) for pick in picks[:2]]
    again = tablet.does("card.take", {"pick": picks[0], "card": "utile"})
    state = folded(*taken, *back, again)
    assert [(one.pick, one.returned) for one in state.picks.values()] == [
        (picks[0], False), (picks[1], True), (picks[2], False),
    ]  # fmt: skip


def test_cards_laid_in_another_order_are_in_that_order() -> None:
    tablet, picks = Device(), [uid(number) for number in range(3)]
    taken = [tablet.does("card.take", {"pick": pick, "card": "utile"}) for pick in picks]
    order = tablet.does("card.order", {"picks": [picks[2], picks[0], uid("unknown"), picks[2]]})
    assert list(folded(*taken, order).picks) == [picks[2], picks[0], picks[1]]


def test_the_title_of_a_joker_follows_what_is_written() -> None:
    tablet, pick = Device(), uid("joker")
    journal = [
        tablet.does("card.take", {"pick": pick, "card": "joker", "title": "Mon"}),
        tablet.does("title.write", {"text": "Mon jardin"}, on=f"title:{pick}"),
    ]
    assert folded(*journal).picks[pick].title == "Mon jardin"


def test_a_change_of_mind_is_kept_with_what_was_said_before() -> None:
    tablet = Device()
    said = [
        tablet.does("consent.set", {"use": "recit", "state": state, "how": "oral"})
        for state in ("given", "withdrawn", "given")
    ]
    found = folded(*said).consents["recit"]
    assert (found.state, [state for state, _ in found.history]) == ("given", ["given", "withdrawn", "given"])


def test_of_answers_noted_side_by_side_the_one_that_protects_is_believed() -> None:
    given_here = Device("A").does("consent.set", {"use": "recit", "state": "given", "how": "oral"})
    withdrawn_there = Device("B").does("consent.set", {"use": "recit", "state": "withdrawn", "how": "oral"})
    assert folded(given_here, withdrawn_there).consents["recit"].state == "withdrawn"


def test_what_is_written_after_the_end_does_not_count_but_what_may_be() -> None:
    tablet = Device()
    before, end = tablet.writes("Avant"), tablet.does("end.mark")
    late, hot = tablet.writes("Après"), tablet.writes("À chaud", on="hot-notes")
    state = folded(late, hot, end, before)
    assert state.after_end == {late["id"]}
    assert (state.text(NOTE), state.text("hot-notes")) == ("Avant", "À chaud")


def test_off_the_record_takes_away_all_that_was_written_and_its_marks() -> None:
    tablet = Device()
    journal = [
        tablet.writes("Un"),
        tablet.writes("Un secret"),
        tablet.does("note.mark", {"note": NOTE, "start": 0, "end": 2, "mark": "exact"}),
        tablet.forgets(),
    ]
    state = folded(*journal)
    assert (state.texts, state.marks) == ({}, [])
    assert state.erased == {journal[0]["id"], journal[1]["id"]}


def marking(tablet: Device, mark: str, start: int = 0, end: int = 0, **other: Any) -> dict[str, Any]:
    return tablet.does("note.mark", {"note": NOTE, "start": start, "end": end, "mark": mark} | other)


def marks(*raws: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(one.mark, one.start, one.end) for one in folded(*raws).marks]


def test_a_mark_taken_away_is_gone_and_the_others_stay() -> None:
    tablet = Device()
    journal = [tablet.writes("Un jardin"), marking(tablet, "exact"), marking(tablet, "important")]
    off = marking(tablet, "exact", off=True)
    assert marks(*journal, off) == [("important", 0, 0)]
    assert marks(*journal, off, marking(tablet, "exact")) == [("important", 0, 0), ("exact", 0, 0)]
    assert marks(*journal, marking(tablet, "important", off=False)) == [
        ("exact", 0, 0), ("important", 0, 0), ("important", 0, 0),
    ]  # fmt: skip


def test_a_mark_taken_away_from_a_stretch_leaves_the_others_and_from_the_whole_note_leaves_none() -> None:
    tablet = Device()
    journal = [tablet.writes("Un jardin"), marking(tablet, "exact", 0, 2), marking(tablet, "exact", 3, 9)]
    assert marks(*journal, marking(tablet, "exact", 3, 9, off=True)) == [("exact", 0, 2)]
    assert marks(*journal, marking(tablet, "exact", 1, 9, off=True)) == [("exact", 0, 2), ("exact", 3, 9)]
    assert marks(*journal, marking(tablet, "exact", off=True)) == []


def test_a_mark_taken_away_from_a_note_says_nothing_of_another() -> None:
    tablet = Device()
    other = tablet.does("note.mark", {"note": "terms", "start": 0, "end": 0, "mark": "exact", "off": True})
    assert marks(tablet.writes("Un jardin"), marking(tablet, "exact"), other) == [("exact", 0, 0)]


def test_how_the_person_wants_to_be_named_is_told_with_the_rest() -> None:
    tablet = Device()
    said = [tablet.does("person.set", {"name": "Kader"}), tablet.does("person.set", {"naming": "changed"})]
    assert folded(*said).person == {"name": "Kader", "naming": "changed"}


def test_what_is_written_after_off_the_record_stays() -> None:
    one, other = Device("A"), Device("B")
    secret, off = one.writes("Secret"), one.forgets()
    other.learns(one)
    assert texts(secret, off, one.writes("Plus tard"), field=NOTE) == ["Plus tard"]
    assert texts(secret, off, other.writes("Ailleurs")) == ["Ailleurs"]


def test_a_text_written_beside_off_the_record_goes_too() -> None:
    one, other = Device("A"), Device("B")
    secret = one.writes("Secret")
    other.learns(one)
    assert texts(secret, other.writes("Secret et plus"), one.forgets()) == []


def test_a_text_whose_base_has_not_come_is_kept_until_it_is_known() -> None:
    one, other = Device("A"), Device("B")
    off = one.forgets()
    between = other.writes("Entre")
    after = other.writes("Après")
    assert texts(off, after) == ["Après"]
    assert texts(off, after, between) == []


def test_an_erasure_cannot_be_erased() -> None:
    tablet = Device()
    note = tablet.writes("Secret")
    erase = tablet.does("erase", {"target": note["id"], "hash": "0" * 64})
    back = tablet.does("erase", {"target": erase["id"], "hash": "0" * 64})
    assert folded(note, erase, back).erased == {note["id"]}


def test_an_attachment_dropped_is_not_there_any_more() -> None:
    tablet, one = Device(), uid("photo")
    data = {"attachment": one, "kind": "photo", "sha256": "0" * 64, "bytes": 9, "type": "image/jpeg"}
    add = tablet.does("attachment.add", data)
    assert list(folded(add).attachments) == [one]
    assert folded(add, tablet.does("attachment.drop", {"attachment": one})).attachments == {}


@pytest.mark.parametrize("start", range(3))
def test_bases_that_turn_in_a_circle_lose_no_text(start: int) -> None:
    tablets = [Device(name) for name in "ABC"]
    raws = [tablet.writes(f"Texte {tablet.name}") for tablet in tablets]
    circle = [raw | {"base": raws[number - 1]["id"]} for number, raw in enumerate(raws)]
    journal: list[Operation] = read(*circle[start:], *circle[:start])
    assert fold(journal) == fold(reversed(journal))
    assert fold(journal).texts[NOTE]


def test_a_long_journal_is_folded_quickly() -> None:
    tablet = Device()
    journal = read(*[tablet.writes(f"Texte {number}") for number in range(5_000)])
    assert fold(reversed(journal)).text(NOTE) == "Texte 4999"
