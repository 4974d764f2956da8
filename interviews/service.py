"""Takes comptes-rendus in and reads them back; the only writer of the tables of one interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from cards.deck import Deck
from cards.service import remember
from interviews.consent import is_kept
from interviews.document import CompteRendu as Document
from interviews.kept import kept
from interviews.models import CompteRendu, Consent, ImportedFile, MaskRow, NoteRow, WordImport
from interviews.pseudonyms import all_words
from interviews.reading import ReadFile
from interviews.replacing.errors import ReplacingError
from interviews.replacing.service import confirm_all, decide
from interviews.replacing.table import the_book
from interviews.replacing.verdicts import state_of
from interviews.writing import same_words, write_compte_rendu
from kparole.db import by_letter, db, take_turn
from kparole.files import store
from network.service import kpa_named

CAME_BACK = "C'est une copie Word de {}. Comparez, puis prenez-la comme nouvelle version."
WORDS_GONE = "La personne a repris ses paroles depuis que ce fichier est sorti. Rien n'a été ajouté : effacez-le aussi."
MASKED_COPY = "C'est la copie aux prénoms changés de {} : elle ne remplace pas l'original. Rien n'a été ajouté."


def open_import(*, consent: Mapping[str, Any] | None, kpa_id: int | None) -> WordImport:
    """Start an import; ``consent``: {"uses": […], "who": …, "when": …, "how": …}, None when nothing was declared."""
    word_import = WordImport(uid=uuid4().hex, consent=dict(consent) if consent else None, kpa_id=kpa_id)
    db.session.add(word_import)
    db.session.flush()
    return word_import


def leave_file(word_import: WordImport, *, name: str, content: bytes, folder: str | None = None) -> ImportedFile:
    """Put a file aside under an internal name; it is read later by ``take_file``."""
    stored = store(current_app.config["KPAROLE"].home, content)
    entry = ImportedFile(import_id=word_import.id, name=name[:200], folder=folder, stored=stored)
    word_import.files.append(entry)
    return entry


def refuse_file(word_import: WordImport, *, name: str, message: str, folder: str | None = None) -> ImportedFile:
    """Write down a file that was not let in, and why in French; nothing of it is kept."""
    entry = ImportedFile(import_id=word_import.id, name=name, folder=folder, state="refused", message=message)
    word_import.files.append(entry)
    return entry


def take_file(word_import: WordImport, entry: ImportedFile, read: ReadFile, *, deck: Deck, heard: str = "") -> None:
    """Write the compte-rendu of a file just read, or say in the entry why not. Commits: taken whole or not at all.

    ``heard``: see ``words_heard``; without it the changed first name is only unlike the words of this file.
    """
    take_turn("comptes-rendus")  # the same words, a code and a first name stay free until they are written
    document = read.document
    came_from = _came_from(word_import, read)
    known = same_words(document) if document and came_from is None else None
    if document is None:
        entry.state, entry.message = "refused", read.refusal
    elif came_from is not None:
        _say_came_back(entry, came_from, read)
    elif known is not None:
        _say_known(word_import, entry, known)
    else:
        remember(deck.id, deck.version)
        row = _write(word_import, document, deck, heard)
        entry.state, entry.compte_rendu_id, entry.problems = "taken", row.id, list(row.problems)
    db.session.commit()


def _came_from(word_import: WordImport, read: ReadFile) -> CompteRendu | None:
    """The compte-rendu that KParole wrote this file of, within reach of whoever sends it."""
    if read.label is None:
        return None
    row = db.session.scalar(select(CompteRendu).where(CompteRendu.uid == read.label.uid))
    return row if row is not None and word_import.kpa_id in (None, row.kpa_id) else None


def _say_came_back(entry: ImportedFile, row: CompteRendu, read: ReadFile) -> None:
    """A file of ours is never a second compte-rendu: it waits to be compared, and taken as a new version."""
    if not is_kept({consent.use: consent.state for consent in row.consents}):
        entry.state, entry.message = "refused", WORDS_GONE
        return
    entry.compte_rendu_id, masked = row.id, read.label is not None and read.label.masked
    entry.state = "refused" if masked else "version"
    entry.message = (MASKED_COPY if masked else CAME_BACK).format(row.code)


def _say_known(word_import: WordImport, entry: ImportedFile, known: CompteRendu) -> None:
    """Whoever imports for one KPA learns nothing of another's codes."""
    entry.state, elsewhere = "known", word_import.kpa_id not in (None, known.kpa_id)
    entry.compte_rendu_id = None if elsewhere else known.id
    where = "dans une autre KPA" if elsewhere else f"sous le code {known.code}"
    entry.message = f"Ce texte est déjà là, {where}. Rien n'a été ajouté."


def words_heard(read: Iterable[ReadFile]) -> str:
    """All that these files and the tables say: no changed first name is drawn from it, it would be somebody's."""
    texts = [all_words(one.document) for one in read if one.document is not None]
    return "\n".join([*texts, *db.session.scalars(select(NoteRow.text))])


def import_by_uid(uid: str) -> WordImport | None:
    """The import with this public id, its files with it."""
    wanted = select(WordImport).where(WordImport.uid == uid).options(selectinload(WordImport.files))
    return db.session.scalar(wanted)


def list_comptes_rendus() -> list[CompteRendu]:
    """Every compte-rendu by code, with cards and consents, in a fixed number of queries; none that was taken back."""
    wanted = select(CompteRendu).where(kept()).order_by(by_letter(CompteRendu.code))
    return list(db.session.scalars(wanted.options(selectinload(CompteRendu.picks), selectinload(CompteRendu.consents))))


