"""The whole analysis, step after step, on plain data: the same for files and tables, for pages and the command line."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from analysis.engine import Engine
from analysis.masking import Finder, KnownNames, find_masks
from analysis.read_lines import Read
from analysis.steps.cluster import themes
from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.language import is_foreign
from analysis.steps.saturate import ORDERS, saturate
from analysis.steps.segment import segment
from analysis.steps.types import Analysis, Extract, Mask, Person, Reading, Theme
from analysis.steps.weigh import DRAWS, FORMULA, weigh
from kparole.errors import UserError

SEED = 0
NOT_FRENCH = (
    "Ces comptes-rendus ne semblent pas écrits en français, et KParole ne lit que le français : rien n'a été deviné. "
    "Traduisez-les d'abord, ou vérifiez que ce sont les bons fichiers."
)
NOTHING_READ: Mapping[str, Read] = {}
BATCH = 256
"""Texts read at once: the tables of likeness to the examples grow with it."""

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
    people: Sequence[Person],
    *,
    engine: Engine,
    known: KnownNames,
    progress: Progress,
    find: Finder = find_masks,
    reads: Mapping[str, Read] = NOTHING_READ,
) -> Analysis:
    """Run every step on a corpus; an empty corpus gives an empty analysis.

    ``known``: names of KPAs, and towns and districts, that the team already knows. ``find`` looks for what identifies
    someone, here unless it was started beside. ``reads``: what is already read, by id of person.
    """
    if people and all(map(_speaks_another, people)):
        raise UserError(NOT_FRENCH)
    clock = Clock()
    with clock.step("segment"):
        progress("Je découpe les notes en passages", 0, len(people))
        cut = [reads[person.id].extracts if person.id in reads else segment(person) for person in people]
        extracts = tuple(extract for found in cut for extract in found)
    with clock.step("classify"):
        readings = {e.id: r for read in reads.values() for e, r in zip(read.extracts, read.readings, strict=True)}
        readings |= _readings([extract for extract in extracts if extract.id not in readings], engine, progress)
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
        parameters=_parameters(engine) | _foreign(extracts),
        duration=clock.spent,
    )


def _parameters(engine: Engine) -> dict[str, str | int | float]:
    """What was chosen, and the version of all that reads."""
    return {
        "graine": SEED,
        "tirages": DRAWS,
        "ordres": ORDERS,
        "formule": FORMULA,
        "encodeur": engine.encoder.name,
        "grille": engine.taxonomy.version,
        "exemples": engine.examples,
    }


def _speaks_another(person: Person) -> bool:
    return is_foreign("\n".join(note.text for note in person.notes))


def _foreign(extracts: Sequence[Extract]) -> dict[str, str | int | float]:
    """How many passages were not read because they are in another language; nothing when all were."""
    count = sum(is_foreign(extract.text) for extract in extracts)
    return {"passages_dans_une_autre_langue": count} if count else {}


def _readings(extracts: Sequence[Extract], engine: Engine, progress: Progress) -> dict[str, Reading]:
    texts = [extract.text for extract in extracts]
    read = read_in_batches(engine, texts, progress=progress)
    return {extract.id: reading for extract, reading in zip(extracts, read, strict=True)}


def read_in_batches(
    engine: Engine, texts: Sequence[str], *, progress: Progress, always: bool = False
) -> Iterator[Reading]:
    """One reading a text, in order, in a room that does not grow with their number.

    In a text of another language nothing is read, unless ``always`` asks for a guess.
    """
    for start in range(0, len(texts), BATCH):
        progress("Je cherche les effets", start, len(texts))
        batch = texts[start : start + BATCH]
        foreign = [not always and is_foreign(text) for text in batch]
        read = iter(
            engine.classifier.read([one for one, other in zip(batch, foreign, strict=True) if not other], always=always)
        )
        yield from (Reading((), engine.taxonomy.ids[0], 0.0) if other else next(read) for other in foreign)


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
        nameless = without_names(extract, masks.get(extract.note, ()))
        scopes[None] += [nameless] if not labels else []
        for label in labels:
            scopes[label.effect].append(nameless)
    found: list[Theme] = []
    for scope in (None, *engine.taxonomy.ids):
        found += themes(scopes[scope], encoder=engine.encoder, scope=scope, seed=SEED)
    return tuple(found)


def without_names(extract: Extract, masks: Sequence[Mask]) -> Extract:
    """The extract without what may identify someone: a first name must not become the name of a theme."""
    text = extract.text
    for mask in sorted(masks, key=lambda m: -m.start):
        start, end = max(mask.start - extract.start, 0), min(mask.end - extract.start, len(extract.text))
        if start < end:
            text = f"{text[:start]}…{text[end:]}"
    return replace(extract, text=text)
