from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.small_cells import Cell, hidden_by_effect, hidden_publics, hide
from analysis.steps.types import Crossing


def cells(*counts: int) -> list[Cell]:
    return [Cell(f"c{place}", count, count + 20) for place, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "small", "shown"),
    [
        ((12, 9), set(), {"c0", "c1"}),
        ((12, 3), {"c1"}, set()),  # 12 must go too, or 15 - 12 tells
        ((12, 0), set(), {"c0", "c1"}),  # nobody points at nobody
        ((15, 9, 3), {"c2"}, {"c0"}),
        ((15, 9, 3, 2), {"c2", "c3"}, {"c0", "c1"}),
        ((15, 9, 1, 1), {"c2", "c3"}, {"c0"}),  # two ones: their sum says it all, a third is hidden
    ],
)
def test_small_cells_are_hidden_with_what_protects_them(
    counts: tuple[int, ...], small: set[str], shown: set[str]
) -> None:
    hidden = hide(cells(*counts))
    assert hidden.small == small
    assert {cell.key for cell in cells(*counts) if cell.key not in hidden} == shown


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_no_hidden_count_can_be_found_by_subtraction(counts: list[int]) -> None:
    table = cells(*counts)
    hidden = hide(table)
    if len([c for c in table if c.key in hidden]) == len(table):
        return  # everything is hidden: there is nothing left to subtract from
    concealed = [c for c in table if c.key in hidden]
    total = sum(c.count for c in concealed)
    for cell in (c for c in concealed if c.key in hidden.small):
        rest = [c for c in concealed if c is not cell]
        most = sum(4 if c.key in hidden.small else c.most for c in rest)
        least = sum(1 if c.key in hidden.small else 0 for c in rest)
        assert len(range(max(1, total - most), min(4, total - least) + 1)) > 1


def test_a_small_public_hides_the_only_other_one() -> None:
    hidden = hidden_publics({"femme": 27, "homme": 3})
    assert hidden.small == {"homme"}
    assert hidden.beside == {"femme"}


def test_a_hidden_public_is_hidden_under_every_effect() -> None:
    crossings = [
        Crossing("age", value, effect, people, base)
        for effect, counts in {"confiance": (9, 7, 2, 1), "bien-etre": (8, 8, 3, 3)}.items()
        for (value, base), people in zip((("16-24", 12), ("25-39", 10), ("40-54", 4), ("55+", 3)), counts, strict=True)
    ]
    found = hidden_by_effect(crossings)
    assert all("40-54" in found[effect] and "55+" in found[effect] for effect in ("confiance", "bien-etre"))
    assert "16-24" not in found["confiance"]
