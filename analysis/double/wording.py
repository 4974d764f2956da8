"""How agreement is said in plain French. Thresholds: Krippendorff (2004), .800 and .667."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.steps.label_sets import Agreement

SOLID, CAREFUL, WEAK = 0.8, 0.667, 0.4
FEW = 30
"""Under that many passages, a figure of agreement is itself uncertain."""


@dataclass(frozen=True, slots=True)
class Said:
    """An agreement in words. ``level``: 0 (not defined) to 4 (solid); ``few``: passages are too few to count on it."""

    often: str
    beyond: str
    level: int
    alpha: str
    interval: str
    few: bool


def said(one: Agreement) -> Said:
    """Say an agreement.

    >>> said(Agreement(40, 36, 0.71, 0.55, 0.84)).beyond
    'assez d’accord, à prendre avec prudence'
    """
    often = f"pareil {one.same} fois sur {one.units}" if one.units else "rien à comparer"
    level, beyond = _beyond(one)
    interval = "" if one.low is None or one.high is None else f"entre {_figure(one.low)} et {_figure(one.high)}"
    return Said(often, beyond, level, "" if one.alpha is None else _figure(one.alpha), interval, one.units < FEW)


def _beyond(one: Agreement) -> tuple[int, str]:
    if one.alpha is None:
        return 0, "ne se mesure pas : tout le monde dit toujours la même chose" if one.units else "ne se mesure pas"
    if one.alpha >= SOLID:
        return 4, "d’accord, c’est solide"
    if one.alpha >= CAREFUL:
        return 3, "assez d’accord, à prendre avec prudence"
    if one.alpha >= WEAK:
        return 2, "un peu d’accord : à discuter avant de compter"
    return 1, "à peine mieux que le hasard : la consigne est à revoir ensemble"


def _figure(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-", "−")
