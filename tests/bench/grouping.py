"""Measure ``kparole regrouper`` on labelled texts, beside what it is held against, in one run.

Run from the project's root: ``OMP_NUM_THREADS=1 python -m tests.bench.grouping [more.csv …]`` (``texte,etiquette``).
Each method is told how many groups there are. Three sets are ours (``grouping_gold``: letters to a town hall, people who came
to live somewhere, questions to a library), the fourth is our examples that carry one effect, which teach nothing here.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from analysis.steps.cluster import group
from analysis.steps.lexical_table import lexical_table
from analysis.steps.reinert import descend
from analysis.steps.shipped import shipped_examples, with_shipped_vectors
from analysis.steps.stems import tokens
from analysis.steps.vectors import Encoder, default_encoder

GOLD = Path(__file__).parent / "grouping_gold"
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LabelledTexts:
    """Texts and the one label that careful people gave each."""

    name: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Adjusted Rand index and normalised mutual information with the labels, 1 at best; seconds, vectors left out."""

    method: str
    ari: float
    nmi: float
    seconds: float


def read_set(path: Path) -> LabelledTexts:
    """A CSV with ``texte`` and ``etiquette``."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return LabelledTexts(path.stem, tuple(row["texte"] for row in rows), tuple(row["etiquette"] for row in rows))


def our_examples() -> LabelledTexts:
    """Our examples that carry one effect and one only."""
    single = [one for one in shipped_examples() if len(one.effects) == 1]
    return LabelledTexts("exemples", tuple(one.text for one in single), tuple(one.effects[0] for one in single))


def scores(found: LabelledTexts, *, encoder: Encoder) -> list[Score]:
    """Every method on one set, ours last."""
    vectors = encoder.encode(found.texts).astype(np.float64)
    count = len(set(found.labels))
    methods: dict[str, Callable[[], Any]] = {
        "KMeans TF-IDF": lambda: _k_means(_tf_idf(found.texts), count),
        "KMeans vecteurs": lambda: _k_means(vectors, count),
        "Reinert": lambda: reinert(found.texts, count),
        "regrouper": lambda: _numbers(group(found.texts, vectors, count=count)),
    }
    return [_score(name, run, found.labels) for name, run in methods.items()]


def reinert(texts: Sequence[str], count: int) -> Labels:
    """A descending classification, no class smaller than half of an even share."""
    return descend(lexical_table(texts, least=2).rows, count, least=max(2, len(texts) // (2 * count)))


def best_of(scored: Sequence[Sequence[Score]]) -> str:
    """The method with the best mean ARI over all sets."""
    names = [score.method for score in scored[0]]
    return max(names, key=lambda name: sum(s.ari for one in scored for s in one if s.method == name))


def _score(name: str, run: Callable[[], Any], labels: Sequence[str]) -> Score:
    start = time.perf_counter()
    found = run()
    seconds = time.perf_counter() - start
    return Score(name, adjusted_rand_score(labels, found), normalized_mutual_info_score(labels, found), seconds)


def _k_means(rows: Any, count: int) -> Labels:
    return np.asarray(KMeans(count, n_init=10, random_state=0).fit_predict(rows))


def _tf_idf(texts: Sequence[str]) -> Any:
    def terms(text: str) -> list[str]:
        return [token.stem for token in tokens(text) if not token.empty]

    return TfidfVectorizer(analyzer=terms, min_df=2, sublinear_tf=True).fit_transform(texts)


def _numbers(themes: Sequence[int | None]) -> list[int]:
    return [-1 if theme is None else theme for theme in themes]


def main(arguments: Sequence[str]) -> None:
    """Print the table; exit 1 when another method is better over all."""
    encoder = with_shipped_vectors(default_encoder())
    sets = [read_set(path) for path in sorted(GOLD.glob("*.csv"))]
    sets += [read_set(Path(name)) for name in arguments] + [our_examples()]
    scored = []
    for found in sets:
        scored.append(scores(found, encoder=encoder))
        sys.stdout.write(f"{found.name} ({len(found.texts)} textes, {len(set(found.labels))} groupes)\n")
        for score in scored[-1]:
            sys.stdout.write(f"  {score.method:16} ARI {score.ari:.3f}  NMI {score.nmi:.3f}  {score.seconds:5.1f} s\n")
    sys.stdout.write("en moyenne\n")
    for place, first in enumerate(scored[0]):
        ari, nmi = (float(np.mean([getattr(one[place], what) for one in scored])) for what in ("ari", "nmi"))
        sys.stdout.write(f"  {first.method:16} ARI {ari:.3f}  NMI {nmi:.3f}\n")
    sys.exit(0 if best_of(scored) == "regrouper" else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
