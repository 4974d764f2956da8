"""Labelled examples that teach the classifier: ours, or a CSV that a team brings (``texte,effet``)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from analysis.steps.types import Polarity

POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "absente")


class ExamplesError(Exception):
    """The examples cannot be used; ``str(error)`` lists every problem in French, one a line."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what careful people said of it. No effect = it speaks of none.

    ``polarity`` and ``strength`` are None when not told; ``strength`` is also None when the effect is absent.
    ``interview`` names who speaks ("" = nobody else's words are known): what is held out is held out by whole voices.
    """

    text: str
    effects: tuple[str, ...] = ()
    subs: tuple[str, ...] = ()
    polarity: Polarity | None = None
    strength: int | None = None
    interview: str = ""


def parse_examples(text: str, *, known: Sequence[str] | None = None) -> tuple[Example, ...]:
    """Read a CSV (comma or semicolon, BOM or not) with at least ``texte`` and ``effet``; other columns are allowed.

    Args:
        text: the file's text.
        known: ids that ``effet`` may use; None accepts all.

    Returns:
        The examples in the order of the file, rows without text left out; () for a file with a header only.

    Raises:
        ExamplesError: a column is missing, an id is unknown, a polarity or a strength is not one.

    >>> parse_examples("texte,effet\\nJe couds.,couture|calme")[0].effects
    ('couture', 'calme')
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text))
    missing = [name for name in ("texte", "effet") if name not in (reader.fieldnames or ())]
    if missing:
        raise ExamplesError("\n".join(f"Exemples : la colonne « {name} » manque." for name in missing))
    rows = [(reader.line_num, row) for row in reader if (row.get("texte") or "").strip()]
    problems = [problem for line, row in rows for problem in _problems(row, line, known)]
    if problems:
        raise ExamplesError("\n".join(problems))
    return tuple(_example(row) for _, row in rows)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _cell(row: Mapping[str, str | None], name: str) -> str:
    return (row.get(name) or "").strip()


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split("|")) if part)


def _problems(row: Mapping[str, str | None], line: int, known: Sequence[str] | None) -> list[str]:
    found = []
    if known is not None:
        found += [
            f"Exemples, ligne {line} : l'effet « {name} » n'est pas dans la grille."
            for name in _split(_cell(row, "effet"))
            if name not in known
        ]
    if _cell(row, "polarite") not in ("", *POLARITIES):
        found.append(f"Exemples, ligne {line} : polarité « {_cell(row, 'polarite')} » inconnue.")
    if _cell(row, "force") not in ("", "1", "2", "3"):
        found.append(f"Exemples, ligne {line} : la force est 1, 2, 3 ou rien.")
    return found


def _example(row: Mapping[str, str | None]) -> Example:
    polarity = _cell(row, "polarite")
    force = _cell(row, "force")
    return Example(
        text=_cell(row, "texte"),
        effects=_split(_cell(row, "effet")),
        subs=_split(_cell(row, "sous")),
        polarity=cast(Polarity, polarity) if polarity else None,
        strength=int(force) if force else None,
        interview=_cell(row, "entretien"),
    )
