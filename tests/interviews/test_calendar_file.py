"""The file of a calendar: it is read back by a library, sounds the day before, and names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar, Component

from interviews.calendar_file import Entry, calendar_file
from interviews.plan_service import change_plan, tick
from network.service import add_kpa
from tests.interviews.plan_making import decided, planned

ENTRY = Entry(
    uid="11111111-1111-4111-8111-111111111111",
    starts_at=datetime(2026, 11, 30, 13, 30, tzinfo=UTC),
    minutes=90,
    kpa="Les Mains Vertes",
    code="A12",
    place="La maison ; du quartier, 3e étage",
    change=4,
    changed_at=datetime(2026, 11, 22, 9),
)


def event_of(content: bytes) -> Component:
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    (event,) = calendar.walk("VEVENT")
    return event


def test_the_moments_are_in_universal_time_and_the_words_come_back_whole() -> None:
    event = event_of(calendar_file(ENTRY))
    assert event["dtstart"].dt == datetime(2026, 11, 30, 13, 30, tzinfo=UTC)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=90)
    assert event["location"] == "La maison ; du quartier, 3e étage"
    assert (event["summary"], event["sequence"]) == ("Entretien A12, Les Mains Vertes", 4)
    assert event["dtstamp"].dt == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_it_sounds_the_day_before() -> None:
    (alarm,) = Calendar.from_ical(calendar_file(ENTRY)).walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-1))
    assert alarm["description"]


def test_lines_are_folded_and_ended_as_the_standard_says() -> None:
    content = calendar_file(replace(ENTRY, place="é" * 200))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_event_keeps_its_id_and_hides_that_of_the_interview() -> None:
    first, second = (event_of(calendar_file(replace(ENTRY, change=one, place=str(one)))) for one in (0, 1))
    assert first["uid"] == second["uid"]
    assert ENTRY.uid not in first["uid"]
    assert event_of(calendar_file(replace(ENTRY, uid=ENTRY.uid.replace("1", "2"))))["uid"] != first["uid"]


@pytest.mark.parametrize(
    ("code", "kpa", "title"),
    [("", "La Roue", "Entretien, La Roue"), ("", "", "Entretien"), ("R2", "", "Entretien R2")],
)
def test_the_title_says_what_there_is(code: str, kpa: str, title: str) -> None:
    assert event_of(calendar_file(replace(ENTRY, code=code, kpa=kpa)))["summary"] == title


def test_a_word_cannot_add_a_line_of_its_own() -> None:
    content = calendar_file(replace(ENTRY, place="ici\r\nATTENDEE:mailto:x@y", code="A\nDESCRIPTION:x"))
    event = event_of(content)
    assert "attendee" not in event
    assert "description" not in event


def test_the_page_gives_a_file_that_names_nobody_and_counts_the_changes(client: FlaskClient) -> None:
    with client.application.app_context():
        kpa = add_kpa("Les Mains Vertes").id
        said = {"person_reminders": "Zéphyrine aime le thé", "own_reminders": "Zéphyrine", "interpreter": "Zéphyrine"}
        plan = planned(kpa_id=kpa, **said).uid
        address = f"/entretiens/rendez-vous/{plan}/agenda"
        first = client.get(address)
        tick(plan, "preparation:guide", done=True)
        change_plan(plan, decided(kpa_id=kpa, place="Ailleurs", **said), version=0)
        second = client.get(address)
    assert first.mimetype == "text/calendar"
    assert first.headers["Content-Disposition"].startswith("attachment; filename=entretien-")
    assert "phyrine" not in first.text + second.text + str(first.headers)
    assert [event_of(one.data)["sequence"] for one in (first, second)] == [0, 1]
    assert event_of(second.data)["location"] == "Ailleurs"
    assert event_of(first.data)["dtstart"].dt.utcoffset() == timedelta(0)
