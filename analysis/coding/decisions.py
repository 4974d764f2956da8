"""What people decided of a passage, as plain data: told labels, whose they are, which of several stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from analysis.steps.types import Label, Polarity

Scheme = Literal["effets", "besoins"]
EFFECTS: Scheme = "effets"
NEEDS: Scheme = "besoins"
SCHEMES = (EFFECTS, NEEDS)


@dataclass(frozen=True, slots=True)
class Told:
    """One effect a person sees in a passage. ``strength`` 1 to 3, None when the effect is said to be absent."""

    effect: str
    polarity: Polarity = "positive"
    strength: int | None = 1
    sub: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"effect": self.effect, "polarity": self.polarity, "strength": self.strength, "sub": self.sub}

    def as_label(self) -> Label:
        """As the steps count it: a person is sure."""
        return Label(self.effect, self.polarity, self.strength, 1.0, (), self.sub)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is: code of the compte-rendu, uid of the paragraph, offsets (code points, end exclusive)."""

    code: str
    note: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person says of one passage. ``number`` grows with time; ``agreed``: settled by a discussion."""

    number: int
    place: Place
    text: str
    coder: str
    coder_name: str
    labels: tuple[Told, ...]
    saw: bool = False
    agreed: bool = False
    round: int | None = None
    machine: tuple[Told, ...] | None = None


def told_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Labels as they were kept."""
    return tuple(
        Told(one["effect"], cast(Polarity, one["polarity"]), one.get("strength"), one.get("sub")) for one in kept
    )


def told_by_machine(labels: Iterable[Label]) -> tuple[Told, ...]:
    """What the machine proposed, in the form of what people say."""
    return tuple(Told(one.effect, one.polarity, one.strength, one.sub) for one in labels)


def last_of_each(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What each coder says last of each passage, within a round or outside, in the order said."""
    last = {(one.coder, one.place, one.round, one.agreed): one for one in sorted(decisions, key=_number)}
    return tuple(sorted(last.values(), key=_number))


def settled(decisions: Iterable[Decision]) -> dict[Place, Decision]:
    """The decision that stands on each passage: an agreement, else the last one; those of a blind round do not count yet."""
    standing = [one for one in decisions if one.agreed or one.round is None]
    return {one.place: one for one in sorted(standing, key=lambda one: (one.agreed, one.number))}


def same(said: Sequence[Told], other: Sequence[Told]) -> bool:
    """True when both name the same effects with the same polarity and strength, in any order."""
    return {(one.effect, one.polarity, one.strength) for one in said} == {
        (one.effect, one.polarity, one.strength) for one in other
    }


def _number(one: Decision) -> int:
    return one.number
