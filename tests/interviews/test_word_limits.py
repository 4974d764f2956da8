"""What is too much for one person's compte-rendu is refused before it takes the machine's time and memory."""

from __future__ import annotations

import time

import pytest

from interviews import structure_order, structure_reader, word_blocks, word_file
from interviews.errors import WordFileError
from interviews.structure_order import LONGEST_ORDER, MOST_CUTS, order_items
from interviews.word_file import open_word, receive_word
from interviews.word_kinds import TOO_LONG
from kparole.uploads.kinds import DOCX
from tests.bad_files.making import GOOD
from tests.interviews.word_making import DECK, ENOUGH, all_text, paragraph, part, raw, read, texts, typed

START = "".join(map(paragraph, ENOUGH))


@pytest.mark.parametrize(
    "body", [paragraph("Une note.") * 40, f"<w:p><w:r>{'<w:br/>' * 40}</w:r></w:p>"], ids=["paragraphs", "breaks"]
)
def test_more_lines_than_anybody_says_are_refused(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(word_blocks, "MAX_LINES", 40)
    with pytest.raises(WordFileError, match="trop de texte") as caught:
        read(raw(START + body))
    assert str(caught.value) == TOO_LONG


def test_more_letters_than_anybody_says_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_blocks, "MAX_LETTERS", 200)
    assert read(raw(START + paragraph("x" * 80)))
    with pytest.raises(WordFileError, match="trop de texte"):
        read(raw(START + paragraph("x" * 80) + paragraph("y" * 80)))


@pytest.mark.parametrize("body", ["<w:p/>" * 100, '<w:p w:a="1"/>' * 60], ids=["tags", "attributes"])
def test_more_tags_and_attributes_than_words_ask_for_are_refused(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(word_file, "MAX_MARKS", 100)
    assert open_word(raw("<w:p/>"))
    with pytest.raises(WordFileError, match="trop de texte"):
        open_word(raw(body))


def test_more_cards_than_one_person_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure_reader, "MOST_CARDS", 4)
    assert len(read(typed(*ENOUGH, "note", "La deuxième carte : joker", "note")).cards) == 2
    with pytest.raises(WordFileError, match="un document par personne"):
        read(typed(*["La carte : J'ai appris", "note", "La carte : joker", "note"] * 3))


def test_an_order_that_is_too_long_to_be_one_is_only_told() -> None:
    cards = ["J'ai appris", "joker"] * (LONGEST_ORDER // 20 + 1)
    assert order_items(", ".join(cards), DECK) == []
    assert order_items("joker," * (MOST_CUTS + 2), DECK) == []
    assert "J'ai appris, joker" in all_text(read(typed(*ENOUGH, ", ".join(cards))))


@pytest.mark.parametrize("filling", [" ", "1. ", "- ", "j'ai été utile / ", "("])
def test_a_line_takes_time_as_its_length_and_no_more(filling: str) -> None:
    line = filling * (LONGEST_ORDER // len(filling) - 10) + "et une phrase."
    began = time.process_time()
    for _ in range(20):
        structure_order.order_items(line, DECK)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("J'ai appris , , joker", ["appris", "joker"]),
        ("J'ai appris  \t joker", ["appris", "joker"]),
        ("J'ai appris   -   joker", ["appris", "joker"]),
        ("J'ai appris et enfin joker", ["appris", "joker"]),
        ("1. J'ai appris   2. joker", ["appris", "joker"]),
    ],
)
def test_spaces_around_the_cuts_of_an_order_do_not_count(text: str, ids: list[str]) -> None:
    assert [mention.id for mention in order_items(text, DECK)] == ids


def test_a_note_called_twice_is_read_once() -> None:
    call = '<w:p><w:r><w:t>Un mot</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = part("footnotes", f'<w:footnote w:id="1">{paragraph("Dit deux fois.")}</w:footnote>')
    found = read(raw(START + call * 2, parts={"footnotes": notes}))
    assert texts(found.cards[0].passages) == ["Un mot", "Dit deux fois.", "Un mot"]


def test_a_paragraph_inside_another_in_a_header_is_read_once() -> None:
    header = part("hdr", "<w:p>" * 3 + "<w:r><w:t>KPA : Les Tilleuls</w:t></w:r>" + "</w:p>" * 3)
    found = word_blocks.read_blocks(open_word(raw(START, parts={"header": header})))
    assert found.margins == ("KPA : Les Tilleuls",)


def test_a_style_with_very_many_parents_is_followed_a_little_only() -> None:
    styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(3_000))
    began = time.process_time()
    assert read(raw(START + paragraph("note", '<w:pStyle w:val="s0"/>'), parts={"styles": part("styles", styles)}))
    assert time.process_time() - began < 5  # one, on a machine that does nothing else


def test_the_import_page_lets_a_word_file_in_or_says_why_not_as_for_a_compte_rendu() -> None:
    upload = receive_word(GOOD, name="dossier/a.docx")
    assert (upload.name, upload.kind, upload.content) == ("a.docx", DOCX, GOOD)
    with pytest.raises(WordFileError, match="Prenez le document Word dont il vient"):
        receive_word(b"%PDF-1.7", name="a.docx")
    with pytest.raises(WordFileError, match="Fermez Word et donnez le document"):
        receive_word(GOOD, name="~$a.docx")
