"""The sheet of a compte-rendu in the tables, and a sheet put back there: what did not change keeps its row."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from interviews.models import CompteRendu, MaskRow, NoteRow, Pick
from interviews.word_in import words_hash
from interviews.writeup.documents import document_from
from interviews.writeup.errors import EditError
from interviews.writeup.sheet import DECLINED, FACTS, Piece, Place, Sheet, SheetCard, place_json, spans
from kparole.db import db

AGES = range(5, 121)
BAD_AGE = "Écrivez l'âge en chiffres, par exemple 34, ou choisissez « ne souhaite pas dire »."
BAD_GENDER = "Choisissez femme, homme, autre, ou « ne souhaite pas dire »."


def sheet_of(row: CompteRendu) -> Sheet:
    """What the tables hold, to be written up."""
    keys = {pick.rank: pick.key for pick in row.picks}
    cards = tuple(SheetCard(pick.key, pick.card, pick.title) for pick in row.picks)
    facts = {"kpa": row.kpa.name if row.kpa else None, "age": row.age, "gender": row.gender, "since": row.since}
    told = {name: str(value) for name, value in facts.items() if value is not None}
    return Sheet(
        cards, tuple(_piece(note, keys) for note in row.notes), told | dict.fromkeys(row.declined or (), DECLINED)
    ).ordered()


def put_sheet(row: CompteRendu, sheet: Sheet) -> None:
    """Make the tables say this sheet (flushed, not committed). Raises EditError on a fact that cannot be kept.

    A paragraph whose text is the same keeps its row, and with it what was decided of its names and what was found in it.
    Another text is another row: the names decided in it are looked for again there, the rest is to be searched anew.
    """
    _put_facts(row, sheet)
    _put_cards(row, sheet)
    notes = {note.uid: note for note in row.notes}
    ranks = {card.key: rank for rank, card in enumerate(sheet.cards, 1)}
    wanted = [_note(piece, number, ranks, notes) for number, piece in enumerate(sheet.pieces, 1)]
    fresh = [note for note in wanted if note.id is None]
    before = {note.uid: (note.text, [one for one in row.masks if one.note_id == note.id]) for note in row.notes}
    kept = {note.id for note in wanted}
    row.masks = [one for one in row.masks if one.note_id in kept]
    row.notes = wanted
    db.session.flush()
    for note in fresh:
        row.masks += _found_again(note, *before.get(note.uid, ("", [])))
    row.masks_proposed = row.masks_proposed and not any(note.text.strip() for note in fresh)
    row.words_hash = _hash(row, sheet)
    db.session.flush()


def _piece(note: NoteRow, keys: dict[int, str]) -> Piece:
    card = keys.get(note.rank) if note.part == "carte" and note.rank else None
    place = Place(note.part, card) if note.part != "carte" or card else Place("non-classe")  # type: ignore[arg-type]
    origin = Place(*note.origin) if note.origin else None  # type: ignore[arg-type]
    return Piece(
        note.uid, place, note.text, spans(note.exact), tuple(note.marks or ()), origin, note.operation, note.rival
    )


def _note(piece: Piece, position: int, ranks: dict[str, int], known: dict[str, NoteRow]) -> NoteRow:
    note = known.get(piece.id)
    if note is None or note.text != piece.text:
        note = NoteRow(uid=piece.id, text=piece.text)
    note.position, note.part = position, piece.place.part
    note.rank = ranks[piece.place.card] if piece.place.card else None
    note.exact, note.marks = [[one.start, one.end] for one in piece.exact], list(piece.marks) or None
    note.origin, note.operation, note.rival = (
        place_json(piece.origin) if piece.origin else None,
        piece.operation,
        piece.rival,
    )
    return note


def _put_cards(row: CompteRendu, sheet: Sheet) -> None:
    known = {pick.key: pick for pick in row.picks}
    for place, pick in enumerate(row.picks):  # two cards that change places would meet on the way
        pick.rank = -1 - place
    db.session.flush()
    picks = []
    for rank, card in enumerate(sheet.cards, 1):
        pick = known.get(card.key) or Pick(key=card.key)
        pick.rank, pick.card, pick.title = rank, card.card, card.title
        picks.append(pick)
    row.picks = picks
    db.session.flush()


def _put_facts(row: CompteRendu, sheet: Sheet) -> None:
    """Age, gender and « since when »; the KPA is chosen elsewhere, since it says who may read."""
    facts = {name: told for name, told in sheet.facts.items() if told != DECLINED}
    age, gender = facts.get("age"), facts.get("gender")
    if age is not None and (not age.isdecimal() or int(age) not in AGES):
        raise EditError(BAD_AGE)
    if gender not in (None, "femme", "homme", "autre"):
        raise EditError(BAD_GENDER)
    row.age, row.gender, row.since = int(age) if age else None, gender, facts.get("since")
    row.declined = [name for name in FACTS if sheet.facts.get(name) == DECLINED] or None


def _found_again(note: NoteRow, old: str, masks: list[MaskRow]) -> list[MaskRow]:
    """The names decided in a text, where they still are in the text that replaces it, in the same order."""
    found, place = [], 0
    for mask in sorted(masks, key=lambda one: one.start):
        start = note.text.find(mask.text, place)
        if start >= 0 and mask.text == old[mask.start : mask.end]:
            place = start + len(mask.text)
            again = MaskRow(note_id=note.id, start=start, end=place, kind=mask.kind, text=mask.text)
            again.certainty, again.state = mask.certainty, mask.state
            found.append(again)
    return found


def _hash(row: CompteRendu, sheet: Sheet) -> str:
    """The hash of the words, one's own when another compte-rendu says the same or when there are none."""
    digest = words_hash(document_from(sheet))
    other = select(CompteRendu.id).where(CompteRendu.words_hash == digest, CompteRendu.id != row.id)
    if sheet.pieces and db.session.scalar(other) is None:
        return digest
    return hashlib.sha256(f"{digest} {row.uid}".encode()).hexdigest()
