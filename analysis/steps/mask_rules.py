"""Rules that find what identifies someone by its shape or its surroundings: numbers, dates, addresses, titles, health.

Each rule is a pattern with a group ``mask`` (what is hidden) and a kind; words come from the lexicon.
"""

from __future__ import annotations

from functools import cache

from analysis.steps.mask_contacts import contacts, numbers
from analysis.steps.mask_health import health
from analysis.steps.mask_lexicon import lexicon, words
from analysis.steps.mask_life import family, origins
from analysis.steps.mask_named import organisations, people, places
from analysis.steps.mask_patterns import Rule
from analysis.steps.mask_times import ages, dates
from analysis.steps.types import Mask

__all__ = ["lexicon", "rule_masks", "words"]


def rule_masks(text: str) -> list[Mask]:
    """Every proposal of every rule, in no order and maybe overlapping; empty when nothing looks like anything."""
    days = lexicon()["feries"]["jours"]
    return [mask for rule in _rules() for mask in rule.masks(text) if mask.text.casefold() not in days]


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        *contacts(), *numbers(), *dates(), *ages(), *people(), *places(), *organisations(), *health(), *family(), *origins(),
    )  # fmt: skip
