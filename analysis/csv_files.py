"""Tables of short texts in and out: CSV with a comma or a semicolon, with a byte-order mark or not."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.steps.cluster import group
from analysis.steps.theme_words import name_theme
from analysis.steps.types import Reading
from analysis.steps.vectors import Encoder
from kparole.errors import UserError
from kparole.files import check_output, read_text, write_whole


@dataclass(frozen=True, slots=True)
class Text:
    """A row to read: its id as written, its text as written."""

    id: str
    text: str


def read_texts(path: Path) -> list[Text]:
    """The rows of a table with the columns ``id`` and ``texte``, in their order; ids may repeat. Raises UserError."""
    rows = read_rows(path, required=("id", "texte"))
    return [Text(row["id"], row["texte"]) for row in rows]


def read_rows(path: Path, *, required: Sequence[str]) -> list[dict[str, str]]:
    """Every row of a table, by column name (lower case). Raises UserError with the columns that are missing."""
    text = read_text(path)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    table = _table(text, delimiter, path.name)
    names = [name.strip().casefold() for name in table[0]] if table else []
    missing = [name for name in required if name not in names]
    if missing:
        raise UserError(
            f"« {path.name} » : il manque {' et '.join(missing)} en tête de colonne. "
            f"La première ligne doit être {','.join(required)}."
        )
    filled = (row for row in table[1:] if any(cell.strip() for cell in row))
    whole = (_unsplit(row, len(names), delimiter) for row in filled)
    return [{name: row[place] if place < len(row) else "" for place, name in enumerate(names)} for row in whole]


def _table(text: str, delimiter: str, name: str) -> list[list[str]]:
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise UserError(f"« {name} » ne se lit pas comme un tableau CSV : vérifiez les guillemets.") from error
    try:
        # A quote left open swallows every row after it; only the strict reader notices.
        for _ in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        if "end of data" in str(error):
            raise UserError(f"« {name} » : un guillemet ouvert n'est jamais refermé. Corrigez-le d'abord.") from error
    return table


def _unsplit(row: list[str], width: int, delimiter: str) -> list[str]:
    """A text typed without quotes is cut at its commas: what comes after the last column belongs to it."""
    while len(row) > width and not row[-1].strip():
        row = row[:-1]
    return [*row[: width - 1], delimiter.join(row[width - 1 :])] if len(row) > width else row


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table with commas, UTF-8 without mark, whole or not at all."""
    check_output(path)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    write_whole(path, table.getvalue().encode())


def classified_rows(rows: Sequence[Text], readings: Iterable[Reading], *, always: bool) -> Iterator[tuple[str, ...]]:
    """One line a text: id, best effect (empty when nothing fits), confidence, all effects, polarity, strength."""
    for row, reading in zip(rows, readings, strict=True):
        first = reading.labels[0] if reading.labels else None
        effect = first.effect if first else (reading.best if always else "")
        confidence = first.confidence if first else reading.best_confidence
        effects = "|".join(label.effect for label in reading.labels) or effect
        strength = str(first.strength) if first and first.strength else ""
        yield row.id, effect, f"{confidence:.4f}", effects, first.polarity if first else "", strength


def grouped_rows(rows: Sequence[Text], encoder: Encoder, *, count: int | None) -> Iterator[tuple[str, ...]]:
    """One line a text: id, theme number from 1 (empty = alone), name of the theme."""
    texts = [row.text for row in rows]
    themes = group(texts, encoder.encode(texts), count=count)
    members: dict[int, list[str]] = {}
    for text, theme in zip(texts, themes, strict=True):
        if theme is not None:
            members.setdefault(theme, []).append(text)
    names = {theme: name_theme(found, texts) for theme, found in members.items()}
    for row, theme in zip(rows, themes, strict=True):
        yield row.id, "" if theme is None else str(theme + 1), "" if theme is None else names[theme]
