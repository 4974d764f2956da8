"""Chooses the verbatims of the récit: the best evidence, people and KPAs taking turns, nothing said twice.

Pure and without chance: the same analysis gives the same quotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.steps.types import Analysis, Extract, Label

PER_PERSON = 3
SUPPORTING, CONTRARY, PER_THEME = 5, 3, 2
SHORTEST, LONGEST = 8, 60  # words that read well
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The extracts to quote: one for the first page, by effect what shows it and what says the contrary, by theme."""

    opening: Extract | None
    supporting: dict[str, tuple[Extract, ...]]
    contrary: dict[str, tuple[Extract, ...]]
    themes: dict[str, tuple[Extract, ...]]

    @property
    def in_order(self) -> tuple[Extract, ...]:
        """Every quoted extract in the order of the récit."""
        found = [self.opening] if self.opening else []
        for effect in self.supporting:
            found += [*self.supporting[effect], *self.contrary[effect]]
        return (*found, *(extract for group in self.themes.values() for extract in group))


@dataclass(slots=True)
class _Slot:
    """A place of the récit that wants quotes: what could go there, with how good it is, and what went."""

    name: str
    wanted: int
    candidates: list[tuple[float, int, Extract]]
    taken: list[tuple[int, Extract]] = field(default_factory=list)

    @property
    def scarcity(self) -> int:
        return len({extract.person for *_, extract in self.candidates})


@dataclass(slots=True)
class _Ledger:
    """What the récit has quoted so far."""

    kpas: Mapping[str, str | None]
    words: Mapping[str, str]
    people: Counter[str] = field(default_factory=Counter)
    said: set[str] = field(default_factory=set)

    def key(self, extract: Extract) -> str:
        """Two extracts with the same words are the same extract for a reader."""
        return " ".join(_WORD.findall(self.words[extract.id].casefold())) or extract.id


def choose(analysis: Analysis, quotable: Mapping[str, str], *, effects: Sequence[str]) -> Chosen:
    """Choose for every effect (in that order) and for the themes that fit none; only ids of ``quotable`` are taken.

    Nobody is quoted more than 3 times, except as the only voice there is for an effect. Nothing quotable: empty tuples.
    """
    slots = _effect_slots(analysis, quotable, effects)
    ledger = _Ledger({person.id: person.kpa for person in analysis.people}, quotable)
    themes = _theme_slots(analysis, quotable)
    opening = _opening_slot(slots)
    _fill([opening], ledger)
    _fill(slots, ledger)
    _fill(themes, ledger)
    groups = {slot.name: _strongest_first(slot) for slot in (*slots, *themes)}
    return Chosen(
        opening=opening.taken[0][1] if opening.taken else None,
        supporting={effect: groups[f"+{effect}"] for effect in effects},
        contrary={effect: groups[f"-{effect}"] for effect in effects},
        themes={slot.name: groups[slot.name] for slot in themes},
    )


UNSURE, UNSURE_COST = 0.5, 4.0
"""Words that are more likely wrong than right under this effect come last: a wrong quote costs more than a short list."""


def readable(words: str) -> bool:
    """Whether a quote has a length that reads well, 8 to 60 words."""
    return SHORTEST <= len(_WORD.findall(words)) <= LONGEST


def _effect_slots(analysis: Analysis, quotable: Mapping[str, str], effects: Sequence[str]) -> list[_Slot]:
    slots = {f"{sign}{effect}": _Slot(f"{sign}{effect}", size, []) for effect in effects for sign, size in _SIGNS}
    for extract in analysis.extracts:
        words = quotable.get(extract.id, "").strip()
        reading = analysis.readings.get(extract.id)
        for label in reading.labels if reading and words else ():
            slot = slots.get(f"{'+' if label.polarity == 'positive' else '-'}{label.effect}")
            if slot is not None:
                slot.candidates.append((_quality(extract, label, words), label.strength or 0, extract))
    return list(slots.values())


_SIGNS = (("+", SUPPORTING), ("-", CONTRARY))


def _theme_slots(analysis: Analysis, quotable: Mapping[str, str]) -> list[_Slot]:
    """Themes among what fits no effect; their typical extracts, the most central first."""
    extracts = {extract.id: extract for extract in analysis.extracts}
    slots = []
    for theme in analysis.themes:
        if theme.scope is None:
            ids = [i for i in dict.fromkeys((*theme.typical, *theme.members)) if i in extracts]
            ranked = [
                (1.5 * readable(quotable[i]) - 0.1 * rank, 0, extracts[i])
                for rank, i in enumerate(ids)
                if quotable.get(i, "").strip()
            ]
            slots.append(_Slot(theme.id, PER_THEME, ranked))
    return slots


def _opening_slot(slots: Sequence[_Slot]) -> _Slot:
    """One strong quote for the first page, from an effect that has voices to spare."""
    spare = [c for slot in slots if slot.name[0] == "+" and slot.scarcity > 2 for c in slot.candidates]
    return _Slot("opening", 1, [candidate for candidate in spare if candidate[1] >= 2 and candidate[2].exact])


def _quality(extract: Extract, label: Label, words: str) -> float:
    doubt = UNSURE_COST if label.confidence < UNSURE else 0.0
    return (label.strength or 1) + 4 * label.confidence + 0.5 * extract.exact + 1.5 * readable(words) - doubt


def _fill(slots: Sequence[_Slot], ledger: _Ledger) -> None:
    """One quote a turn for each slot, the ones with the fewest voices first, so that they are not used up elsewhere."""
    order = sorted(slots, key=lambda slot: slot.scarcity)
    for turn in range(max((slot.wanted for slot in slots), default=0)):
        for slot in order:
            if len(slot.taken) == turn < slot.wanted:
                _take_one(slot, ledger)


def _take_one(slot: _Slot, ledger: _Ledger) -> None:
    free = [c for c in slot.candidates if ledger.key(c[2]) not in ledger.said]
    if slot.taken:
        free = [c for c in free if ledger.people[c[2].person] < PER_PERSON]
    if not free:
        return
    here = [extract for _, extract in slot.taken]
    people = Counter(extract.person for extract in here)
    kpas = Counter(ledger.kpas.get(extract.person) for extract in here)

    def worth(candidate: tuple[float, int, Extract]) -> tuple[bool, float]:
        quality, _, extract = candidate
        person = extract.person
        tired = 2.0 * people[person] + 0.8 * kpas[ledger.kpas.get(person)] + 0.7 * ledger.people[person]
        return ledger.people[person] < PER_PERSON, round(quality - tired, 6)

    _, strength, extract = max(free, key=worth)  # the first of equals: the order of the interviews
    slot.taken.append((strength, extract))
    ledger.people[extract.person] += 1
    ledger.said.add(ledger.key(extract))


def _strongest_first(slot: _Slot) -> tuple[Extract, ...]:
    return tuple(extract for _, extract in sorted(slot.taken, key=lambda item: -item[0]))
