"""Themes that emerge: texts that resemble each other, brought together without a grid, and named by their own words.

Spectral clustering of a nearest-neighbour graph (Ng, Jordan and Weiss, 2002), then k-means on the spectral directions.
Everything is seeded and rows are sorted first, so that the order of the texts changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.steps.features import Matrix
from analysis.steps.stems import tokens
from analysis.steps.types import Extract, Theme
from analysis.steps.vectors import Encoder, unit
from analysis.steps.wording import NO_WORD

LEAST_TEXTS = 12  # under that, « trop peu de matière »
NEIGHBOURS = 15
MOST_AT_ONCE = 4000  # above, a seeded sample is clustered and the others join the nearest theme
_LEAST_MEMBERS = 3
_LEAST_CLOSENESS = 0.02  # cosine to the theme's centre, without the text itself; below, the text is alone
_MOST_THEMES = 12
_NAME_WORDS = 3
_TYPICAL = 5


def group(texts: Sequence[str], vectors: NDArray[Any], *, count: int | None = None, seed: int = 0) -> list[int | None]:
    """The theme of each text: 0 is the largest; None = alone.

    Args:
        texts: any texts; equal texts get the same theme.
        vectors: (n, d), one row a text.
        count: how many themes; None = chosen from the texts' own structure. Never more than the distinct texts. Who
            asks for a number wants everything sorted: then only blank texts are alone, and a text without a word
            joins the largest theme.
        seed: of the sampling and of k-means.

    Returns:
        One theme a text; without a count, all None when nothing can be grouped (fewer than two texts with words).
    """
    rows: dict[str, Matrix] = {}
    for text, row in zip(texts, np.asarray(vectors, dtype=np.float64), strict=True):
        if np.abs(row).sum() > 0:
            rows.setdefault(text, row)
    order = sorted(rows)
    sorted_all = count is not None
    rest = [0 if sorted_all and text.strip() else None for text in texts]
    if len(order) < 2:
        return rest
    points = unit(np.array([rows[text] for text in order]))
    points = unit(points - points.mean(axis=0))
    labels = _cluster(points, count=count, seed=seed)
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


def name_theme(members: Sequence[str], everyone: Sequence[str], *, words: int = _NAME_WORDS) -> str:
    """A short name made of the theme's distinctive words, « thème sans mot » when it has none."""
    return ", ".join(distinctive(members, everyone, words=words)) or NO_WORD


def distinctive(members: Sequence[str], everyone: Sequence[str], *, words: int = 8) -> tuple[str, ...]:
    """Words said more in the theme than elsewhere (class-based TF-IDF: Grootendorst, 2022), most distinctive first.

    Counted on stems, in how many texts each occurs; shown as the whole word most often written.
    """
    inside = _heard(members)
    overall = _heard_by_all(tuple(everyone))
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in members:
        for token in tokens(text):
            written[token.stem][token.word] += 1
    least = 2 if len(members) >= 4 else 1
    share = len(members) / max(len(everyone), 1)
    scores = {
        stem: times * np.log(1 + times / (overall[stem] * share)) for stem, times in inside.items() if times >= least
    }
    ranked = sorted(scores, key=lambda stem: (-round(float(scores[stem]), 6), stem))[:words]
    return tuple(min(written[stem], key=lambda word: (-written[stem][word], word)) for stem in ranked)


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
    vectors = encoder.encode(texts).astype(np.float64)
    found = group(texts, vectors, count=count, seed=seed)
    centred = unit(vectors - vectors.mean(axis=0))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index, theme in enumerate(found):
        if theme is not None:
            members[theme].append(index)
    return tuple(
        _theme(theme, [extracts[i] for i in members[theme]], centred[members[theme]], texts, scope)
        for theme in sorted(members)
    )


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


@lru_cache(maxsize=2)  # each theme of a run is named against the same texts
def _heard_by_all(texts: tuple[str, ...]) -> Counter[str]:
    return _heard(texts)


def _heard(texts: Sequence[str]) -> Counter[str]:
    """In how many texts each stem that means something occurs."""
    return Counter(stem for text in texts for stem in {token.stem for token in tokens(text) if not token.empty})


def _cluster(points: Matrix, *, count: int | None, seed: int) -> NDArray[np.int64]:
    if len(points) > MOST_AT_ONCE:
        kept = np.sort(np.random.default_rng(seed).choice(len(points), MOST_AT_ONCE, replace=False))
        labels = _cluster(points[kept], count=count, seed=seed)
        centres = unit(np.array([points[kept][labels == label].mean(axis=0) for label in np.unique(labels)]))
        return np.asarray(np.argmax(np.round(points @ centres.T, 6), axis=1))
    if count is not None:
        if count >= len(points):
            return np.arange(len(points))  # k-means would take a minute to say so
        count = max(1, count)
        return _partition(_directions(points, count), count, seed)
    return _best_partition(points, seed)


def _best_partition(points: Matrix, seed: int) -> NDArray[np.int64]:
    """About √n/2 themes, a size that people can read; around it, the number with the best mean silhouette."""
    from sklearn.metrics import silhouette_score

    middle = np.sqrt(len(points)) / 2
    tried = range(max(2, round(0.6 * middle)), min(_MOST_THEMES, round(1.6 * middle)) + 1)
    if middle < 2:
        return np.zeros(len(points), dtype=np.int64)
    directions = _directions(points, tried[-1])
    found = [_partition(directions[:, :k], k, seed) for k in tried]
    scores = [round(float(silhouette_score(points, labels, metric="cosine")), 4) for labels in found]
    return found[int(np.argmax(scores))]


def _directions(points: Matrix, count: int) -> Matrix:
    """The ``count`` smoothest directions (n, count) of the graph where each text is tied to its nearest neighbours."""
    from scipy import sparse
    from scipy.sparse.linalg import eigsh

    total = len(points)
    near = min(NEIGHBOURS, total - 1)
    closeness = np.round(points @ points.T, 6)
    np.fill_diagonal(closeness, -np.inf)
    chosen = np.argsort(-closeness, axis=1, kind="stable")[:, :near]
    weights = np.maximum(np.take_along_axis(closeness, chosen, axis=1), 0.01)
    starts = np.arange(0, near * total + 1, near)
    graph = sparse.csr_array((weights.ravel(), chosen.ravel(), starts), shape=(total, total))
    graph = (graph + graph.T) / 2
    scale = sparse.diags_array(1 / np.sqrt(np.asarray(graph.sum(axis=1)).ravel()))
    smooth = scale @ graph @ scale
    if count >= total - 1:  # eigsh cannot give all of them
        _, found = np.linalg.eigh(smooth.toarray())
        return unit(found[:, ::-1][:, :count])
    # A fixed start, uneven so that no direction is orthogonal to it.
    _, found = eigsh(smooth, k=count, which="LA", v0=np.linspace(1.0, 2.0, total))
    return unit(found[:, ::-1])


def _partition(directions: Matrix, count: int, seed: int) -> NDArray[np.int64]:
    from sklearn.cluster import KMeans

    # Equal rows can be fewer than the themes asked for; k-means would warn.
    distinct = len(np.unique(np.round(directions, 6), axis=0))
    model = KMeans(min(count, distinct), n_init=10 if count <= _MOST_THEMES * 4 else 1, random_state=seed)
    return np.asarray(model.fit_predict(np.round(unit(directions), 6)), dtype=np.int64)


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
