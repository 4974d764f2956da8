"""From the journal in the tables to a compte-rendu, and what later operations do to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from interviews.draft_service import EMPTY, KNOWN, NOT_ENDED, NOT_KEPT, NOT_OPENED, TRIAL, clear_words, pour
from interviews.errors import CannotPour, NotHere
from interviews.journal_service import store_batch
from interviews.models import CompteRendu, NoteRow
from interviews.service import compte_rendu_by_code, list_comptes_rendus, propose_masks
from interviews.writeup import service as writeup
from kparole.access import Actor, Role, Scope, acting_as
from kparole.db import db
from network.service import add_kpa
from tests.interviews.journal_making import INTERVIEW, Device, uid, whole_interview

ON_BOTH = pytest.mark.both_databases

PICK = uid("prise")
NOTE = f"note:carte:{PICK}:{uid('passage')}"
OTHER = f"note:carte:{PICK}:{uid('autre')}"


@pytest.fixture(autouse=True)
def within(app: Flask) -> Any:
    with app.app_context():
        yield


@pytest.fixture
def tablet() -> Device:
    return Device()


def send(*operations: dict[str, Any], to: str = INTERVIEW) -> None:
    taken = store_batch(to, operations)
    assert taken.refused == []


def led(tablet: Device, *, end: bool = True, **opening: Any) -> None:
    """An interview sent by this tablet: one card, two passages, two agreements."""
    said = {"how": "oral", "state": "given"}
    done = [
        tablet.opens(**opening),
        tablet.does("person.set", {"name": "Zéphyrin", "age": 41, "gender": "homme"}),
        *(tablet.does("consent.set", {"use": use, **said}, on=f"consent:{use}") for use in ("notes", "recit")),
        tablet.does("card.take", {"pick": PICK, "card": "utile"}),
        tablet.writes("« J'ai aidé ma voisine. »", on=NOTE),
        tablet.writes("Il raconte les courses.", on=OTHER),
    ]
    send(*done, *([tablet.does("end.mark")] if end else []), to=tablet.interview)


def row(code: str) -> CompteRendu:
    db.session.expire_all()
    found = compte_rendu_by_code(code, taken_back=True)
    assert found is not None
    return found


def texts(code: str) -> list[str]:
    return [note.text for note in row(code).notes]


def states(code: str) -> dict[str, str]:
    return {one.use: one.state for one in row(code).consents}


def decide(code: str) -> None:
    """Somebody decided of a name in the first passage."""
    found = row(code)
    propose_masks(found, {found.notes[0].id: [(2, 6, "PERSONNE", "J'ai", 0.9)]})
    found.masks[0].state = "confirmed"
    db.session.commit()


@ON_BOTH
def test_an_ended_interview_becomes_a_compte_rendu(tablet: Device) -> None:
    kpa = add_kpa("Les Mains d'ici", code="ICI")
    db.session.commit()
    led(tablet, kpa="ICI", version="v-du-jour")
    found = row(pour(INTERVIEW))
    assert (found.code, found.kpa_id, found.age, found.gender, found.deck_version) == (
        "ICI-01", kpa.id, 41, "homme", "v-du-jour",
    )  # fmt: skip
    assert [(pick.rank, pick.card) for pick in found.picks] == [(1, "utile")]
    assert [(note.part, note.rank, note.text, note.exact) for note in found.notes] == [
        ("carte", 1, "« J'ai aidé ma voisine. »", [[2, 23]]),
        ("carte", 1, "Il raconte les courses.", []),
    ]
    assert found.pseudonym != "Zéphyrin"
    (given, _) = sorted(found.consents, key=lambda one: one.use)
    assert (given.use, given.state, given.how, given.when) == ("notes", "given", "oral", "le 22 novembre 2026")


def test_the_first_name_she_chose_is_hers_unless_somebody_has_it(tablet: Device) -> None:
    led(tablet, end=False)
    send(tablet.does("person.set", {"naming": "changed", "name": " Étoile "}), tablet.does("end.mark"))
    assert row(pour(INTERVIEW)).pseudonym == "Étoile"
    elsewhere = uid("autre entretien")
    other = Device(interview=elsewhere)
    led(other, end=False)
    send(
        other.does("person.set", {"naming": "changed", "name": "Étoile"}),
        other.writes("Autre chose.", on=NOTE),
        other.does("end.mark"),
        to=elsewhere,
    )
    assert row(pour(elsewhere)).pseudonym not in ("Étoile", "")


@ON_BOTH
def test_asked_twice_it_is_made_once(tablet: Device) -> None:
    led(tablet)
    assert pour(INTERVIEW) == pour(INTERVIEW)
    assert len(list_comptes_rendus()) == 1


def test_an_interview_still_open_enters_when_somebody_says_it_is_over(tablet: Device) -> None:
    led(tablet, end=False)
    with pytest.raises(CannotPour, match=NOT_ENDED[:30]):
        pour(INTERVIEW)
    assert texts(pour(INTERVIEW, over=True))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda t: [t.opens(trial=True), t.writes("Un mot"), t.does("end.mark")], TRIAL),
        (lambda t: [t.writes("Un mot"), t.does("end.mark")], NOT_OPENED),
        (lambda t: [t.opens(), t.does("end.mark")], EMPTY),
        (
            lambda t: [
                t.opens(),
                t.writes("Un mot"),
                t.does("end.mark"),
                t.does("consent.set", {"use": "notes", "state": "refused", "how": "oral"}),
            ],
            NOT_KEPT,
        ),
    ],
)
def test_what_may_not_enter_says_why(tablet: Device, make: Callable[[Device], Any], reason: str) -> None:
    send(*make(tablet))
    with pytest.raises(CannotPour) as refusal:
        pour(INTERVIEW, over=True)
    assert str(refusal.value) == reason
    assert list_comptes_rendus() == []


@ON_BOTH
def test_the_same_words_from_elsewhere_are_known_and_two_empty_interviews_are_two(tablet: Device) -> None:
    led(tablet)
    pour(INTERVIEW)
    again = Device(interview=uid("une autre fois"))
    led(again)
    with pytest.raises(CannotPour, match=KNOWN[:20]):
        pour(again.interview)
    for name in ("silence 1", "silence 2"):
        silent = Device(interview=uid(name))
        opening = [silent.opens(), silent.does("card.take", {"pick": PICK, "card": "utile"}), silent.does("end.mark")]
        send(*opening, to=silent.interview)
        pour(silent.interview)
    assert len(list_comptes_rendus()) == 3


def test_another_kpa_pours_nothing(tablet: Device) -> None:
    ours, theirs = add_kpa("Ici", code="ICI").id, add_kpa("Là", code="LA").id
    db.session.commit()
    led(tablet, kpa="ICI")
    stranger = Actor("compte:9", Role.CONTRIBUTOR, "", Scope(frozenset({theirs})), theirs)
    with acting_as(stranger), pytest.raises(NotHere):
        pour(INTERVIEW)
    own = Actor("compte:8", Role.CONTRIBUTOR, "", Scope(frozenset({ours})), ours)
    with acting_as(own):
        assert pour(INTERVIEW) == "ICI-01"


@ON_BOTH
def test_hot_notes_and_agreements_that_arrive_later_are_followed(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    before = row(code).words_hash
    send(
        tablet.writes("Un bel échange.", on="hot-notes"),
        tablet.does("consent.set", {"use": "recit", "state": "withdrawn", "how": "ecrit"}, on="consent:recit"),
    )
    assert texts(code) == ["Un bel échange.", "« J'ai aidé ma voisine. »", "Il raconte les courses."]
    assert states(code) == {"notes": "given", "recit": "withdrawn"}
    assert row(code).words_hash != before


def test_only_agreements_follow_once_somebody_decided_of_a_name(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    decide(code)
    send(
        tablet.writes("Un bel échange.", on="hot-notes"),
        tablet.does("consent.set", {"use": "recit", "state": "refused", "how": "oral"}, on="consent:recit"),
    )
    assert texts(code) == ["« J'ai aidé ma voisine. »", "Il raconte les courses."]
    assert states(code)["recit"] == "refused"
    assert [mask.state for mask in row(code).masks] == ["confirmed"]


def test_proposals_nobody_decided_on_stay_when_the_words_are_the_same(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    found = row(code)
    propose_masks(found, {found.notes[0].id: [(2, 6, "PERSONNE", "J'ai", 0.9)]})
    db.session.commit()
    send(tablet.does("consent.set", {"use": "equipe", "state": "given", "how": "oral"}))
    assert len(row(code).masks) == 1
    send(tablet.writes("Autrement.", on="terms"))
    assert (row(code).masks, row(code).masks_proposed) == ([], False)


@ON_BOTH
@pytest.mark.parametrize("decided", [False, True])
def test_what_is_put_off_the_record_later_leaves_the_compte_rendu_too(tablet: Device, decided: bool) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    if decided:
        decide(code)
    before = row(code).words_hash
    send(tablet.does("note.off", {"note": NOTE}, on=NOTE))
    assert texts(code) == ["Il raconte les courses."]
    assert (row(code).masks, row(code).words_hash != before) == ([], True)
    assert db.session.scalars(select(NoteRow.text).where(NoteRow.text.contains("voisine"))).all() == []


def test_the_title_of_a_joker_that_was_erased_leaves_too(tablet: Device) -> None:
    led(tablet, end=False)
    pick = uid("joker")
    titled = tablet.does("title.write", {"text": "Zéphyrine"}, on=f"title:{pick}")
    send(tablet.does("card.take", {"pick": pick, "card": "joker-1"}), titled, tablet.does("end.mark"))
    code = pour(INTERVIEW)
    decide(code)
    assert [one.title for one in row(code).picks] == ["J'ai été utile…", "Zéphyrine"]
    send(tablet.does("erase", {"target": titled["id"], "hash": "0" * 64}))
    assert [one.title for one in row(code).picks] == ["J'ai été utile…", None]


@ON_BOTH
def test_notes_no_longer_wanted_are_quoted_nowhere_and_can_be_cleared(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    clear_words(INTERVIEW)
    assert len(texts(code)) == 2  # she allows it still: nothing happens
    send(tablet.does("consent.set", {"use": "notes", "state": "withdrawn", "how": "oral"}, on="consent:notes"))
    assert states(code) == {"notes": "withdrawn", "recit": "withdrawn"}
    clear_words(INTERVIEW)
    assert (texts(code), row(code).age, row(code).code) == ([], None, code)
    send(tablet.writes("Encore un mot.", on="terms"))
    assert texts(code) == []


def test_an_operation_sent_by_a_pass_that_reaches_no_compte_rendu_is_followed_all_the_same(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    lent = Actor("passe:3", Role.CONTRIBUTOR, "", Scope(frozenset(), frozenset({INTERVIEW})))
    with acting_as(lent):
        send(tablet.does("consent.set", {"use": "recit", "state": "withdrawn", "how": "oral"}, on="consent:recit"))
    assert states(code)["recit"] == "withdrawn"


def test_nothing_of_a_trial_is_in_the_corpus(tablet: Device) -> None:
    send(*[one | {"data": one["data"] | {"trial": True}} if one["kind"] == "interview.open" else one
           for one in whole_interview()])  # fmt: skip
    with pytest.raises(CannotPour):
        pour(INTERVIEW)
    assert json.dumps([one.code for one in list_comptes_rendus()]) == "[]"


def test_what_is_put_off_the_record_goes_from_wherever_it_was_cut_joined_or_rewritten_to(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    said, kept = row(code).notes
    half, other = "la-seconde-moitie", kept.uid
    edit = {"do": "split", "piece": said.uid, "id": half, "first": "« J'ai aidé", "second": "ma voisine. »"}
    writeup.make(code, edit, base=0, session="a")
    writeup.make(code, {"do": "text", "piece": said.uid, "text": "J'ai aidé"}, base=1, session="a")
    done = writeup.make(code, {"do": "text", "piece": said.uid, "text": "Il a aidé ma voisine"}, base=1, session="b")
    assert done.kept is not None
    writeup.make(code, {"do": "merge", "piece": other, "with": half}, base=3, session="a")
    send(tablet.does("note.off", {"note": NOTE}, on=NOTE))
    assert texts(code) == []
    assert db.session.scalars(select(NoteRow.text).where(NoteRow.text.contains("voisine"))).all() == []


@ON_BOTH
def test_what_was_marked_and_said_while_writing_it_up_stays_when_the_tablet_speaks_again(tablet: Device) -> None:
    led(tablet)
    code = pour(INTERVIEW)
    note = row(code).notes[1].uid
    writeup.make(code, {"do": "mark", "piece": note, "mark": "important", "on": True}, base=0, session="a")
    writeup.make(code, {"do": "exact", "piece": note, "words": "les courses", "on": True}, base=1, session="a")
    writeup.make(code, {"do": "fact", "name": "age", "value": "42"}, base=2, session="a")
    send(tablet.does("consent.set", {"use": "equipe", "state": "given", "how": "oral"}, on="consent:equipe"))
    found = row(code)
    assert (found.notes[1].marks, found.notes[1].exact, found.age) == (["important"], [[11, 22]], 42)
    assert states(code)["equipe"] == "given"
