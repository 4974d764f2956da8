"""Filling by hand on a real base: nothing that two people write is lost, and every gesture can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from analysis.effect_map import service
from analysis.effect_map.by_hand import MOST, Entry, Wish, below, stamp
from analysis.effect_map.errors import ChangedMeanwhile, GoneMeanwhile, HandError
from analysis.effect_map.forgetting import forget_proofs
from analysis.effect_map.known import entries, gestures
from analysis.effect_map.models import HandEntry, HandStep
from interviews.models import CompteRendu, Consent
from kparole.access import EVERYTHING, LOCAL, Actor, Role, acting_as
from kparole.db import db

OUTSIDE = Actor("compte:9", Role.EVALUATION, "Théo", EVERYTHING)
WISH = Wish("partenaires", "Ils orientent plus tôt", "document", "Le bilan.")


@pytest.fixture
def base(app: Flask) -> Iterator[None]:
    with app.app_context(), acting_as(LOCAL):
        yield


def found(label: str) -> Entry:
    return next(one for one in entries() if one.wish.label == label)


def labels() -> list[tuple[str, str]]:
    known = {one.uid: one.wish.label for one in entries()}
    return sorted((known.get(one.wish.under, one.wish.under), one.wish.label) for one in entries())


def put(label: str, under: str = "partenaires", **more: str) -> Entry:
    service.add(replace(WISH, label=label, under=under, **more))
    return found(label)


def interview() -> CompteRendu:
    row = CompteRendu(uid=uuid4().hex, code="X-001", pseudonym="Awa", words_hash="1", deck_version="d", problems=[])
    db.session.add(row)
    db.session.commit()
    return row


@pytest.mark.both_databases
def test_adding_moving_renaming_deleting_and_taking_each_back(base: None) -> None:
    one = put("Un")
    two = put("Deux", one.uid)
    renamed = service.change(one.uid, replace(one.wish, label="Premier", under="territoire"), seen=one.revision)
    assert labels() == [("Premier", "Deux"), ("territoire", "Premier")]
    gone = service.delete(one.uid, seen=stamp(entries(), one.uid))
    assert labels() == []
    service.undo(gone)
    assert labels() == [("Premier", "Deux"), ("territoire", "Premier")]
    back = service.undo(renamed)
    assert labels() == [("Un", "Deux"), ("partenaires", "Un")]
    service.undo(back)
    assert labels() == [("Premier", "Deux"), ("territoire", "Premier")], "an undo can be undone"
    with pytest.raises(HandError, match="changé depuis"):
        service.undo(renamed)
    assert found("Deux").revision > two.revision
    assert [steps[0].what for steps in gestures()][:3] == ["undo", "undo", "undo"]


def test_what_two_people_change_apart_is_kept_from_both(base: None) -> None:
    seen = put("Un")
    service.change(seen.uid, replace(seen.wish, proof="Deux bilans."), seen=seen.revision)
    service.change(seen.uid, replace(seen.wish, label="Mieux"), seen=seen.revision)
    assert found("Mieux").wish.proof == "Deux bilans."


@pytest.mark.both_databases
def test_the_same_field_changed_by_two_people_is_refused_and_shown(base: None) -> None:
    seen = put("Un")
    service.change(seen.uid, replace(seen.wish, label="Le sien"), seen=seen.revision)
    with pytest.raises(ChangedMeanwhile) as refused:
        service.change(seen.uid, replace(seen.wish, label="Le mien"), seen=seen.revision)
    assert refused.value.apart == {"label": "Le sien"}
    service.change(seen.uid, replace(seen.wish, label="Le mien"), seen=refused.value.entry.revision)
    assert [label for _, label in labels()] == ["Le mien"]


def test_an_entry_deleted_meanwhile_is_said_gone_and_one_filled_meanwhile_is_not_deleted(base: None) -> None:
    one = put("Un")
    seen = stamp(entries(), one.uid)
    put("Dessous", one.uid)
    with pytest.raises(HandError, match="ce qui est dessous"):
        service.delete(one.uid, seen=seen)
    service.delete(one.uid, seen=stamp(entries(), one.uid))
    with pytest.raises(GoneMeanwhile):
        service.change(one.uid, replace(one.wish, label="Trop tard"), seen=one.revision)


def test_adding_is_not_taken_back_once_somebody_filled_below(base: None) -> None:
    gesture = service.add(WISH)
    put("Dessous", found(WISH.label).uid)
    with pytest.raises(HandError, match="rempli dessous"):
        service.undo(gesture)
    assert len(labels()) == 2


def test_an_entry_goes_nowhere_under_itself_too_deep_or_beyond_the_most(
    base: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = put("Un")
    two = put("Deux", one.uid)
    three = put("Trois", two.uid)
    for wish in (replace(WISH, under=three.uid), replace(WISH, under="ailleurs")):
        with pytest.raises(HandError):
            service.add(wish)
    with pytest.raises(HandError, match="sous lui-même"):
        service.change(one.uid, replace(one.wish, under=three.uid), seen=one.revision)
    other = put("Autre")
    with pytest.raises(HandError, match="niveaux"):
        service.change(one.uid, replace(one.wish, under=other.uid), seen=one.revision)
    monkeypatch.setattr(service, "MOST", 4)
    with pytest.raises(HandError, match=str(MOST)):
        service.add(WISH)


def test_a_gesture_is_not_taken_back_over_what_somebody_wrote_since(base: None) -> None:
    one = put("Un")
    first = service.change(one.uid, replace(one.wish, label="Deux"), seen=one.revision)
    service.change(one.uid, replace(one.wish, label="Trois"), seen=found("Deux").revision)
    with pytest.raises(HandError, match="changé depuis"):
        service.undo(first)
    assert [label for _, label in labels()] == ["Trois"]


def test_siblings_change_places(base: None) -> None:
    for label in ("Un", "Deux", "Trois"):
        put(label)
    service.shift(found("Trois").uid, up=True)
    assert [one.wish.label for one in below(entries(), "partenaires")] == ["Un", "Trois", "Deux"]
    assert service.shift(found("Un").uid, up=True) == ""
    service.undo(gestures()[0][0].gesture)
    assert [one.wish.label for one in below(entries(), "partenaires")] == ["Un", "Deux", "Trois"]


def test_words_taken_back_go_from_the_proof_and_from_every_step(base: None) -> None:
    row = interview()
    one = put("Un", source="entretien", interview=row.code, proof="Zéphyrine l'a dit.")
    put("Autre", proof="Un autre bilan.")
    service.change(one.uid, replace(one.wish, label="Une"), seen=one.revision)
    assert found("Une").wish.interview == "X-001"
    forget_proofs(row)
    db.session.commit()
    kept = [str((step.before, step.after)) for step in db.session.scalars(select(HandStep))]
    assert not any("Zéphyrine" in one for one in kept)
    assert {row.proof for row in db.session.scalars(select(HandEntry))} == {"", "Un autre bilan."}


def test_a_proof_waits_while_its_interview_is_put_aside(base: None) -> None:
    row = interview()
    one = put("Un", source="entretien", interview=row.code)
    db.session.add(Consent(compte_rendu_id=row.id, use="notes", state="withdrawn", who="Awa", when="hier", how="oral"))
    db.session.commit()
    aside = found("Un")
    assert (aside.aside, aside.wish.interview) == (True, "")
    with pytest.raises(HandError, match="mis de côté"):
        service.change(one.uid, replace(one.wish, proof=""), seen=one.revision)
    service.undo(service.delete(one.uid, seen=stamp(entries(), one.uid)))
    assert found("Un").aside, "deleting it and taking that back does not set the proof free"


def test_outside_the_team_nothing_from_an_interview_is_written_or_changed(base: None) -> None:
    one = put("Un", source="entretien")
    gesture = gestures()[0][0].gesture
    with acting_as(OUTSIDE):
        service.add(WISH)
        for forbidden in (
            lambda: service.add(replace(WISH, source="entretien")),
            lambda: service.change(one.uid, replace(one.wish, source="document"), seen=one.revision),
            lambda: service.delete(one.uid, seen=stamp(entries(), one.uid)),
            lambda: service.undo(gesture),
        ):
            with pytest.raises(HandError, match="par l'équipe"):
                forbidden()
    assert len(entries()) == 2
