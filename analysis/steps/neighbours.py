"""Texts tied to the texts most like them, and places given to texts from these ties: the ground of every grouping."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.steps.vectors import unit

Matrix = NDArray[np.float64]

NEIGHBOURS = 15
_DIMENSIONS, _EPOCHS, _REPULSIONS = 5, 200, 5
_CURVE = (1.577, 0.895)  # a and b of McInnes, Healy and Melville (2018) for neighbours 0.1 apart
_STEP, _CLIP = 1.0, 4.0


def nearest(likeness: Matrix, count: int) -> tuple[NDArray[np.int64], Matrix]:
    """The ``count`` texts most like each text, itself left out, nearest first, and how alike; ties by place.

    ``likeness`` (n, n) is read only. Both results are (n, min(count, n - 1)).
    """
    closeness = np.round(likeness, 6)
    np.fill_diagonal(closeness, -np.inf)
    chosen = np.argsort(-closeness, axis=1, kind="stable")[:, : min(count, len(closeness) - 1)]
    return chosen, np.take_along_axis(closeness, chosen, axis=1)


def even_graph(chosen: NDArray[np.int64], closeness: Matrix) -> Any:
    """Ties as strong as texts are alike, the same both ways: scipy.sparse.csr_array (n, n)."""
    graph = _graph(chosen, np.maximum(closeness, 0.01))
    return (graph + graph.T) / 2


def local_graph(chosen: NDArray[np.int64], closeness: Matrix) -> Any:
    """Ties measured from where each text is: a lonely text is as tied to its neighbours as one in a crowd (UMAP's graph)."""
    apart = np.maximum(1 - closeness, 0.0)
    beyond = apart - apart[:, :1]
    low, high = np.zeros(len(apart)), np.full(len(apart), np.inf)
    scale = np.ones(len(apart))
    for _ in range(48):
        above = np.exp(-beyond / scale[:, None]).sum(axis=1) > np.log2(apart.shape[1] + 1)
        high, low = np.where(above, scale, high), np.where(above, low, scale)
        scale = np.where(np.isinf(high), scale * 2, (low + np.where(np.isinf(high), 0.0, high)) / 2)
    scale = np.maximum(scale, 1e-3 * apart.mean(axis=1) + 1e-9)
    graph = _graph(chosen, np.exp(-beyond / scale[:, None]))
    turned = graph.T.tocsr()
    return graph + turned - graph * turned


def directions(graph: Any, count: int) -> Matrix:
    """The ``count`` smoothest directions (n, count) of a graph, each text brought to length 1 (Ng, Jordan and Weiss, 2002)."""
    return np.asarray(unit(_smoothest(graph, count)), dtype=np.float64)


def layout(graph: Any, *, seed: int) -> Matrix:
    """Each text in five dimensions, near those it is tied to and away from the others: (n, 5).

    The forces of UMAP (McInnes, Healy and Melville, 2018), all texts moved at once and never more than a step.
    """
    total = graph.shape[0]
    ties = graph.tocoo()
    strong = ties.data > ties.data.max(initial=0.0) / _EPOCHS
    one, other, often = ties.row[strong], ties.col[strong], ties.data[strong] / ties.data.max(initial=1.0)
    generator = np.random.default_rng(seed)
    place = _smoothest(graph, min(_DIMENSIONS + 1, total))[:, 1:]
    place = place * 10 / max(float(np.abs(place).max(initial=0.0)), 1e-9) + generator.normal(0, 1e-4, place.shape)
    for epoch in range(_EPOCHS):
        drawn = generator.random(len(often)) < often
        near, far = one[drawn], other[drawn]
        random_near = np.repeat(near, _REPULSIONS)
        random_far = generator.integers(0, total, len(random_near))
        pull = _attraction(place[near] - place[far])
        move = _summed(near, pull, total) - _summed(far, pull, total)
        move += _summed(random_near, _repulsion(place[random_near] - place[random_far]), total)
        move *= 1 - epoch / _EPOCHS
        place = place + move / np.maximum(1.0, np.linalg.norm(move, axis=1, keepdims=True) / _STEP)
    return np.asarray(np.round(place - place.mean(axis=0), 6))


def _attraction(gap: Matrix) -> Matrix:
    a, b = _CURVE
    square = (gap**2).sum(axis=1)
    safe = np.maximum(square, 1e-12)
    force = np.where(square > 0, -2 * a * b * safe ** (b - 1) / (1 + a * safe**b), 0.0)
    return np.asarray(np.clip(force[:, None] * gap, -_CLIP, _CLIP))


def _repulsion(gap: Matrix) -> Matrix:
    a, b = _CURVE
    square = (gap**2).sum(axis=1)
    force = 2 * b / ((0.001 + square) * (1 + a * square**b))
    return np.asarray(np.clip(force[:, None] * gap, -_CLIP, _CLIP))


def _summed(texts: NDArray[Any], forces: Matrix, total: int) -> Matrix:
    return np.column_stack([np.bincount(texts, forces[:, axis], total) for axis in range(forces.shape[1])])


def _graph(chosen: NDArray[np.int64], weights: Matrix) -> Any:
    from scipy import sparse

    total, near = chosen.shape
    starts = np.arange(0, near * total + 1, near)
    return sparse.csr_array((weights.ravel(), chosen.ravel(), starts), shape=(total, total))


def _smoothest(graph: Any, count: int) -> Matrix:
    from scipy import sparse
    from scipy.sparse.linalg import eigsh

    total = graph.shape[0]
    scale = sparse.diags_array(1 / np.sqrt(np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1e-12)))
    smooth = scale @ graph @ scale
    if count >= total - 1:  # eigsh cannot give all of them
        _, found = np.linalg.eigh(smooth.toarray())
        return np.asarray(found[:, ::-1][:, :count])
    # A fixed start, uneven so that no direction is orthogonal to it.
    _, found = eigsh(smooth, k=count, which="LA", v0=np.linspace(1.0, 2.0, total))
    return np.asarray(found[:, ::-1])
