"""Turns the lines of a document into a compte-rendu: the standard structure, read with tolerance and without loss."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.steps.quotes import exact_spans
from cards.deck import Deck
from interviews.document import CompteRendu, Passage
from interviews.errors import WordFileError
from interviews.form_words import answered
from interviews.structure_facts import kpa_in_margin
from interviews.structure_order import join_cards
from interviews.structure_reader import read_lines
from interviews.structure_tables import in_reading_order
from interviews.word_blocks import Block

NOT_ONE = (
    "Ce document ne ressemble pas à un compte rendu : "
    "ni carte, ni ordre de sélection, ni titres habituels n'y ont été trouvés. "
    "Ajoutez des titres comme « Les informations sur la personne », « L'ordre de sélection des cartes » "
    "et « La première carte », chacun sur sa ligne, puis réessayez."
)
BLANK = (
    "Ce compte-rendu n'est pas encore rempli : il n'a que ses titres. "
    "Écrivez-y ce que la personne a raconté, enregistrez, puis réessayez."
)


def read_structure(blocks: Sequence[Block], *, deck: Deck, margins: Sequence[str] = ()) -> CompteRendu:
    """Read the lines of a document (in order, as ``read_blocks`` gives them) as one compte-rendu.

    ``margins``: lines of headers and footers, looked at for « KPA : … » only. An absent part is None or empty; what
    finds no place is in ``unplaced``, with a problem. Raises WordFileError when this is no compte-rendu at all, or one
    with nothing but its headings.
    """
    found = read_lines(in_reading_order(answered(blocks), deck), deck)
    if not found.order and not found.body and len(found.landmarks) < 2:
        raise WordFileError(NOT_ONE)
    joined = join_cards([met.section() for met in found.order], [met.section() for met in found.body])
    facts = found.facts
    if facts.kpa is None:
        facts.kpa = next(filter(None, map(kpa_in_margin, margins)), None)
    unplaced = (*found.passages("unplaced"), *joined.left, *(Passage(text, exact_spans(text)) for text in facts.left))
    read = CompteRendu(
        kpa=facts.kpa,
        age=facts.age,
        gender=facts.gender,
        since=facts.since,
        lived=found.passages("lived"),
        terms=found.passages("terms"),
        introduction=(*found.passages("introduction"), *joined.before),
        cards=joined.cards,
        closing=found.passages("closing"),
        unplaced=unplaced,
        problems=(*found.facts.problems, *found.problems, *joined.problems, *_doubts(len(joined.cards), len(unplaced))),
    )
    if not _says_something(read):
        raise WordFileError(BLANK)
    return read


def _says_something(read: CompteRendu) -> bool:
    """False for a form with nothing in it but the name of the KPA."""
    facts = (read.age, read.gender, read.since)
    parts = (read.lived, read.terms, read.introduction, read.cards, read.closing, read.unplaced)
    return any(fact is not None for fact in facts) or any(parts)


def _doubts(cards: int, unplaced: int) -> list[str]:
    doubts = [] if cards else ["Aucune carte n'a été reconnue : vérifiez les titres des cartes."]
    if unplaced == 1:
        doubts.append("1 passage n'a pas trouvé sa place : lisez-le dans « non classé » et rangez-le.")
    elif unplaced:
        doubts.append(f"{unplaced} passages n'ont pas trouvé leur place : lisez-les dans « non classé » et rangez-les.")
    return doubts
