"""Writes the papers of the hand back in Word, in large letters, so that a team can change them. Same words, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docx.document import Document
from docx.shared import Mm

from interviews.handback.paper_pdf import drawn
from interviews.handback.papers import SAID, Block, Paper, Part
from interviews.kit_word_pictures import in_line
from interviews.word_bytes import describe, packed
from interviews.word_letters import is_right_to_left, writable
from interviews.word_paper import ACCENT, THREAD, add_style, new_document, side_rule
from interviews.word_run_making import mark_right_to_left
from interviews.word_writing import add_box

CHOICES = ("C’est juste", "À corriger", "Je n’en veux pas")
PICTURE = Mm(30)


def paper_word(paper: Paper, pictures: Mapping[str, Path]) -> bytes:
    """The .docx of a paper. ``pictures``: the file of each, by the name parts give it. Raises PrintError."""
    images = drawn(paper, pictures)
    document = new_document()
    _styles(document)
    document.add_paragraph(paper.title, style="Title")
    if paper.name and paper.kind != "compris":
        _say(document, paper.name, "Prénom")
    for line in paper.opening:
        _say(document, line)
    for part in paper.parts:
        _part(document, part, images.get(part.picture))
    for line in paper.lines:
        _say(document, line, "List Bullet")
    for line in paper.closing:
        _say(document, line)
    document.sections[0].footer.paragraphs[0].add_run(paper.foot)
    describe(document, title=paper.title)
    return packed(document)


def _part(document: Document, part: Part, picture: bytes | None) -> None:
    if picture is not None:
        shown = document.add_paragraph(style="Image de la carte")
        in_line(shown, picture, words=writable(part.alt), side=PICTURE)
    document.add_heading(writable(part.title), 2)
    for block in part.blocks:
        _block(document, block)


def _block(document: Document, block: Block) -> None:
    for words in block.quotes:
        _say(document, f"«\u00a0{words}\u00a0»", "Paroles")
    for label, text in ((block.label, block.text), (SAID, f"«\u00a0{block.correction}\u00a0»")):
        if text and text != "«\u00a0\u00a0»":
            _say(document, label, "Étiquette")
            _say(document, text)
    if block.boxes:
        line = document.add_paragraph(style="Réponse")
        for choice in CHOICES:
            add_box(line, choice)


def _say(document: Document, words: str, style: str = "Normal") -> None:
    for line in writable(words).split("\n"):
        run = document.add_paragraph(style=style).add_run(line)
        if is_right_to_left(line):
            mark_right_to_left(run._r)


def _styles(document: Document) -> None:
    add_style(document, "Normal", size=16, after=8, line=1.25)
    add_style(document, "Title", size=30, after=12, bold=True, colour=ACCENT)
    add_style(document, "Heading 2", size=22, before=6, after=8, bold=True, next_="Normal")
    add_style(document, "Prénom", size=20, after=10, bold=True)
    add_style(document, "List Bullet", size=18, after=10, line=1.25)
    add_style(document, "Étiquette", size=16, before=4, after=2, bold=True, colour=ACCENT, next_="Normal")
    add_style(document, "Réponse", size=16, before=4, after=18)
    add_style(document, "Footer", size=12)
    for name in ("Étiquette", "Heading 2"):
        document.styles[name].paragraph_format.keep_with_next = True
    picture = add_style(document, "Image de la carte", size=16, before=18, after=0)
    picture.paragraph_format.keep_with_next = True
    said = add_style(document, "Paroles", size=19, before=4, after=10, bold=True, line=1.25)
    side_rule(said, THREAD, indent=Mm(5))
