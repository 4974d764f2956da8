"""Appointments through the browser: planning, changing, ticking, deleting, and everything that can be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from interviews.guide import load_guide
from interviews.journal_models import Interview
from interviews.plan_models import Appointment
from interviews.plan_service import change_plan
from kparole.db import db
from network.service import add_kpa
from tests.interviews.plan_making import NEXT_MONTH, decided, plain, planned, send, typed

NEW = "/entretiens/rendez-vous/nouveau"


@pytest.fixture
def kpa(app: Flask) -> Iterator[int]:
    """A network with two KPAs; the id of the first."""
    with app.app_context():
        first = add_kpa("Les Mains Vertes", code="MAI")
        add_kpa("La Roue", code="ROU")
        db.session.commit()
        yield first.id


@pytest.fixture
def plan(kpa: int) -> str:
    """The id of an appointment of that KPA."""
    return planned(kpa_id=kpa).uid


def fresh(uid: str) -> Appointment:
    db.session.expire_all()
    row = db.session.scalars(select(Appointment).where(Appointment.uid == uid)).one()
    db.session.expunge(row)
    db.session.rollback()  # whoever reads outside of a request holds the writer's lock
    return row


def test_an_interview_is_planned_and_everything_said_is_kept(client: FlaskClient, kpa: int) -> None:
    status, _, where = send(client, NEW, kpa=str(kpa))
    assert status == 302
    row = db.session.scalars(select(Appointment)).one()
    assert where.endswith(f"/entretiens/rendez-vous/{row.uid}")
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", row.uid)
    assert row.starts_at == datetime.combine(NEXT_MONTH, datetime.min.time()).replace(hour=14, minute=30)
    assert (row.kpa_id, row.zone, row.minutes, row.language) == (kpa, "Europe/Paris", 60, "ar")
    assert (row.name, row.code, row.naming, row.interpreter) == ("Zéphyrine", "A12", "changed", "Samira")
    assert (row.roles, row.swap, row.mode) == ("ensemble-cooperant", True, "imprimees")
    assert (row.agreed, row.agreed_how) == ({"notes": "given", "audio": "refused"}, "oral")
    page = plain(client.get(where).get_data(as_text=True))
    for words in (
        "Zéphyrine",
        "14 h 30",
        "heure de Paris",
        "Samira",
        "Arabe",
        "Son tablier",
        "puis on échange les rôles",
    ):
        assert words in page


def test_only_the_kpa_the_day_and_the_hour_are_needed(client: FlaskClient, kpa: int) -> None:
    least = {"kpa": str(kpa), "day": NEXT_MONTH.isoformat(), "hour": "9:00", "minutes": "60"}
    chosen = {"zone": "Europe/Paris", "language": "fr", "roles": "contributeur-cooperant", "mode": "ecran"}
    assert client.post(NEW, data=least | chosen).status_code == 302
    row = db.session.scalars(select(Appointment)).one()
    assert (row.name, row.agreed, row.naming) == ("", {}, "")


def test_a_double_tap_makes_one_appointment(client: FlaskClient, kpa: int) -> None:
    first, second = (send(client, NEW, kpa=str(kpa), click="0011223344556677")[2] for _ in range(2))
    assert first == second
    assert len(db.session.scalars(select(Appointment)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": (date.today() - timedelta(days=2)).isoformat()}, "Ce jour est passé"),
        ({"day": "2999-01-01"}, "dans plus de deux ans"),
        ({"day": ""}, "Dites quel jour"),
        ({"day": "demain"}, "Écrivez un jour"),
        ({"day": "2027-02-30"}, "Ce jour n'existe pas"),
        ({"day": None, "hour": None}, "Dites à quelle heure"),
        ({"hour": "25:00"}, "Écrivez une heure"),
        ({"minutes": "0"}, "Entre 15 minutes et 4 heures"),
        ({"minutes": "9999999999999999999"}, "Écrivez un nombre de minutes"),
        ({"minutes": "-60"}, "Écrivez un nombre de minutes"),
        ({"kpa": "999"}, "Cette KPA n'est pas dans le réseau"),
        ({"kpa": ""}, "Choisissez la KPA"),
        ({"kpa": "' OR 1"}, "Cette KPA n'est pas dans le réseau"),
        ({"language": "autre"}, "Écrivez quelle langue"),
        ({"language": "klingon"}, "Choisissez dans la liste"),
        ({"zone": "Mars/Olympus"}, "Choisissez dans la liste"),
        ({"roles": "personne"}, "Choisissez dans la liste"),
        ({"use_audio": "peut-être"}, "Choisissez dans la liste"),
        ({"place": "x" * 201}, "au plus 200 caractères"),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(
    client: FlaskClient, kpa: int, wrong: dict[str, str | None], said: str
) -> None:
    answer = client.post(NEW, data=typed(**{"kpa": str(kpa)} | wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in plain(page)
    assert 'value="Zéphyrine"' in page
    assert "Charger la tablette" in page
    for typed_value in wrong.values():
        if typed_value and "kpa" not in wrong and not {"language", "zone", "roles", "use_audio"} & set(wrong):
            assert f'value="{typed_value}"' in page
    assert db.session.scalars(select(Appointment)).all() == []


def test_a_day_and_an_hour_written_by_hand_are_understood(client: FlaskClient, kpa: int) -> None:
    assert send(client, NEW, kpa=str(kpa), day=NEXT_MONTH.strftime("%d/%m/%Y"), hour="9 h 05")[0] == 302
    assert db.session.scalars(select(Appointment)).one().starts_at.strftime("%H:%M") == "09:05"


def test_an_hour_that_clocks_jump_over_is_refused(client: FlaskClient, kpa: int) -> None:
    status, page, _ = send(client, NEW, kpa=str(kpa), day="2027-03-28", hour="02:30")
    assert status == 422
    assert "Cette heure n'existe pas ce jour-là" in page


def test_a_language_that_is_not_in_the_list_is_written(client: FlaskClient, kpa: int) -> None:
    where = send(client, NEW, kpa=str(kpa), language="autre", other_language="le comorien")[2]
    assert "Le comorien" in plain(client.get(where).get_data(as_text=True))
    assert 'value="le comorien"' in client.get(f"{where}/changer").get_data(as_text=True)


def test_words_that_look_like_marks_are_shown_as_words(client: FlaskClient, kpa: int) -> None:
    where = send(client, NEW, kpa=str(kpa), name="<b>Zoé</b>", place="\0\u202e« chez » & co", own_reminders="\0<i>")[2]
    page = client.get(where).get_data(as_text=True)
    assert "&lt;b&gt;Zoé&lt;/b&gt;" in page
    assert "<b>Zoé" not in page
    assert "\u202e" not in page


def test_a_change_counts_and_the_same_again_does_not(client: FlaskClient, kpa: int, plan: str) -> None:
    address = f"/entretiens/rendez-vous/{plan}/changer"
    same = typed(kpa=str(kpa), place="Ailleurs")
    assert client.post(address, data=same).status_code == 302
    row = fresh(plan)
    assert (row.place, row.version) == ("Ailleurs", 1)
    assert client.post(address, data=same | {"version": "1"}).status_code == 302
    assert fresh(plan).version == 1


def test_two_people_changing_at_once_are_told_and_nothing_typed_is_lost(
    client: FlaskClient, kpa: int, plan: str
) -> None:
    address = f"/entretiens/rendez-vous/{plan}/changer"
    change_plan(plan, decided(kpa_id=kpa, place="À la bibliothèque"), version=0)
    answer = client.post(address, data=typed(kpa=str(kpa), place="Au jardin"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Quelqu'un a changé ce rendez-vous pendant que vous écriviez" in plain(page)
    assert 'value="Au jardin"' in page
    assert "L'autre personne a mis : À la bibliothèque" in plain(page)
    assert fresh(plan).place == "À la bibliothèque"
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version is not None
    again = typed(kpa=str(kpa), place="Au jardin", version=version[1])
    assert client.post(address, data=again).status_code == 302
    row = fresh(plan)
    assert (row.place, row.version) == ("Au jardin", 2)


def test_a_mistake_does_not_hide_that_somebody_else_changed_it(client: FlaskClient, kpa: int, plan: str) -> None:
    address = f"/entretiens/rendez-vous/{plan}/changer"
    change_plan(plan, decided(kpa_id=kpa, place="À la bibliothèque"), version=0)
    wrong = client.post(address, data=typed(kpa=str(kpa), minutes="2", place="Au jardin"))
    assert wrong.status_code == 422
    version = re.search(r'name="version"[^>]*value="(\d*)"', wrong.get_data(as_text=True))
    assert version is not None
    assert version[1] == "0"


def test_changing_what_was_just_deleted_keeps_the_words_for_a_new_one(client: FlaskClient, kpa: int, plan: str) -> None:
    address = f"/entretiens/rendez-vous/{plan}"
    assert client.post(f"{address}/supprimer").status_code == 302
    answer = client.post(f"{address}/changer", data=typed(kpa=str(kpa), place="Au jardin"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "Quelqu'un a supprimé ce rendez-vous" in plain(page)
    assert 'value="Au jardin"' in page
    assert f'action="{NEW}"' in page


def test_what_is_past_can_still_be_corrected_but_not_moved_further_back(client: FlaskClient, kpa: int) -> None:
    yesterday = datetime.combine(date.today() - timedelta(days=1), datetime.min.time()).replace(hour=10)
    plan = planned(kpa_id=kpa, starts_at=yesterday).uid
    address = f"/entretiens/rendez-vous/{plan}/changer"
    assert send(client, address, kpa=str(kpa), day=yesterday.date().isoformat(), hour="10:00", place="Ici")[0] == 302
    before = (yesterday - timedelta(days=1)).date().isoformat()
    assert send(client, address, kpa=str(kpa), day=before, version="1")[0] == 422


def test_a_point_is_ticked_by_a_tap_and_unticked_by_another(client: FlaskClient, kpa: int, plan: str) -> None:
    address = f"/entretiens/rendez-vous/{plan}"
    for point in ("preparation:materiel", "accords:audio"):
        answer = client.post(f"{address}/cocher", data={"point": point, "fait": "oui"})
        assert answer.headers["Location"].endswith(f"#{point.replace(':', '-')}")
    client.post(f"{address}/cocher", data={"point": "preparation:materiel", "fait": "oui"})
    assert fresh(plan).ticked == ["accords:audio", "preparation:materiel"]
    assert client.get(address).get_data(as_text=True).count('aria-pressed="true"') == 2
    client.post(f"{address}/cocher", data={"point": "accords:audio", "fait": "non"})
    row = fresh(plan)
    assert (row.ticked, row.version) == (["preparation:materiel"], 0)


@pytest.mark.parametrize("point", ["", "preparation:inconnu", "ouverture:merci", "x" * 9000])
def test_only_points_of_the_lists_are_ticked(client: FlaskClient, kpa: int, plan: str, point: str) -> None:
    answer = client.post(f"/entretiens/rendez-vous/{plan}/cocher", data={"point": point, "fait": "oui"})
    assert answer.status_code == 404
    assert fresh(plan).ticked == []


def test_the_day_itself_asks_to_say_the_terms_again(client: FlaskClient, kpa: int) -> None:
    today = datetime.combine(date.today(), datetime.min.time()).replace(hour=23, minute=59)
    plan = planned(kpa_id=kpa, starts_at=today, zone="Pacific/Tahiti").uid
    elsewhere = planned(kpa_id=kpa).uid
    page = plain(client.get(f"/entretiens/rendez-vous/{plan}").get_data(as_text=True))
    later = plain(client.get(f"/entretiens/rendez-vous/{elsewhere}").get_data(as_text=True))
    assert "C'est aujourd'hui" not in later
    if "C'est aujourd'hui" not in page:  # in Tahiti it is still yesterday for some hours
        assert "demain" in page


def test_deleting_leaves_the_interview_that_was_led(client: FlaskClient, kpa: int, plan: str) -> None:
    db.session.add(Interview(uid=plan, kpa_id=kpa, owner="local", deck="kpa", state="ended"))
    db.session.commit()
    address = f"/entretiens/rendez-vous/{plan}"
    assert "entretien mené" in client.get(address).get_data(as_text=True)
    assert client.post(f"{address}/supprimer").status_code == 302
    assert client.get(address).status_code == 404
    assert db.session.scalars(select(Interview.uid)).all() == [plan]
    db.session.rollback()
    assert client.post(f"{address}/supprimer").status_code == 404


def test_the_list_says_what_comes_and_what_is_past(client: FlaskClient, kpa: int) -> None:
    assert "Pas encore de rendez-vous" in plain(client.get("/entretiens/rendez-vous/").get_data(as_text=True))
    planned(kpa_id=kpa, name="", code="")
    planned(kpa_id=kpa, name="Ancienne", starts_at=datetime(2026, 1, 5, 10))
    page = plain(client.get("/entretiens/rendez-vous/").get_data(as_text=True))
    assert page.index("À venir") < page.index("14 h 30") < page.index("Passés") < page.index("Ancienne")
    guide = load_guide()
    assert f"0 sur {len(guide['invitation']) + len(guide['preparation'])} préparés" in page


@pytest.mark.parametrize("uid", ["x", "%2e%2e", "22222222-2222-4222-8222-222222222222", "' OR 1=1"])
def test_an_appointment_that_does_not_exist_is_not_found(client: FlaskClient, kpa: int, uid: str) -> None:
    for end in ("", "/changer", "/agenda"):
        assert client.get(f"/entretiens/rendez-vous/{uid}{end}").status_code == 404
