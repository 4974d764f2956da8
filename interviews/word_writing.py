"""Room to write in our Word papers: dotted lines, labels with room behind, boxes that Word ticks, plain tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Mm

from interviews.word_paper import RULE, SOFT


def add_lines(document: Document, count: int) -> None:
    """Empty paragraphs, each with a dotted line below, to write on."""
    for _ in range(count):
        document.add_paragraph(style="Ligne à écrire")


def add_field(document: Document, label: str, *boxes: str) -> Any:
    """« Label : », dots up to the margin, then boxes to tick; what is typed takes the place of the dots."""
    paragraph = document.add_paragraph(style="À remplir, avec une case" if boxes else "À remplir")
    paragraph.add_run(f"{label}\u00a0:").bold = True
    paragraph.add_run(" ")
    paragraph.add_run("\t ")
    for box in boxes:
        add_box(paragraph, box)
    return paragraph


def add_box(paragraph: Any, words: str) -> None:
    """A box that Word ticks when it is clicked, and what it stands for."""
    name = quoteattr(words[:60])  # Word takes no longer name
    control = parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
        f'<w:alias w:val={name}/><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        '</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" '
        'w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
    )
    paragraph._p.append(control)
    paragraph.add_run(f"\u00a0{words}   ")


def add_table(
    document: Document,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[Length],
    *,
    boxed: bool = False,
) -> Any:
    """A plain table whose first row is its heading, repeated on the next page; rows are not cut in two.

    ``boxed``: with lines between the columns and room to write in each cell.
    """
    table = document.add_table(rows=0, cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for number, row in enumerate((columns, *rows)):
        line = table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if number == 0:
            line._tr.trPr.append(OxmlElement("w:tblHeader"))
        elif boxed:
            line.height = Mm(12)
        for place, (cell, words) in enumerate(zip(line.cells, row, strict=True)):
            cell.width = widths[place]
            head = number == 0 or (place == 0 and not columns[0])
            cell.paragraphs[0].style = document.styles["Case de tête" if head else "Case"]
            cell.paragraphs[0].add_run(words)
            _cell_looks(cell, head=number == 0, parted=boxed and place > 0)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _cell_looks(cell: Any, *, head: bool, parted: bool) -> None:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/>' if head else ""
    line = f'w:val="single" w:sz="6" w:space="0" w:color="{RULE}"'
    left = f"<w:left {line}/>" if parted else ""
    looks = parse_xml(f"<w:box {nsdecls('w')}><w:tcBorders>{left}<w:bottom {line}/></w:tcBorders>{fill}</w:box>")
    cell._tc.get_or_add_tcPr().extend(list(looks))
