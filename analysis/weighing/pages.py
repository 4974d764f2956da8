"""What the pages of the weights, of the publics and of what is said first show, as plain dataclasses. No web, no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.pages import Reader
from analysis.steps.chart_paper import Drawing
from analysis.steps.exact_tests import Verdict
from analysis.steps.first_said import MOMENTS, said_first
from analysis.steps.formulas import PART, Formula, Named, Part
from analysis.steps.publics import Compared, Public, PublicRow, compare
from analysis.steps.small_cells import Cell, hide
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight
from analysis.steps.weigh_painters import RankRow, WeightBar, ranks_drawing, weights_drawing
from analysis.weighing.counting import evidence_of, moves, once, weighed

if TYPE_CHECKING:
    from analysis.steps.sensitivity import Moves
    from analysis.steps.weigh_by import Weighed

VERDICTS: dict[Verdict, str] = {
    "piste": "à prendre comme une piste",
    "fragile": "piste fragile",
    "rien": "rien de net",
    "trop-peu": "trop peu de monde",
}


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One effect: what was counted, its weight under the formula, how its rank moves."""

    effect: Effect
    counted: Weight
    found: Weighed
    moves: Moves


@dataclass(frozen=True, slots=True)
class WeightPage:
    """The weights, heaviest first. ``parts``: those the formula mixes; ``few``: too few KPAs for the interval to say much."""

    formula: Formula
    rows: tuple[WeightRow, ...]
    parts: tuple[Part, ...]
    named: tuple[Named, ...]
    steady: int
    kpas: int
    people: int
    weights: Drawing
    ranks: Drawing

    @property
    def few(self) -> bool:
        """True when the interval rests on so few KPAs that it says little."""
        return self.kpas < 8


def weight_page(reader: Reader, formula: Formula) -> WeightPage:
    """The weights of every effect under this formula, and how they move under others."""
    effects, analysis = reader.taxonomy.effects, reader.analysis
    found = weighed(analysis, reader.taxonomy.ids, formula)
    moved = moves(analysis, reader.taxonomy.ids, formula)
    rows = [WeightRow(*row) for row in zip(effects, analysis.weights, found, moved.rows, strict=True)]
    rows.sort(key=lambda row: (row.found.rank, effects.index(row.effect)))
    aside = [n for n, one in enumerate(moved.formulas) if one.aside and one.formula != formula]
    return WeightPage(
        formula=formula,
        rows=tuple(rows),
        parts=tuple(PART[part] for part, _ in formula.times),
        named=moved.formulas,
        steady=moved.steady,
        kpas=len({person.kpa for person in analysis.people if person.kpa}),
        people=len(analysis.people),
        weights=weights_drawing(
            [WeightBar(r.effect.label, r.effect.style, r.found.weight, r.found.low, r.found.high) for r in rows]
        ),
        ranks=ranks_drawing([_rank_row(row, aside) for row in rows]),
    )


def _rank_row(row: WeightRow, aside: list[int]) -> RankRow:
    counted = tuple(rank for n, rank in enumerate(row.moves.ranks) if n not in aside)
    apart = tuple(row.moves.ranks[n] for n in aside)
    return RankRow(row.effect.short, row.effect.style, row.found.rank, counted, apart)


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One effect in a public and in the others; a count is None when it is masked."""

    effect: Effect
    row: PublicRow
    people: int | None
    others: int | None

    @property
    def told(self) -> str:
        """What may be said of the gap; "" when it is masked."""
        return VERDICTS[self.row.verdict] if None not in (self.people, self.others) else ""

    @property
    def gap(self) -> float | None:
        """Shares apart, in points of percentage; None when it is masked or a side is empty."""
        pair = self.row.pair
        if None in (self.people, self.others) or not pair.base or not pair.others_base:
            return None
        return 100 * (pair.people / pair.base - pair.others / pair.others_base)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A public beside the others. ``bases``: people on each side, None when too few to be shown."""

    public: Public
    compared: Compared
    bases: tuple[int | None, int | None]
    lines: tuple[PublicLine, ...]
    masked: bool

    @property
    def leads(self) -> tuple[PublicLine, ...]:
        """The gaps that may be taken as leads."""
        return tuple(line for line in self.lines if line.told and line.row.verdict == "piste")


def public_page(
    reader: Reader, public: Public, *, months: Mapping[str, int | None], masked: bool = False
) -> PublicPage:
    """A public beside everybody else; ``masked``: small cells hidden, with those that would give them away."""
    table = evidence_of(reader.analysis)
    found = once(
        reader.analysis,
        ("public", reader.taxonomy.ids, public, tuple(sorted(months.items()))),
        lambda: compare(reader.analysis.people, table, public, effects=reader.taxonomy.ids, months=months),
    )
    sizes = (len(found.inside), len(found.outside))
    rest = Cell("?", len(found.unknown), len(reader.analysis.people))
    kept = hide([Cell("in", sizes[0], sizes[0]), Cell("out", sizes[1], sizes[1]), rest]) if masked else ()
    bases = (None if "in" in kept else sizes[0], None if "out" in kept else sizes[1])
    lines = tuple(
        _public_line(effect, row, weight.people, masked=masked, closed=None in bases)
        for effect, row, weight in zip(reader.taxonomy.effects, found.rows, reader.analysis.weights, strict=True)
    )
    return PublicPage(public, found, bases, lines, masked)


def _public_line(effect: Effect, row: PublicRow, total: int, *, masked: bool, closed: bool) -> PublicLine:
    pair = row.pair
    if not masked:
        return PublicLine(effect, row, pair.people, pair.others)
    rest = Cell("?", total - pair.people - pair.others, total)
    hidden = hide([Cell("in", pair.people, pair.base), Cell("out", pair.others, pair.others_base), rest])
    people = None if closed or "in" in hidden else pair.people
    return PublicLine(effect, row, people, None if closed or "out" in hidden else pair.others)


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One effect and when people first speak of it, in the order of MOMENTS; None: masked."""

    effect: Effect
    moments: tuple[int | None, ...]
    opens: int | None
    people: int


def first_rows(reader: Reader) -> tuple[FirstRow, ...]:
    """When each effect is first spoken of; outside the team small counts are hidden with what would give them away."""
    analysis, effects = reader.analysis, reader.taxonomy.ids
    found = once(
        analysis,
        ("first", effects),
        lambda: said_first(analysis.people, analysis.extracts, analysis.readings, effects=effects),
    )
    rows = []
    for effect, row in zip(reader.taxonomy.effects, found, strict=True):
        cells = [Cell(name, count, row.people) for name, count in zip(MOMENTS, row.moments, strict=True)]
        opening = [Cell("opens", row.opens, row.people), Cell("rest", row.people - row.opens, row.people)]
        veiled = reader.heard is not None
        hidden, unopened = (hide(cells), hide(opening)) if veiled else ((), ())
        moments = tuple(None if cell.key in hidden else cell.count for cell in cells)
        rows.append(FirstRow(effect, moments, None if "opens" in unopened else row.opens, row.people))
    return tuple(rows)
