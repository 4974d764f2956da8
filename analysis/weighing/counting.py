"""What the pages of the weights count from one analysis, each thing once as long as the analysis is the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from analysis.steps.evidence import EvidenceTable, gather_evidence
from analysis.steps.formulas import Formula
from analysis.steps.types import Analysis

if TYPE_CHECKING:  # these load numpy: the first count pays for it, not the start of the program
    from analysis.steps.measure import Measures
    from analysis.steps.sensitivity import Sensitivity
    from analysis.steps.weigh_by import Weighed

MOST = 24
Counted = TypeVar("Counted")
_known: OrderedDict[tuple[int, Hashable], tuple[Analysis, Any]] = OrderedDict()
_lock = threading.Lock()


def once(analysis: Analysis, what: Hashable, count: Callable[[], Counted]) -> Counted:
    """What ``count`` gives for this very analysis, counted at the first call; the last two dozen stay in memory."""
    key = (id(analysis), what)
    with _lock:
        held = _known.get(key)
    if held is not None and held[0] is analysis:
        return cast(Counted, held[1])
    found = count()
    with _lock:
        _known[key] = (analysis, found)  # the analysis is held too, so that its id stays its own
        while len(_known) > MOST:
            _known.popitem(last=False)
    return found


def evidence_of(analysis: Analysis) -> EvidenceTable:
    """Who says what, people's decisions included."""
    return once(analysis, "evidence", lambda: gather_evidence(analysis.people, analysis.extracts, analysis.readings))


def measures_of(analysis: Analysis, effects: tuple[str, ...]) -> Measures:
    """The parts of the evidence."""
    from analysis.steps.measure import measure

    table = evidence_of(analysis)
    return once(
        analysis, ("measures", effects), lambda: measure(analysis.people, analysis.extracts, table, effects=effects)
    )


def weighed(analysis: Analysis, effects: tuple[str, ...], formula: Formula) -> tuple[Weighed, ...]:
    """Every effect under this formula."""
    from analysis.steps.weigh_by import weigh_by

    measures = measures_of(analysis, effects)
    return once(analysis, ("weighed", effects, formula), lambda: weigh_by(formula, measures))


def moves(analysis: Analysis, effects: tuple[str, ...], formula: Formula) -> Sensitivity:
    """How ranks move when the formula does."""
    from analysis.steps.sensitivity import sensitivity

    measures = measures_of(analysis, effects)
    return once(analysis, ("moves", effects, formula), lambda: sensitivity(measures, chosen=formula))
