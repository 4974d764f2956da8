"""Makes ``templates/word/compte_rendu.docx``: ``python -m interviews.word_out.make_template``, then edit the file in Word.

The template in the repository is this script's own output; the tags inside double braces are the names of ``paper.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor, Twips

from interviews.form_words import form_parts
from interviews.kit import load_kit
from interviews.word_bytes import describe, packed
from interviews.word_fields import field_runs
from interviews.word_out.put_in import EXACT, TAGS
from interviews.word_out.template import SHIPPED
from interviews.word_paper import ACCENT, QUIET, SOFT, THREAD, add_style, new_document, shaded, side_rule

HEADING, NOTE, FACT, LISTED, NOTICE = "Heading 1", "Passage", "Renseignement", "Ordre des cartes", "Avis"


def make_template() -> bytes:
    """The template as bytes; always the same."""
    document = new_document()
    _styles(document)
    parts = form_parts(load_kit().form)
    _top(document)
    _text(document, parts.info, HEADING)
    for label, name in (
        (parts.kpa, "kpa"), (parts.age, "age"), (parts.gender, "gender"), (parts.since, "since"),
    ):  # fmt: skip
        fact = document.add_paragraph(style=FACT)
        fact.add_run(f"{label}\u00a0: ").bold = True
        fact.add_run(f"{{{{ person.{name} }}}}")
    with _when(document, "not masked"):
        _text(document, parts.conduct, HEADING)
        _part(document, parts.lived, "lived", "Heading 2")
        _part(document, parts.terms, "terms", "Heading 2")
    _part(document, parts.introduction, "introduction", HEADING)
    _text(document, parts.order, HEADING)
    with _each(document, "card", "cards"):
        _text(document, "{{ card.rank }}\u00a0: {{ card.listed }}", LISTED)
    with _each(document, "card", "cards"):
        heading = document.add_paragraph(style="Titre de carte")
        heading.add_run("{{ card.place }}\u00a0: {{ card.title }}")
        _notes(document, "card.notes")
    _part(document, parts.closing, "closing", HEADING)
    with _when(document, "unplaced"):
        _part(document, "Remarques", "unplaced", HEADING)
    _foot(document)
    describe(document, title="Modèle du compte-rendu")
    return packed(document)


def _styles(document: Document) -> None:
    for name, size, before in ((HEADING, 17, 20), ("Heading 2", 13, 14)):
        add_style(document, name, size=size, before=before, after=4, bold=True, colour=ACCENT, next_="Normal")
    add_style(document, NOTE, size=11, after=6, line=1.25)
    for name in (HEADING, "Heading 2"):
        document.styles[name].next_paragraph_style = document.styles[NOTE]
        document.styles[name].paragraph_format.keep_with_next = True
    card: Any = add_style(document, "Titre de carte", size=15, before=20, after=5, bold=True, next_=NOTE)
    card.base_style = document.styles["Heading 2"]
    card.paragraph_format.keep_with_next = True
    side_rule(card, THREAD, indent=Mm(4))
    add_style(document, FACT, size=11, before=2, after=2)
    add_style(document, LISTED, size=11, after=1).paragraph_format.left_indent = Mm(5)
    add_style(document, NOTICE, size=9.5, after=3, colour=QUIET)
    shaded(add_style(document, "Légende", size=9.5, before=10, after=4, line=1.25, colour=QUIET), SOFT)
    exact = _letters(document, EXACT, "27221B")
    exact.font.italic = True
    tags = _letters(document, TAGS, ACCENT)
    tags.font.size = Pt(9)


def _letters(document: Document, name: str, colour: str) -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.hidden, style.quick_style = False, True
    return style


def _top(document: Document) -> None:
    _text(document, "Compte-rendu d’entretien", "Title")
    _text(document, "{{ notice }}", NOTICE)
    with _when(document, "not masked"):
        legend = document.add_paragraph(style="Légende")
        legend.add_run("{{ exact_sample }}", style=EXACT)
        legend.add_run("\u00a0: ce que la personne a dit, mot pour mot. Le reste est résumé. ")
        legend.add_run("{{ tags_sample }}", style=TAGS)
        legend.add_run(
            "\u00a0: ce qui a compté, ou l’endroit où c’était dit. Pour ajouter un repère, écrivez-le à la fin du "
            "paragraphe\u00a0: [important], [ressenti], [observé] ou [résumé]."
        )


def _part(document: Document, title: str, name: str, style: str) -> None:
    _text(document, f"{title}{{{{ begin.{name} }}}}", style)
    _notes(document, name)


def _notes(document: Document, many: str) -> None:
    with _each(document, "note", many):
        _text(document, "{{ note.words }}", NOTE)


def _foot(document: Document) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    stops = foot.paragraph_format.tab_stops
    for inherited in (4680, 9360):
        stops.add_tab_stop(Twips(inherited), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("{{ notice }}\tPage ")
    for run in field_runs("PAGE", "1"):
        foot._p.append(run)


@contextmanager
def _when(document: Document, condition: str) -> Iterator[None]:
    _text(document, "{%p if " + condition + " %}", "Normal")
    yield
    _text(document, "{%p endif %}", "Normal")


@contextmanager
def _each(document: Document, name: str, many: str) -> Iterator[None]:
    _text(document, "{%p for " + name + " in " + many + " %}", "Normal")
    yield
    _text(document, "{%p endfor %}", "Normal")


def _text(document: Document, words: str, style: str) -> None:
    document.add_paragraph(words, style=style)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    target.write_bytes(make_template())
