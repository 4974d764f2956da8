"""Tries a team's template before it is used: it must fill, and all that was put in must come back."""

from __future__ import annotations

from analysis.steps.types import Span
from cards.deck import load_deck
from interviews.errors import WordFileError
from interviews.masked import MaskedPage
from interviews.pages import Paragraph, Run, Section, Taken
from interviews.word_file import open_word
from interviews.word_out.bring_back import told_by
from interviews.word_out.errors import TemplateRefused
from interviews.word_out.filling import in_child
from interviews.word_out.join import join
from interviews.word_out.masked_paper import masked_paper
from interviews.word_out.paper import paper_of
from interviews.writeup.sheet import DECLINED, Part, Piece, Place, Sheet, SheetCard

UID = "0" * 32
SAID: dict[Part, str] = {
    "introduction": "l'introduction",
    "carte": "les notes sous les cartes",
    "cloture": "la clôture",
    "vecu": "ce que la personne a vécu",
    "modalites": "les modalités",
    "non-classe": "les remarques",
}
MISSING = (
    "Une fois rempli par ce modèle, un compte-rendu ne revient pas entier. Il manque : {}. "
    "Remettez les balises de notre modèle à ces endroits."
)
NAMES_SHOWN = "Ce modèle ne sait pas faire la copie aux prénoms changés. Remettez les balises de notre modèle."


def try_template(content: bytes) -> None:
    """Fill it with a compte-rendu made for that and read it back. Raises TemplateRefused, which says what to mend."""
    sheet, deck = _sheet(), load_deck()
    paper = paper_of(sheet, deck, code="ESSAI-01", kpa="Essai", dated="1er mars 2026")
    masked = masked_paper(_masked(), dated="1er mars 2026", band="25–39 ans")
    whole, copy = in_child(content, [(paper, UID, 0), (masked, UID, 0)])
    try:
        told = told_by(open_word(whole), deck)
        shown = open_word(copy)
    except WordFileError as error:
        raise TemplateRefused(str(error)) from error
    found = join(told, sheet, deck).sheet if told is not None else Sheet()
    if missing := _missing(sheet, found):
        raise TemplateRefused(MISSING.format(", ".join(missing)))
    if "mot de la copie" not in "".join(shown.document.itertext()):
        raise TemplateRefused(NAMES_SHOWN)


def _missing(sheet: Sheet, found: Sheet) -> list[str]:
    wanted = [SAID[one.place.part] for one in sheet.pieces if found.piece(one.id) != one]
    if found.cards != sheet.cards:
        wanted.append("les titres des cartes")
    if len(found.pieces) > len(sheet.pieces):
        wanted.append("une balise en double, ou à la mauvaise place")
    return list(dict.fromkeys(wanted))


def _sheet() -> Sheet:
    """A compte-rendu with all that one may hold, and letters that templates lose."""
    cards = (SheetCard("essai-1", "appris", None), SheetCard("essai-2", "joker", "Le <four> & moi"))
    places = [Place(part) for part in SAID if part != "carte"] + [Place("carte", one.key) for one in cards]
    text = "Un & deux < trois « quatre »\nla première carte : {{ cinq }}"
    pieces = [
        Piece(f"essai-{n}", place, f"{text} {n}", (Span(0, 4),), ("important",), Place("carte", "essai-2"))
        for n, place in enumerate(places)
        if place != Place("carte", "essai-2")
    ]
    last = Piece("essai-fin", Place("carte", "essai-2"), "مرحبا", marks=("feeling",))
    facts = {"age": "34", "gender": "femme", "since": DECLINED, "kpa": "Essai"}
    return Sheet(cards, (*pieces, last), facts).ordered()


def _masked() -> MaskedPage:
    taken = Taken(1, "appris", "J'ai appris…")
    words = (Paragraph("note-1", (Run("mot de la copie", True),)),)
    return MaskedPage(
        "ESSAI-01", "Essai", "25-39", None, None, (Section("carte-1", "J'ai appris…", taken, words),), None
    )
