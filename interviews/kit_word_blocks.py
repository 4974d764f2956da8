"""Writes each kind of block of the kit in Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docx.document import Document
from docx.shared import Mm

from cards.deck import Card
from interviews.kit import Block, typeset
from interviews.kit_word_pictures import in_line
from interviews.word_paper import TEXT_WIDTH
from interviews.word_writing import add_box, add_field, add_lines, add_table

SMALL = Mm(17)


def write_block(document: Document, block: Block, cards: Mapping[str, Card], drawn: Mapping[str, bytes]) -> None:
    """The title of a block and what it holds."""
    document.add_heading(block.title, 2)
    if block.kind == "cartes":
        _cards(document, block, cards, drawn)
    else:
        _WRITERS[block.kind](document, block)


def _texts(document: Document, block: Block) -> None:
    for words in block.text:
        document.add_paragraph(words, style="Encadré" if block.kind == "encadre" else "Normal")


def _list(document: Document, block: Block) -> None:
    for words in block.points:
        document.add_paragraph(words, style="List Bullet")


def _boxes(document: Document, block: Block) -> None:
    for words in block.points:
        add_box(document.add_paragraph(style="Case à cocher"), words)


def _table(document: Document, block: Block) -> None:
    add_table(document, block.columns, block.rows, _widths(block))


def _uses(document: Document, block: Block) -> None:
    _texts(document, block)
    room = [Mm(23)] * (len(block.columns) - 1)
    rows = [(row[0], *("" for _ in room)) for row in block.rows]
    add_table(document, block.columns, rows, [Mm(170 - 23 * len(room)), *room], boxed=True)
    for label in block.fields:
        add_field(document, label)


def _room(document: Document, block: Block) -> None:
    add_lines(document, block.lines)
    for label in block.fields:
        add_field(document, label)


def _prompts(document: Document, block: Block) -> None:
    for one in block.prompts:
        words = f"«\u00a0{one.text}\u00a0»" if block.spoken else one.text
        document.add_paragraph(words, style="Phrase à dire" if block.spoken else "Chose à faire")
        document.add_paragraph(one.purpose, style="But")
        add_lines(document, max(one.lines, 1))


def _cards(document: Document, block: Block, cards: Mapping[str, Card], drawn: Mapping[str, bytes]) -> None:
    _texts(document, block)
    for key in block.cards:
        title = typeset(cards[key].title) if key in cards else key
        line = document.add_paragraph()
        if key in drawn:
            in_line(line, drawn[key], words=f"Image de la carte « {title} »", side=SMALL)
        line.add_run(f"   {title}").bold = True


def _widths(block: Block) -> list[Mm]:
    """Columns as wide as their words ask for, the longest not too much."""
    asked = []
    for place, name in enumerate(block.columns):
        cells = [name, *(row[place] for row in block.rows)]
        asked.append(float(sum(map(len, cells)) ** 0.6) if name else float(max(map(len, cells)) * 1.4))
    return [Mm(round(TEXT_WIDTH.mm * one / sum(asked))) for one in asked]


_WRITERS: dict[str, Callable[[Document, Block], None]] = {
    "texte": _texts,
    "encadre": _texts,
    "liste": _list,
    "cases": _boxes,
    "tableau": _table,
    "accords": _uses,
    "lignes": _room,
    "phrases": _prompts,
}
