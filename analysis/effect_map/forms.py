"""The form of an effect filled by hand: where, what, how it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from analysis.effect_map.by_hand import LONGEST_LABEL, LONGEST_PROOF, PLACES, SOURCES, Entry, Wish, below
from analysis.steps.wording import capital
from interviews.plan_fields import FrenchChoice, FrenchRadio, line, lines

LABEL_ASKED = "Dites l'effet en quelques mots."
SOURCE_ASKED = "Dites d'où vous le savez."


class EntryForm(FlaskForm):  # type: ignore[misc]
    """What is sent to add or change an effect. ``seen``: the revision that was on screen."""

    label = line("L'effet, en quelques mots", most=LONGEST_LABEL)
    under = FrenchChoice("Où le ranger ?", choices={})
    source = FrenchRadio("D'où le savez-vous ?", choices={}, default="")
    interview = FrenchChoice("Quel entretien ?", choices={}, default="")
    proof = lines("La preuve, en une phrase ou deux", most=LONGEST_PROOF)
    seen = HiddenField()

    def offer(self, entries: Sequence[Entry], interviews: Sequence[str], *, leave_out: str = "", team: bool) -> None:
        """Fill the lists: places and entries but ``leave_out`` and what is under it; interviews for the ``team`` alone."""
        inside = {leave_out, *(one.uid for one in below(entries, leave_out))} if leave_out else set()
        places: dict[str, str] = {}
        for place, label in PLACES.items():
            places |= {place: label, **_indented(entries, place, inside)}
        self.under.choices = places
        self.source.choices = {k: capital(v) for k, v in SOURCES.items() if team or k != "entretien"}
        self.interview.choices = {"": "Aucun en particulier", **{code: code for code in interviews if team}}

    def show(self, entry: Entry) -> None:
        """Fill the form with an entry."""
        for name in ("label", "under", "source", "interview", "proof"):
            self[name].data = getattr(entry.wish, name)
        self.seen.data = str(entry.revision)

    def wish(self) -> Wish:
        """What is wanted, once the form is valid."""
        source = str(self.source.data)
        interview = str(self.interview.data or "") if source == "entretien" else ""
        return Wish(str(self.under.data), str(self.label.data), source, str(self.proof.data or ""), interview)

    def seen_revision(self) -> int:
        """The revision that was on screen, 0 when it is not said."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0

    def validate_label(self, field: Any) -> None:
        """Asked."""
        if not field.data:
            raise ValidationError(LABEL_ASKED)

    def validate_source(self, field: Any) -> None:
        """Asked."""
        if not field.data:
            raise ValidationError(SOURCE_ASKED)


def _indented(entries: Sequence[Entry], place: str, inside: set[str], *, level: int = 1) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in below(entries, place):
        if entry.wish.under == place and entry.uid not in inside:
            label = entry.wish.label if len(entry.wish.label) < 60 else f"{entry.wish.label[:58]}…"
            found |= {entry.uid: "– " * level + label, **_indented(entries, entry.uid, inside, level=level + 1)}
    return found
