"""Fields that say what is wrong in French whatever library is there, and keep what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from wtforms import Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import DateInput, TimeInput

from interviews.operations import clean_text
from network.names import cleaned

LIST_ASKED = "Choisissez dans la liste."
TOO_LONG = "C'est trop long : au plus %(max)d caractères."
WHOLE_NUMBER = "Écrivez un nombre de minutes, par exemple 60."
DAY_SHAPE = "Écrivez un jour, par exemple 2026-11-30 ou 30/11/2026."
HOUR_SHAPE = "Écrivez une heure, par exemple 14:30."
_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/. ](?P<m2>\d{1,2})[/. ](?P<y2>\d{4})")
_HOUR = re.compile(r"(\d{1,2})\s*[h:]?\s*(\d{2})?", re.IGNORECASE)


def line(label: str, *, most: int, **options: Any) -> StringField:
    """A line of text without signs that nobody sees."""
    return StringField(
        label, filters=[lambda typed: cleaned(typed or "")], validators=[Length(max=most, message=TOO_LONG)], **options
    )


def lines(label: str, *, most: int) -> TextAreaField:
    """A free text."""
    return TextAreaField(
        label,
        filters=[lambda typed: clean_text(typed or "").strip()],
        validators=[Length(max=most, message=TOO_LONG)],
    )


class FrenchChoice(SelectField):  # type: ignore[misc]
    """One choice in a list."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        _offered(self)


class FrenchRadio(RadioField):  # type: ignore[misc]
    """One choice among a few, all shown."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not shown."""
        _offered(self)


class FrenchNumber(IntegerField):  # type: ignore[misc]
    """A whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it, or say what was expected."""
        typed = (valuelist or [""])[0].strip()
        self.data = None
        if not re.fullmatch(r"[0-9]{1,6}", typed):
            raise ValueError(WHOLE_NUMBER)
        self.data = int(typed)


class Typed(Field):  # type: ignore[misc]
    """A field whose value is read from a text, which stays as typed while it cannot be."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.shown() if self.data is not None else ""

    def shown(self) -> str:
        """The value, as the browser wants it."""
        return str(self.data)

    def read(self, typed: str) -> Any:
        """The value of this text. Raises ValueError with what to write instead."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text; an empty one is no value."""
        typed = (valuelist or [""])[0].strip()
        self.data = None
        self.data = self.read(typed) if typed else None


class DayField(Typed):
    """A day: as browsers send it, or as one writes it by hand."""

    widget = DateInput()

    def shown(self) -> str:
        """As the browser wants it."""
        return str(self.data.isoformat())

    def read(self, typed: str) -> date:
        """The day of this text."""
        found = _DAY.fullmatch(typed)
        if found is None:
            raise ValueError(DAY_SHAPE)
        year, month, day = (int(found[one] or found[f"{one}2"]) for one in "ymd")
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValueError("Ce jour n'existe pas. Vérifiez le mois et l'année.") from error


class HourField(Typed):
    """An hour: as browsers send it, or « 14 h 30 »."""

    widget = TimeInput()

    def shown(self) -> str:
        """As the browser wants it."""
        return str(self.data.isoformat("minutes"))

    def read(self, typed: str) -> time:
        """The hour of this text."""
        found = _HOUR.fullmatch(typed.removesuffix(":00") if typed.count(":") == 2 else typed)
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValueError(HOUR_SHAPE)
        return time(int(found[1]), int(found[2] or 0))


def _offered(field: SelectField) -> None:
    choices: Iterable[Any] = field.choices or ()
    if field.data not in {str(one) for one in choices}:
        raise ValidationError(LIST_ASKED)
