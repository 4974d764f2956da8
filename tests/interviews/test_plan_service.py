"""Appointments in the base: two people at once, double taps, what the tablet gets; on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from interviews.guide import load_guide
from interviews.plan_models import Appointment
from interviews.plan_pages import known_points
from interviews.plan_service import ChangedMeanwhile, Gone, change_plan, delete_plan, make_plan, next_plan, tick
from interviews.plan_times import here_and_now
from interviews.plans import tablet_plans
from kparole.access import Actor, Role, Scope, acting_as
from kparole.db import db
from network.service import add_kpa
from tests.interviews.plan_making import decided, planned

pytestmark = pytest.mark.both_databases


@pytest.fixture
def plan(app: Flask) -> Iterator[str]:
    with app.app_context():
        kpa = add_kpa("Les Mains Vertes", code="MAI")
        db.session.commit()
        uid = planned(kpa_id=kpa.id).uid
        db.session.rollback()
        yield uid


def at_once(app: Flask, does: Callable[[int], Any], *, times: int = 6) -> list[Any]:
    """The same thing done by several people at the same moment: what each got."""

    def alone(number: int) -> Any:
        with app.app_context():
            try:
                return does(number)
            except (ChangedMeanwhile, Gone) as error:
                return type(error)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def row(uid: str) -> Appointment:
    db.session.expire_all()
    found = db.session.scalars(select(Appointment).where(Appointment.uid == uid)).one()
    db.session.expunge(found)
    db.session.rollback()
    return found


def test_of_several_changes_at_once_one_goes_through_and_the_others_are_told(app: Flask, plan: str) -> None:
    kpa = row(plan).kpa_id
    got = at_once(app, lambda one: change_plan(plan, decided(kpa_id=kpa, place=f"Lieu {one}"), version=0).version)
    assert sorted(map(str, got)) == sorted(["1", *[str(ChangedMeanwhile)] * 5])
    assert row(plan).version == 1


def test_points_ticked_at_once_are_all_kept(app: Flask, plan: str) -> None:
    points = sorted(known_points(load_guide()))[:6]
    at_once(app, lambda one: tick(plan, points[one], done=True))
    assert sorted(row(plan).ticked) == points


def test_one_click_sent_several_times_at_once_makes_one_appointment(app: Flask, plan: str) -> None:
    ids = at_once(app, lambda _one: make_plan(decided(kpa_id=None), click="abc").uid)
    assert len(set(ids)) == 1
    assert db.session.scalar(select(func.count()).select_from(Appointment)) == 2


def test_the_click_of_somebody_else_is_another_one(app: Flask, plan: str) -> None:
    ids = set()
    for key in ("compte:1", "compte:2"):
        with acting_as(Actor(key, Role.COORDINATION, "", Scope(None, frozenset(), None))):
            ids.add(make_plan(decided(kpa_id=None), click="abc").uid)
    assert len(ids) == 2


def test_what_was_deleted_is_gone_for_everybody(app: Flask, plan: str) -> None:
    got = at_once(app, lambda _one: delete_plan(plan), times=3)
    assert sorted(map(str, got)) == sorted(["None", str(Gone), str(Gone)])
    with pytest.raises(Gone):
        tick(plan, "preparation:guide", done=True)


def test_the_tablet_gets_what_comes_from_yesterday_on(app: Flask, plan: str) -> None:
    now = here_and_now("Europe/Paris")
    for days in (-9, -1, 0):
        planned(name=f"à {days} jours", starts_at=now + timedelta(days=days))
    got = tablet_plans()
    assert [one["titre"] for one in got] == ["à -1 jours", "à 0 jours", "Zéphyrine"]
    assert got[-1]["id"] == plan
    assert got[-1]["quand"].startswith(row(plan).starts_at.isoformat())
    assert {key: got[-1][key] for key in ("kpa", "langue", "interprete", "mode", "duree", "lieu")} == {
        "kpa": "MAI", "langue": "fr", "interprete": None, "mode": "ecran", "duree": 60, "lieu": "La maison du quartier",
    }  # fmt: skip


def test_the_tablet_gets_a_code_for_a_language_that_has_none_and_a_title_for_nobody(app: Flask, plan: str) -> None:
    planned(name="", code="", language="le comorien", starts_at=datetime(2999, 1, 1))
    planned(name="", code="R2", language="fr-simple", starts_at=datetime(2999, 1, 2))
    first, second = tablet_plans()[-2:]
    assert (first["titre"], first["langue"], first["langue_dite"]) == ("Entretien", "mis", "le comorien")
    assert (second["titre"], second["langue"]) == ("R2", "fr-simple")


def test_the_next_appointment_is_the_nearest_that_is_not_over(app: Flask, plan: str) -> None:
    now = here_and_now("Europe/Paris")
    planned(name="finie", starts_at=now - timedelta(hours=2))
    going_on = planned(name="en cours", starts_at=now - timedelta(minutes=30)).uid
    found = next_plan()
    assert found is not None
    assert found.uid == going_on


def test_another_kpa_and_a_pass_reach_their_own_only(app: Flask, plan: str) -> None:
    kpa = row(plan).kpa_id
    other = planned(kpa_id=kpa, name="Autre").uid
    assert kpa is not None
    for scope, seen in (
        (Scope(frozenset({kpa}), frozenset(), "compte:1"), {plan, other}),
        (Scope(frozenset({kpa + 1}), frozenset(), "compte:1"), set()),
        (Scope(frozenset(), frozenset({plan}), "passe:1"), {plan}),
        (Scope(frozenset(), frozenset(), "compte:1"), set()),
    ):
        db.session.expunge_all()
        with acting_as(Actor("x:1", Role.CONTRIBUTOR, "", scope)):
            assert {one["id"] for one in tablet_plans()} == seen
            if other not in seen:
                with pytest.raises(Gone):
                    delete_plan(other)
