"""The blank compte-rendu in Word: the standard structure, room to write, and nothing that reading takes for words."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Mm

from interviews.form_words import Parts, form_parts
from interviews.kit import Form, Kit
from interviews.word_bytes import describe, packed
from interviews.word_paper import ACCENT, add_style, new_document
from interviews.word_writing import add_box, add_field

CATEGORY = "Compte-rendu à remplir"
ROOM = {"lived": 3, "introduction": 3, "card": 9, "closing": 4}
"""Empty lines by part; more come by typing."""


def form_word(kit: Kit) -> bytes:
    """The .docx to fill in, on screen or by hand. The same kit gives the same bytes."""
    form, parts = kit.form, form_parts(kit.form)
    document = new_document()
    add_style(document, "Heading 1", size=16, before=20, after=4, bold=True, colour=ACCENT, next_="Normal")
    document.add_paragraph(form.title, style="Title")
    _who(document, form, parts)
    _how(document, form, parts)
    _told(document, form, parts)
    _foot(document, form)
    describe(document, title=form.title, category=CATEGORY)
    return packed(document)


def _who(document: Document, form: Form, parts: Parts) -> None:
    add_field(document, parts.kpa)
    document.add_paragraph(form.hints["kpa"], style="Aide")
    document.add_heading(parts.info, 1)
    add_field(document, parts.age, form.refusal)
    gender = document.add_paragraph(style="À remplir")
    gender.add_run(f"{parts.gender}\u00a0:").bold = True
    gender.add_run("  ")
    for choice in (*form.genders, form.refusal):
        add_box(gender, choice)
    add_field(document, parts.since, form.refusal)


def _how(document: Document, form: Form, parts: Parts) -> None:
    document.add_heading(parts.conduct, 1)
    document.add_heading(parts.lived, 2)
    document.add_paragraph(form.hints["vecu"], style="Aide")
    _room(document, "lived")
    document.add_heading(parts.terms, 2)
    for label in parts.places:
        add_field(document, label)
    document.add_heading(parts.introduction, 1)
    document.add_paragraph(form.hints["introduction"], style="Aide")
    _room(document, "introduction")


def _told(document: Document, form: Form, parts: Parts) -> None:
    document.add_heading(parts.order, 1)
    document.add_paragraph(form.hints["ordre"], style="Aide")
    for label in parts.ranked:
        add_field(document, label)
    for number, label in enumerate(parts.cards):
        document.add_heading(label, 1)
        if number == 0:
            document.add_paragraph(form.hints["carte"], style="Aide")
        _room(document, "card")
    document.add_heading(parts.closing, 1)
    document.add_paragraph(form.hints["cloture"], style="Aide")
    _room(document, "closing")


def _room(document: Document, part: str) -> None:
    for _ in range(ROOM[part]):
        document.add_paragraph(style="Notes")


def _foot(document: Document, form: Form) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.paragraph_format.space_before = Mm(2)
    foot.add_run(form.foot)
