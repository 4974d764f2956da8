"""What others wrote in the same place since the page was last told: a text is put beside, the rest is asked again. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from interviews.models import CompteRendu
from interviews.writeup.errors import EditError, TextConflict
from interviews.writeup.models import Revision
from interviews.writeup.parts import Edit
from interviews.writeup.sheet import DECLINED, Sheet
from kparole.db import db

WRITTEN_SINCE = "Quelqu'un vient d'écrire dans cette note. Lisez-la, puis retirez-la si vous voulez."
SAID_SINCE = "Quelqu'un vient d'écrire ici « {} ». Lisez, puis changez si ce n'est pas juste."
NOTHING_SAID = "rien"


def check_base(row: CompteRendu, sheet: Sheet, edit: Edit, *, base: int, session: str) -> None:
    """Look at what other windows did since revision ``base``.

    Raises TextConflict when they wrote something else in the same paragraph; EditError when the edit would take away what
    they wrote in it, or what they said of the same fact: nobody has read it yet.
    """
    do = edit.get("do")
    if do not in ("text", "remove", "fact") or row.revision <= base:
        return
    others = _others(row, base, session)
    if do == "fact":
        _check_fact(sheet, edit, others)
        return
    name = str(edit.get("piece"))
    piece = sheet.piece(name)
    if piece is None or not any(_wrote_in(one, name) for one in others):
        return
    if do == "remove":
        raise EditError(WRITTEN_SINCE)
    if piece.text != edit.get("text"):
        raise TextConflict(piece.text)


def beside(sheet: Sheet, edit: Edit, name: str) -> dict[str, Any]:
    """The text put as a paragraph of its own, after the one it was written in."""
    piece = sheet.piece(str(edit["piece"]))
    assert piece is not None, "a conflict is about a paragraph that is there"
    here = [one.id for one in sheet.at(piece.place)]
    following = here[here.index(piece.id) + 1 :]
    place = [piece.place.part, piece.place.card]
    before = following[0] if following else None
    return {"do": "add", "id": name, "place": place, "before": before, "text": edit["text"], "after": piece.id}


def as_rivals(sheet: Sheet, one: str, other: str) -> Sheet:
    """The sheet where the second of these paragraphs is the rival of the first, whose words it says otherwise."""
    said = sheet.piece(one)
    operation = said.operation if said is not None else None
    pieces = (replace(p, rival=one, operation=operation) if p.id == other else p for p in sheet.pieces)
    return replace(sheet, pieces=tuple(pieces))


def _others(row: CompteRendu, base: int, session: str) -> Sequence[Revision]:
    wanted = select(Revision).where(
        Revision.compte_rendu_id == row.id, Revision.number > base, Revision.session != session
    )
    return db.session.scalars(wanted).all()


def _wrote_in(revision: Revision, piece: str) -> bool:
    return revision.back is None or any(
        one["id"] == piece and (one["was"] or {}).get("text") != (one["is"] or {}).get("text")
        for one in revision.back.get("pieces", ())
    )


def _check_fact(sheet: Sheet, edit: Edit, others: Sequence[Revision]) -> None:
    name, value = str(edit.get("name")), str(edit.get("value") or "").strip()
    theirs = sheet.facts.get(name, "")
    if theirs != value and any(_said(one, name) for one in others):
        shown = "ne souhaite pas dire" if theirs == DECLINED else theirs or NOTHING_SAID
        raise EditError(SAID_SINCE.format(shown))


def _said(revision: Revision, name: str) -> bool:
    was, now = (revision.back or {}).get("facts", ({}, {}))
    return bool(was.get(name) != now.get(name))
