"""Notes cut into meaning units: an idea each, one to three sentences, with offsets and a copy of the text.

Sentences (or clauses of a sentence that runs on) are the atoms; a dynamic programme groups them so that lengths stay
near a dozen to thirty words and cuts fall where a new idea opens: after the person's words, on a change of subject,
seldom before a quote that illustrates, a word that goes on, an answer. The weights were rounded from human cuts of
fictional notes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.steps.sentences import lines, pieces, sentences, short_quotes, word_count
from analysis.steps.types import Extract, Note, Person, Span

_WORDS_FILE = Path(__file__).with_name("segment_words.toml")
_FIRST_WORD = re.compile(r"[^\W_]+")

# Cost of a cut, then what makes it likelier (+) or less so (−). A word too few or too many is paid by the unit.
_CUT = 0.2
_AFTER_QUOTE = 1.0
_BEFORE_QUOTE = -1.0
_AFTER_QUESTION = -1.5
_GOES_ON = -2.0
_TURNS = 1.0
_STARTS = 0.75
_CONNECTOR = -2.0
_OPENS = 2.0
_SUBJECT = -4.5
_SHORT, _LONG = 9, 28
_TOO_SHORT, _TOO_LONG = 1.0, 0.2
_LONGEST = 120  # words: the search looks no further back, so that time grows with the text and not its square
_RUNS_ON = 24  # words: a sentence longer than this offers its clauses as atoms
_BARE = 10  # words: so does a shorter one that no mark ends
_END_MARKS = '.!?…»”"'


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch never cut again; ``gain`` is the score of a cut just before it (0 for the first of a line)."""

    span: Span
    words: int
    gain: float


def segment(person: Person) -> tuple[Extract, ...]:
    """The meaning units of a person's notes, in order; ids are the note's and a number from 1. Empty without notes."""
    return tuple(
        Extract(
            id=f"{note.id}.{number}",
            person=person.id,
            note=note.id,
            part=note.part,
            card=note.card,
            rank=note.rank,
            start=span.start,
            end=span.end,
            text=note.text[span.start : span.end],
            exact=_is_exact(note, span),
        )
        for note in person.notes
        for number, span in enumerate(cut(note.text, exact=note.exact), 1)
    )


