"""Correspondence analysis (Benzécri, 1973): words, classes and publics on one plane, near when they go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plane:
    """Principal coordinates on two axes: rows (n, 2), columns (k, 2), beside (m, 2); ``shares`` of what the table tells."""

    rows: Table
    columns: Table
    beside: Table
    shares: tuple[float, float]


def correspond(table: Table, beside: Table) -> Plane | None:
    """The plane of a table of counts (n rows, k columns), and of ``beside`` (n, m), columns that do not shape it.

    None when the table has fewer than three columns or rows with something in them: then there is no plane to show.
    The sign of each axis is fixed: its heaviest column is on the positive side.
    """
    kept_rows, kept_columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    if kept_columns.sum() < 3 or kept_rows.sum() < 3:
        return None
    shares = table[kept_rows][:, kept_columns] / table.sum()
    row, column = shares.sum(axis=1), shares.sum(axis=0)
    scaled = (shares - np.outer(row, column)) / np.sqrt(np.outer(row, column))
    left, strength, right = np.linalg.svd(scaled, full_matrices=False)
    if strength[1] < 1e-9:
        return None
    signs = np.sign(right[[0, 1], np.argmax(np.abs(right[:2]), axis=1)])
    axes = left[:, :2] * signs / np.sqrt(row)[:, None]
    rows, columns = np.zeros((len(table), 2)), np.zeros((table.shape[1], 2))
    rows[kept_rows] = axes * strength[:2]
    columns[kept_columns] = right[:2].T * signs / np.sqrt(column)[:, None] * strength[:2]
    profile = beside[kept_rows] / np.maximum(beside[kept_rows].sum(axis=0), 1e-12)
    told = strength[:2] ** 2 / (strength**2).sum()
    return Plane(
        np.round(rows, 4), np.round(columns, 4), np.round(profile.T @ axes, 4), (float(told[0]), float(told[1]))
    )
