"""The passages of the training, out of the fictional samples, with the reading held as reference. Pure but for one file."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from analysis.coding.decisions import Told
from analysis.steps.types import Polarity

LENGTH = 6
"""Passages in a series: a few minutes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A passage to read: where it was said, its words, and the labels it is held to carry."""

    where: str
    card: str | None
    text: str
    labels: tuple[Told, ...]

    @property
    def effects(self) -> frozenset[str]:
        """The effects it carries, whichever way."""
        return frozenset(one.effect for one in self.labels)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer beside the reference: effects seen by both, by the reference alone, by the player alone."""

    both: tuple[str, ...]
    missed: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True when both see the same effects."""
        return not self.missed and not self.more


@cache
def questions(path: Path) -> tuple[Question, ...]:
    """Every labelled passage of the file, in its order. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_question(row) for row in csv.DictReader(file))


def series(every: Sequence[Question], number: int, *, length: int = LENGTH) -> tuple[Question, ...]:
    """The passages of a series: always the same for a number, one in three without any effect, all others before twice."""
    order = list(range(len(every)))
    turn, place = divmod(max(number, 0), max(1, len(every) // length))
    random.Random(turn).shuffle(order)
    plain = [one for one in order if not every[one].labels]
    told = [one for one in order if every[one].labels]
    third = length // 3
    chosen = told[place * (length - third) :][: length - third] + plain[place * third :][:third]
    if len(chosen) < length:
        chosen = order[place * length :][:length]
    random.Random(number).shuffle(chosen)
    return tuple(every[one] for one in chosen)


def compare(question: Question, answer: Sequence[Told], order: Sequence[str]) -> Outcome:
    """An answer beside the reference, effects in the order of the grid."""
    held, said = question.effects, {one.effect for one in answer}
    return Outcome(
        tuple(one for one in order if one in held and one in said),
        tuple(one for one in order if one in held and one not in said),
        tuple(one for one in order if one not in held and one in said),
    )


def _question(row: dict[str, str]) -> Question:
    effects, ways, strengths = (row[key].split("|") if row[key] else [] for key in ("effets", "polarites", "forces"))
    strengths += [""] * (len(effects) - len(strengths))
    labels = tuple(
        Told(effect, cast(Polarity, way), int(strength) if strength else None)
        for effect, way, strength in zip(effects, ways, strengths, strict=True)
    )
    return Question(row["partie"], row["carte"] or None, row["texte"], labels)
