"""Writes what is searched: one row a passage, found again by the index of the database. The only writer of ``search_note``.

Everything is read from the tables themselves, never from what one person reaches: the index is the same for all, and who
may find what is in its words (``tokens``) and asked of the database at each search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, text

from interviews.masked import NEVER_OUT, softened
from interviews.models import MaskRow, NoteRow
from interviews.search.fold import FOLDING, has_words
from interviews.search.models import SearchRow
from interviews.search.tokens import packed, tokens
from kparole.db import own_transaction, turn_of

TURN = "recherche"
AT_ONCE = 500
NOTE, MASK, SEARCH = NoteRow.__table__.c, MaskRow.__table__.c, SearchRow.__table__.c
READ = (NOTE.id, NOTE.compte_rendu_id, NOTE.part, NOTE.text, NOTE.exact)
HIDDEN = (MASK.note_id, MASK.start, MASK.stop, MASK.kind, MASK.text, MASK.certainty, MASK.state)


def write(connection: Connection, note_ids: Collection[int]) -> int:
    """Write these passages anew, those that are there no more or say no word left out; gives how many there are.

    Not committed.
    """
    wanted, written = sorted(note_ids), 0
    for place in range(0, len(wanted), AT_ONCE):
        some = wanted[place : place + AT_ONCE]
        connection.execute(delete(SearchRow.__table__).where(SEARCH.note_id.in_(some)))  # type: ignore[arg-type]
        rows = _folded(connection, some)
        if rows:
            connection.execute(insert(SearchRow.__table__), rows)  # type: ignore[arg-type]
        written += len(rows)
    return written


def catch_up() -> int:
    """Write what is missing or was folded another way: after a migration, a restoration; gives how many there were."""
    with own_transaction() as connection:
        wanted = missing(connection)
        if not wanted:
            return 0
        if connection.dialect.name == "postgresql":
            connection.execute(turn_of(TURN))
            wanted = missing(connection)
        written = write(connection, wanted)
        sweep(connection)
        return written


def write_again() -> int:
    """Forget the whole index and write it anew; gives how many passages there are."""
    with own_transaction() as connection:
        connection.execute(delete(SearchRow.__table__))  # type: ignore[arg-type]
    return catch_up()


def missing(connection: Connection) -> list[int]:
    """The passages that cannot be found as they should be."""
    aside = or_(SEARCH.note_id.is_(None), SEARCH.folding != FOLDING)
    there = NoteRow.__table__.outerjoin(SearchRow.__table__, SEARCH.note_id == NOTE.id)
    asked = select(NOTE.id, NOTE.text).select_from(there).where(aside)
    return [note.id for note in connection.execute(asked) if has_words(note.text)]


def count(connection: Connection) -> int:
    """How many passages can be found."""
    return connection.scalar(select(func.count()).select_from(SearchRow.__table__)) or 0


def sweep(connection: Connection) -> None:
    """Leave nothing in the index of what was taken away: FTS5 only marks it as gone until its pieces are joined."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_words (search_words) VALUES ('optimize')"))


def _folded(connection: Connection, note_ids: Sequence[int]) -> list[dict[str, Any]]:
    masks = _masks(connection, note_ids)
    notes = connection.execute(select(*READ).where(NOTE.id.in_(note_ids)))
    return [
        {
            "note_id": note.id,
            "compte_rendu_id": note.compte_rendu_id,
            "folding": FOLDING,
            "words": packed(_words(note, masks.get(note.id, ()))),
        }
        for note in notes
        if has_words(note.text)
    ]


def _masks(connection: Connection, note_ids: Sequence[int]) -> Mapping[int, list[MaskRow]]:
    """What is hidden in these passages, proposed or confirmed, by passage."""
    found = defaultdict(list)
    asked = select(*HIDDEN).where(MASK.note_id.in_(note_ids), MASK.state != "refused")
    for one in connection.execute(asked):
        row = MaskRow(note_id=one.note_id, start=one.start, end=one.stop, kind=one.kind, text=one.text, state=one.state)
        row.certainty = one.certainty
        found[one.note_id].append(row)
    return found


def _words(note: Any, masks: Sequence[MaskRow]) -> Iterable[str]:
    exact = [pair for pair in note.exact or () if isinstance(pair, list) and len(pair) == 2]
    if note.part not in NEVER_OUT and not masks:
        return tokens("p", note.text, exact)
    team = tokens("t", note.text, exact)
    if note.part in NEVER_OUT:
        return team
    return [*team, *tokens("m", *shown_text(NoteRow(id=note.id, text=note.text, exact=exact), masks))]


def shown_text(note: NoteRow, masks: Sequence[MaskRow]) -> tuple[str, list[tuple[int, int]]]:
    """A passage as it is read with names changed, and where the person's own words are in it."""
    shown, exact = "", list[tuple[int, int]]()
    for run in softened(note, masks):
        start, shown = len(shown), shown + run.text
        if run.exact and exact and exact[-1][1] == start:
            exact[-1] = (exact[-1][0], len(shown))
        elif run.exact:
            exact.append((start, len(shown)))
    return shown, exact
