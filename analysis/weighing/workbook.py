"""A workbook for Excel: real tables with a frozen head and filters, in which no text can become a formula.

Pure: sheets in, bytes out. Import late: openpyxl is slow to load, and only who takes a file away pays for it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

Value = str | int | float | None
LONGEST = 32_000
"""Excel refuses a cell of more than 32,767 characters."""
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = PatternFill("solid", fgColor="E4EAF8")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``widths`` in characters, one a column; ``frozen``: how many first columns stay in sight."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    widths: tuple[int, ...]
    frozen: int = 1


def workbook(sheets: Sequence[Sheet], *, title: str, made: datetime) -> bytes:
    """The file, sheets in their order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, "KParole"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None, microsecond=0)
    for sheet in sheets:
        _write(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.title)
    for column, (name, width) in enumerate(zip(sheet.head, sheet.widths, strict=True), 1):
        _put(page.cell(1, column), name)
        page.cell(1, column).font, page.cell(1, column).fill = Font(bold=True), _HEAD
        page.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            _put(page.cell(line, column), value)
    page.freeze_panes = page.cell(2, sheet.frozen + 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"


def _put(cell: Cell, value: Value) -> None:
    """A number as a number; a text as a text, even when it starts with « = »."""
    if isinstance(value, str):
        cell.value = _UNFIT.sub("\ufffd", value)[:LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@")  # Excel keeps it a text even when somebody edits the cell
    elif value is not None:
        cell.value = value
    cell.alignment = _WRAPPED
