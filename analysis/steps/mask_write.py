"""Texts written with their masks: numbered for a table of correspondence, or softened for a quote in a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.steps.mask_lexicon import words
from analysis.steps.types import Mask, MaskKind

SOFT: dict[MaskKind, str] = {
    "PERSONNE": "[prénom]",
    "LIEU": "[un lieu]",
    "ORGANISATION": "[une structure]",
    "DATE": "[une date]",
    "AGE": "[un âge]",
    "CONTACT": "[coordonnées]",
    "SANTE": "[santé]",
    "AUTRE": "[…]",
}
"""What stands for a mask in a quote of a document."""


class Numbering:
    """Numbers of the masked words in a run: same words, same number; « Kader » and « Kader Benslimane » are one."""

    def __init__(self) -> None:
        self._groups: defaultdict[MaskKind, list[tuple[str, ...]]] = defaultdict(list)

    def number(self, mask: Mask) -> int:
        """The number of these words among those of their kind, from 1 in the order of asking."""
        key = self._key(mask)
        groups = self._groups[mask.kind]
        for place, group in enumerate(groups):
            if key == group or (mask.kind == "PERSONNE" and (set(key) <= set(group) or set(group) <= set(key))):
                groups[place] = max(group, key, key=len)  # once the surname is known, another surname is someone else
                return place + 1
        groups.append(key)
        return len(groups)

    @staticmethod
    def _key(mask: Mask) -> tuple[str, ...]:
        if mask.kind == "CONTACT":  # a phone number typed with spaces, dots or nothing is the same one
            return ("".join(re.findall(r"[\w@]", mask.text.casefold())),)
        parts = tuple(re.findall(r"[\w-]+", mask.text.casefold()))
        titles = {title.casefold().rstrip(".") for title in words("personnes", "titres")}
        bare = tuple(part for part in parts if part not in titles) if mask.kind == "PERSONNE" else parts
        return bare or parts or (mask.text,)


def apply_masks(text: str, masks: Iterable[Mask], *, numbers: Numbering) -> str:
    """The text with each mask written « [PERSONNE 1] »; give the same ``numbers`` to all the texts of a run.

    >>> apply_masks("Kader rit.", [Mask(0, 5, "PERSONNE", "Kader")], numbers=Numbering())
    '[PERSONNE 1] rit.'
    """
    return _replaced(text, [(mask, f"[{mask.kind} {numbers.number(mask)}]") for mask in _apart(text, masks)])


def soften(text: str, masks: Iterable[Mask]) -> str:
    """The text with plain words in place of the masks, for a quote in a document; unchanged without masks.

    >>> soften("Kader rit.", [Mask(0, 5, "PERSONNE", "Kader")])
    '[prénom] rit.'
    """
    return _replaced(text, [(mask, SOFT[mask.kind]) for mask in _apart(text, masks)])


def _apart(text: str, masks: Iterable[Mask]) -> list[Mask]:
    """The masks in order; one that starts inside another or outside the text is left out."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (m.start, -m.end)):
        if (kept[-1].end if kept else 0) <= mask.start < mask.end <= len(text):
            kept.append(mask)
    return kept


def _replaced(text: str, pairs: Sequence[tuple[Mask, str]]) -> str:
    out: list[str] = []
    place = 0
    for mask, instead in pairs:
        out += [text[place : mask.start], instead]
        place = mask.end
    return "".join([*out, text[place:]])
