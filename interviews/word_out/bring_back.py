"""Takes in the bytes of a Word file that may be ours: which compte-rendu it is, and what it says."""

from __future__ import annotations

from cards.deck import Deck
from interviews.errors import WordFileError
from interviews.word_file import WordFile, open_word
from interviews.word_out.label_in_file import FileLabel, label_of
from interviews.word_out.lines import read_lines
from interviews.word_out.told import Told, told_in


def label_in(content: bytes) -> FileLabel | None:
    """The label of a file of ours; None for any other, and for one that cannot be opened."""
    try:
        return label_of(open_word(content).properties)
    except WordFileError:
        return None


def told_by(word: WordFile, deck: Deck) -> Told | None:
    """What a file of ours says; None for any other, for a masked copy, and for one that has lost its bookmarks."""
    label = label_of(word.properties)
    return told_in(read_lines(word, label), label, deck) if label is not None and not label.masked else None
