"""Changes what was chosen: another name for somebody, two who are one, one who is two, words kept no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import select

from interviews.kept import kept
from interviews.models import CompteRendu, MaskRow
from interviews.operations import clean_text
from interviews.replacing.book import PERSON, Book, Entry, entry_json, joined, plain, without
from interviews.replacing.choosing import Wanted, names_in, suggest
from interviews.replacing.errors import ReplacingError
from interviews.replacing.found import taken_names
from interviews.replacing.interviewed import entry_of_interviewed
from interviews.replacing.service import remember
from interviews.replacing.table import the_book, write
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db, take_turn

LONGEST = 60
GONE = "Ce remplacement n'est plus là. Rechargez la page."
NOT_YOURS = "Cette personne est connue dans plusieurs KPA : demandez à la coordination."
EMPTY = "Écrivez ce qu'on mettra à la place, en peu de mots."
SAME_WORDS = "C'est le mot à changer. Choisissez-en un autre."
SOMEBODY_ELSE = (
    "Ce prénom est déjà celui de quelqu'un d'autre. Choisissez-en un autre, ou dites que c'est la même personne."
)
TWO_INTERVIEWS = "Ces deux personnes ont chacune un entretien : on garde leurs deux prénoms."
TWO_PLACES = "Choisissez deux remplacements de la même sorte."


def change(form: Mapping[str, str]) -> None:
    """Do what the form of the page of replacements asks for. Commits. Raises ReplacingError, nothing written then."""
    take_turn("noms")
    entry = _within_reach(form.get("qui", ""))
    acts = {"ecrire": _written, "joindre": _joined, "separer": _split, "oublier": _forgotten}
    act = acts.get(form.get("faire", ""))
    if act is None:
        raise ReplacingError(GONE)
    changed = act(the_book(), entry, form)
    remember([], write(changed))
    db.session.commit()


def rename(code: str, said: str) -> str:
    """Call the person of this interview by the first name she chose, here and wherever she is spoken of. Commits.

    Gives the name. Raises ReplacingError, nothing written then, and LookupError.
    """
    take_turn("noms")
    row = db.session.scalar(select(CompteRendu).where(kept(), CompteRendu.code == code))
    if row is None:
        raise LookupError(code)
    known = the_book().by_uid(row.uid)
    if known is not None and known.forms:
        _within_reach(row.uid)
    entry = known or Entry(row.uid, PERSON, (), row.pseudonym)
    changed = _written(the_book(), entry, {"mots": said})
    write(changed)
    after = changed[row.uid]
    assert after is not None, "it was just written"
    remember([], [(row.uid, entry_json(entry), entry_json(after))])
    db.session.commit()
    return row.pseudonym


def _within_reach(uid: str) -> Entry:
    """An entry that whoever acts may change: every word of it is said where she reaches."""
    entry = the_book().by_uid(uid)
    if entry is None:
        raise ReplacingError(GONE)
    if not current().scope.whole and (entry.kpa_id is None or entry.kpa_id not in (current().scope.kpas or ())):
        raise ReplacingError(NOT_YOURS)
    return entry


def _written(book: Book, entry: Entry, form: Mapping[str, str]) -> dict[str, Entry | None]:
    said = " ".join(clean_text(form.get("mots", "")).split())
    if not said or len(said) > LONGEST:
        raise ReplacingError(EMPTY)
    originals = {plain(part) for one in entry.forms for part in (one.words, *one.words.split()) if len(part) > 2}
    if originals & {plain(said), *map(plain, said.split())}:
        raise ReplacingError(SAME_WORDS)
    if entry.kind == PERSON and plain(said) in set(map(plain, _names_of_others(book, entry))):
        raise ReplacingError(SOMEBODY_ELSE)
    return {entry.uid: replace(entry, instead=said)}


def _names_of_others(book: Book, entry: Entry) -> Iterator[str]:
    """What others are called in what leaves, and in the table; and who else is spoken of where she is."""
    yield from (one.instead for one in book.entries if one.uid != entry.uid and one.kind == PERSON and one.instead)
    with acting_as(SYSTEM):  # compared by the machine, shown to nobody
        own = (CompteRendu.uid == entry.uid) | (CompteRendu.pseudonym == entry.instead)
        yield from db.session.scalars(select(CompteRendu.pseudonym).where(~own))
        heard = select(MaskRow.text).join(CompteRendu, CompteRendu.id == MaskRow.compte_rendu_id).distinct()
        kpas = {int(form.scope[4:]) for form in entry.forms if form.scope.startswith("kpa:")}
        where = CompteRendu.kpa_id.in_(kpas) | (CompteRendu.uid == entry.uid)
        yield from db.session.scalars(heard.where(where, MaskRow.kind == PERSON, MaskRow.state != "refused"))


def _joined(book: Book, entry: Entry, form: Mapping[str, str]) -> dict[str, Entry | None]:
    other = _within_reach(form.get("avec", ""))
    if other.uid == entry.uid or other.kind != entry.kind or other.instead is None:
        raise ReplacingError(TWO_PLACES)
    if entry_of_interviewed(book, entry.uid):  # her interview has her name: it is hers that stands for both
        other, entry = entry, other
        if entry_of_interviewed(book, entry.uid):
            raise ReplacingError(TWO_INTERVIEWS)
    return {other.uid: joined(other, [entry]), entry.uid: None}


def _split(book: Book, entry: Entry, form: Mapping[str, str]) -> dict[str, Entry | None]:
    said = plain(form.get("mots", ""))
    apart = tuple(one for one in entry.forms if one.key[1] == said)
    left = without(entry, [one.key for one in apart])
    if not apart or left is None:
        raise ReplacingError(GONE)
    new = replace(entry, uid=uuid4().hex, forms=apart)
    if entry.kind == PERSON:
        others = Book(tuple(one for one in book.entries if one.uid != entry.uid))
        names = names_in({*taken_names(), *(one.instead or "" for one in book.entries)})
        new = replace(new, instead=suggest([Wanted(apart[0])], others, taken=names)[apart[0].key].name)
    return {entry.uid: left, new.uid: new}


def _forgotten(_book: Book, entry: Entry, _form: Mapping[str, str]) -> dict[str, Entry | None]:
    """Words that were kept everywhere are proposed again in the interviews to come; only those can be forgotten."""
    if entry.instead is not None:
        raise ReplacingError(GONE)
    return {entry.uid: None}
