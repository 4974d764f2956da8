"""The machine's reading of needs: what people say on arriving and on leaving, read with the second grid."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.engine import HERE, read_taxonomy
from analysis.steps.types import Analysis, Label, Reading, Word
from kparole.files import read_text

if TYPE_CHECKING:
    from analysis.steps.classify import Classifier
    from analysis.steps.examples import Example
    from analysis.steps.vectors import Encoder

GRID = HERE / "needs.toml"
EXAMPLES = HERE / "needs_examples.csv"
PARTS = ("introduction", "cloture")


@dataclass(frozen=True, slots=True)
class Needs:
    """A classifier that learnt the grid of needs; ``version`` names all that can change what it reads."""

    classifier: Classifier
    version: str


def learn_needs(encoder: Encoder, corrections: Sequence[Example]) -> Needs | None:
    """Learn needs from our examples and from what people decided; None without examples of ours."""
    from analysis.steps.classify import Classifier
    from analysis.steps.examples import parse_examples

    if not (GRID.is_file() and EXAMPLES.is_file()):
        return None
    grid = read_taxonomy(GRID)
    examples = parse_examples(read_text(EXAMPLES), known=grid.ids)
    known = [one for one in corrections if set(one.effects) <= set(grid.ids)]
    told = repr((grid.version, encoder.name, examples, known)).encode("utf-8", "surrogatepass")
    classifier = Classifier.learn(grid, examples, encoder=encoder, corrections=known)
    return Needs(classifier, hashlib.sha256(told).hexdigest()[:12])


def read_needs(needs: Needs, analysis: Analysis, before: Mapping[str, Any]) -> dict[str, Any]:
    """What is read of needs, as a run keeps it; ``before``: what the last run kept, taken up where nothing changed."""
    from analysis.steps.vectors import content_key  # with numpy: only who reads pays for it

    known = before.get("readings", {}) if before.get("version") == needs.version else {}
    said = [extract for extract in analysis.extracts if extract.part in PARTS]
    keys = {extract.id: content_key("besoins", extract.text) for extract in said}
    kept = {name: known[name] for name, key in keys.items() if name in known and known[name]["key"] == key}
    fresh = [extract for extract in said if extract.id not in kept]
    for extract, reading in zip(fresh, needs.classifier.read([one.text for one in fresh]), strict=True):
        kept[extract.id] = {"key": keys[extract.id], **line_of(reading)}
    levels = needs.classifier.curves_.threshold
    thresholds = {name: float(level) for name, level in zip(needs.classifier.taxonomy.ids, levels, strict=True)}
    return {"version": needs.version, "thresholds": thresholds, "readings": kept}


def line_of(reading: Reading) -> dict[str, Any]:
    """A reading as a run keeps it."""
    labels = [
        [
            one.effect,
            one.polarity,
            one.strength,
            one.confidence,
            one.sub,
            [[word.start, word.end, word.weight] for word in one.words],
        ]
        for one in reading.labels
    ]
    return {"best": reading.best, "sure": reading.best_confidence, "labels": labels}


def reading_in(kept: Mapping[str, Any], text: str) -> Reading:
    """The reading that ``line_of`` wrote of this text."""
    labels = tuple(
        Label(
            effect,
            polarity,
            strength,
            sure,
            tuple(Word(int(start), int(end), text[int(start) : int(end)], weight) for start, end, weight in words),
            sub,
        )
        for effect, polarity, strength, sure, sub, words in kept["labels"]
    )
    return Reading(labels, kept["best"], kept["sure"])
