"""Puts the lines of tables in the order a person reads them: under their column's heading, or row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from cards.deck import Deck
from interviews.structure_facts import fields_of
from interviews.structure_labels import VOCABULARY, flat, section_label
from interviews.structure_titles import card_mention
from interviews.word_blocks import Block

Row = dict[int, list[Block]]

# Column heads of a grid typed by a team: they say nothing of their own.
_COLUMN_HEADS = frozenset(VOCABULARY["column_heads"])


def in_reading_order(blocks: Sequence[Block], deck: Deck) -> list[Block]:
    """The same lines, those of tables with headings on top read column by column; lines of a one-line cell marked bold.

    Bare column heads (« Carte | Notes ») are left out. Nothing else is dropped or changed.
    """
    ordered: list[Block] = []
    for table, group in groupby(blocks, key=lambda block: block.cell.table if block.cell else None):
        lines = list(group)
        ordered += lines if table is None else _table(lines, deck)
    return ordered


def _table(lines: list[Block], deck: Deck) -> list[Block]:
    rows: dict[int, Row] = {}
    for line in lines:
        if line.cell:
            rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append(line)
    ordered: list[Block] = []
    waiting = [row for _, row in sorted(rows.items())]
    while waiting:
        row = waiting.pop(0)
        if not ordered and _is_column_heads(row):
            continue
        if _is_labels(row, deck) and waiting and not _is_labels(waiting[0], deck):
            for column, cell in row.items():
                ordered += [*_marked(cell, row), *waiting[0].get(column, [])]
            ordered += [line for column, cell in waiting[0].items() if column not in row for line in cell]
            waiting.pop(0)
        else:
            ordered += [line for _, cell in sorted(row.items()) for line in _marked(cell, row)]
    return ordered


def _filled(row: Row) -> list[list[Block]]:
    cells = [[line for line in cell if line.text.strip()] for cell in row.values()]
    return [cell for cell in cells if cell]


def _is_column_heads(row: Row) -> bool:
    cells = _filled(row)
    heads = [len(cell) == 1 and flat(cell[0].text).strip(" :.") in _COLUMN_HEADS for cell in cells]
    return len(cells) >= 2 and all(heads)


def _is_labels(row: Row, deck: Deck) -> bool:
    """True for a row that holds nothing but headings: « Âge | Genre », « 1ère carte | 2ème carte »."""
    cells = _filled(row)
    return len(cells) >= 2 and all(len(cell) == 1 and _is_bare_label(cell[0].text.strip(), deck) for cell in cells)


def _is_bare_label(text: str, deck: Deck) -> bool:
    before, fields = fields_of(text)
    if len(fields) == 1 and not before and not fields[0].value:
        return True
    label = section_label(text)
    if label and label.rest >= len(text):
        return True
    mention = card_mention(text, deck)
    return mention is not None and mention.by == "rank" and not mention.named and mention.rest == len(text)


def _marked(cell: list[Block], row: Row) -> list[Block]:
    """A line alone in its cell, beside others, is as good as a heading: mark it bold."""
    alone = len([line for line in cell if line.text.strip()]) == 1 and len(_filled(row)) >= 2
    short = alone and all(len(re.findall(r"\w+", line.text)) <= 12 for line in cell)
    return [replace(line, bold=True) for line in cell] if short else cell
