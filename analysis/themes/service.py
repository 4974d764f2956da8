"""Keeps what people do to the themes, and gives it back; the only writer of these tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from analysis.steps.types import Analysis, Extract, Theme
from analysis.themes.arranging import OWN, Anchored, Shaped
from analysis.themes.errors import ThemeError
from analysis.themes.models import KeptPassage, KeptTheme, ThemeGesture
from interviews.kept import kept
from interviews.models import CompteRendu
from kparole.access import current
from kparole.db import db, now, take_turn

TURN = "themes"
LONGEST_NAME = 120
CHANGED = "Les thèmes ont changé entre-temps. Relisez la page, puis recommencez : rien n'a été fait."
NO_NAME = "Donnez un nom au thème."
TOO_LONG = f"Ce nom est trop long : {LONGEST_NAME} signes au plus."
NOTHING = "Cochez d'abord au moins un passage."
ITSELF = "Choisissez un autre thème."
ELSEWHERE = "Ces deux thèmes ne parlent pas du même effet. Choisissez-en un autre."


def shaped() -> tuple[tuple[Shaped, ...], tuple[Anchored, ...]]:
    """The themes that people shaped, and their passages in the order they were put there."""
    themes = db.session.scalars(select(KeptTheme).order_by(KeptTheme.id)).all()
    rows = db.session.execute(
        select(KeptPassage, CompteRendu.code)
        .join(CompteRendu, CompteRendu.id == KeptPassage.compte_rendu_id)
        .where(kept())
        .order_by(KeptPassage.id)
    )
    found = tuple(Anchored(one.theme_id, one.scope, code, one.note, one.start, one.end, one.text) for one, code in rows)
    return tuple(
        Shaped(one.id, one.scope, one.name, one.who_name, hidden=one.gone or one.effect is not None) for one in themes
    ), found


def stamp() -> str:
    """Changes whenever somebody does or undoes something, or a passage goes."""
    last, undone = db.session.execute(select(func.max(ThemeGesture.id), func.count(ThemeGesture.undone_at))).one()
    passages = db.session.scalar(select(func.count(KeptPassage.id)))
    return f"{last or 0}.{undone}.{passages}"


def gestures(*, most: int = 20) -> tuple[ThemeGesture, ...]:
    """What was done last, newest first, undone ones left out."""
    wanted = select(ThemeGesture).where(ThemeGesture.undone_at.is_(None)).order_by(ThemeGesture.id.desc())
    return tuple(db.session.scalars(wanted.limit(most)))


class Hand:
    """One person's gesture on the themes of an analysis: takes turn, writes, and keeps how to undo.

    Args:
        analysis: as it is on the page.
        uids: id of a note → uid of its paragraph.
        seen: the ``stamp`` that was on the page. Raises ThemeError when it is no longer so.
    """

    def __init__(self, analysis: Analysis, uids: Mapping[str, str], *, seen: str) -> None:
        take_turn(TURN)
        if seen != stamp():
            raise ThemeError(CHANGED)
        self._there = {extract.id: extract for extract in analysis.extracts}
        self._uids = uids
        self._codes: dict[str, int] = {}
        self._changes: dict[str, list[Any]] = {"themes": [], "passages": [], "made": [], "anchored": []}

    def rename(self, theme: Theme, name: str) -> None:
        """Give a theme a name; an empty one gives it back its own words."""
        row = self._take(theme)
        self._set(row, "name", _name(name) if name.strip() else None)
        self._keep("rename")

    def merge(self, theme: Theme, other: Theme) -> None:
        """Put all the passages of ``other`` in ``theme``."""
        if theme.id == other.id:
            raise ThemeError(ITSELF)
        if theme.scope != other.scope:
            raise ThemeError(ELSEWHERE)
        row, gone = self._take(theme), self._take(other)
        self._move(list(gone.passages), row.id)
        self._set(gone, "gone", True)
        self._keep("merge")

    def split(self, theme: Theme, chosen: Sequence[str], name: str) -> int:
        """Make a theme of some passages; gives its number."""
        row = self._take(theme)
        new = self._make(theme.scope, _name(name) if name.strip() else None)
        self._move(self._chosen(row, theme, chosen), new.id)
        self._keep("split")
        return new.id

    def move(self, theme: Theme, chosen: Sequence[str], other: Theme | None) -> None:
        """Put some passages in another theme, or in none."""
        if other is not None and other.scope != theme.scope:
            raise ThemeError(ELSEWHERE)
        if other is not None and other.id == theme.id:
            raise ThemeError(ITSELF)
        row = self._take(theme)
        target = self._take(other).id if other is not None else None
        self._move(self._chosen(row, theme, chosen), target)
        self._keep("move")

    def promote(self, theme: Theme, effect: str, write: Callable[[], None]) -> None:
        """Say that a theme became an effect; ``write`` puts it in the grid, before anything is committed."""
        self._set(self._take(theme), "effect", effect)
        write()
        self._keep("promote")

    def _take(self, theme: Theme) -> KeptTheme:
        """The row of a theme; the machine's becomes people's, with the passages it has now."""
        if theme.id.startswith(OWN):
            row = db.session.get(KeptTheme, int(theme.id.removeprefix(OWN)))
            if row is None:
                raise ThemeError(CHANGED)
            self._anchor(row, [m for m in theme.members if m not in self._held(row)])
            return row
        row = self._make(theme.scope, None)
        self._anchor(row, theme.members)
        return row

    def _make(self, scope: str | None, name: str | None) -> KeptTheme:
        who = current()
        row = KeptTheme(scope=scope, name=name, who=who.key, who_name=who.name)
        db.session.add(row)
        db.session.flush()
        self._changes["made"].append(row.id)
        return row

    def _anchor(self, row: KeptTheme, members: Sequence[str]) -> None:
        ids = self._ids()
        for member in members:
            one = self._there[member]
            passage = KeptPassage(
                theme_id=row.id, scope=row.scope, compte_rendu_id=ids[one.person], note=self._uids[one.note],
                start=one.start, end=one.end, text=one.text,
            )  # fmt: skip
            row.passages.append(passage)
        db.session.flush()
        self._changes["anchored"] += [passage.id for passage in row.passages[len(row.passages) - len(members) :]]

    def _held(self, row: KeptTheme) -> dict[str, KeptPassage]:
        """The passages of a theme by the extract that holds their words now."""
        found: dict[str, KeptPassage] = {}
        for passage in row.passages:
            for extract in self._in_note(passage.note):
                if passage.text in extract.text or extract.text in passage.text:
                    found.setdefault(extract.id, passage)
        return found

    def _in_note(self, uid: str) -> list[Extract]:
        return [extract for extract in self._there.values() if self._uids.get(extract.note) == uid]

    def _chosen(self, row: KeptTheme, theme: Theme, chosen: Sequence[str]) -> list[KeptPassage]:
        held = self._held(row)
        found = [held[name] for name in dict.fromkeys(chosen) if name in theme.members and name in held]
        if not found:
            raise ThemeError(NOTHING)
        return found

    def _move(self, passages: Sequence[KeptPassage], target: int | None) -> None:
        for passage in passages:
            self._changes["passages"].append([passage.id, passage.theme_id, target])
            passage.theme_id = target
        db.session.flush()
        db.session.expire_all()

    def _set(self, row: KeptTheme, field: str, value: object) -> None:
        self._changes["themes"].append([row.id, field, getattr(row, field), value])
        setattr(row, field, value)

    def _ids(self) -> dict[str, int]:
        if not self._codes:
            rows = db.session.execute(select(CompteRendu.code, CompteRendu.id))
            self._codes = {row.code: row.id for row in rows}
        return self._codes

    def _keep(self, what: str) -> None:
        who = current()
        db.session.add(ThemeGesture(what=what, who=who.key, who_name=who.name, changes=self._changes))
        db.session.commit()


def undo(number: int) -> str:
    """Take back the last gesture, if it is still this one; gives what it was, and the effect's id when there was one.

    Raises ThemeError when another one came since.
    """
    take_turn(TURN)
    last = next(iter(gestures(most=1)), None)
    if last is None or last.id != number:
        raise ThemeError(CHANGED)
    for row_id, field, before, _ in last.changes["themes"]:
        if (row := db.session.get(KeptTheme, row_id)) is not None:
            setattr(row, field, before)
    for row_id, before, _ in last.changes["passages"]:
        if (passage := db.session.get(KeptPassage, row_id)) is not None:
            passage.theme_id = before
    db.session.flush()
    db.session.execute(delete(KeptPassage).where(KeptPassage.id.in_(last.changes["anchored"])))
    db.session.execute(delete(KeptTheme).where(KeptTheme.id.in_(last.changes["made"])))
    last.undone_at = now()
    db.session.commit()
    return last.what


def promoted() -> dict[str, tuple[tuple[str, str], ...]]:
    """By effect that was a theme, its passages as (code of the interview, words)."""
    rows = db.session.execute(
        select(KeptTheme.effect, CompteRendu.code, KeptPassage.text)
        .join(KeptPassage, KeptPassage.theme_id == KeptTheme.id)
        .join(CompteRendu, CompteRendu.id == KeptPassage.compte_rendu_id)
        .where(KeptTheme.effect.is_not(None), kept())
        .order_by(KeptPassage.id)
    )
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for effect, code, text in rows:
        found[str(effect)] = (*found.get(str(effect), ()), (code, text))
    return found


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise ThemeError(NO_NAME)
    if len(clean) > LONGEST_NAME:
        raise ThemeError(TOO_LONG)
    return clean
