"""The analysis straight from files read, without the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from analysis.card_games import game_of_document
from analysis.card_life import Played
from analysis.corpus import people_from_documents
from analysis.engine import Engine, read_taxonomy
from analysis.masking import masks_beside
from analysis.pipeline import analyse
from analysis.recit.gathering import draft_source
from analysis.recit.source import RecitSource
from analysis.steps.types import Analysis
from cards.deck import Deck, load_deck
from interviews.document import CompteRendu
from interviews.pseudonyms import all_words, draw_pseudonym
from interviews.reading import ReadFile, same_spelling
from kparole.wording import day


def analyse_documents(read: Sequence[ReadFile], *, load: Callable[[], Engine]) -> Analysis:
    """Analyse the documents read, in their order; interviews are named E01, E02… ``load`` gives the engine."""
    kpas = tuple(dict.fromkeys(doc.kpa for _, doc in _coded(read) if doc.kpa))
    people, known = people_from_documents(_coded(read)), (kpas, ())
    with masks_beside(people, known) as find:
        return analyse(people, engine=load(), known=known, progress=_silent, find=find)


def draft_of_documents(
    read: Sequence[ReadFile], *, load: Callable[[], Engine], left_out: int = 0, today: date | None = None
) -> RecitSource:
    """A draft récit from the documents read, with our grid: every mask proposal applied, first names drawn."""
    analysis = analyse_documents(read, load=load)
    names: dict[str, str] = {}
    heard = "\n".join(all_words(document) for _, document in _coded(read))
    for code, document in _coded(read):
        names[code] = draw_pseudonym(document.gender, taken=set(names.values()), words=heard)
    dated = day(datetime.combine(today or date.today(), datetime.min.time()))
    deck = load_deck()
    source = draft_source(
        analysis, taxonomy=read_taxonomy(), deck=deck, names=names, dated=dated, played=_played(read, deck)
    )
    return replace(source, left_out=left_out)


def _played(read: Sequence[ReadFile], deck: Deck) -> Played:
    """What the documents tell of their cards; a file says no day, and none is shown."""
    games = (game_of_document(code, document, deck=deck, on=date.min) for code, document in _coded(read))
    return Played(tuple(games), {deck.version: deck}, deck)


def _coded(read: Sequence[ReadFile]) -> list[tuple[str, CompteRendu]]:
    documents = [one.document for one in same_spelling(read) if one.document is not None]
    width = max(2, len(str(len(documents))))
    return [(f"E{number:0{width}d}", document) for number, document in enumerate(documents, 1)]


def _silent(_step: str, _done: int, _total: int) -> None:
    return
