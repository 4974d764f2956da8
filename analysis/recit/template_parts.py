"""Pieces of the Word template: paragraphs with tags, captions with fields, tables whose rows repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from analysis.recit.template_styles import ACCENT, FAMILIES, FAMILY_NAMES, RULE, TINTS
from analysis.recit.typography import spaced
from interviews import word_fields as fields


class Writer:
    """Writes the template from top to bottom."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def text(self, words: str, style: str = "Normal") -> Paragraph:
        """A paragraph, tags included."""
        return self.document.add_paragraph(spaced(words), style=style)

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is kept only when the condition holds."""
        self.text("{%p if " + condition + " %}")
        yield
        self.text("{%p endif %}")

    @contextmanager
    def each(self, name: str, many: str) -> Iterator[None]:
        """What is said again for each one."""
        self.text("{%p for " + name + " in " + many + " %}")
        yield
        self.text("{%p endfor %}")

    def quote(self, name: str, style: str) -> None:
        """A verbatim, who says it below, and its number in the annex of origins."""
        paragraph = self.text("{{ " + name + ".said }}", style)
        paragraph.add_run().add_break()
        paragraph.add_run("{{ " + name + ".who }} [{{ " + name + ".ref }}]", style="Qui parle")

    def family_quotes(self, quotes: str, style: str) -> None:
        """Verbatims along the rule of their family: one branch a colour, so that each style can be changed in Word."""
        for number, key in enumerate(FAMILIES):
            word = "else" if not key else f'{"if" if number == 0 else "elif"} {style} == "{key}"'
            self.text("{%p " + word + " %}")
            with self.each("quote", quotes):
                self.quote("quote", f"Citation – {FAMILY_NAMES[key]}")
        self.text("{%p endif %}")

    def family_name(self, label: str, style: str) -> None:
        """The name of the family in its colour."""
        paragraph = self.text("")
        paragraph.paragraph_format.keep_with_next = True
        for number, key in enumerate(FAMILIES):
            word = "else" if not key else f'{"if" if number == 0 else "elif"} {style} == "{key}"'
            paragraph.add_run("{% " + word + " %}")
            paragraph.add_run("{{ " + label + " }}", style=f"Famille – {FAMILY_NAMES[key]}")
        paragraph.add_run("{% endif %}")

    def caption(self, kind: str, words: str, *, with_next: bool = True) -> None:
        """« Figure n – … » or « Tableau n – … » with a real sequence field."""
        paragraph = self.text(f"{kind} ", "Caption")
        for run in fields.field_runs(f"SEQ {kind} \\* ARABIC", "1"):
            paragraph._p.append(run)
        paragraph.add_run(f" – {words}")
        paragraph.paragraph_format.keep_with_next = with_next

    def figure(self, name: str, *, note: str = "") -> None:
        """A picture, its caption, and how to read it."""
        self.text("{{ " + name + ".image }}", "Dessin")
        self.caption("Figure", "{{ " + name + ".title }}", with_next=bool(note))
        if note:
            self.text(note, "Note")

    def rows(self, loop: str, cells: Sequence[str], *, heads: Sequence[str], widths: Sequence[float]) -> Table:
        """A table with one line for each; the head is said again on every page. ``widths`` in millimetres."""
        table: Table = self.document.add_table(rows=0, cols=len(cells))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        if heads:
            _repeat(_fill(table, heads, "Case de tête", widths, shade="E4EAF8"))
        _tag_row(table, "{%tr for " + loop + " %}")
        _fill(table, cells, "Case", widths)
        _tag_row(table, "{%tr endfor %}")
        _borders(table)
        return table


def box(table: Table, *, shade: str = TINTS[""]) -> None:
    """A small boxed table: first column in bold, tinted ground, kept on one page with what follows."""
    for row in table.rows:
        for cell in row.cells:
            _shade(cell, shade)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for cell in table.columns[0].cells:
        for paragraph in cell.paragraphs:
            if paragraph.style is not None and paragraph.style.name == "Case":
                paragraph.style = "Case de tête"


def bands(document: Document, widths: Sequence[float]) -> None:
    """A thin band in the colours of the three families."""
    table = document.add_table(rows=1, cols=3)
    table.autofit = False
    row = table.rows[0]
    row.height = Pt(6)
    row.height_rule = 2  # exactly
    for cell, key, width in zip(row.cells, ("social", "inner", "trade"), widths, strict=True):
        cell.width = Mm(width)
        _shade(cell, FAMILIES[key])
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(5)
    _fixed(table, widths)


def _fill(table: Table, texts: Sequence[str], style: str, widths: Sequence[float], *, shade: str = "") -> Any:
    row = _new_row(table)
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(spaced(text))
        if shade:
            _shade(cell, shade)
    _fixed(table, widths)
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    return row


def _tag_row(table: Table, tag: str) -> None:
    _new_row(table).cells[0].paragraphs[0].add_run(tag)


def _new_row(table: Table) -> Any:
    return table.add_row()  # type: ignore[no-untyped-call]


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fixed(table: Table, widths: Sequence[float]) -> None:
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(int(Mm(width).twips)))


def _shade(cell: Any, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{key}"), value)
    properties.append(shade)


def _borders(table: Table) -> None:
    """Thin lines between rows, a stronger one on top, room inside the cells."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, size, colour in (("top", 12, ACCENT), ("bottom", 6, RULE), ("insideH", 4, RULE)):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", size), ("space", 0), ("color", colour)):
            line.set(qn(f"w:{key}"), str(value))
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        space = OxmlElement(f"w:{side}")
        space.set(qn("w:w"), "110")
        space.set(qn("w:type"), "dxa")
        margins.append(space)
    layout = properties.find(qn("w:tblLayout"))
    look = properties.find(qn("w:tblLook"))
    anchor = layout if layout is not None else look
    anchor.addprevious(borders)
    (layout if layout is not None else borders).addnext(margins)
