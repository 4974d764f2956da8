"""The kit in Word, for a team to make its own: real styles and headings, a table of contents, pictures with their words."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm

from cards.deck import Card, load_deck
from interviews.kit import Kit, Sheet, used_cards
from interviews.kit_word_blocks import write_block
from interviews.kit_word_pictures import float_right, in_line, pictures
from interviews.word_bytes import describe, packed
from interviews.word_contents import fill_contents
from interviews.word_fields import field_runs
from interviews.word_kinds import KIT
from interviews.word_paper import INK, QUIET, RULE, SOFT, SUNKEN, THREAD, add_style, new_document, shaded, side_rule
from interviews.word_writing import add_field

PICTURE = Mm(27)


def kit_word(kit: Kit) -> bytes:
    """The whole kit as a .docx, but for the blank compte-rendu, which is a file of its own. Same kit, same bytes.

    Raises PrintError when a picture cannot be drawn.
    """
    deck = load_deck()
    cards = {key: card for key in used_cards(kit) if (card := deck.card(key))}
    drawn = pictures(cards.values())
    document = new_document()
    _styles(document)
    _cover(document, kit, cards, drawn)
    for sheet in kit.sheets:
        _page(document, sheet, cards, drawn)
    _foot(document, kit)
    fill_contents(document)
    describe(document, title=kit.title, category=KIT)
    return packed(document)


def _cover(document: Document, kit: Kit, cards: dict[str, Card], drawn: dict[str, bytes]) -> None:
    shown = document.add_paragraph()
    for key in kit.cards:
        in_line(shown, drawn[key], words=f"Image de la carte « {cards[key].title} »", side=Mm(38))
        shown.add_run("  ")
    document.add_paragraph(kit.title, style="Title")
    document.add_paragraph(kit.subtitle, style="Subtitle")
    document.add_paragraph(kit.promise)
    for label in kit.owner:
        add_field(document, label)
    document.add_paragraph("Comment s’en servir", style="Titre du sommaire")
    for words in kit.how:
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("Dans ce livret", style="Titre du sommaire")
    place = document.add_paragraph()
    for run in field_runs('TOC \\o "1-1" \\h', ""):
        place._p.append(run)


def _page(document: Document, sheet: Sheet, cards: dict[str, Card], drawn: dict[str, bytes]) -> None:
    heading = document.add_heading(sheet.name, 1)
    if sheet.card in drawn:
        float_right(heading, drawn[sheet.card], words=f"Image de la carte « {cards[sheet.card].title} »", side=PICTURE)
    purpose = document.add_paragraph(style="À quoi ça sert")
    purpose.add_run("À quoi ça sert. ").bold = True
    purpose.add_run(sheet.purpose)
    document.add_paragraph(sheet.intro, style="Pour commencer")
    for block in sheet.blocks:
        write_block(document, block, cards, drawn)


def _foot(document: Document, kit: Kit) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run(f"{kit.title} · page ")
    for run in field_runs("PAGE", "1"):
        foot._p.append(run)


def _styles(document: Document) -> None:
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    add_style(document, "Subtitle", size=14, after=10, bold=True, colour=INK)
    add_style(document, "Titre du sommaire", size=15, before=18, after=6, bold=True, next_="Normal")
    contents = add_style(document, "toc 1", size=11.5, before=3, after=1)
    contents.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    add_style(document, "List Bullet", size=11, after=3, line=1.15)
    shaded(add_style(document, "À quoi ça sert", size=11, before=4, after=8, line=1.2), SOFT)
    add_style(document, "Pour commencer", size=12, after=6, line=1.2)
    shaded(add_style(document, "Encadré", size=11, before=2, after=6, line=1.2), SUNKEN)
    add_style(document, "Case à cocher", size=11, after=4)
    why = add_style(document, "But", size=10, after=1, colour=QUIET, next_="Ligne à écrire")
    why.paragraph_format.left_indent = Mm(5)
    why.paragraph_format.keep_with_next = True
    for name, colour in (("Phrase à dire", THREAD), ("Chose à faire", RULE)):
        said = add_style(document, name, size=11.5, before=9, bold=True, next_="But")
        side_rule(said, colour, indent=Mm(5))
        said.paragraph_format.keep_with_next = True
