"""The search among a few hundred interviews, in short; ``make bench`` does ten thousand on both databases."""

from __future__ import annotations

from tests.bench.searching import EVALUATOR, SEARCHES, filled, timed

INTERVIEWS = 200


def test_every_search_comes_quickly_and_finds_something() -> None:
    with filled("sqlite", INTERVIEWS) as app:
        found = [*timed(app, tries=1), *timed(app, EVALUATOR, tries=1)]
    assert len(found) == 2 * len(SEARCHES)
    assert all(one.milliseconds <= 200 for one in found), found
    told = {one.what: one.passages for one in found}
    assert told["un petit mot"].endswith(f"dans {INTERVIEWS} entretiens")
    assert sum("entretien" in one for one in told.values()) >= len(SEARCHES) - 2