def cut(text: str, *, exact: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The meaning units of a text: trimmed, in order, never overlapping, covering all that is not a space.

    ``exact`` are the person's own words: a short stretch of them is not cut. Empty for a text of spaces.
    """
    return tuple(unit for line in lines(text) for unit in _group(_atoms(text, line, exact)))


def _is_exact(note: Note, span: Span) -> bool:
    """More than half of the unit's letters and digits are the person's own words."""
    letters = [place for place in range(span.start, span.end) if note.text[place].isalnum()]
    own = sum(1 for place in letters if any(s.start <= place < s.end for s in note.exact))
    return own * 2 > len(letters)


def _atoms(text: str, line: Span, exact: Sequence[Span]) -> list[_Atom]:
    whole = short_quotes(text, line, exact)
    atoms: list[_Atom] = []
    before = ""
    for sentence in sentences(text, line, whole=whole):
        for number, (span, gain) in enumerate(_clauses(text, sentence, whole)):
            words = text[span.start : span.end]
            score = gain if number else _score(before, words) if before else 0.0
            atoms.append(_Atom(span, word_count(words), score))
        before = text[sentence.start : sentence.end]
    return atoms


def _score(before: str, after: str) -> float:
    """How well a cut fits between two sentences."""
    score = _CUT
    if after[0] in '«“"':
        score += _BEFORE_QUOTE
    elif before[-1] in '»”"':
        score += _AFTER_QUOTE
    if before[-1] == "?":
        score += _AFTER_QUESTION
    first = _FIRST_WORD.search(after)
    word = first.group().lower() if first else ""
    if word in _words()["suite"]:
        score += _GOES_ON
    elif word in _words()["tournant"]:
        score += _TURNS
    if _breaks()["debut"].match(after):
        score += _STARTS
    return score


def _clauses(text: str, sentence: Span, whole: Sequence[Span]) -> list[tuple[Span, float]]:
    """A sentence, or its clauses when it runs on or was typed bare, each with the score of a cut before it."""
    bare = text[sentence.end - 1] not in _END_MARKS
    if word_count(text[sentence.start : sentence.end]) <= (_BARE if bare else _RUNS_ON):
        return [(sentence, 0.0)]
    gains: dict[int, float] = {}
    for name, gain in (("sujet", _SUBJECT), ("connecteur", _CONNECTOR), ("ouvre", _OPENS if bare else _CONNECTOR)):
        for found in _breaks()[name].finditer(text, sentence.start + 1, sentence.end):
            place = found.end("before")
            inside = any(span.start < place < span.end for span in whole)
            if not inside and not (name == "sujet" and _after_complement(text, place)):
                gains[place] = gain
    spans = pieces(text, [sentence.start, *sorted(gains), sentence.end])
    return [(span, gains.get(span.start, 0.0)) for span in spans]


def _after_complement(text: str, place: int) -> bool:
    """« en janvier elle… », « moi je… »: what stands before the subject belongs to its clause."""
    before = _FIRST_WORD.findall(text[max(0, place - 40) : place].lower())[-3:]
    return not _words()["complement"].isdisjoint(before)


def _group(atoms: Sequence[_Atom]) -> list[Span]:
    """The grouping of a line's atoms with the best total of cut scores less length costs, by dynamic programming."""
    best = [0.0]
    origin = [0]
    for stop in range(1, len(atoms) + 1):
        total, words, start, at = float("-inf"), 0, stop, stop - 1
        while at >= 0 and (start == stop or words <= _LONGEST):
            words += atoms[at].words
            value = best[at] + atoms[at].gain - _length_cost(words)
            if value > total:
                total, start = value, at
            at -= 1
        best.append(total)
        origin.append(start)
    return _walk_back(atoms, origin)


def _walk_back(atoms: Sequence[_Atom], origin: Sequence[int]) -> list[Span]:
    units: list[Span] = []
    stop = len(atoms)
    while stop:
        start = origin[stop]
        units.append(Span(atoms[start].span.start, atoms[stop - 1].span.end))
        stop = start
    return units[::-1]


def _length_cost(words: int) -> float:
    """What a unit of this many words costs: nothing from 9 to 28, a lot when it can hardly stand alone."""
    return _TOO_SHORT * max(0, _SHORT - words) + _TOO_LONG * max(0, words - _LONG)


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


@cache
def _breaks() -> dict[str, re.Pattern[str]]:
    """Where a long or bare sentence may be cut: before what opens an idea, a connector or « ; », a bare subject."""
    words = _words()
    subject = _alternatives(words["sujet"])
    after = rf"\s++(?:(?:{subject}|{_alternatives(words['groupe'])})(?:\b|(?<=['’])))"
    bound = "".join(f"(?<!\\b{word})" for word in sorted(words["lien"]))
    free = rf"(?<![’'\-\s]){bound}\s"
    opens = rf"(?:{_alternatives(words['ouvre'])})\b|(?:{_alternatives(words['temps'])}){after}"
    found = {
        "sujet": rf"(?P<before>(?<![,;:(’'\-«\"\s]){bound}\s++)(?=(?:{subject})(?:\b|(?<=')))",
        "connecteur": rf"(?P<before>(?:;|{free})\s*+)(?=(?:{_alternatives(words['connecteur'])})\b|(?<=;\s))",
        "debut": rf"(?:{_alternatives(words['ouvre'])})\b|(?:{_alternatives(words['temps'])})(?:,|{after})",
        "ouvre": rf"(?P<before>{free}\s*+)(?={opens})",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in found.items()}


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=lambda w: (-len(w), w)))
