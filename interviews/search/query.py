"""What a person typed in the search field, read as words, words in a row, beginnings of words and words left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviews.search.errors import SearchError
from interviews.search.fold import NUMBER, Word, form_of, stem_of, words_of

MOST_SIGNS = 200
MOST_WORDS = 12
TOO_LONG = f"C'est trop long pour une recherche : gardez les mots qui comptent, en {MOST_SIGNS} signes au plus."
TOO_MANY = f"Cherchez {MOST_WORDS} mots au plus à la fois."
NO_WORD = "Il n'y a pas de mot à chercher là-dedans : écrivez au moins un mot ou un chiffre."
SMALL = (
    "a ai au aux avec c ca ce ces cet cette d dans de des du elle elles en est et eu il ils j je l la le les leur lui m "
    "ma me mes mon n ne nous on ou par pas pour qu que qui s sa se ses son sur t ta te tes toi tu un une vous y"
)
"""Too common to tell one passage from another: left aside when there are other words to look for."""
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))
_LEFT_OUT = re.compile(r"(?:^|\s)-$")
_CHUNK = re.compile(rf"{NUMBER}|\S+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: the stems of words in a row, or the beginning of one word. ``out``: what must not be there."""

    stems: tuple[str, ...] = ()
    beginning: str = ""
    out: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; without any term, every passage is."""

    terms: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """What a passage must have, all of it."""
        return tuple(term for term in self.terms if not term.out)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """What a passage must not have."""
        return tuple(term for term in self.terms if term.out)


def read_query(typed: str) -> Query:
    """Read what was typed; blank means everything. Raises SearchError, with a French sentence, when there is nothing to do.

    >>> read_query('l\\'école "peur de parler" coop* -travail').terms[1].stems
    ('peur', 'de', 'parl')
    """
    typed = typed.strip()
    if len(typed) > MOST_SIGNS:
        raise SearchError(TOO_LONG)
    terms = tuple(dict.fromkeys(_without_small(list(_terms(typed)))))
    if typed and not terms:
        raise SearchError(NO_WORD)
    if sum(len(term.stems) or 1 for term in terms) > MOST_WORDS:
        raise SearchError(TOO_MANY)
    return Query(terms)


def found_in(query: Query, text: str) -> list[tuple[int, int]]:
    """Where this text says what is looked for: [start, end) in code points, in order, those that touch joined."""
    words = words_of(text)
    spans = sorted({span for term in query.wanted for span in _spans(term, words)})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _spans(term: Term, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    if term.beginning:
        yield from (
            (w.start, w.end) for w in words if (w.form.startswith(term.beginning) or w.stem.startswith(term.beginning))
        )
        return
    size = len(term.stems)
    for place in range(len(words) - size + 1):
        row = words[place : place + size]
        if tuple(word.stem for word in row) == term.stems:
            yield row[0].start, row[-1].end


def _terms(typed: str) -> Iterator[Term]:
    """Quotes open and close in turn; one that is never closed is not one."""
    parts = typed.translate(_QUOTES).split('"')
    if len(parts) % 2 == 0:
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    for number, part in enumerate(parts):
        if number % 2:
            yield from _row(part, out=_LEFT_OUT.search(parts[number - 1]) is not None)
        else:
            yield from _chunks(part)


def _chunks(part: str) -> Iterator[Term]:
    for chunk in _CHUNK.findall(part):
        out = len(chunk) > 1 and chunk[0] == "-"
        beginning = _beginning(chunk)
        if beginning is None:
            yield from _row(chunk, out=out)
        else:
            before, form = beginning
            yield from _row(before, out=out)
            yield Term(beginning=form, out=out)


def _beginning(chunk: str) -> tuple[str, str] | None:
    """What stands before the last word of « mot* », and the form of that word; None when nothing is to be completed."""
    words = words_of(chunk) if chunk.endswith("*") else []
    if not words or words[-1].end < len(chunk.rstrip("*")) or len(words[-1].form) < 2:
        return None
    return chunk[: words[-1].start], form_of(chunk[words[-1].start : words[-1].end])


def _row(part: str, *, out: bool) -> Iterator[Term]:
    stems = tuple(word.stem for word in words_of(part))
    if stems:
        yield Term(stems, out=out)


def _without_small(terms: Sequence[Term]) -> Iterable[Term]:
    """The terms without those that are one small word, unless nothing else is left to look for."""
    telling = [one for one in terms if one.out or one.beginning or len(one.stems) > 1 or one.stems[0] not in _small()]
    return telling if any(not one.out for one in telling) else terms


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(stem_of(form) for form in SMALL.split())
