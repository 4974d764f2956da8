"""Many groupings of the same texts made to agree: by meaning, by meaning and words, near and far (Strehl and Ghosh, 2002).

One grouping of short texts owes much to chance; fifteen that look at them in different ways, put together, owe little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.steps.lexical_table import lexical_table
from analysis.steps.neighbours import Matrix, directions, even_graph, layout, local_graph, nearest

Labels = NDArray[np.int64]
REACHES = (10, 15, 20)  # neighbours
_WORDS_BESIDE = (0.0, 0.5)  # say of the words beside the meaning, in the spectral groupings
_WORDS_IN_LAYOUTS = (0.0, 0.3, 0.8)
_LAYOUT_REACH = 15
_TWICE_UP_TO = 1500  # texts; above, each layout is made once


def agreed(points: Matrix, texts: Sequence[str], count: int, *, seed: int = 0) -> Labels:
    """The theme of each text, shape (n,), 0 ≤ theme < ``count``.

    Args:
        points: (n, d) unit vectors, centred.
        texts: the same texts, for their words.
        count: how many themes; at least 1, at most n.
        seed: of k-means and of the layouts.
    """
    spectral, spread = (list(found) for found in _groupings(points, texts, count, seed))
    # Each family has the same say. Rows of the table of agreements (n, n), up to a rotation, without making that table.
    seats = np.hstack([_seats(spectral), _seats(spread)])
    values, turned = np.linalg.eigh(seats.T @ seats)
    return partition(seats @ (turned * np.sqrt(np.maximum(values, 0.0))) @ turned.T, count, seed)


def partition(points: Matrix, count: int, seed: int, *, tries: int = 10) -> Labels:
    """k-means, seeded; equal rows can be fewer than the themes asked for."""
    from sklearn.cluster import KMeans

    rounded = np.round(points, 6)
    distinct = len(np.unique(rounded, axis=0))
    model = KMeans(min(count, distinct), n_init=tries if count <= 48 else 1, random_state=seed)
    return np.asarray(model.fit_predict(rounded), dtype=np.int64)


def _groupings(
    points: Matrix, texts: Sequence[str], count: int, seed: int
) -> tuple[Iterator[Labels], Iterator[Labels]]:
    meaning, words = points @ points.T, _shared_words(texts)

    def spectral() -> Iterator[Labels]:
        for share in _WORDS_BESIDE:
            chosen, closeness = nearest((meaning + share * words) / (1 + share), max(REACHES))
            for reach in REACHES:
                near = chosen[:, :reach], closeness[:, :reach]
                yield partition(directions(even_graph(*near), count), count, seed)
                if share:
                    yield partition(directions(local_graph(*near), count), count, seed)

    def spread() -> Iterator[Labels]:
        for share in _WORDS_IN_LAYOUTS:
            graph = local_graph(*nearest((meaning + share * words) / (1 + share), _LAYOUT_REACH))
            for draw in range(2 if len(texts) <= _TWICE_UP_TO else 1):
                yield partition(layout(graph, seed=seed + draw), count, seed, tries=5)

    return spectral(), spread()


def _seats(labels: Sequence[Labels]) -> Matrix:
    """One column a theme of each grouping, so that the product of two rows is the share of groupings that agree."""
    seats = np.hstack([np.eye(int(one.max()) + 1)[one] for one in labels])
    return np.asarray(seats / np.sqrt(len(labels)))


def _shared_words(texts: Sequence[str]) -> Matrix:
    """How alike the words of two texts are, rare ones first (TF-IDF cosine), shape (n, n)."""
    rows = lexical_table(texts, least=1, most=20_000).rows
    if not rows.shape[1]:
        return np.zeros((len(texts), len(texts)))
    rarity = np.log((1 + len(texts)) / (1 + np.asarray(rows.sum(axis=0)).ravel())) + 1
    weighted = rows * rarity
    length = np.sqrt(np.asarray((weighted**2).sum(axis=1)).ravel())
    weighted = weighted.multiply(1 / np.maximum(length, 1e-9)[:, None]).tocsr()
    return np.asarray((weighted @ weighted.T).todense(), dtype=np.float64)
