"""The entries of the table that a decision makes or completes: a first name for each person, the kind for the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy import select

from interviews.models import NoteRow
from interviews.replacing.book import ANYWHERE, PERSON, Book, Entry, Form, plain, with_form, without
from interviews.replacing.choosing import Suggested, Wanted, names_in, suggest
from interviews.replacing.found import FoundMask, taken_names
from interviews.replacing.reading import BY_KIND
from kparole.access import current
from kparole.db import db

Entries = dict[str, Entry | None]


@dataclass(frozen=True, slots=True)
class _Said:
    """One wording where it is said, and a place where it is."""

    form: Form
    kind: str
    first: FoundMask


def changed_entries(
    book: Book,
    touched: Sequence[FoundMask],
    *,
    always: bool,
    name: str | None = None,
    same_as: Entry | None = None,
) -> Entries:
    """What is written for these words from now on: known entries completed, new ones made.

    ``name``: the first name to give to a person, unless it is somebody's; ``same_as``: whom they name.
    """
    said = _said(touched, always=always)
    bare = [one for one in said if not _known(book, one.form)]
    people = [one for one in bare if one.kind == PERSON]
    names = _names(book, people, name)
    made: Entries = {}
    for one in bare:
        kept = book.find(one.form.scope, one.form.words)
        if kept is not None:  # they were kept: not any more
            made[kept.uid] = without(made.get(kept.uid) or kept, [one.form.key])
    for one in said:
        entry = _told_same(book, one, same_as, made) or _entry(book, one, names, made)
        entry = with_form(entry, one.form)
        made[entry.uid] = replace(entry, always=True) if always else entry
    return made


def kept_entries(book: Book, touched: Sequence[FoundMask]) -> Entries:
    """The entries once these words stay as they are everywhere within reach, for the interviews to come too."""
    made: Entries = {}
    for one in _said(touched, always=False):
        known = book.find(one.form.scope, one.form.words)
        if known is not None and known.instead is not None:
            made[known.uid] = without(made.get(known.uid) or known, [one.form.key])
    scopes = [ANYWHERE] if current().scope.whole else sorted({one.scope for one in touched})
    there = [book.find(scope, touched[0].text) for scope in scopes]
    if all(one is not None and one.instead is None for one in there):
        return made  # said already
    forms = tuple(Form(scope, touched[0].text) for scope in scopes)
    entry = Entry(uuid4().hex, touched[0].kind, forms, None, always=True)
    return {**made, entry.uid: entry}


def _said(touched: Iterable[FoundMask], *, always: bool) -> list[_Said]:
    """Each wording once; what is no person is the same thing for the whole network when whoever decides reaches it."""
    found: dict[tuple[str, str], _Said] = {}
    for one in touched:
        anywhere = always and one.kind != PERSON and current().scope.whole
        form = Form(ANYWHERE if anywhere else one.scope, one.text)
        found.setdefault(form.key, _Said(form, one.kind, one))
    return list(found.values())


def _known(book: Book, form: Form) -> bool:
    return book.instead(form.scope, form.words) is not None


def _names(book: Book, people: Sequence[_Said], name: str | None) -> Mapping[tuple[str, str], Suggested]:
    if not people:
        return {}
    before = _before([one.first for one in people])
    taken = names_in(taken_names())
    wanted = [Wanted(one.form, before[one.first.id]) for one in people]
    names = suggest(wanted, book, taken=taken)
    if name and len(people) == 1 and not _is_taken(book, name, taken):
        first = people[0].form.key
        if names[first].uid is None:
            return {first: replace(names[first], name=name)}
    return names


def _is_taken(book: Book, name: str, taken: Collection[str]) -> bool:
    others = {plain(entry.instead) for entry in book.entries if entry.instead}
    return plain(name) in others | set(map(plain, taken))


def _told_same(book: Book, one: _Said, same: Entry | None, made: Entries) -> Entry | None:
    """Whom somebody says that these words name; whoever they named before is named by them no more."""
    if same is None or one.kind != PERSON:
        return None
    known = book.find(one.form.scope, one.form.words)
    if known is not None and known.uid != same.uid:
        made[known.uid] = without(made.get(known.uid) or known, [one.form.key])
    return made.get(same.uid) or same


def _entry(book: Book, one: _Said, names: Mapping[tuple[str, str], Suggested], made: Entries) -> Entry:
    """The entry that these words belong to, as it is by now."""
    if _known(book, one.form):
        known = book.find(one.form.scope, one.form.words)
        assert known is not None
        return made.get(known.uid) or known
    suggested = names.get(one.form.key)
    if suggested is None:
        return Entry(uuid4().hex, one.kind, (), BY_KIND)
    there = book.by_uid(suggested.uid) if suggested.uid else None
    if there is not None:
        return made.get(there.uid) or there
    new = next((entry for entry in made.values() if entry and entry.instead == suggested.name), None)
    return new or Entry(uuid4().hex, PERSON, (), suggested.name, gender=suggested.gender)


def _before(masks: Sequence[FoundMask]) -> dict[int, str]:
    """The words just before each, that may say who somebody is."""
    ids = {one.note_id for one in masks}
    texts = {
        row.id: row.text for row in db.session.execute(select(NoteRow.id, NoteRow.text).where(NoteRow.id.in_(ids)))
    }
    return {one.id: texts.get(one.note_id, "")[max(0, one.start - 20) : one.start] for one in masks}
