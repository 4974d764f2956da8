"""What would be written for words that nobody has chosen for yet: a first name for a person, the kind for the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analysis.steps.replace_people import Gender, Identity, Spelling, gender_of, identities
from interviews.replacing.book import PERSON, Book, Entry, Form

KINDS = {
    "PERSONNE": "une personne",
    "LIEU": "un lieu",
    "ORGANISATION": "une structure",
    "DATE": "une date",
    "AGE": "un âge",
    "CONTACT": "des coordonnées",
    "SANTE": "la santé",
    "AUTRE": "autre chose",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person's name to change. ``before``: the words before it, that may say « ma fille »."""

    form: Form
    before: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A first name for a person. ``uid``: the entry she is already in, under other words; ``gender`` if known."""

    name: str
    uid: str | None
    gender: Gender | None


def suggest(wanted: Sequence[Wanted], book: Book, *, taken: Collection[str]) -> dict[tuple[str, str], Suggested]:
    """A first name for each of these people, by key of form: her own when she has one, else drawn; never twice the same.

    ``taken``: names that nobody may be given. The same question gets the same answer.
    """
    seen = [(_spelling(one.form), gender_of(one.form.words, one.before)) for one in wanted]
    scopes = {one.form.scope for one in wanted}
    near = [entry for entry in _people(book) if any(form.scope in scopes for form in entry.forms)]
    far = {entry.instead or "" for entry in _people(book)} - {entry.instead for entry in near}
    found = identities(seen, earlier=[_identity(entry) for entry in near], taken={*taken, *names_in(far)})
    of = {spelling: person for person in found for spelling in person.spellings}
    owners = {_spelling(form): entry.uid for entry in near for form in entry.forms}
    suggested = {}
    for one in wanted:
        person = of[_spelling(one.form)]
        uid = next((owners[spelling] for spelling in person.spellings if spelling in owners), None)
        suggested[one.form.key] = Suggested(person.name, uid, person.gender)
    return suggested


def _people(book: Book) -> list[Entry]:
    return [entry for entry in book.entries if entry.kind == PERSON and entry.instead]


def _identity(entry: Entry) -> Identity:
    return Identity(tuple(map(_spelling, entry.forms)), entry.instead or "", entry.gender)  # type: ignore[arg-type]


def _spelling(form: Form) -> Spelling:
    return Spelling(form.scope, form.words)


def names_in(words: Iterable[str]) -> set[str]:
    """Each word of these names: none of them may be given to somebody else."""
    return {part for one in words for part in one.split()}
