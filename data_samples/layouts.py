"""Four of the five ways a compte-rendu is typed in Word: A headings, B bold lines, C tables, E a team's own styles."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from data_samples import layout_tables
from data_samples.pieces import Line, Piece, Recipe, kpa_line, pieces_of
from data_samples.sample_source import Source
from data_samples.word_parts import (
    add_field_code,
    bold,
    comment,
    content_control,
    french_style_ids,
    new_document,
    tracked,
)

# A team's remarks and corrections; none of these words belongs to the notes.
REMARKS = ("À vérifier avec elle avant de partager.", "Je ne suis plus sûre de la date.")
STRUCK = "On reprendra ce passage plus tard. "


def typed(source: Source, recipe: Recipe) -> Document:
    """The Word document of one source in the layout of its recipe; KeyError for D, which LibreOffice makes."""
    pieces = pieces_of(source, recipe)
    document = LAYOUTS[recipe.layout](pieces, recipe)
    if recipe.kpa_place == "entete":
        document.sections[0].header.paragraphs[0].text = kpa_line(source, recipe)
    return document


def headings(pieces: list[Piece], recipe: Recipe) -> Document:
    """A: Word's own heading styles, fields as « label : value » lines, the order as a numbered or plain list."""
    document = new_document(font="Calibri")
    french = recipe.variant == "francais"
    if french:
        french_style_ids(document)
        document.add_heading(recipe.wording["titre"], 1)
    else:
        document.add_paragraph(recipe.wording["titre"], style="Title")
    for piece in pieces:
        if piece.heading:
            document.add_heading(piece.heading, piece.level + (1 if french else 0))
        for line in piece.lines:
            style = "List Bullet" if piece.kind == "ordre" and french else None
            document.add_paragraph(line.flat, style=style)
    return document


def bold_lines(pieces: list[Piece], recipe: Recipe) -> Document:
    """B: everything in Normal; headings are bold lines, sometimes underlined, sometimes with blank lines around."""
    document = new_document(font="Arial", size=10.5)
    bold(document.add_paragraph(), recipe.wording["titre"], underline=True)
    for piece in pieces:
        if piece.heading:
            paragraph = document.add_paragraph()
            end = " :" if piece.level == 2 else ""
            bold(paragraph, piece.heading + end, split=piece.kind == "carte", underline=recipe.variant == "souligne")
        if recipe.variant == "retours" and any(line.label for line in piece.lines):
            _fields_on_breaks(document, piece.lines)
            continue
        for line in piece.lines:
            _bold_label(document, line, numbered=recipe.variant == "numeros" and piece.kind == "ordre")
        if recipe.variant != "numeros":
            document.add_paragraph()
    return document


def own_styles(pieces: list[Piece], recipe: Recipe) -> Document:
    """E: styles made by the team, the person on one line, noise in header and footer, remarks or tracked changes."""
    document = new_document(font="Verdana", size=10)
    _team_styles(document)
    _noise(document)
    document.add_paragraph(recipe.wording["titre"], style="KP Titre")
    for piece in pieces:
        if piece.kind == "personne":
            document.add_paragraph(piece.heading, style="KP Rubrique")
            _one_line(document, piece.lines, recipe)
        elif recipe.glued and piece.kind == "carte":
            _glued(document, piece)
        else:
            if piece.heading:
                document.add_paragraph(piece.heading, style="KP Rubrique" if piece.level == 1 else "KP Sous-rubrique")
            for line in piece.lines:
                document.add_paragraph(line.flat, style="KP Notes")
    _afterthoughts(document, pieces, recipe)
    return document


def _bold_label(document: Document, line: Line, *, numbered: bool) -> None:
    paragraph = document.add_paragraph(style="List Number" if numbered else None)
    if line.label:
        bold(paragraph, line.lead)
    # A list that Word numbers already does not carry « 1ere carte : » twice.
    text = line.text.partition(" : ")[2] if numbered else line.text
    paragraph.add_run(f" {text}" if line.label else text)


def _fields_on_breaks(document: Document, lines: tuple[Line, ...]) -> None:
    """All the fields in one paragraph, a soft line break between them."""
    paragraph = document.add_paragraph()
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        bold(paragraph, line.lead)
        paragraph.add_run(f" {line.text}")


def _team_styles(document: Document) -> None:
    made = (("KP Titre", 18, "7A3E9D"), ("KP Rubrique", 13, "2E6B4F"), ("KP Sous-rubrique", 11, "2E6B4F"))
    for name, size, colour in made:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), RGBColor.from_string(colour), True
    notes = document.styles.add_style("KP Notes", WD_STYLE_TYPE.PARAGRAPH)
    notes.base_style = document.styles["Normal"]
    notes.paragraph_format.space_after = Pt(4)


def _noise(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Document de travail, ne pas faire suivre"
    footer = section.footer.paragraphs[0]
    footer.add_run("Relu le 20/04 – page ")
    add_field_code(footer, "PAGE")


def _one_line(document: Document, lines: tuple[Line, ...], recipe: Recipe) -> None:
    paragraph = document.add_paragraph(style="KP Notes")
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run(recipe.separator)
        paragraph.add_run(f"{line.lead} ")
        if recipe.variant == "controle":
            content_control(paragraph, line.text, tag=f"champ-{number + 1}")
        else:
            paragraph.add_run(line.text)


def _glued(document: Document, piece: Piece) -> None:
    """The heading in bold and the first note on the same line."""
    first, *others = [line.text for line in piece.lines]
    paragraph = document.add_paragraph(style="KP Notes")
    bold(paragraph, piece.heading + (" – " if ":" in piece.heading else " : "))
    paragraph.add_run(first)
    for text in others:
        document.add_paragraph(text, style="KP Notes")


def _afterthoughts(document: Document, pieces: list[Piece], recipe: Recipe) -> None:
    """Remarks in the margin, or tracked changes (words struck out, words added), on the first two notes of cards."""
    notes = [line.text for piece in pieces if piece.kind == "carte" for line in piece.lines]
    found = [p for p in document.paragraphs if p.text in notes or any(r.text in notes for r in p.runs)]
    if recipe.variant == "commentaires":
        for paragraph, remark in zip(found[:2], REMARKS, strict=True):
            comment(document, [paragraph.runs[-1]], remark, author="Fanny" if recipe.code == "COM-03" else "Gwen")
    elif recipe.variant == "suivi":
        for number, paragraph in enumerate(found[:2]):
            text = paragraph.text
            cut = text.rfind(" ", 0, len(text) * 2 // 3) + 1
            paragraph.runs[-1].text = text[:cut]
            tracked(paragraph, STRUCK, inserted=False, author="Relecture", number=900 + 2 * number)
            tracked(paragraph, text[cut:], inserted=True, author="Relecture", number=901 + 2 * number)


LAYOUTS: dict[str, Callable[[list[Piece], Recipe], Document]] = {
    "A": headings,
    "B": bold_lines,
    "C": layout_tables.tables,
    "E": own_styles,
}
