"""The thirty sample documents, read back from Word, say what their sources say: person, parts, cards, every note."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from cards.deck import load_deck
from data_samples.fabriquer import DOCUMENTS, document_path
from data_samples.layouts import STRUCK
from data_samples.pieces import NBSP
from data_samples.sample_source import Source, bare, read_sources
from interviews.document import CompteRendu, Passage
from interviews.reading import gather, read_files
from interviews.word_in import read_compte_rendu
from network.names import same_kpa

SOURCES = read_sources()


def plain(text: str) -> str:
    """Without what Word changes while one types."""
    return text.replace("’", "'").replace(NBSP, " ").strip()


def said(passages: Iterable[Passage]) -> list[str]:
    return [plain(passage.text) for passage in passages]


def noted(lines: Iterable[str]) -> list[str]:
    return [plain(bare(line)) for line in lines]


def read_sample(source: Source) -> CompteRendu:
    return read_compte_rendu(document_path(source).read_bytes(), deck=load_deck())


@pytest.fixture(scope="module", params=SOURCES, ids=lambda source: source.code)
def pair(request: pytest.FixtureRequest) -> tuple[Source, CompteRendu]:
    return request.param, read_sample(request.param)


def test_the_person_is_read(pair: tuple[Source, CompteRendu]) -> None:
    source, read = pair
    assert read.age == int(source.age.removesuffix(" ans"))
    assert read.gender == source.gender.lower()
    assert plain(read.since or "") == plain(source.since)


def test_the_cards_are_read_in_their_order_with_the_titles_of_jokers(pair: tuple[Source, CompteRendu]) -> None:
    source, read = pair
    assert [card.id for card in read.cards] == [pick.card for pick in source.picks]
    jokers = [card.title for card in read.cards if card.id == "joker"]
    assert jokers == [pick.title for pick in source.picks if pick.card == "joker"]


def test_each_card_has_its_notes_paragraph_by_paragraph(pair: tuple[Source, CompteRendu]) -> None:
    source, read = pair
    assert [said(card.passages) for card in read.cards] == [noted(pick.notes) for pick in source.picks]


def test_what_was_lived_the_introduction_and_the_closing_are_read(pair: tuple[Source, CompteRendu]) -> None:
    source, read = pair
    assert said(read.lived) == noted(source.lived)
    assert said(read.introduction) == noted(source.introduction)
    assert said(read.closing) == noted(source.closing)


def test_the_terms_are_read_whatever_else_is_kept_with_them(pair: tuple[Source, CompteRendu]) -> None:
    source, read = pair
    wanted = noted(source.terms)
    assert [line for line in said(read.terms) if line in wanted] == wanted


def test_no_note_is_left_unplaced(pair: tuple[Source, CompteRendu]) -> None:
    source, read = pair
    assert set(said(read.unplaced)) & set(noted(source.all_notes())) == set()


def test_words_struck_out_with_tracked_changes_are_not_read(pair: tuple[Source, CompteRendu]) -> None:
    _, read = pair
    every = [*read.lived, *read.terms, *read.introduction, *read.closing, *read.unplaced]
    every += [passage for card in read.cards for passage in card.passages]
    assert [passage.text for passage in every if STRUCK.strip() in passage.text] == []


def test_every_file_finds_its_kpa_in_its_words_or_in_its_folder() -> None:
    files = read_files(gather([DOCUMENTS]), deck=load_deck(), known_kpas=sorted({source.kpa for source in SOURCES}))
    found = {file.source.name: file.document.kpa if file.document else None for file in files}
    lost = [source.code for source in SOURCES if not same_kpa(found[f"{source.code}.docx"] or "?", source.kpa)]
    assert lost == []
