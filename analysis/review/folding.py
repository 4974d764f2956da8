"""People read first: whose proposals stay folded for whoever acts, and an analysis without them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import select

from analysis.campaigns.service import Season, campaign_of
from analysis.coding.recount import without
from analysis.coding.service import READ, SAW, marks, stamp
from analysis.double.blind import read_blind
from analysis.engine import read_taxonomy
from analysis.models import Run
from analysis.service import corpus_stamp, load_analysis
from analysis.steps.types import Analysis
from interviews.kept import kept
from interviews.models import CompteRendu
from kparole.access import current
from kparole.db import db


def folded(seasons: Mapping[str, Season] | None = None) -> frozenset[str]:
    """The interviews whose proposals are not to be shown to whoever acts.

    Their campaign says « lire d'abord », nobody has read them by hand, and she has not asked to see them anyway;
    or she has still to read them in a double reading, and then nothing unfolds them.
    ``seasons``: the campaign of each interview, when it is known already.
    """
    of = campaign_of() if seasons is None else seasons
    waiting = {code for code, season in of.items() if season.read_first}
    blind = read_blind()
    if not waiting:
        return blind
    seen = {code for code, who in marks(SAW).items() if any(one.coder == current().key for one in who)}
    return blind | (waiting - set(marks(READ)) - seen)


def ids_of(codes: frozenset[str]) -> list[int]:
    """The ids of these comptes-rendus, those within reach."""
    return list(db.session.scalars(select(CompteRendu.id).where(kept(), CompteRendu.code.in_(sorted(codes)))))


def shown(run: Run, hidden: frozenset[str]) -> Analysis:
    """The analysis of a run as people left it, without the interviews that wait to be read: they are not counted."""
    analysis = load_analysis(run)
    hidden &= {person.id for person in analysis.people}
    if not hidden:
        return analysis
    return _without(_Held(analysis, (run.id, corpus_stamp(), stamp(), str(db.engine.url))), hidden)


class _Held:
    """An analysis told from another by what it was made from, so that a cache need not compare all of it."""

    def __init__(self, analysis: Analysis, key: tuple[object, ...]) -> None:
        self.analysis, self.key = analysis, key

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.key == other.key


@lru_cache(maxsize=4)
def _without(held: _Held, hidden: frozenset[str]) -> Analysis:
    return without(held.analysis, hidden, effects=read_taxonomy().ids)
