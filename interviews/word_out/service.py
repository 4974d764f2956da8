"""A Word file of ours that came back: it becomes a new version of its compte-rendu. The only writer of that."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from interviews.errors import WordFileError
from interviews.models import CompteRendu, ImportedFile
from interviews.service import compte_rendu_by_code
from interviews.word_file import open_word
from interviews.word_out.bring_back import told_by
from interviews.word_out.errors import CannotTake
from interviews.word_out.export import deck_of
from interviews.word_out.join import join
from interviews.word_out.label_in_file import label_of
from interviews.word_out.three_ways import put_on
from interviews.writeup.back import back
from interviews.writeup.compare import Comparison, compare
from interviews.writeup.errors import EditError
from interviews.writeup.models import Revision
from interviews.writeup.rows import sheet_of
from interviews.writeup.service import replace_sheet
from interviews.writeup.sheet import Sheet
from kparole.db import db, take_turn
from kparole.files import StoreError, stored

NOTHING_SEEN = "version"
"""The state of a file that came back, until somebody decides."""
BEFORE = "Avant le retour de Word"
GONE = "Ce fichier n'est plus là. Donnez-le de nouveau."
NOT_THIS_ONE = "Ce fichier Word n'est pas celui de ce compte-rendu. Passez par l'import : il dira d'où il vient."
NOT_OURS = (
    "Ce fichier Word n'a pas été écrit par KParole, ou il a perdu sa marque : on ne sait pas de quel compte-rendu il vient. "
    "Passez par l'import."
)
MASKED_COPY = (
    "C'est la copie aux prénoms changés : elle ne peut pas remplacer l'original. Corrigez l'autre, puis renvoyez-le."
)
NO_SLOTS = (
    "Ce fichier a perdu ses repères cachés. Prenez une nouvelle copie Word, reportez-y vos changements, renvoyez-la."
)
FROM_THE_FUTURE = (
    "Ce fichier est plus récent que ce qui est ici : une sauvegarde a sans doute été remise. Relisez tout."
)
NOT_KNOWN_SINCE = "On ne sait plus ce qui a changé ici depuis : le fichier remplacerait tout. Relisez bien."
MOVED_ON = "Quelqu'un a écrit ici pendant que vous lisiez. Relisez ce qui va changer."
NOTHING = "Ce fichier dit la même chose que le compte-rendu : il n'y a rien à prendre."
TAKEN = "C'est la nouvelle version de {}. Ce qui était là avant est gardé."


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would make of its compte-rendu. ``meanwhile``: what changed here since it went out, None when nothing did.

    ``by_file``: what the file changes of what went out; ``change``: what would change here if it were taken.
    """

    row: CompteRendu
    file: ImportedFile
    now: Sheet
    sheet: Sheet
    base: Sheet
    by_file: Comparison
    change: Comparison
    meanwhile: Comparison | None
    revision: int
    problems: tuple[str, ...]

    @property
    def behind(self) -> int:
        """How many edits were made here since the file went out."""
        return max(0, self.row.revision - self.revision)

    @property
    def both_kept(self) -> int:
        """How many paragraphs were rewritten on both sides."""
        known = {one.id for one in self.now.pieces}
        return sum(one.rival is not None and one.id not in known for one in self.sheet.pieces)


def waiting_file(code: str, file_id: int) -> ImportedFile | None:
    """A file that came back for this compte-rendu, when it is within reach."""
    row = compte_rendu_by_code(code)
    found = db.session.get(ImportedFile, file_id) if row is not None else None
    return found if found is not None and row is not None and found.compte_rendu_id == row.id else None


def proposal(code: str, file: ImportedFile) -> Proposal:
    """What this file would make of the compte-rendu. Raises CannotTake, LookupError when it is not within reach."""
    row = compte_rendu_by_code(code)
    if row is None:
        raise LookupError(code)
    return _proposed(row, file, _content(file))


def take(code: str, file: ImportedFile, *, seen: int | None = None) -> Proposal:
    """Make this file the new version; what stands is kept as one before. Commits. Raises CannotTake, nothing written then.

    ``seen``: the revision somebody was looking at when she said yes; None when nobody looked.
    """
    content, number = _content(file), file.id
    row = compte_rendu_by_code(code)
    if row is None:
        raise LookupError(code)
    take_turn(f"compte-rendu {row.id}")
    db.session.expire_all()
    row, entry = compte_rendu_by_code(code), db.session.get(ImportedFile, number)
    if row is None or entry is None:
        raise LookupError(code)
    if seen is not None and row.revision != seen:
        raise CannotTake(MOVED_ON)
    found = _proposed(row, entry, content)
    if found.change.empty:
        entry.state, entry.message = "known", NOTHING
    else:
        _replaced(row, found.sheet)
        entry.state, entry.message = "taken", TAKEN.format(row.code)
        entry.problems = list(found.problems)
    db.session.commit()
    return found


def leave(file: ImportedFile) -> None:
    """Do not take this file. Commits."""
    file.state, file.message = "refused", "Vous avez laissé ce fichier de côté. Rien n'a changé."
    db.session.commit()


def base_of(row: CompteRendu, revision: int) -> Sheet | None:
    """The compte-rendu as it stood at this revision; None when that can no longer be told."""
    sheet = sheet_of(row)
    if revision > row.revision:
        return None
    wanted = select(Revision).where(Revision.compte_rendu_id == row.id, Revision.number > revision)
    since = list(db.session.scalars(wanted.order_by(Revision.number.desc())))
    if len(since) != row.revision - revision:
        return None
    try:
        for one in since:
            if one.back is None:
                return None
            sheet = back(sheet, one.back).ordered()
    except EditError:
        return None
    return sheet


def _replaced(row: CompteRendu, sheet: Sheet) -> None:
    try:
        replace_sheet(row, sheet, why=BEFORE)
    except EditError as error:
        db.session.rollback()
        raise CannotTake(str(error)) from error


def _proposed(row: CompteRendu, file: ImportedFile, content: bytes) -> Proposal:
    deck = deck_of(row)
    try:
        word = open_word(content)
    except WordFileError as error:
        raise CannotTake(str(error)) from error
    label = label_of(word.properties)
    if label is None:
        raise CannotTake(NOT_OURS)
    if label.uid != row.uid:
        raise CannotTake(NOT_THIS_ONE)
    if label.masked:
        raise CannotTake(MASKED_COPY)
    told = told_by(word, deck)
    if told is None:
        raise CannotTake(NO_SLOTS)
    now, base = sheet_of(row), base_of(row, label.revision)
    joined = join(told, base or now, deck)
    problems = list(joined.problems)
    if base is None:
        problems.append(FROM_THE_FUTURE if label.revision > row.revision else NOT_KNOWN_SINCE)
    sheet = joined.sheet if base is None or base == now else put_on(base, joined.sheet, now)
    meanwhile = compare(base, now) if base is not None and base != now else None
    return Proposal(
        row,
        file,
        now,
        sheet,
        base or now,
        compare(base or now, joined.sheet),
        compare(now, sheet),
        meanwhile,
        label.revision,
        tuple(problems),
    )


def _content(file: ImportedFile) -> bytes:
    try:
        return stored(current_app.config["KPAROLE"].home, file.stored or "")
    except (StoreError, FileNotFoundError) as error:
        raise CannotTake(GONE) from error