def whole_corpus() -> list[CompteRendu]:
    """Every compte-rendu by code with all that belongs to it, in a fixed number of queries; none that was taken back."""
    parts = (CompteRendu.notes, CompteRendu.picks, CompteRendu.consents, CompteRendu.masks)
    wanted = select(CompteRendu).where(kept()).order_by(by_letter(CompteRendu.code))
    return list(db.session.scalars(wanted.options(*map(selectinload, parts))))


def compte_rendu_by_code(code: str, *, taken_back: bool = False) -> CompteRendu | None:
    """The compte-rendu with this code, all that belongs to it loaded.

    One whose person took her words back is given only to who asks for ``taken_back`` ones too.
    """
    parts = (CompteRendu.notes, CompteRendu.picks, CompteRendu.consents, CompteRendu.masks)
    wanted = select(CompteRendu).where(CompteRendu.code == code).options(*map(selectinload, parts))
    return db.session.scalar(wanted if taken_back else wanted.where(kept()))


def count_comptes_rendus() -> int:
    """How many comptes-rendus there are, less those that were taken back."""
    return db.session.scalar(select(func.count()).select_from(CompteRendu).where(kept())) or 0


def count_imports() -> int:
    """How many sendings of Word files there were."""
    return db.session.scalar(select(func.count()).select_from(WordImport)) or 0


def pending_masks() -> dict[str, int]:
    """How many mask proposals wait for a decision, by code of compte-rendu; codes without any are left out."""
    counted = (
        select(CompteRendu.code, func.count())
        .join(MaskRow, MaskRow.compte_rendu_id == CompteRendu.id)
        .where(MaskRow.state == "proposed", kept())
        .group_by(CompteRendu.code)
        .order_by(by_letter(CompteRendu.code))
    )
    return {row.code: row[1] for row in db.session.execute(counted)}


def decide_mask(row: CompteRendu, mask_id: int, state: str) -> bool:
    """Confirm or refuse one proposal of this compte-rendu; the same words follow in it. Commits. False when there is none."""
    try:
        decide(mask_id, "change" if state == "confirmed" else "keep", code=row.code)
    except ReplacingError:
        return False
    return True


def confirm_masks(row: CompteRendu) -> None:
    """Confirm every proposal that still waits in this compte-rendu. Commits."""
    confirm_all(row.code)


def declare_consent(
    row: CompteRendu, *, uses: Iterable[str], who: str, when: str, how: str, state: str = "given"
) -> None:
    """Write down what the person said for these uses (not committed); what was said before for them is replaced."""
    known = {consent.use: consent for consent in row.consents}
    for use in uses:
        consent = known.get(use)
        if consent is None:
            consent = Consent(use=use)
            row.consents.append(consent)
        consent.state, consent.who, consent.when, consent.how = state, who, when, how


def propose_masks(row: CompteRendu, proposals: Mapping[int, Iterable[tuple[int, int, str, str, float]]]) -> None:
    """Replace the undecided proposals by new ones: note id → (start, end, kind, text, certainty). Decisions stay.

    What was decided for the interviews to come is decided here too; inside what is hidden nothing more is asked.
    """
    _hold_masks(row)
    decided = {(mask.note_id, mask.start, mask.end) for mask in row.masks if mask.state != "proposed"}
    kept = [mask for mask in row.masks if mask.state != "proposed"]
    undecided = {(mask.note_id, mask.start, mask.end): mask for mask in row.masks if mask.state == "proposed"}
    hidden = [(mask.note_id, mask.start, mask.end) for mask in kept if mask.state == "confirmed"]
    book = the_book()
    for note_id, spans in proposals.items():
        for start, end, kind, text, certainty in spans:
            inside = any(note == note_id and first <= start and end <= last for note, first, last in hidden)
            if inside or (note_id, start, end) in decided:
                continue
            mask = undecided.get((note_id, start, end)) or MaskRow(note_id=note_id, start=start, end=end)
            mask.kind, mask.text, mask.certainty = kind, text, certainty
            mask.state = state_of(book, text, kpa_id=row.kpa_id, row_id=row.id)
            kept.append(mask)
    row.masks = kept
    row.masks_proposed = True


def _hold_masks(row: CompteRendu) -> None:
    """Read the proposals again and keep them until the commit: somebody may be deciding while the analysis ends."""
    held = select(MaskRow).where(MaskRow.compte_rendu_id == row.id).with_for_update()
    db.session.execute(held.execution_options(populate_existing=True)).all()


def _write(word_import: WordImport, document: Document, deck: Deck, heard: str) -> CompteRendu:
    kpa = kpa_named(document.kpa) if document.kpa else None
    row = write_compte_rendu(document, deck_version=deck.version, kpa=kpa, import_id=word_import.id, heard=heard)
    if word_import.consent:
        declared = word_import.consent
        declare_consent(row, uses=declared["uses"], who=declared["who"], when=declared["when"], how=declared["how"])
        db.session.flush()
    return row


def names_by_code() -> dict[str, str]:
    """The changed first name of each person, by code of compte-rendu."""
    return {
        row.code: row.pseudonym
        for row in db.session.execute(select(CompteRendu.code, CompteRendu.pseudonym).where(kept()))
    }


def consents_by_code() -> dict[str, dict[str, str]]:
    """What was said of each use ("given", "refused", "withdrawn"), by code of compte-rendu."""
    found: dict[str, dict[str, str]] = {code: {} for code in names_by_code()}
    wanted = select(CompteRendu.code, Consent.use, Consent.state).join(Consent).where(kept())
    for code, use, state in db.session.execute(wanted):
        found[code][use] = state
    return found
