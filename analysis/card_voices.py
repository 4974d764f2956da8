"""One thing that somebody said under each card: a count of cards never stands without words. Masks and agreements apply."""

from __future__ import annotations

from collections.abc import Collection

from analysis.pages import Reader
from analysis.steps.types import Extract
from analysis.voices import Voice, voice

SHORTEST, LONGEST = 6, 45
"""Words that read well."""


def voices_under(reader: Reader, cards: Collection[str], *, among: Collection[str]) -> dict[str, Voice]:
    """For each card under which something can be read, the passage that says most; people take turns where they can.

    ``among``: the interviews (their codes) that are looked at.
    """
    heard = frozenset(among) if reader.heard is None else reader.heard.intersection(among)
    best: dict[str, list[tuple[tuple[float, ...], Extract]]] = {}
    for extract in reader.analysis.extracts:
        if extract.card and extract.card in cards and extract.person in heard:
            best.setdefault(extract.card, []).append((_worth(reader, extract), extract))
    who, chosen, said = reader.who(), dict[str, Voice](), set[str]()
    for card in cards:
        ranked = sorted(
            best.get(card, ()), key=lambda pair: (pair[1].person in said, [-n for n in pair[0]], pair[1].id)
        )
        if ranked:
            extract = ranked[0][1]
            said.add(extract.person)
            titles = {extract.note: reader.card_title(card)}
            chosen[card] = voice(extract, None, people=who, titles=titles, masks=reader.masks)
    return chosen


def _worth(reader: Reader, extract: Extract) -> tuple[float, ...]:
    labels = reader.analysis.readings[extract.id].labels
    strength = max((label.strength or 0 for label in labels), default=0)
    sure = max((label.confidence for label in labels), default=0.0)
    return (SHORTEST <= len(extract.text.split()) <= LONGEST, extract.exact, strength, sure)
