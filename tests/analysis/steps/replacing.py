"""Texts for the replacements, written as the gold of masking is: ``{Lyon|L}``."""

from __future__ import annotations

from datetime import date
from typing import cast

from analysis.steps.replace import Decided, plan
from analysis.steps.types import Mask, MaskKind
from tests.bench.masking_spans import read_passage

SAID_ON = date(2024, 6, 1)


def decided(line: str, *, place: int = 0, kpa: str | None = "La Halte", said_on: date | None = SAID_ON) -> Decided:
    passage = read_passage(line)
    masks = tuple(
        Mask(gold.start, gold.end, cast("MaskKind", gold.kind), passage.text[gold.start : gold.end])
        for gold in passage.gold
    )
    return Decided(f"n{place}", passage.text, masks, kpa, said_on)


def read(*lines: str) -> list[str]:
    """Each line with its replacements, all of one KPA."""
    corpus = [decided(line, place=place) for place, line in enumerate(lines)]
    made = plan(corpus)
    return [made.write(one).text for one in corpus]
