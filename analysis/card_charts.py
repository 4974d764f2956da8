"""The drawings of the life of the cards made ready for a page, pictures of the cards included."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.card_pages import CardRow, LifePage
from analysis.steps.chart_paper import Drawing
from analysis.steps.charts_cards import Bar, Passage, Strip, bars_drawing, flow_drawing, pairs_drawing, ranks_drawing
from analysis.views import PageChart, page_chart

Address = Callable[[str], str]


def page_charts(page: LifePage, *, address: Address) -> dict[str, PageChart]:
    """The drawings of one page by name; one that would show nothing is not there. ``address``: of a picture by its name."""
    found: dict[str, Drawing] = {}
    if page.rows:
        found["bars"] = bars_drawing([bar_of(row, address) for row in page.rows])
    strips = [Strip(row.title, row.ranks, _of(row.picture, address)) for row in page.rows if row.ranks]
    if strips:
        found["ranks"] = ranks_drawing(strips)
    if page.big_steps:
        found["flow"] = flow_drawing(
            [
                Passage(
                    step.before,
                    step.after,
                    step.interviews,
                    _of(step.before_picture, address),
                    _of(step.after_picture, address),
                )
                for step in page.big_steps
            ]
        )
    return {name: page_chart(drawing) for name, drawing in found.items()}


def pair_chart(
    left: Sequence[CardRow], right: Sequence[CardRow], *, names: tuple[str, str], address: Address
) -> PageChart | None:
    """The same cards on both sides; None when there is none."""
    if not left:
        return None
    sides = [[bar_of(row, address) for row in rows] for rows in (left, right)]
    return page_chart(pairs_drawing(*sides, names=names))


def bar_of(row: CardRow, address: Address) -> Bar:
    """A card as a bar."""
    return Bar(row.title, row.taken, row.first, row.base, _of(row.picture, address))


def _of(picture: str, address: Address) -> str:
    return address(picture) if picture else ""
