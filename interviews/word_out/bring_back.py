"""What an opened Word file says when it is one of ours."""

from __future__ import annotations

from cards.deck import Deck
from interviews.word_blocks import margin_comments
from interviews.word_file import WordFile
from interviews.word_out.label_in_file import label_of
from interviews.word_out.lines import read_lines
from interviews.word_out.told import Told, told_in


def told_by(word: WordFile, deck: Deck) -> Told | None:
    """What a file of ours says; None for any other, for a masked copy, and for one that has lost its bookmarks."""
    label = label_of(word.properties)
    told = told_in(read_lines(word, label), label, deck) if label is not None and not label.masked else None
    if told is not None:
        told.problems += margin_comments(word)
    return told
