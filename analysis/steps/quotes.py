"""Finds the person's own words in a paragraph: the stretches between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.steps.types import Span

_PAIRS = {"«": "»", "“": "”", "„": "”“", "<<": ">>"}
_CLOSERS = {"»", "”", ">>"}
_MARK = re.compile(r'<<|>>|[«»“”„"]')
_WORD = re.compile(r"\w")


def exact_spans(text: str) -> tuple[Span, ...]:
    """The stretches of one paragraph that stand in « … », “…”, "…" or <<…>>, without the marks, in order.

    Quotes within quotes belong to the outer one. A quote that is never closed goes to the end; one that is closed
    without having been opened (its opening is a paragraph above) goes from the start. Apostrophes never count, nor
    does a quote without a word in it. Empty text, or no quote: ``()``.

    >>> text = "Elle dit : « J'ose parler, “vraiment” » et rit."
    >>> [text[s.start:s.end] for s in exact_spans(text)]
    ["J'ose parler, “vraiment”"]
    >>> text = 'Il répète "plus peur" puis "jamais'
    >>> [text[s.start:s.end] for s in exact_spans(text)]
    ['plus peur', 'jamais']
    >>> exact_spans("Aujourd’hui l'atelier")
    ()
    """
    spans: list[Span] = []
    opened: tuple[str, int, int] | None = None  # mark, where the words start, depth of the same mark
    for found in _MARK.finditer(text):
        mark = found[0]
        if opened is None:
            if mark in _PAIRS or (mark == '"' and _opens(text, found.start())):
                opened = (mark, found.end(), 1)
            elif mark in _CLOSERS and not spans:
                spans += _trimmed(text, 0, found.start())
            continue
        kind, start, depth = opened
        if mark == '"' == kind or mark in _PAIRS.get(kind, ""):
            opened = (kind, start, depth - 1)
        elif mark == kind:
            opened = (kind, start, depth + 1)
        if opened[2] == 0:
            spans += _trimmed(text, start, found.start())
            opened = None
    if opened is not None:
        spans += _trimmed(text, opened[1], len(text))
    return tuple(spans)


def _opens(text: str, at: int) -> bool:
    """A straight mark opens unless it ends a word or a measure (« 12" ») and nothing is glued after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() or after.isalnum()


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    stretch = text[start:end]
    if not _WORD.search(stretch):
        return []
    left = len(stretch) - len(stretch.lstrip())
    return [Span(start + left, start + len(stretch.rstrip()))]


def joined_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches in order, those that touch joined.

    >>> joined_spans([Span(5, 9), Span(0, 2), Span(2, 4)])
    (Span(start=0, end=4), Span(start=5, end=9))
    """
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
