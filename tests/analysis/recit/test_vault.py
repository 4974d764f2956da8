from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from markupsafe import Markup

from analysis.recit.vault import Vault, is_right_to_left, writable


def printed(text: str) -> list[str]:
    """What Word would hold of a text that went through the vault: tags and words in order."""
    vault = Vault()
    token = vault.keep(text)
    paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:rPr><w:b/></w:rPr><w:t>a {token} b</w:t></w:r></w:p>")
    vault.put_back(paragraph)
    return [n.text if n.tag == qn("w:t") else n.tag.rpartition("}")[2] for n in paragraph[0] if n.tag != qn("w:rPr")]


@pytest.mark.parametrize(
    "text",
    ["{_{ et }_}", "{{ x }} {% y %}", "a & b < c > d \"e\" 'f'", "😀", "تعلمت", "\ue0000\ue001", "  deux  espaces  "],
)
def test_words_come_back_to_the_letter(text: str) -> None:
    assert printed(text) == [f"a {text} b"]


def test_line_breaks_and_tabs_become_words_own() -> None:
    assert printed("un\ndeux\ttrois") == ["a un", "br", "deux", "tab", "trois b"]


def test_what_no_document_can_hold_becomes_a_visible_sign() -> None:
    assert writable("a\x07b\x0cc\x00\ud800\r\nd") == "a\ufffdb\ufffdc\ufffd\ufffd\nd"


def test_what_is_not_plain_text_goes_through_untouched() -> None:
    vault, image = Vault(), object()
    assert vault.keep(image) is image
    assert vault.keep(Markup("<w:p/>")) == "<w:p/>"


@pytest.mark.parametrize(("text", "expected"), [("تعلمت ici", True), ("je dis سلام à tous", False), ("", False)])
def test_a_text_reads_from_the_right_when_most_letters_do(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_a_run_from_the_right_says_so_to_word() -> None:
    vault = Vault()
    token = vault.keep("تعلمت الخياطة")
    run = parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:sz w:val='20'/><w:lang/></w:rPr><w:t>{token}</w:t></w:r>")
    vault.put_back(run)
    assert [node.tag.rpartition("}")[2] for node in run[0]] == ["sz", "rtl", "lang"]
