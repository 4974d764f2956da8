"""Whoever was interviewed is spoken of elsewhere too, and by herself: she has one changed first name, that of her interview.

Her entry in the table of correspondence has the uid of her compte-rendu; it is made the first time words are said to name her.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from analysis.steps.replace_people import Gender
from interviews.journal_models import Interview, OperationRow, Poured
from interviews.kept import kept
from interviews.models import CompteRendu
from interviews.pseudonyms import NAMELESS
from interviews.replacing.book import PERSON, Book, Entry, Form, scope_of
from kparole.access import SYSTEM, acting_as
from kparole.db import db

LONGEST = 40
"""A longer one is not a name: somebody wrote a sentence there."""
GENDERS: dict[str, Gender] = {"femme": "femme", "homme": "homme"}


def with_interviewed(book: Book) -> Book:
    """The table, and in it whoever told her own first name on a tablet, where it is her KPA that says it.

    What a person decided of the same words comes first.
    """
    known = {entry.uid for entry in book.entries}
    with acting_as(SYSTEM):  # looked up by the machine, as the table is
        names = _told_names()
        rows = db.session.scalars(select(CompteRendu).where(kept(), CompteRendu.id.in_(names))) if names else ()
        told = [(row, names[row.id]) for row in rows if row.uid not in known]
    said = [_entry(row, (Form(scope_of(row.kpa_id, row.id), name),)) for row, name in told]
    return Book((*said, *book.entries)) if said else book


def entry_of_interviewed(book: Book, uid: str) -> Entry | None:
    """The entry of the person whose compte-rendu has this uid, made when there is none; None when it is out of reach."""
    row = db.session.scalar(select(CompteRendu).where(kept(), CompteRendu.uid == uid))
    if row is None or row.pseudonym == NAMELESS:
        return None
    return book.by_uid(uid) or _entry(row, ())


def uid_of(code: str) -> str | None:
    """The uid of the compte-rendu of this code, as it is typed; None when there is none within reach."""
    return db.session.scalar(select(CompteRendu.uid).where(kept(), CompteRendu.code == code.strip().upper()))


def own_name(person: Mapping[str, Any]) -> str | None:
    """The real first name of a person who told it, as the fold of her interview tells it; None when she told none.

    >>> own_name({"naming": "own", "name": " Samia "}), own_name({"naming": "changed", "name": "Étoile"})
    ('Samia', None)
    """
    name = " ".join(str(person.get("name") or "").split())
    told = 1 < len(name) <= LONGEST and any(sign.isalpha() for sign in name)
    return name if told and person.get("naming") != "changed" else None


def _entry(row: CompteRendu, forms: tuple[Form, ...]) -> Entry:
    return Entry(row.uid, PERSON, forms, row.pseudonym, gender=GENDERS.get(row.gender or ""))


def _told_names() -> dict[int, str]:
    """The own first name of whoever told it on a tablet, by compte-rendu."""
    asked = (
        select(Poured.compte_rendu_id, OperationRow.data)
        .join(Interview, Interview.id == Poured.interview_id)
        .join(OperationRow, OperationRow.interview_id == Interview.id)
        .where(OperationRow.kind == "person.set", OperationRow.data.is_not(None))
        .order_by(OperationRow.n)
    )
    people: dict[int, dict[str, Any]] = {}
    for row_id, data in db.session.execute(asked):
        people.setdefault(row_id, {}).update(data or {})
    return {row_id: name for row_id, person in people.items() if (name := own_name(person))}
