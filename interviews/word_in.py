"""Takes a Word file in as a compte-rendu: the door, the lines, the structure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cards.deck import Deck
from interviews.document import CompteRendu
from interviews.structure import read_structure
from interviews.word_blocks import read_blocks
from interviews.word_file import open_word
from interviews.word_out.bring_back import told_by
from interviews.word_out.label_in_file import FileLabel, label_of
from interviews.word_out.told import sheet_told
from interviews.writeup.documents import document_from
from interviews.writeup.sheet import Sheet


def read_compte_rendu(source: Path | bytes, *, deck: Deck) -> CompteRendu:
    """Read one .docx, a path or its bytes.

    Raises WordFileError, and nothing else, when the file cannot be taken in or is no compte-rendu. What is doubtful
    is in ``problems``; what found no place is in ``unplaced``.
    """
    return read_labelled(source, deck=deck)[0]


def read_labelled(source: Path | bytes, *, deck: Deck) -> tuple[CompteRendu, FileLabel | None]:
    """The same, with what the file says of itself when KParole wrote it: it is then read by its hidden marks, to the letter.

    Raises WordFileError, and nothing else.
    """
    word = open_word(source)
    text, label = read_blocks(word), label_of(word.properties)
    told = told_by(word, deck) if label is not None else None
    sheet = sheet_told(told, deck) if told is not None else Sheet()
    if told is not None and (sheet.pieces or sheet.cards):
        return document_from(sheet, problems=(*text.problems, *told.problems)), label
    found = read_structure(text.blocks, deck=deck, margins=text.margins)
    return replace(found, problems=(*text.problems, *found.problems)), label


def words_hash(compte_rendu: CompteRendu) -> str:
    """The SHA-256 (hex) of the words of all parts, in the order of the parts.

    Case, spaces, punctuation and paragraph breaks do not count, so the same text in another layout has the same hash.
    """
    digest = hashlib.sha256()
    for text in _texts(compte_rendu):
        for word in re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()):
            digest.update(word.encode("utf-8", "replace") + b" ")
    return digest.hexdigest()


def _texts(one: CompteRendu) -> Iterator[str]:
    # The KPA is left out: the same file from another folder, or with a KPA chosen at the import, is the same text.
    yield from (str(value) for value in (one.age, one.gender, one.since) if value is not None)
    yield from (passage.text for passages in (one.lived, one.terms, one.introduction) for passage in passages)
    for card in one.cards:
        yield from (card.id or "", card.title or "", *(passage.text for passage in card.passages))
    yield from (passage.text for passages in (one.closing, one.unplaced) for passage in passages)
