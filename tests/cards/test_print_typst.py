from __future__ import annotations

from pathlib import Path

import pytest

from cards import print_typst
from cards.print_letters import lacking, printable
from cards.print_typst import compile_typst, render_typst
from tests.cards.printed import read

SHEET = """\
#let data = json("/data.json")
#set page(width: 60mm, height: 40mm, margin: 5mm)
= #data.word
#for line in data.lines [#line]
#if data.drawn { image("/files/dessin.svg", alt: "Un carré", width: 10mm) }
"""
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#123456"/></svg>'


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "essai.typ").write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr(print_typst, "PRINTED", tmp_path)
    return tmp_path


def test_a_template_reads_its_data_and_its_files(room: Path) -> None:
    data = {"word": "Été", "lines": ["un ", "deux"], "drawn": True}
    pdf = compile_typst("essai.typ", data, files={"dessin.svg": SQUARE}, title="Mon titre", lang="fr")
    reader = read(pdf)
    assert reader.pages[0].extract_text().split() == ["Été", "un", "deux"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Mon titre"
    assert pdf == compile_typst("essai.typ", data, files={"dessin.svg": SQUARE}, title="Mon titre", lang="fr")


def test_words_are_words_even_when_they_look_like_a_program(room: Path) -> None:
    words = '#read("/main.typ") $x$ *gras* \\ "'
    data = {"word": words, "lines": [], "drawn": False}
    assert "#read(" in read(compile_typst("essai.typ", data, title="#panic()")).pages[0].extract_text()


def test_pages_are_drawn_one_picture_each(room: Path) -> None:
    pages = render_typst("essai.typ", {"word": "mot " * 90, "lines": [], "drawn": False}, title="x", ppi=36)
    assert len(pages) > 1
    assert all(page.startswith(b"\x89PNG") for page in pages)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("J’ai appris… « ça »", "J’ai appris… « ça »"),
        ("e\u0301te\u0301", "été"),
        ("10\u202f000\u202f€", "10\u00a0000\u00a0€"),
        ("ri 😂 fort", "ri fort"),
        ("漢字", "??"),
        ("a\x00b\u200fc", "abc"),
        ("تعلّمتُ… Ґєї Şığ", "تعلّمتُ… Ґєї Şığ"),
    ],
)
def test_what_our_fonts_lack_never_stops_a_print(text: str, printed: str) -> None:
    assert printable({"a": [text, 1, None], "b": (True,)}) == {"a": [printed, 1, None], "b": [True]}


def test_only_letters_are_said_to_lack() -> None:
    assert lacking("漢 😂 →\n") == {"漢"}


@pytest.mark.usefixtures("room")
def test_every_letter_our_fonts_are_said_to_have_is_printed() -> None:
    from cards.print_letters import letters

    words = "".join(sorted(letter for letter in letters() if letter.isalpha()))
    compile_typst(
        "essai.typ", {"word": words, "lines": [], "drawn": False}, title="x"
    )  # PDF/UA refuses a missing glyph
