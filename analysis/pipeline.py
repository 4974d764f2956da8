"""The whole analysis, step after step, on plain data: the same for files and tables, for pages and the command line."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from analysis.engine import Engine
from analysis.masking import Finder, KnownNames, find_masks
from analysis.steps.cluster import themes
from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.saturate import ORDERS, saturate
from analysis.steps.segment import segment
from analysis.steps.types import Analysis, Extract, Mask, Person, Reading, Theme
from analysis.steps.weigh import DRAWS, FORMULA, weigh

SEED = 0
BATCH = 64

Progress = Callable[[str, int, int], None]


class Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the seconds of this block under this name."""
        start = time.perf_counter()
        yield
        self.spent[name] = round(self.spent.get(name, 0.0) + time.perf_counter() - start, 3)


def analyse(
    people: Sequence[Person], *, engine: Engine, known: KnownNames, progress: Progress, find: Finder = find_masks
) -> Analysis:
    """Run every step on a corpus; an empty corpus gives an empty analysis.

    ``known``: names of KPAs, and towns and districts, that the team already knows. ``find`` looks for what identifies
    someone, here unless it was started beside.
    """
    clock = Clock()
    with clock.step("segment"):
        progress("Je découpe les notes en passages", 0, len(people))
        extracts = tuple(extract for person in people for extract in segment(person))
    with clock.step("classify"):
        readings = _readings(extracts, engine, progress)
    with clock.step("mask"):
        progress("Je cherche ce qui identifie quelqu'un", 0, len(people))
        masks = find(people, known)
    with clock.step("cluster"):
        progress("Je rapproche ce qui se ressemble", 0, 1)
        found = _themes(extracts, readings, masks, engine)
    table = gather_evidence(people, extracts, readings)
    with clock.step("weigh"):
        progress("Je pèse chaque effet", 0, 1)
        weights = weigh(people, extracts, table, effects=engine.taxonomy.ids, seed=SEED)
    with clock.step("cross"):
        crossings = cross(people, extracts, table, effects=engine.taxonomy.ids)
    with clock.step("saturate"):
        curve = saturate(people, extracts, readings, found, seed=SEED)
    return Analysis(
        people=tuple(people),
        extracts=extracts,
        masks=masks,
        readings=readings,
        themes=found,
        weights=weights,
        crossings=crossings,
        saturation=curve,
        version=engine.version,
        parameters=_parameters(engine),
        duration=clock.spent,
    )


def _parameters(engine: Engine) -> dict[str, str | int | float]:
    return {
        "graine": SEED,
        "tirages": DRAWS,
        "ordres": ORDERS,
        "formule": FORMULA,
        "encodeur": engine.encoder.name,
        "grille": engine.taxonomy.version,
    }


def _readings(extracts: Sequence[Extract], engine: Engine, progress: Progress) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    for start in range(0, len(extracts), BATCH):
        progress("Je cherche les effets", start, len(extracts))
        batch = extracts[start : start + BATCH]
        read = engine.classifier.read([extract.text for extract in batch])
        readings.update((extract.id, reading) for extract, reading in zip(batch, read, strict=True))
    return readings


def _themes(
    extracts: Sequence[Extract],
    readings: dict[str, Reading],
    masks: dict[str, tuple[Mask, ...]],
    engine: Engine,
) -> tuple[Theme, ...]:
    """Themes among what fits no effect, then inside each effect."""
    scopes: dict[str | None, list[Extract]] = defaultdict(list)
    for extract in extracts:
        labels = readings[extract.id].labels
        nameless = _nameless(extract, masks.get(extract.note, ()))
        scopes[None] += [nameless] if not labels else []
        for label in labels:
            scopes[label.effect].append(nameless)
    found: list[Theme] = []
    for scope in (None, *engine.taxonomy.ids):
        found += themes(scopes[scope], encoder=engine.encoder, scope=scope, seed=SEED)
    return tuple(found)


def _nameless(extract: Extract, masks: Sequence[Mask]) -> Extract:
    """The extract without what may identify someone: a first name must not become the name of a theme."""
    text = extract.text
    for mask in sorted(masks, key=lambda m: -m.start):
        start, end = max(mask.start - extract.start, 0), min(mask.end - extract.start, len(extract.text))
        if start < end:
            text = f"{text[:start]}…{text[end:]}"
    return replace(extract, text=text)
