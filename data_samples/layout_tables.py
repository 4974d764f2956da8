"""Layout C: the compte-rendu as a table, in the shapes that teams give it."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document
from docx.shared import Cm
from docx.table import Table, _Cell

from data_samples.pieces import Line, Piece, Recipe
from data_samples.word_parts import bold, new_document


def tables(pieces: list[Piece], recipe: Recipe) -> Document:
    """A document whose body is a table of the recipe's variant, under the title and the landmarks."""
    document = new_document(font="Liberation Sans", size=10)
    document.add_paragraph(recipe.wording["titre"], style="Title")
    for piece in pieces:
        if piece.kind == "reperes":
            for line in piece.lines:
                document.add_paragraph(line.flat)
    VARIANTS[recipe.variant](document, [piece for piece in pieces if piece.kind != "reperes"])
    return document


def columns(document: Document, pieces: list[Piece]) -> None:
    """Two columns: what it is, what was noted; the person's fields are rows of their own."""
    table = _grid(document, 2)
    for piece in pieces:
        if piece.kind == "personne":
            for line in piece.lines:
                _row(table, line.label or "", [Line(line.text)])
        elif piece.kind != "deroulement":
            _row(table, piece.heading, piece.lines)


def merged(document: Document, pieces: list[Piece]) -> None:
    """Each heading is a row merged over both columns; the notes lie in a merged row under it."""
    table = _grid(document, 2)
    for piece in pieces:
        heading = table.add_row()  # type: ignore[no-untyped-call]
        bold(heading.cells[0].merge(heading.cells[1]).paragraphs[0], piece.heading)
        if piece.kind == "personne":
            for line in piece.lines:
                _row(table, line.label or "", [Line(line.text)])
        elif piece.lines:
            row = table.add_row()  # type: ignore[no-untyped-call]
            _fill(row.cells[0].merge(row.cells[1]), piece.lines)


def nested(document: Document, pieces: list[Piece]) -> None:
    """Two columns, and all the cards in a table inside one cell."""
    cards = [piece for piece in pieces if piece.kind == "carte"]
    before = [piece for piece in pieces if piece.kind not in {"carte", "cloture"}]
    columns(document, before)
    table = document.tables[0]
    cell = table.add_row().cells[1]  # type: ignore[no-untyped-call]
    bold(table.rows[-1].cells[0].paragraphs[0], "Les cartes")
    inner = cell.add_table(rows=0, cols=1)
    inner.style = document.styles["Table Grid"]
    for piece in cards:
        bold(inner.add_row().cells[0].paragraphs[0], piece.heading)
        _fill(inner.add_row().cells[0], piece.lines)
    cell.add_paragraph()
    for piece in pieces:
        if piece.kind == "cloture":
            _row(table, piece.heading, piece.lines)


def vertical(document: Document, pieces: list[Piece]) -> None:
    """One row a paragraph; the heading's cell is merged downwards over its rows."""
    table = _grid(document, 2)
    for piece in pieces:
        if piece.kind == "deroulement":
            continue
        first = len(table.rows)
        for line in piece.lines:
            _fill(table.add_row().cells[1], [Line(line.flat)])  # type: ignore[no-untyped-call]
        last = len(table.rows) - 1
        head = table.cell(first, 0).merge(table.cell(last, 0))
        bold(head.paragraphs[0], piece.heading)


def person_only(document: Document, pieces: list[Piece]) -> None:
    """A table for the person alone, labels above and values below; headings and paragraphs for the rest."""
    for piece in pieces:
        document.add_heading(piece.heading, piece.level)
        if piece.kind == "personne":
            table = document.add_table(rows=2, cols=len(piece.lines))
            table.style = document.styles["Table Grid"]
            for column, line in enumerate(piece.lines):
                bold(table.cell(0, column).paragraphs[0], line.label or "")
                table.cell(1, column).paragraphs[0].add_run(line.text)
        else:
            for line in piece.lines:
                document.add_paragraph(line.text)


def _grid(document: Document, width: int) -> Table:
    table = document.add_table(rows=0, cols=width)
    table.style = document.styles["Table Grid"]
    table.autofit = False
    table.columns[0].width, table.columns[-1].width = Cm(4.5), Cm(11.5)
    return table  # type: ignore[no-any-return]


def _row(table: Table, heading: str, lines: list[Line] | tuple[Line, ...]) -> None:
    left, right = table.add_row().cells  # type: ignore[no-untyped-call]
    bold(left.paragraphs[0], heading)
    _fill(right, lines)


def _fill(cell: _Cell, lines: list[Line] | tuple[Line, ...]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.add_run(line.text)


VARIANTS: dict[str, Callable[[Document, list[Piece]], None]] = {
    "colonnes": columns,
    "fusion": merged,
    "imbriquee": nested,
    "verticale": vertical,
    "infos": person_only,
}
