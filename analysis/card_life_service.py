"""Reads what every interview tells of its cards, out of the comptes-rendus and the journals of tablets. Writes nothing.

The journal of an interview is folded once and kept in memory until something more of it arrives; comptes-rendus and
agreements are read anew each time, so that what was taken back is gone at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from analysis.card_games import Named, beside, taken_of
from analysis.card_journals import Led, games_of
from analysis.card_life import Game, Played
from cards.deck import Deck, available_decks
from cards.library import deck_from, table_deck
from cards.models import DeckRow, Edition
from interviews.draft_consents import NO
from interviews.journal_models import Interview, Poured
from interviews.models import CompteRendu, Consent, Pick
from kparole.db import db


def played(*, codes: Collection[str] | None = None) -> Played:
    """Every interview within reach, each once, in a fixed number of queries; trials are none.

    ``codes``: only the comptes-rendus of these codes. An interview led with the tablet is named by its id until it has a
    compte-rendu.
    """
    shown, led, rows = table_deck(), _led(), _written_up()
    decks = _decks({*(row.deck_version for row in rows), *(one.deck_version for one in led)})
    over = [one for one in led if one.compte_rendu_id is not None or one.state == "ended"]
    journals = games_of(
        {one.id: Led(one.uid, decks.get(one.deck_version, shown), one.created_at.date()) for one in over}
    )
    of_row = {one.compte_rendu_id: journals[one.id].game for one in over if one.compte_rendu_id is not None}
    picks = _picks()
    wanted = [row for row in rows if codes is None or row.code in codes]
    games = [
        _written(row, decks.get(row.deck_version, shown), picks[row.id], of_row.get(row.id))
        for row in wanted
        if row.notes not in NO
    ]
    alone = [one for one in over if one.compte_rendu_id is None] if codes is None else []
    games += [replace(journals[one.id].game, version=one.deck_version) for one in alone if journals[one.id].kept]
    kept_back = len(wanted) + len(alone) - len(games)
    return Played(tuple(games), decks, shown, kept_back, len(led) - len(over))


def _written(row: Any, deck: Deck, picks: Sequence[Named], journal: Game | None) -> Game:
    game = Game(row.code, row.deck_version, row.created_at.date(), taken_of(picks, deck))
    return game if journal is None else beside(game, journal)


def _written_up() -> Sequence[Any]:
    """The comptes-rendus; ``notes``: what the person said of her notes being kept, None when she was not asked."""
    columns = (CompteRendu.id, CompteRendu.code, CompteRendu.deck_version, CompteRendu.created_at)
    asked = (Consent.compte_rendu_id == CompteRendu.id) & (Consent.use == "notes")
    return db.session.execute(select(*columns, Consent.state.label("notes")).outerjoin(Consent, asked)).all()


def _led() -> Sequence[Any]:
    """The interviews led with a tablet, trials apart, and the compte-rendu made from each."""
    wanted = (
        select(
            Interview.id,
            Interview.uid,
            Interview.state,
            Interview.deck,
            Interview.deck_version,
            Interview.created_at,
            Poured.compte_rendu_id,
        )
        .outerjoin(Poured, Poured.interview_id == Interview.id)
        .where(Interview.trial.is_(False), Interview.deck != "")
    )
    return db.session.execute(wanted).all()


def _picks() -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = defaultdict(list)
    wanted = select(Pick.compte_rendu_id, Pick.card, Pick.title).order_by(Pick.compte_rendu_id, Pick.rank)
    for row_id, card, title in db.session.execute(wanted):
        found[row_id].append((card, title))
    return found


def _decks(versions: Iterable[str]) -> dict[str, Deck]:
    """The decks that were on tables under these versions."""
    found = {deck.version: deck for deck in available_decks()}
    wanted = set(versions)
    shown = select(Edition.version, Edition.toml).join(DeckRow, DeckRow.id == Edition.deck_id)
    shown = shown.where(Edition.version.in_(sorted(wanted)), Edition.shown_at.is_not(None)).order_by(Edition.number)
    for version, toml in db.session.execute(shown):
        found.setdefault(version, deck_from(toml))
    return {version: found[version] for version in sorted(wanted) if version in found}
