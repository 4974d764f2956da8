"""The calendar file of an appointment. Calendars live in clouds: no name, no word of a person goes into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from kparole.uploads.kinds import Kind

ICS = Kind("ics", "un rendez-vous (.ics)", "ics", "text/calendar")
OURS = UUID("5b1f6c0e-53f5-4d9e-9a0c-7d6b1f0c2a11")
"""Where the ids of our events are drawn from: an event never shows the id of its interview."""
DAY_BEFORE = timedelta(days=-1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar is told. ``starts_at`` is in UTC, ``changed_at`` too, without zone; ``change``: how many changes."""

    uid: str
    starts_at: datetime
    minutes: int
    kpa: str
    code: str
    place: str
    change: int
    changed_at: datetime

    @property
    def title(self) -> str:
        """The line that shows in a calendar: « Entretien », the code if there is one, the KPA."""
        return ", ".join(part for part in (f"Entretien {self.code}".strip(), self.kpa) if part)


def calendar_file(entry: Entry) -> bytes:
    """One event with an alarm the day before (RFC 5545, moments in UTC, lines ended by CRLF)."""
    calendar = Calendar()
    calendar.add("prodid", "-//KParole//Rendez-vous//FR")
    calendar.add("version", "2.0")
    calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(OURS, entry.uid)}@kparole")
    event.add("sequence", entry.change)
    event.add("dtstamp", entry.changed_at.replace(tzinfo=UTC))
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.starts_at + timedelta(minutes=entry.minutes))
    event.add("summary", entry.title)
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Entretien demain : rappeler la personne, relire la liste.")
    alarm.add("trigger", DAY_BEFORE)
    return alarm
