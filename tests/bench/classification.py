"""Measure the classifier: cross-validation on our examples, a held-out set of labelled notes, and few or no examples.

Run from the project's root: ``OMP_NUM_THREADS=1 PYTHONPATH=. python tests/bench/classification.py [labels.csv]``.
The labelled notes (``fichier,…,texte,effets,polarites,forces``) teach nothing and set no threshold.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_auc_score

from analysis.steps.classify import Classifier
from analysis.steps.examples import Example
from analysis.steps.shipped import shipped_examples, with_shipped_vectors
from analysis.steps.taxonomy import Taxonomy, parse_taxonomy
from analysis.steps.types import Polarity, Reading
from analysis.steps.vectors import Encoder, default_encoder

FOLDS = 5
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """Macro-F1 over effects and families, share of texts whose best effect is right, AUC of « speaks of an effect ».

    ``polarity`` and ``strength`` are shares of right answers among texts that carry an effect.
    """

    effects: float
    families: float
    best: float
    something: float
    polarity: float
    strength: float
    each: tuple[float, ...]


def our_taxonomy() -> Taxonomy:
    """The taxonomy that ships."""
    return parse_taxonomy(resources.files("analysis").joinpath("taxonomy.toml").read_text(encoding="utf-8"))


def measure(taxonomy: Taxonomy, examples: Sequence[Example], readings: Sequence[Reading]) -> Measure:
    """Compare readings with what careful people said of the same texts."""
    told = _table(taxonomy, [example.effects for example in examples])
    said = _table(taxonomy, [tuple(label.effect for label in reading.labels) for reading in readings])
    some = told.sum(axis=1) > 0
    best = [reading.best in example.effects for example, reading in zip(examples, readings, strict=True)]
    sure = [reading.best_confidence for reading in readings]
    return Measure(
        effects=_macro(told, said),
        families=_macro(_families(taxonomy, told), _families(taxonomy, said)),
        best=float(np.mean(np.array(best)[some])),
        something=float(roc_auc_score(some, sure)) if 0 < some.sum() < len(some) else 1.0,
        polarity=_share(examples, readings, lambda one: one.polarity, lambda label: label.polarity),
        strength=_share(examples, readings, lambda one: one.strength, lambda label: label.strength),
        each=tuple(f1_score(told, said, average=None, zero_division=0).round(2)),
    )


def cross_validate(
    taxonomy: Taxonomy, examples: Sequence[Example], *, encoder: Encoder, folds: int = FOLDS
) -> list[Reading]:
    """A reading of each example by a classifier, and a manner, that did not learn it."""
    fold = np.random.default_rng(0).permutation(len(examples)) % folds
    found: dict[int, Reading] = {}
    for number in range(folds):
        taught = [example for example, part in zip(examples, fold, strict=True) if part != number]
        asked = [index for index, part in enumerate(fold) if part == number]
        classifier = Classifier.learn(taxonomy, encoder=encoder, usual=taught)
        read = classifier.read([examples[index].text for index in asked], always=True)
        found.update(zip(asked, _honest(read, classifier, taxonomy), strict=True))
    return [found[index] for index in range(len(examples))]


def _honest(readings: Sequence[Reading], classifier: Classifier, taxonomy: Taxonomy) -> list[Reading]:
    """Readings made with ``always`` keep a polarity for each text; the label is dropped when it was forced."""
    least = dict(zip(taxonomy.ids, classifier.curves_.threshold, strict=True))
    return [
        reading
        if reading.labels[0].confidence >= round(float(least[reading.best]), 4)
        else Reading((), reading.best, reading.best_confidence)
        for reading in readings
    ]


def read_labels(path: Path) -> list[Example]:
    """Labelled notes as examples; the first effect's polarity and strength stand for the passage."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file)]


def _labelled(row: dict[str, str]) -> Example:
    polarity = row["polarites"].split("|")[0] or None
    strength = row["forces"].split("|")[0]
    effects = tuple(name for name in row["effets"].split("|") if name)
    return Example(row["texte"], effects, (), cast("Polarity | None", polarity), int(strength) if strength else None)


def _macro(told: Table, said: Table) -> float:
    return float(f1_score(told, said, average="macro", zero_division=0))


def _table(taxonomy: Taxonomy, names: Sequence[Sequence[str]]) -> Table:
    return np.array([[float(effect in found) for effect in taxonomy.ids] for found in names])


def _families(taxonomy: Taxonomy, table: Table) -> Table:
    families = sorted({effect.family or "" for effect in taxonomy.effects})
    columns = [[k for k, effect in enumerate(taxonomy.effects) if (effect.family or "") == name] for name in families]
    return np.column_stack([table[:, own].max(axis=1) for own in columns])


def _share(
    examples: Sequence[Example],
    readings: Sequence[Reading],
    told: Callable[[Example], object],
    said: Callable[..., object],
) -> float:
    pairs = [
        (told(example), said(reading.labels[0]))
        for example, reading in zip(examples, readings, strict=True)
        if told(example) is not None and reading.labels
    ]
    return float(np.mean([left == right for left, right in pairs])) if pairs else 0.0


def few(
    examples: Sequence[Example], taxonomy: Taxonomy, *, count: int, seed: int = 0
) -> tuple[list[Example], list[Example]]:
    """``count`` single-effect examples of each effect to learn from, and the other single-effect ones to read."""
    order = np.random.default_rng(seed).permutation(len(examples))
    single = [examples[index] for index in order if len(examples[index].effects) == 1]
    taught = [one for name in taxonomy.ids for one in [x for x in single if x.effects == (name,)][:count]]
    return [Example(one.text, one.effects) for one in taught], [one for one in single if one not in taught]


def _line(name: str, found: Measure, seconds: float) -> str:
    return (
        f"{name:28} F1 {found.effects:.3f}  familles {found.families:.3f}  meilleur {found.best:.3f}  "
        f"AUC {found.something:.3f}  polarité {found.polarity:.3f}  force {found.strength:.3f}  {seconds:5.1f} s\n"
        f"{'':28} {' '.join(f'{value:.2f}' for value in found.each)}\n"
    )


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    taxonomy = our_taxonomy()
    encoder = with_shipped_vectors(default_encoder())
    ours = shipped_examples()
    start = time.perf_counter()
    readings = cross_validate(taxonomy, ours, encoder=encoder)
    sys.stdout.write(_line(f"{FOLDS} plis, {len(ours)} exemples", measure(taxonomy, ours, readings), _since(start)))
    if arguments:
        notes = read_labels(Path(arguments[0]))
        classifier = Classifier.learn(taxonomy, encoder=encoder)
        start = time.perf_counter()
        found = measure(taxonomy, notes, classifier.read([note.text for note in notes]))
        sys.stdout.write(_line(f"tenu à part, {len(notes)} passages", found, _since(start)))
    for count in (0, 5, 10, 30):
        start = time.perf_counter()
        taught, asked = few(ours, taxonomy, count=count)
        classifier = Classifier.learn(taxonomy, taught, encoder=encoder)
        found = measure(taxonomy, asked, classifier.read([one.text for one in asked]))
        sys.stdout.write(_line(f"{count} exemples par effet", found, _since(start)))


def _since(start: float) -> float:
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
