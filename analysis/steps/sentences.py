"""Where French sentences end: typography, abbreviations, short quotes kept whole, list dashes and line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.steps.types import Span

LONG_QUOTE = 45
"""Words above which a passage of the person's own words may be cut at its own sentence ends."""

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_DASH = re.compile(r"(?<!\S)[-–—•*·](?=\s)")
_QUOTE = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>(?:\s*[»”]|[\"’')\]])*)(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'’-])(?:MM?|Mmes?|Mlles?|Mgr|Me|Drs?|Prs?|Sts?|Stes?|pp?|ex|cf|vs|env|min|max|av|bd|tél|n°|no|art|chap"
    r"|vol|fig|éd|hab|apr|c\.-à-d|[A-ZÀ-Þ](?:\.-?[A-ZÀ-Þ])*)$"
)
_LONGEST_ABBREVIATION = 12
_OPENING = "«“\"('’[ \u00a0\u202f-–—"
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def word_count(text: str) -> int:
    """Number of words; an elided article counts with its word.

    >>> word_count("« J'ai osé », dit-elle.")
    4
    """
    return sum(1 for _ in _WORD.finditer(text))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without its outer spaces, None when nothing is left."""
    piece = text[start:end]
    core = piece.strip()
    if not core:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(core))


def pieces(text: str, edges: Sequence[int]) -> list[Span]:
    """The trimmed stretches between successive edges; empty ones are left out."""
    spans = (trimmed(text, start, end) for start, end in pairwise(edges))
    return [span for span in spans if span]


def lines(text: str) -> list[Span]:
    """The lines and list items of a text, trimmed, in order; together they hold every character that is not a space."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        content = trimmed(text, *line.span())
        if content is None:
            continue
        # A line that opens with a dash and goes on with others is several items typed on one line.
        is_list = _DASH.match(text, content.start, content.end) is not None
        inner = _DASH.finditer(text, content.start + 1, content.end) if is_list else ()
        found += pieces(text, [content.start, *(dash.start() for dash in inner), content.end])
    return found


def short_quotes(text: str, line: Span, exact: Sequence[Span] = ()) -> list[Span]:
    """Passages of the line that stay whole: quotation marks and ``exact`` stretches, of LONG_QUOTE words at most."""
    marked = [Span(*quote.span()) for quote in _QUOTE.finditer(text, line.start, line.end)]
    inside = [Span(max(s.start, line.start), min(s.end, line.end)) for s in exact if s.start < line.end > s.start]
    candidates = marked + [span for span in inside if span.start < span.end]
    return [span for span in candidates if word_count(text[span.start : span.end]) <= LONG_QUOTE]


def sentences(text: str, line: Span, *, whole: Sequence[Span] = ()) -> list[Span]:
    """The sentences of one line, trimmed; nothing is cut inside ``whole``; « M. », « p. ex. », « 3.5 » end nothing.

    >>> [(s.start, s.end) for s in sentences("Mme B. rit. Puis non.", Span(0, 21))]
    [(0, 11), (12, 21)]
    """
    ends = [
        end.end()
        for end in _END.finditer(text, line.start, line.end)
        if _closes(text, end, line) and not any(span.start < end.end() < span.end for span in whole)
    ]
    return pieces(text, [line.start, *ends, line.end])


def _closes(text: str, end: re.Match[str], line: Span) -> bool:
    """Whether this punctuation closes a sentence, from what comes before and after."""
    mark, close = end["mark"], end["close"]
    before = max(line.start, end.start() - _LONGEST_ABBREVIATION)
    if mark == "." and not close and _ABBREVIATION.search(text[before : end.start()]):
        return False
    after = text[end.end() : min(line.end, end.end() + 20)].lstrip(_OPENING)
    if after[:1].islower():
        return mark == "." and not close  # notes typed without capitals: only a plain full stop still tells the end
    return True
