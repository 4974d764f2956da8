"""What a person decides of the words that may name somebody: changed, kept, here or everywhere. The only writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Select, delete, select, update

from interviews.models import MaskRow
from interviews.replacing.book import PERSON, Book, Entry
from interviews.replacing.entries import changed_entries, kept_entries
from interviews.replacing.errors import ReplacingError
from interviews.replacing.found import FoundMask, mask_in_reach, masks_in_reach
from interviews.replacing.interviewed import entry_of_interviewed, with_interviewed
from interviews.replacing.models import NameDecision
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


def decide(
    mask_id: int,
    verdict: Verdict,
    *,
    everywhere: bool = False,
    code: str | None = None,
    name: str | None = None,
    same_as: str | None = None,
) -> list[FoundMask]:
    """Change or keep the words of this proposal, and give what was decided. Commits. Raises ReplacingError.

    In one interview (``code``) every occurrence follows. Over the corpus those that wait do; ``everywhere``: those already
    decided too, and those of the interviews to come. Only what is within reach is ever touched. ``name``: the first name
    that was shown for a person, taken unless somebody got it meanwhile; ``same_as``: the uid of whom these words name, an
    entry or the compte-rendu of somebody interviewed.
    """
    chosen = mask_in_reach(mask_id)
    if chosen is None or (code is not None and chosen.code != code):
        raise ReplacingError(GONE)
    take_turn("noms")
    same = _same(same_as, chosen) if same_as is not None else None
    inside = masks_in_reach(code=None if everywhere else code)
    alike = [one for one in inside if one.said == chosen.said and (everywhere or _same_thing(one, chosen))]
    touched = [one for one in alike if everywhere or code is not None or one.state == "proposed"] or [chosen]
    _decided(touched, verdict, everywhere=everywhere, name=name, same_as=same)
    return touched


def _same_thing(one: FoundMask, chosen: FoundMask) -> bool:
    """People of two KPAs are two, whatever they are called."""
    return one.scope == chosen.scope or PERSON not in (one.kind, chosen.kind)


def _same(uid: str, chosen: FoundMask) -> Entry:
    """Whom these words name: a person who is known where she is spoken of, or one whose interview is within reach."""
    entry = the_book().by_uid(uid)
    here = entry is not None and entry.instead and any(form.scope == chosen.scope for form in entry.forms)
    found = entry if here else entry_of_interviewed(the_book(), uid)
    if found is None or chosen.kind != PERSON:
        raise ReplacingError(GONE)
    return found


def confirm_all(code: str) -> int:
    """Change every word that waits in this interview; gives how many. Commits."""
    take_turn("noms")
    waiting = masks_in_reach(code=code, state="proposed")
    if waiting:
        _decided(waiting, "change", everywhere=False)
    return len(waiting)


def complete() -> int:
    """Choose what is written for the words that were changed before anything was chosen; gives how many. Commits."""
    take_turn("noms")
    bare = bare_among(masks_in_reach(state="confirmed"), the_book())
    if bare:
        remember([], write(changed_entries(with_interviewed(the_book()), bare, always=False)))
        db.session.commit()
    return len({(one.scope, one.said) for one in bare})


def bare_among(masks: Sequence[FoundMask], book: Book) -> list[FoundMask]:
    """Those of these masks that are changed though nobody has chosen what is written."""
    return [one for one in masks if one.state == "confirmed" and book.instead(one.scope, one.text) is None]


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


def _decided(
    touched: Sequence[FoundMask],
    verdict: Verdict,
    *,
    everywhere: bool,
    name: str | None = None,
    same_as: Entry | None = None,
) -> None:
    state = STATES[verdict]
    ids = [one.id for one in touched if one.state != state]
    db.session.execute(update(MaskRow).where(MaskRow.id.in_(ids)).values(state=state))
    decided = [(one.id, one.state, state) for one in touched if one.id in set(ids)]
    if verdict == "change":
        decided += [(mask.id, "", state) for mask in same_words_unseen(touched)]
        book = with_interviewed(the_book())
        wanted = changed_entries(book, touched, always=everywhere, name=name, same_as=same_as)
    else:
        wanted = kept_entries(the_book(), touched) if everywhere else {}
    remember(decided, write(wanted))
    db.session.commit()
