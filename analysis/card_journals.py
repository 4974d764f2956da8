"""The journals of tablets, as far as their cards go: folded once, then again only when something more of them arrived."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from analysis.card_games import game_of_journal
from analysis.card_life import Game
from cards.deck import Deck
from interviews.draft_consents import notes_kept
from interviews.fold import fold
from interviews.journal_models import OperationRow
from interviews.operations import Operation
from kparole.db import db

ABOUT_CARDS = (
    "interview.open",
    "card.read",
    "card.take",
    "card.back",
    "card.skip",
    "card.later",
    "card.order",
    "title.write",
    "consent.set",
    "end.mark",
    "erase",
)
"""What the life of the cards is made of; notes are never read here."""
FEW = 500
"""Interviews asked for by name in one question; SQL has a limit to that."""


@dataclass(frozen=True, slots=True)
class Led:
    """An interview led with a tablet: its id, the deck on the table, the day it came here."""

    uid: str
    deck: Deck
    on: date


@dataclass(frozen=True, slots=True)
class Followed:
    """What a journal tells of its cards; ``kept``: False when the person does not want her notes kept."""

    game: Game
    kept: bool


Stamp = tuple[Led, int]
_memories: dict[str, dict[int, tuple[Stamp, Followed]]] = {}
"""By database, then by interview: what was folded (with its number of operations), and what came of it."""
_lock = threading.Lock()


def games_of(interviews: Mapping[int, Led]) -> dict[int, Followed]:
    """What the journals of these interviews (by their id in the table) tell; who asks must reach them."""
    if not interviews:
        return {}
    counted = select(OperationRow.interview_id, func.count()).group_by(OperationRow.interview_id)
    numbers = {row[0]: row[1] for row in db.session.execute(counted)}
    stamps = {key: (led, numbers.get(key, 0)) for key, led in interviews.items()}
    base = str(db.engine.url)
    with _lock:
        memory = {key: one for key, one in _memories.get(base, {}).items() if stamps.get(key) == one[0]}
        fresh = _folded({key: led for key, led in interviews.items() if key not in memory})
        memory |= {key: (stamps[key], one) for key, one in fresh.items()}
        _memories.clear()  # one database a process; tests have many, one after the other
        _memories[base] = memory
    return {key: one for key, (_, one) in memory.items()}


def _folded(interviews: Mapping[int, Led]) -> dict[int, Followed]:
    journals: dict[int, list[Operation]] = defaultdict(list)
    row = OperationRow
    columns = (row.interview_id, row.id, row.device, row.seq, row.at, row.kind, row.field, row.base, row.data, row.hash)
    for some in _slices(sorted(interviews)):
        wanted = select(*columns).where(row.interview_id.in_(some), row.kind.in_(ABOUT_CARDS)).order_by(row.n)
        for key, *rest in db.session.execute(wanted):
            name, device, seq, at, kind, where, base, data, digest = rest
            made = Operation(name, interviews[key].uid, device, seq, at, kind, where, base, data, digest)
            journals[key].append(made)
    return {key: _told(led, journals[key]) for key, led in interviews.items()}


def _told(led: Led, journal: Sequence[Operation]) -> Followed:
    state = fold(journal)
    return Followed(game_of_journal(led.uid, state, deck=led.deck, on=led.on), notes_kept(state))


def _slices(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[start : start + FEW] for start in range(0, len(keys), FEW)]
