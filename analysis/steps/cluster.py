"""Themes that emerge: texts that resemble each other, brought together without a grid, and named by their own words.

Spectral clustering of a nearest-neighbour graph (Ng, Jordan and Weiss, 2002), then k-means on the spectral directions;
who has the time asks for several groupings that agree. Everything is seeded and rows are sorted first, so that the
order of the texts changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analysis.steps.consensus import agreed, partition
from analysis.steps.neighbours import NEIGHBOURS, Matrix, directions, even_graph, nearest
from analysis.steps.stability import DRAWS, Stability, stability
from analysis.steps.theme_words import distinctive, name_theme
from analysis.steps.types import Extract, Theme
from analysis.steps.vectors import Encoder, unit

LEAST_TEXTS = 12  # under that, « trop peu de matière »
MOST_AT_ONCE = 4000  # above, a seeded sample is clustered and the others join the nearest theme
MOST_STEADIED = 2000  # above, stability is not reckoned: it would take longer than the themes
_LEAST_MEMBERS = 3
_LEAST_CLOSENESS = 0.02  # cosine to the theme's centre, without the text itself; below, the text is alone
_MOST_THEMES = 12
_LEAST_AGREED, _MOST_AGREED = 60, 48  # texts, themes; under or above, one grouping is made
_TYPICAL = 5


def group(
    texts: Sequence[str], vectors: NDArray[Any], *, count: int | None = None, seed: int = 0, thorough: bool = True
) -> list[int | None]:
    """The theme of each text: 0 is the largest; None = alone.

    Args:
        texts: any texts; equal texts get the same theme.
        vectors: (n, d), one row a text.
        count: how many themes; None = chosen from the texts' own structure. Never more than the distinct texts. Who
            asks for a number wants everything sorted: then only blank texts are alone, and a text without a word
            joins the largest theme.
        seed: of the sampling and of k-means.
        thorough: fifteen groupings that agree, some seconds for a thousand texts; else one, at once.

    Returns:
        One theme a text; without a count, all None when nothing can be grouped (fewer than two texts with words).
    """
    rows: dict[str, Matrix] = {}
    for text, row in zip(texts, _fine(vectors), strict=True):
        if np.abs(row).sum() > 0:
            rows.setdefault(text, row)
    order = sorted(rows)
    sorted_all = count is not None
    rest = [0 if sorted_all and text.strip() else None for text in texts]
    if len(order) < 2:
        return rest
    points = unit(np.array([rows[text] for text in order]))
    points = unit(points - points.mean(axis=0))
    with threadpool_limits(1):  # many small sums: on a busy machine, threads wait for each other a hundred times longer
        labels = _cluster(points, order, count=count, seed=seed, thorough=thorough)
    alone = np.zeros(len(points), dtype=bool) if sorted_all else _strays(points, labels)
    weight = Counter(texts)
    sizes = Counter[int]()
    for text, label, stray in zip(order, labels, alone, strict=True):
        sizes[label] += 0 if stray else weight[text]
    firsts = {label: order[list(labels).index(label)] for label in sizes}
    ranked = sorted((label for label in sizes if sizes[label]), key=lambda label: (-sizes[label], firsts[label]))
    names = {label: rank for rank, label in enumerate(ranked)}
    found = {text: None if stray else names[label] for text, label, stray in zip(order, labels, alone, strict=True)}
    return [found.get(text, theme) for text, theme in zip(texts, rest, strict=True)]


def themes(
    extracts: Sequence[Extract],
    *,
    encoder: Encoder,
    scope: str | None = None,
    count: int | None = None,
    seed: int = 0,
) -> tuple[Theme, ...]:
    """Themes among extracts, largest first; () under ``LEAST_TEXTS`` extracts: too little to tell.

    Args:
        extracts: in any order.
        encoder: how texts become vectors.
        scope: the effect the extracts speak of, None = what fits no effect; goes into the themes' ids.
        count: how many themes, None = chosen.
        seed: see ``group``.
    """
    if len(extracts) < LEAST_TEXTS:
        return ()
    texts = [extract.text for extract in extracts]
    vectors = _fine(encoder.encode(texts))
    found = group(texts, vectors, count=count, seed=seed, thorough=False)
    steady = _steady(texts, vectors, found, count=count, seed=seed)
    centred = unit(vectors - vectors.mean(axis=0))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index, theme in enumerate(found):
        if theme is not None:
            members[theme].append(index)
    return tuple(
        replace(
            _theme(theme, [extracts[i] for i in members[theme]], centred[members[theme]], texts, scope),
            stability=steady.themes[theme],
            agreement=steady.agreement,
        )
        for theme in sorted(members)
    )


def _steady(
    texts: Sequence[str], vectors: Matrix, found: Sequence[int | None], *, count: int | None, seed: int
) -> Stability:
    """How far the same number of themes comes back when a fifth of the texts is left out."""
    wanted = count or len(set(found) - {None})

    def again(kept: Sequence[int]) -> list[int | None]:
        return group([texts[i] for i in kept], vectors[list(kept)], count=wanted, seed=seed, thorough=False)

    return stability(found, again, seed=seed, draws=DRAWS if len(texts) <= MOST_STEADIED else 0)


def _theme(
    number: int, extracts: Sequence[Extract], points: Matrix, everyone: Sequence[str], scope: str | None
) -> Theme:
    texts = [extract.text for extract in extracts]
    closeness = np.round(points @ unit(points.mean(axis=0, keepdims=True))[0], 6)
    order = sorted(range(len(extracts)), key=lambda index: (-closeness[index], extracts[index].id))
    ids = tuple(extracts[index].id for index in order)
    return Theme(
        id=f"{scope or 'hors-grille'}-{number + 1}",
        name=name_theme(texts, everyone),
        words=distinctive(texts, everyone),
        members=ids,
        typical=ids[:_TYPICAL],
        scope=scope,
    )


def _cluster(
    points: Matrix, texts: Sequence[str], *, count: int | None, seed: int, thorough: bool
) -> NDArray[np.int64]:
    if len(points) > MOST_AT_ONCE:
        kept = np.sort(np.random.default_rng(seed).choice(len(points), MOST_AT_ONCE, replace=False))
        labels = _cluster(points[kept], [texts[i] for i in kept], count=count, seed=seed, thorough=thorough)
        centres = unit(np.array([points[kept][labels == label].mean(axis=0) for label in np.unique(labels)]))
        return np.concatenate(
            [_nearest(points[at : at + MOST_AT_ONCE], centres) for at in range(0, len(points), MOST_AT_ONCE)]
        )
    if count is not None and count >= len(points):
        return np.arange(len(points))  # k-means would take a minute to say so
    quick = _best_partition(points, seed) if count is None else np.zeros(0, dtype=np.int64)
    wanted = max(1, count) if count is not None else len(np.unique(quick))
    if thorough and len(points) >= _LEAST_AGREED and 1 < wanted <= _MOST_AGREED:
        return agreed(points, texts, wanted, seed=seed)
    return quick if count is None else partition(directions(_graph(points), wanted), wanted, seed)


def _nearest(points: Matrix, centres: Matrix) -> NDArray[np.int64]:
    return np.asarray(np.argmax(np.round(points @ centres.T, 6), axis=1))


def _fine(vectors: NDArray[Any]) -> Matrix:
    """Vectors in double precision; in single precision where they are so many that a sample stands for them."""
    return np.asarray(vectors, dtype=np.float64 if len(vectors) <= MOST_AT_ONCE else np.float32)


def _graph(points: Matrix) -> Any:
    return even_graph(*nearest(points @ points.T, NEIGHBOURS))


def _best_partition(points: Matrix, seed: int) -> NDArray[np.int64]:
    """About √n/2 themes, a size that people can read; around it, the number with the best mean silhouette."""
    from sklearn.metrics import silhouette_score

    middle = np.sqrt(len(points)) / 2
    fewest = min(max(2, round(0.6 * middle)), _MOST_THEMES - 4)  # among thousands of texts there is a choice too
    tried = range(fewest, min(_MOST_THEMES, round(1.6 * middle)) + 1)
    if middle < 2:
        return np.zeros(len(points), dtype=np.int64)
    smooth = directions(_graph(points), tried[-1])
    found = [partition(unit(smooth[:, :k]), k, seed) for k in tried]
    scores = [round(float(silhouette_score(points, labels, metric="cosine")), 4) for labels in found]
    return found[int(np.argmax(scores))]


def _strays(points: Matrix, labels: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Texts that stand alone: far from the rest of their theme, or in a theme too small to be one."""
    strays = np.zeros(len(points), dtype=bool)
    for label in np.unique(labels):
        inside = np.flatnonzero(labels == label)
        if len(inside) < _LEAST_MEMBERS:
            strays[inside] = True
            continue
        others = unit(points[inside].sum(axis=0) - points[inside])
        strays[inside] = np.round((points[inside] * others).sum(axis=1), 6) < _LEAST_CLOSENESS
    return strays
