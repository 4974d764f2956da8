"""What a person decides of the words that may name somebody: changed, kept, here or everywhere. The only writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal
from uuid import uuid4

from sqlalchemy import Select, delete, select, update

from interviews.models import MaskRow, NoteRow
from interviews.replacing.book import ANYWHERE, Book, Entry, Form, with_form, without
from interviews.replacing.choosing import PERSON, Wanted, names_in, suggest
from interviews.replacing.errors import ReplacingError
from interviews.replacing.found import FoundMask, mask_in_reach, masks_in_reach, taken_names
from interviews.replacing.models import NameDecision
from interviews.replacing.reading import BY_KIND
from interviews.replacing.spotting import same_words_unseen
from interviews.replacing.table import Change, opened_changes, restore, sealed_changes, the_book, write
from kparole.access import current
from kparole.db import db, take_turn

Verdict = Literal["change", "keep"]
STATES: dict[Verdict, str] = {"change": "confirmed", "keep": "refused"}
KEPT_DECISIONS = 200
"""How many of her decisions a person can take back."""
NO_MORE = "Il n'y a plus rien à annuler."
GONE = "Ces mots ne sont plus là. Rechargez la page."


def decide(mask_id: int, verdict: Verdict, *, everywhere: bool = False, code: str | None = None) -> list[FoundMask]:
    """Change or keep the words of this proposal, and gives what was decided. Commits. Raises ReplacingError.

    In one interview (``code``) every occurrence follows. Over the corpus those that wait do; ``everywhere``: those already
    decided too, and those of the interviews to come. Only what is within reach is ever touched.
    """
    chosen = mask_in_reach(mask_id)
    if chosen is None or (code is not None and chosen.code != code):
        raise ReplacingError(GONE)
    take_turn("noms")
    inside = masks_in_reach(code=None if everywhere else code)
    same = [one for one in inside if one.said == chosen.said and (everywhere or _same_thing(one, chosen))]
    touched = [one for one in same if everywhere or code is not None or one.state == "proposed"] or [chosen]
    _decided(touched, verdict, everywhere=everywhere)
    return touched


def _same_thing(one: FoundMask, chosen: FoundMask) -> bool:
    """People of two KPAs are two, whatever they are called."""
    return one.scope == chosen.scope or PERSON not in (one.kind, chosen.kind)


def confirm_all(code: str) -> int:
    """Change every word that waits in this interview; gives how many. Commits."""
    take_turn("noms")
    waiting = masks_in_reach(code=code, state="proposed")
    if waiting:
        _decided(waiting, "change", everywhere=False)
    return len(waiting)


def take_back() -> bool:
    """Take back the last decision of whoever acts; False when there is none. What others changed since stays. Commits."""
    take_turn("noms")
    last = db.session.scalar(_own_decisions().limit(1))
    if last is None:
        return False
    for mask_id, before, after in last.masks:
        this = (MaskRow.id == mask_id, MaskRow.state == after)
        if before:
            db.session.execute(update(MaskRow).where(*this).values(state=before))
        else:
            db.session.execute(delete(MaskRow).where(*this))
    restore(opened_changes(last.sealed, of=last.who))
    db.session.delete(last)
    db.session.commit()
    return True


def can_take_back() -> bool:
    """Whether whoever acts has a decision to take back."""
    return db.session.scalar(_own_decisions().limit(1)) is not None


def remember(masks: Sequence[tuple[int, str, str]], changes: list[Change]) -> None:
    """Keep a decision so that it can be taken back (not committed): (mask, state before, state after)."""
    who = current().key
    kept = NameDecision(who=who, masks=[list(one) for one in masks], sealed=sealed_changes(changes, of=who))
    db.session.add(kept)
    db.session.flush()
    old = _own_decisions().with_only_columns(NameDecision.id).offset(KEPT_DECISIONS)
    db.session.execute(delete(NameDecision).where(NameDecision.id.in_(list(db.session.scalars(old)))))


def _own_decisions() -> Select[NameDecision]:
    return select(NameDecision).where(NameDecision.who == current().key).order_by(NameDecision.id.desc())


def _decided(touched: Sequence[FoundMask], verdict: Verdict, *, everywhere: bool) -> None:
    state = STATES[verdict]
    ids = [one.id for one in touched if one.state != state]
    db.session.execute(update(MaskRow).where(MaskRow.id.in_(ids)).values(state=state))
    decided = [(one.id, one.state, state) for one in touched if one.id in set(ids)]
    if verdict == "change":
        decided += [(mask.id, "", state) for mask in same_words_unseen(touched)]
        wanted = changed_entries(the_book(), touched, always=everywhere)
    else:
        wanted = _kept_entries(the_book(), touched) if everywhere else {}
    remember(decided, write(wanted))
    db.session.commit()


def changed_entries(book: Book, touched: Sequence[FoundMask], *, always: bool) -> dict[str, Entry | None]:
    """The entries that say what is written for these words, made or completed: a first name for each person."""
    made: dict[str, Entry | None] = {}
    for form, kind, people in _forms(touched, always=always):
        known = book.find(form.scope, form.words)
        if known is not None and known.instead is None:
            made[known.uid] = without(known, [form.key])
            known = None
        if known is None and people:
            known = _person(book, form, people)
        if known is None:
            known = Entry(uuid4().hex, kind, (), BY_KIND)
        entry = with_form(made.get(known.uid) or known, form)
        made[entry.uid] = replace(entry, always=True) if always else entry
        book = Book((*(one for one in book.entries if one.uid not in made), *(one for one in made.values() if one)))
    return made


def _forms(touched: Iterable[FoundMask], *, always: bool) -> list[tuple[Form, str, list[FoundMask]]]:
    """Each wording where it is said, once; what is no person is the same thing for the whole network when it can be."""
    found: dict[tuple[str, str], tuple[Form, str, list[FoundMask]]] = {}
    for one in touched:
        anywhere = always and one.kind != PERSON and current().scope.whole
        form = Form(ANYWHERE if anywhere else one.scope, one.text)
        found.setdefault(form.key, (form, one.kind, []))[2].append(one)
    return [(form, kind, masks if kind == PERSON else []) for form, kind, masks in found.values()]


def _person(book: Book, form: Form, masks: Sequence[FoundMask]) -> Entry:
    """The person these words name: one already known under other words, or a new one with a first name."""
    suggested = suggest([Wanted(form, before_of(masks[0]))], book, taken=names_in(taken_names()))[form.key]
    known = book.by_uid(suggested.uid) if suggested.uid else None
    return known or Entry(uuid4().hex, PERSON, (), suggested.name, gender=suggested.gender)


def before_of(mask: FoundMask) -> str:
    """The words just before, that may say who somebody is."""
    text = db.session.scalar(select(NoteRow.text).where(NoteRow.id == mask.note_id)) or ""
    return text[max(0, mask.start - 20) : mask.start]


def _kept_entries(book: Book, touched: Sequence[FoundMask]) -> dict[str, Entry | None]:
    """The entries once these words stay as they are everywhere within reach, for the interviews to come too."""
    made: dict[str, Entry | None] = {}
    for form in {one.key: one for one in (Form(mask.scope, mask.text) for mask in touched)}.values():
        known = book.find(form.scope, form.words)
        if known is not None and known.instead is not None:
            made[known.uid] = without(made.get(known.uid) or known, [form.key])
    scopes = [ANYWHERE] if current().scope.whole else sorted({one.scope for one in touched})
    there = [book.find(scope, touched[0].text) for scope in scopes]
    if all(one is not None and one.instead is None for one in there):
        return made  # said already
    forms = tuple(Form(scope, touched[0].text) for scope in scopes)
    entry = Entry(uuid4().hex, touched[0].kind, forms, None, always=True)
    return {**made, entry.uid: entry}
