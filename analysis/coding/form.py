"""What somebody chose in a form that has one question an effect: nothing, how strongly, or the contrary."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.coding.decisions import Told
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Polarity

CONTRARY: dict[str, Polarity] = {"absente": "absente", "negative": "negative"}
CHOICES = (
    ("", "—", "rien"),
    ("1", "1", "évoqué"),
    ("2", "2", "exemple concret"),
    ("3", "3", "changement durable"),
    ("absente", "0", "dit que ce n'est pas venu"),
    ("negative", "−", "dit le contraire"),
)
"""Value, sign on the button, what it means."""


def told_in(form: Mapping[str, str], taxonomy: Taxonomy) -> tuple[Told, ...]:
    """The labels of a form, in the order of the grid; a value that is none of ours is nothing."""
    return tuple(told for effect in taxonomy.effects if (told := _told(effect, form)) is not None)


def value_of(told: Told) -> str:
    """The value that a label has in the form."""
    return str(told.strength or 1) if told.polarity == "positive" else told.polarity


def _told(effect: Effect, form: Mapping[str, str]) -> Told | None:
    value, sub = form.get(f"effet-{effect.id}", ""), form.get(f"sous-{effect.id}")
    finer = sub if sub in {one.id for one in effect.subs} else None
    if value in ("1", "2", "3"):
        return Told(effect.id, "positive", int(value), finer)
    return Told(effect.id, CONTRARY[value], None, finer) if value in CONTRARY else None
