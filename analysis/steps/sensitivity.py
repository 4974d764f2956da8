"""How the order of the effects moves when the formula of the weights moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.steps.formulas import NAMED, Formula, Named
from analysis.steps.measure import Measures
from analysis.steps.weigh_by import ranks_of, weights_by


@dataclass(frozen=True, slots=True)
class Moves:
    """One effect: its weight and its rank under each formula, and the range of ranks (formulas put aside left out)."""

    effect: str
    weights: tuple[float, ...]
    ranks: tuple[int, ...]
    best: int
    worst: int

    @property
    def steady(self) -> bool:
        """True when no formula moves it by more than one place."""
        return self.worst - self.best <= 1


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Every effect under every formula."""

    formulas: tuple[Named, ...]
    rows: tuple[Moves, ...]

    @property
    def steady(self) -> int:
        """How many effects never move by more than one place."""
        return sum(row.steady for row in self.rows)


def sensitivity(measures: Measures, *, chosen: Formula, named: Sequence[Named] = NAMED) -> Sensitivity:
    """Ranks under the named formulas, the chosen one first when it is none of them."""
    known = any(one.formula == chosen for one in named)
    formulas = tuple(named) if known else (Named("choisie", "Votre formule", chosen), *named)
    weights = [weights_by(one.formula, measures) for one in formulas]
    ranks = [ranks_of(found) for found in weights]
    counted = [n for n, one in enumerate(formulas) if not one.aside or one.formula == chosen]
    rows = []
    for place, effect in enumerate(measures.effects):
        here = [ranks[n][place] for n in counted]
        rows.append(
            Moves(effect, tuple(w[place] for w in weights), tuple(r[place] for r in ranks), min(here), max(here))
        )
    return Sensitivity(formulas, tuple(rows))
