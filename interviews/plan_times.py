"""Days and hours of appointments: a clock on a wall, its zone, and the French for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kparole.wording import day

NBSP = "\u00a0"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def here_and_now(zone: str) -> datetime:
    """What the clock on the wall says now, in this zone, to the second."""
    return datetime.now(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)


def as_utc(moment: datetime, zone: str) -> datetime:
    """The same moment in UTC; an hour that comes twice in a night is taken the first time.

    >>> as_utc(datetime(2026, 11, 30, 14), "Europe/Paris").isoformat()
    '2026-11-30T13:00:00+00:00'
    """
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def exists(moment: datetime, zone: str) -> bool:
    """False for an hour that clocks jump over, on the night when summer time begins.

    >>> exists(datetime(2027, 3, 28, 2, 30), "Europe/Paris")
    False
    """
    return as_utc(moment, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == moment


def with_offset(moment: datetime, zone: str) -> str:
    """The moment in ISO 8601, with what its zone is ahead of UTC that day.

    >>> with_offset(datetime(2026, 11, 30, 14), "Europe/Paris")
    '2026-11-30T14:00:00+01:00'
    """
    return moment.replace(tzinfo=ZoneInfo(zone)).isoformat(timespec="seconds")


def day_said(moment: datetime) -> str:
    """A day with its name.

    >>> day_said(datetime(2026, 12, 1))
    'mardi 1er décembre 2026'
    """
    return f"{DAYS[moment.weekday()]} {day(moment)}"


def hour_said(moment: datetime) -> str:
    """An hour as one says it, in one piece.

    >>> hour_said(datetime(2026, 12, 1, 9)), hour_said(datetime(2026, 12, 1, 14, 30))
    ('9\\xa0h', '14\\xa0h\\xa030')
    """
    return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02d}" if moment.minute else f"{moment.hour}{NBSP}h"


def length_said(minutes: int) -> str:
    """A length as one says it.

    >>> length_said(45), length_said(60), length_said(90)
    ('45 minutes', '1 heure', '1\\xa0h\\xa030')
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} minutes"
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours} heure{'s' if hours > 1 else ''}"


def nearness(moment: datetime, today: date) -> str:
    """« aujourd'hui », « demain », « dans 5 jours »; "" for what is past or further than three weeks.

    >>> nearness(datetime(2026, 12, 1, 9), date(2026, 11, 30))
    'demain'
    """
    days = (moment.date() - today).days
    if days in (0, 1):
        return ("aujourd'hui", "demain")[days]
    return f"dans {days} jours" if 1 < days <= 21 else ""
