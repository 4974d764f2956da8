"""Measure the classifier on voices that it never heard, on labelled notes, and far from its domain.

Run from the project's root: ``OMP_NUM_THREADS=1 python -m tests.bench.classification [labels.csv]``.
A third of the interviews of our examples is held out whole: it teaches nothing and sets no threshold. Nor do the labelled
notes (``fichier,…,texte,effets,polarites,forces``; those of the samples by default). Each figure stands beside its bar.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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

PARTS = 3
NOTES = Path(__file__).parents[2] / "data_samples" / "labels.csv"
MANY = 5000
SECONDS = 2.0
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """Macro-F1 over effects and families, share of texts whose best effect is right, AUC of « speaks of an effect ».

    ``polarity`` and ``strength`` are shares of right answers among texts that carry an effect, ``sub`` the share of
    right sub-effects where the effect was found.
    """

    effects: float
    families: float
    best: float
    something: float
    polarity: float
    strength: float
    sub: float | None
    each: tuple[float, ...]


def our_taxonomy(name: str = "taxonomy.toml") -> Taxonomy:
    """The taxonomy that ships, or another file beside it."""
    return parse_taxonomy(resources.files("analysis").joinpath(name).read_text(encoding="utf-8"))


def measure(taxonomy: Taxonomy, examples: Sequence[Example], readings: Sequence[Reading]) -> Measure:
    """Compare readings with what careful people said of the same texts."""
    told = _table(taxonomy, [example.effects for example in examples])
    said = _table(taxonomy, [tuple(label.effect for label in reading.labels) for reading in readings])
    some = told.sum(axis=1) > 0
    best = [reading.best in example.effects for example, reading in zip(examples, readings, strict=True)]
    sure = [reading.something for reading in readings]
    return Measure(
        effects=_macro(told, said),
        families=_macro(_families(taxonomy, told), _families(taxonomy, said)),
        best=float(np.mean(np.array(best)[some])),
        something=float(roc_auc_score(some, sure)) if 0 < some.sum() < len(some) else 1.0,
        polarity=_share(examples, readings, lambda one: one.polarity, lambda label: label.polarity),
        strength=_share(examples, readings, lambda one: one.strength, lambda label: label.strength),
        sub=_subs(examples, readings),
        each=tuple(f1_score(told, said, average=None, zero_division=0).round(2)),
    )


def hold_out(examples: Sequence[Example], *, parts: int = PARTS, seed: int = 0) -> tuple[list[Example], list[Example]]:
    """The examples to learn from, and one in ``parts`` of the interviews, whole; a text without interview is its own."""
    voices = sorted({_voice(example) for example in examples})
    order = np.random.default_rng(seed).permutation(len(voices))
    kept_back = {voices[index] for index in order[: len(voices) // parts]}
    asked = [example for example in examples if _voice(example) in kept_back]
    return [example for example in examples if _voice(example) not in kept_back], asked


def _voice(example: Example) -> str:
    return example.interview or example.text


def read_labels(path: Path) -> list[Example]:
    """Labelled notes as examples; the first effect's polarity and strength stand for the passage."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file)]


def _labelled(row: dict[str, str]) -> Example:
    polarity = row["polarites"].split("|")[0] or None
    strength = row["forces"].split("|")[0]
    effects = tuple(name for name in row["effets"].split("|") if name)
    return Example(row["texte"], effects, (), cast("Polarity | None", polarity), int(strength) if strength else None)


def _subs(examples: Sequence[Example], readings: Sequence[Reading]) -> float | None:
    right = [
        label.sub in example.subs
        for example, reading in zip(examples, readings, strict=True)
        for label in reading.labels
        if example.subs and label.effect in example.effects
    ]
    return float(np.mean(right)) if right else None


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


def _lines(name: str, found: Measure, bars: dict[str, float]) -> Iterator[str]:
    yield f"\n{name}\n"
    for what, value in (
        ("macro-F1, huit effets", found.effects),
        ("macro-F1, trois familles", found.families),
        ("sous-effet, premier proposé", found.sub),
        ("AUC de « rien »", found.something),
        ("meilleur effet juste", found.best),
        ("polarité juste", found.polarity),
        ("force juste", found.strength),
    ):
        if value is None:
            continue
        bar = bars.get(what)
        verdict = "   " if bar is None else "ok " if value >= bar else "NON"
        yield f"{verdict} {what:30} {value:.3f}{'' if bar is None else f'   ≥ {bar}'}\n"
    yield f"    par effet : {' '.join(f'{value:.2f}' for value in found.each)}\n"


BARS = {
    "macro-F1, huit effets": 0.85,
    "macro-F1, trois familles": 0.93,
    "sous-effet, premier proposé": 0.6,
    "AUC de « rien »": 0.9,
}


def retraining(taxonomy: Taxonomy, encoder: Encoder) -> float:
    """Seconds of processor to learn again from ``MANY`` texts, vectors at hand."""
    ours = shipped_examples()
    corrections = [replace(ours[n % len(ours)], interview="") for n in range(max(0, MANY - len(ours)))]
    before = Classifier.learn(taxonomy, encoder=encoder)
    start = time.process_time()
    Classifier.learn(taxonomy, encoder=encoder, corrections=corrections, before=before)
    return time.process_time() - start


def main(arguments: Sequence[str]) -> None:
    """Print the figures, each beside its bar."""
    from tests.bench.far_away import lines as far_lines

    taxonomy = our_taxonomy()
    encoder = with_shipped_vectors(default_encoder())
    taught, asked = hold_out(shipped_examples())
    classifier = Classifier.learn(taxonomy, encoder=encoder, usual=taught)
    found = measure(taxonomy, asked, classifier.read([one.text for one in asked]))
    title = f"un tiers des voix jamais entendu : appris de {len(taught)} extraits, lu {len(asked)}"
    sys.stdout.writelines(_lines(title, found, BARS))
    notes = read_labels(Path(arguments[0]) if arguments else NOTES)
    classifier = Classifier.learn(taxonomy, encoder=encoder)
    found = measure(taxonomy, notes, classifier.read([note.text for note in notes]))
    sys.stdout.writelines(_lines(f"notes d'entretiens jamais vus : {len(notes)} passages", found, BARS))
    seconds = retraining(taxonomy, encoder)
    verdict = "ok " if seconds <= SECONDS else "NON"
    sys.stdout.write(f"\n{verdict} réapprendre de {MANY} extraits : {seconds:.1f} s   ≤ {SECONDS:.0f} s\n")
    sys.stdout.writelines(far_lines(encoder))


if __name__ == "__main__":
    main(sys.argv[1:])
