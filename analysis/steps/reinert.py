"""Worlds of words: passages divided in two by their vocabulary, then again (Reinert, 1983, ALCESTE).

The table of words is cut where the two halves differ most (chi²): passages are put in order on the first axis of a
correspondence analysis, the best cut is taken, passages change sides as long as that parts them more, and a word that
belongs to one side no longer counts in the other. Done twice on longer and shorter pieces, only what comes back is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Groups = NDArray[np.int64]
Flags = NDArray[np.bool_]
SIGNIFICANT = 3.84  # chi² with one degree of freedom, 5 %
_LEAST_SHARE = 1 / 20
_PASSES = 8
_MOST_CLASSES = 6
_ENOUGH = 0.6  # share of the passages that the kept classes should hold


@dataclass(frozen=True, slots=True)
class _Node:
    """Units of one branch, and the words that still count in it."""

    units: Groups
    words: Groups


def descend(rows: Any, count: int, *, least: int = 2) -> Groups:
    """One descending classification: the class of each unit, shape (units,), at most ``count`` of them.

    Args:
        rows: scipy.sparse.csr_array (units, words) of zeros and ones.
        count: how many classes are wanted; the largest one that can be is cut each time.
        least: no class of fewer units.
    """
    labels = np.zeros(rows.shape[0], dtype=np.int64)
    for place, node in enumerate(_leaves(rows, count, least=least)[-1]):
        labels[node.units] = place
    return labels


def double_classes(rows: Any, short: Groups, long: Groups, *, most: int = _MOST_CLASSES) -> Groups:
    """The class of each unit, -1 when the two classifications do not agree on it; 0 is the largest class.

    Args:
        rows: as for ``descend``.
        short: which short piece each unit is in (numbers from 0).
        long: the same for long pieces.
        most: no more classes than that.
    """
    total = rows.shape[0]
    least = max(5, round(_LEAST_SHARE * total))
    sides = [_branches(rows, pieces, most, least) for pieces in (short, long)]
    crossed = [(a & b) for a in sides[0] for b in sides[1] if _together(a, b) and (a & b).sum() >= least]
    crossed = sorted(crossed, key=lambda held: (-int(held.sum()), int(np.argmax(held))))[:60]
    found = [chosen for count in range(2, most + 1) if (chosen := _apart(crossed, count))]
    covered = [min(sum(int(one.sum()) for one in several) / total, _ENOUGH) for several in found]
    # As many classes as still hold enough passages; when none does, those that hold most.
    best = max(zip(covered, map(len, found), found, strict=True), key=lambda one: one[:2], default=(0, 0, []))[2]
    labels = np.full(total, -1, dtype=np.int64)
    for place, one in enumerate(sorted(best, key=lambda held: (-int(held.sum()), int(np.argmax(held))))):
        labels[one] = place
    return labels


def pieces(people: Sequence[str], words: Sequence[int], *, least: int) -> Groups:
    """Neighbouring units of one person put together until a piece holds ``least`` words, shape (units,)."""
    labels, held = [0] * len(people), 0
    for place, (before, person) in enumerate(pairwise(["", *people])):
        new = place > 0 and (person != before or held >= least)
        labels[place] = (labels[place - 1] if place else 0) + new
        held = (0 if new else held) + words[place]
    return np.array(labels, dtype=np.int64)


def signed_chi2(inside: NDArray[Any], overall: NDArray[Any], size: int, total: int) -> NDArray[np.float64]:
    """How much each word is more (> 0) or less (< 0) in ``size`` units than in all ``total``, chi² of a 2 × 2 table."""
    outside = overall - inside
    absent_in, absent_out = size - inside, (total - size) - outside
    gap = inside * absent_out - outside * absent_in
    below = overall * (total - overall) * size * (total - size)
    with np.errstate(divide="ignore", invalid="ignore"):
        chi2 = np.where(below > 0, total * gap**2 / below, 0.0)
    return np.asarray(np.sign(gap) * chi2, dtype=np.float64)


def _branches(rows: Any, pieces: Groups, most: int, least: int) -> list[Flags]:
    """Every branch of the tree on these pieces, as the units it holds."""
    from scipy import sparse

    count = int(pieces.max(initial=-1)) + 1
    gather = sparse.csr_array((np.ones(len(pieces)), (pieces, np.arange(len(pieces)))), shape=(count, len(pieces)))
    joined = sparse.csr_array(gather @ rows)
    joined.data[:] = 1.0
    smallest = max(2, round(least * count / max(len(pieces), 1)))
    levels = _leaves(joined, most, least=smallest)[1:]
    found = {node.units.tobytes(): np.isin(pieces, node.units) for level in levels for node in level}
    return list(found.values())


def _together(left: Flags, right: Flags) -> bool:
    """Whether units are in both more than chance would have it."""
    both, total = float((left & right).sum()), len(left)
    return float(signed_chi2(np.array([both]), np.array([float(right.sum())]), int(left.sum()), total)[0]) > SIGNIFICANT


def _apart(sets: Sequence[Flags], count: int) -> list[Flags]:
    """The ``count`` sets without a common unit that hold most units; fewer when there are not that many."""
    best: tuple[int, list[int]] = (0, [])

    def look(start: int, chosen: list[int], taken: Flags, held: int) -> None:
        nonlocal best
        if len(chosen) == count:
            best = max(best, (held, chosen), key=lambda one: one[0])
            return
        for place in range(start, len(sets)):
            size = int(sets[place].sum())
            if held + size * (count - len(chosen)) <= best[0]:
                return  # sorted by size: nothing after can do better
            if not (sets[place] & taken).any():
                look(place + 1, [*chosen, place], taken | sets[place], held + size)

    if sets:
        look(0, [], np.zeros(len(sets[0]), dtype=bool), 0)
    return [sets[place] for place in best[1]]


def _leaves(rows: Any, count: int, *, least: int) -> list[list[_Node]]:
    """The classes after no cut, one cut, two cuts…"""
    total, width = rows.shape
    nodes = [_Node(np.arange(total), np.arange(width))]
    levels, closed = [nodes], set[bytes]()
    while len(nodes) < count:
        able = [node for node in nodes if len(node.units) >= 2 * least and node.units.tobytes() not in closed]
        if not able:
            break
        largest = max(able, key=lambda node: (len(node.units), -int(node.units[0])))
        halves = _cut(rows, largest, least)
        if halves is None:
            closed.add(largest.units.tobytes())
            continue
        nodes = [half for node in nodes for half in (halves if node is largest else (node,))]
        levels.append(nodes)
    return levels


def _cut(rows: Any, node: _Node, least: int) -> tuple[_Node, _Node] | None:
    from scipy import sparse

    table = sparse.csr_array(rows[node.units][:, node.words])
    overall = np.asarray(table.sum(axis=0)).ravel()
    table = sparse.csr_array(table[:, overall >= 2])
    words, overall = node.words[overall >= 2], overall[overall >= 2]
    if len(words) < 2 or table.sum() == 0:
        return None
    first = _best_cut(table, _first_axis(table), overall, least)
    if first is None:
        return None
    side = _exchanged(table, first, overall, least)
    inside = np.asarray(table[side].sum(axis=0)).ravel()
    leaning = signed_chi2(inside, overall, int(side.sum()), len(side))
    return (
        _Node(node.units[side], words[leaning > -SIGNIFICANT]),
        _Node(node.units[~side], words[leaning < SIGNIFICANT]),
    )


def _first_axis(table: Any) -> NDArray[np.float64]:
    """Each unit on the first axis of the correspondence analysis; the sign is fixed, a unit without a word is at 0."""
    from scipy import sparse
    from scipy.sparse.linalg import LinearOperator, svds

    total = table.sum()
    row, column = np.asarray(table.sum(axis=1)).ravel() / total, np.asarray(table.sum(axis=0)).ravel() / total
    left = np.where(row > 0, 1 / np.sqrt(np.maximum(row, 1e-12)), 0.0)
    scaled = sparse.diags_array(left) @ (table / total) @ sparse.diags_array(1 / np.sqrt(column))
    roots = np.sqrt(row), np.sqrt(column)
    operator = LinearOperator(
        scaled.shape,
        matvec=lambda v: scaled @ v.ravel() - roots[0] * float(roots[1] @ v.ravel()),
        rmatvec=lambda v: scaled.T @ v.ravel() - roots[1] * float(roots[0] @ v.ravel()),
        dtype=np.float64,
    )
    if min(scaled.shape) < 3:
        dense = scaled.toarray() - np.outer(*roots)
        axis = np.linalg.svd(dense, full_matrices=False)[0][:, 0]
    else:
        axis = svds(operator, k=1, v0=np.linspace(1.0, 2.0, min(scaled.shape)))[0][:, 0]
    axis = np.round(axis * left, 8)
    return axis if axis[np.argmax(np.abs(axis))] > 0 else -axis


def _best_cut(table: Any, axis: NDArray[Any], overall: NDArray[Any], least: int) -> Flags | None:
    order = np.argsort(-axis, kind="stable")
    sums, size = np.zeros_like(overall), table.sum()
    best, place = -1.0, None
    indptr, columns = table.indptr, table.indices
    square = np.zeros(2)
    square[1] = float((overall**2 / overall).sum())
    mass = 0.0
    for rank, unit in enumerate(order[:-1], 1):
        at = columns[indptr[unit] : indptr[unit + 1]]
        square[0] += float(((2 * sums[at] + 1) / overall[at]).sum())
        square[1] += float(((1 - 2 * (overall[at] - sums[at])) / overall[at]).sum())
        sums[at] += 1
        mass += len(at)
        if least <= rank <= len(order) - least and 0 < mass < size:
            parted = round(square[0] / mass + square[1] / (size - mass), 9)
            if parted > best:
                best, place = parted, rank
    if place is None:
        return None
    side = np.zeros(len(order), dtype=bool)
    side[order[:place]] = True
    return side


def _exchanged(table: Any, side: Flags, overall: NDArray[Any], least: int) -> Flags:
    """Units change sides one after the other as long as the two sides differ more for it."""
    side = side.copy()
    sums = [np.asarray(table[held].sum(axis=0)).ravel() for held in (~side, side)]
    mass = [float(one.sum()) for one in sums]
    square = [float((one**2 / overall).sum()) for one in sums]
    sizes = [int((~side).sum()), int(side.sum())]
    for _ in range(_PASSES):
        moved = False
        for unit in range(len(side)):
            at = table.indices[table.indptr[unit] : table.indptr[unit + 1]]
            here = int(side[unit])
            there = 1 - here
            if sizes[here] <= least or mass[here] <= len(at) or not len(at):
                continue
            less = square[here] + float(((1 - 2 * sums[here][at]) / overall[at]).sum())
            more = square[there] + float(((2 * sums[there][at] + 1) / overall[at]).sum())
            now = square[here] / mass[here] + square[there] / mass[there]
            if less / (mass[here] - len(at)) + more / (mass[there] + len(at)) <= now + 1e-9:
                continue
            square[here], square[there] = less, more
            sums[here][at] -= 1
            sums[there][at] += 1
            mass[here] -= len(at)
            mass[there] += len(at)
            sizes[here] -= 1
            sizes[there] += 1
            side[unit] = not side[unit]
            moved = True
        if not moved:
            break
    return side
