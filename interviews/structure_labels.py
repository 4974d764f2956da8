"""Recognises the headings of a compte-rendu however they are typed, and where what they announce starts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["title", "info", "conduct", "lived", "terms", "introduction", "order", "closing", "other", "notes"]

LINE_START = 400  # a heading stands in the first characters of a line; the rest of a long paragraph is not looked at
_LOOKALIKES = dict.fromkeys("’ʼ‘`´′‛", "'") | dict.fromkeys("–—−‑‒―‐", "-")
_BULLET = r"[\s\-•*#>·▪◦●○■□➢✓→❖_=~.+]*"
_NUMBER = r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])\s*[.)°:/-]+|[1-9]\d?(?:\.\d{1,2})*(?=\s+[^\W\d]))?"
PREFIX = re.compile(_BULLET + _NUMBER + _BULLET + r"[«\"“]?\s*")
# What may stand between a label and its content, or close the line.
END = r"\s*[»\"”]?\s*(?:$|(?:[:.…?!=|/;\t]|-(?=[\s-]|$)|->)+\s*|(?=\())"

VOCABULARY: dict[str, Any] = tomllib.loads(Path(__file__).with_name("structure_labels.toml").read_text("utf-8"))
_OWN_WORDS = frozenset(VOCABULARY["own_words"].split())


def _compiled(pattern: str) -> re.Pattern[str]:
    for key in ("of", "who", "name"):
        pattern = pattern.replace(f"{{{key}}}", VOCABULARY[key])
    return re.compile(f"(?P<label>{pattern})(?![\\w']){END}")


# Each pattern, the part it opens, and which words of its label are its own (None = all; a name never is).
_PATTERNS: tuple[tuple[Kind, re.Pattern[str], frozenset[str] | None], ...] = tuple(
    (
        part["id"],
        _compiled(text),
        frozenset() if "{name}" in text else _OWN_WORDS if "[^:" in text or "{who}" in text else None,
    )
    for part in VOCABULARY["part"]
    for text in part["patterns"]
)
_TITLE = re.compile(
    r"(?:le )?(?:compte[- ]?rendus?|c\.?r\.?|restitution|(?:re)?transcription|notes?|entretien|interview)(?![\w'])"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A recognised heading. ``rest``: offset where the content on the same line starts (the line's length if none).

    ``words``: how many words the label has. ``keep``: it holds words of its own, so the line stays as text too.
    """

    kind: Kind
    rest: int
    words: int
    keep: bool = False


def flat(text: str) -> str:
    """The text in lower case, without accents, with straight apostrophes and dashes, **of the same length**.

    >>> flat("L’Âge – 1ère")
    "l'age - 1ere"
    """
    return "".join(map(_flat_character, text))


@cache
def _flat_character(character: str) -> str:
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if character.isspace() and character not in "\t\n":
        return " "
    if not character.isalpha():
        return character  # « ¼ » or « ² » must not become a figure
    return unicodedata.normalize("NFKD", character)[0].lower()[:1]


def section_label(text: str) -> Label | None:
    """The part of the standard structure that this line opens, or None. The longest reading wins."""
    low = flat(text[:LINE_START]) + text[LINE_START:]
    start = PREFIX.match(low)
    offset = start.end() if start else 0
    best: Label | None = None
    for kind, pattern, own in _PATTERNS:
        found = pattern.match(low, offset)
        if found and (best is None or found.end() > best.rest):
            words = re.findall(r"\w+", found["label"])
            keep = own is not None and bool(set(words) - own)
            best = Label(kind, _after_hint(low, found.end()), len(words), keep)
    return best


def title_line(text: str) -> Label | None:
    """« Compte rendu d'entretien… » at the top of the file; ``keep`` when it says more than that."""
    low = flat(text[:LINE_START])
    start = PREFIX.match(low)
    offset = start.end() if start and not _TITLE.match(low) else 0
    if not _TITLE.match(low, offset) or len(low.split()) > 16:
        return None
    own = set(re.findall(r"\w+", low[offset:])) - _OWN_WORDS
    return Label("title", len(text), len(low.split()), keep=bool(own))


def _after_hint(low: str, rest: int) -> int:
    """Skip a bracket after a label when it only repeats the form's hint, with the colon behind it."""
    hint = re.compile(r"\(([^()]*)\)\s*[:.\-]*\s*").match(low, rest)
    if hint and not set(re.findall(r"\w+", hint[1])) - _OWN_WORDS:
        return hint.end()
    return rest
