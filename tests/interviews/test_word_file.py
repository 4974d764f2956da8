"""The door of Word import refuses what is unsafe or unreadable, in French, and proposes the mend."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews import word_file
from interviews.errors import WordFileError
from interviews.word_file import open_word
from interviews.word_kinds import RECIT, is_untouched_recit
from tests.interviews.word_making import (
    ENOUGH,
    RELATIONS,
    entry,
    packed,
    paragraph,
    part,
    raw,
    read,
    rewritten,
    texts,
    typed,
)

GOOD = typed(*ENOUGH, "Une note.")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(source: bytes | Path) -> str:
    with pytest.raises(WordFileError) as caught:
        open_word(source)
    message = str(caught.value)
    assert re.fullmatch("[A-ZÉ].*\\.", message)
    return message


def with_relation(
    kind: str, target: str, mode: str = ' TargetMode="External"', name: str = "word/_rels/document.xml.rels"
) -> bytes:
    old = (
        entry(GOOD, "word/_rels/document.xml.rels").decode()
        if name.endswith("document.xml.rels")
        else "<R></Relationships>"
    )
    link = f'<Relationship Id="rX" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
    if old == "<R></Relationships>":
        old = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    return rewritten(GOOD, {name: old.replace("</Relationships>", link + "</Relationships>").encode()})


def test_a_good_file_opens_from_bytes_and_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "cr.docx"
    path.write_bytes(GOOD)
    assert open_word(path).document.tag == open_word(GOOD).document.tag


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (b"", "vide"),
        (b"\0\0\0", "vide"),
        (b"bonjour", "n'est pas un document Word"),
        (OLE + "WordDocument".encode("utf-16-le"), "ancien document Word (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 bonjour}", "RTF"),
        (b"<html><p>Bonjour</p></html>", "page web"),
        (GOOD[: len(GOOD) // 2], "abîmé"),
        (GOOD[:-30], "abîmé"),
        (b"PK\x03\x04" + b"x" * 100, "abîmé"),
        (b"x" * 20_000_001, "20 Mo"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_not_a_docx_is_named_for_what_it_is(source: bytes, word: str) -> None:
    assert word in refusal(source)


def test_other_zips_are_named_for_what_they_are() -> None:
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    assert "(.odt)" in refusal(odt.getvalue())
    assert "Excel" in refusal(rewritten(GOOD, {"xl/workbook.xml": b"<a/>"}))


def test_a_missing_file_is_said_kindly(tmp_path: Path) -> None:
    assert "ne s'ouvre pas" in refusal(tmp_path / "absent.docx")
    assert "ne s'ouvre pas" in refusal(tmp_path)


def test_a_bomb_is_stopped_while_it_inflates() -> None:
    assert "démesuré" in refusal(rewritten(GOOD, {"word/media/a.bin": b"\0" * 30_000_000}))


def test_the_unpacked_limit_counts_real_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_file, "LIMITS", replace(word_file.LIMITS, unpacked=20_000))
    assert "démesuré" in refusal(GOOD)


def test_a_header_that_lies_about_sizes_is_refused() -> None:
    big = rewritten(GOOD, {"word/media/a.bin": b"\0" * 30_000_000})
    lying = big.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != big
    assert refusal(lying)


def test_an_enormous_xml_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_file, "MAX_XML", 500)
    assert "trop de texte" in refusal(GOOD)


def test_too_many_entries_are_refused() -> None:
    assert "trop d'éléments" in refusal(rewritten(GOOD, {f"word/media/{n}.png": b"" for n in range(2_001)}))


@pytest.mark.parametrize("name", ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:/evil.xml", "..\\evil.xml"])
def test_paths_that_leave_the_file_are_refused(name: str) -> None:
    assert "chemin interdit" in refusal(rewritten(GOOD, {name: b"<a/>"}))


@pytest.mark.parametrize("name", ["word/document.xml", "word/theme/theme1.xml", "customXml/item1.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_in_any_part_and_encoding(name: str, encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "boum">]><a>&x;</a>'.encode(encoding)
    assert "DOCTYPE" in refusal(rewritten(GOOD, {name: bomb}))


def test_macros_are_refused_by_name_and_by_type() -> None:
    assert "macros" in refusal(rewritten(GOOD, {"word/vbaProject.bin": b"x"}))
    types = entry(GOOD, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "macros" in refusal(rewritten(GOOD, {"[Content_Types].xml": types}))


@pytest.mark.parametrize(
    "name", ["word/embeddings/oleObject1.bin", "word/embeddings/sheet.xlsx", "word/activeX/activeX1.xml"]
)
def test_embedded_objects_are_refused(name: str) -> None:
    assert "objet incorporé" in refusal(rewritten(GOOD, {name: b"<a/>"}))


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk"])
def test_relations_to_embedded_things_are_refused(kind: str) -> None:
    assert "incorporé" in refusal(with_relation(kind, "x.bin", mode=""))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("image", "word/_rels/document.xml.rels"),
        ("attachedTemplate", "word/_rels/settings.xml.rels"),
        ("frame", "_rels/x.rels"),
    ],
)
def test_external_targets_are_refused(kind: str, name: str) -> None:
    assert "extérieur" in refusal(with_relation(kind, "https://exemple.fr/a", name=name))


def test_hyperlinks_are_welcome() -> None:
    assert open_word(with_relation("hyperlink", "https://exemple.fr")).document is not None


def test_a_zip_without_a_document_is_refused() -> None:
    assert "pas de texte Word" in refusal(rewritten(GOOD, {"word/document.xml": None}))


def test_broken_xml_is_refused() -> None:
    assert "abîmé" in refusal(rewritten(GOOD, {"word/document.xml": b"<w:document"}))


def test_an_encrypted_entry_asks_for_the_password_to_be_removed() -> None:
    data = bytearray(GOOD)
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert "mot de passe" in refusal(bytes(data))


def test_an_odd_compression_is_refused() -> None:
    assert "abîmé" in refusal(rewritten(GOOD, {"word/x.xml": b"<a/>"}, method=zipfile.ZIP_LZMA))


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(WordFileError, match="vide"):
        read(typed("", "  "))


def test_the_document_may_have_another_name_and_the_strict_vocabulary() -> None:
    strict = raw(paragraph("Ordre des cartes : J'ai appris, joker"), paragraph("La première carte"), paragraph("Note."))
    xml = entry(strict, "word/document.xml").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    rels = entry(strict, "_rels/.rels").replace(b"word/document.xml", b"/word/document2.xml")
    moved = rewritten(strict, {"word/document.xml": None, "word/document2.xml": xml, "_rels/.rels": rels})
    assert texts(read(moved).cards[0].passages) == ["Note."]


def test_forbidden_characters_are_replaced_and_counted() -> None:
    source = raw(paragraph("La première carte : J'ai appris"), paragraph("UnNUL motSUR etSOH fin"))
    xml = (
        entry(source, "word/document.xml")
        .replace(b"NUL", b"&#0;")
        .replace(b"SUR", b"\xed\xa0\x80")
        .replace(b"SOH", b"\x01")
    )
    broken = rewritten(source, {"word/document.xml": xml})
    assert open_word(broken).replaced >= 3
    found = read(broken)
    assert re.sub("\ufffd+", "?", found.cards[0].passages[0].text) == "Un? mot? et? fin"
    assert any(problem.startswith("Caractères illisibles") for problem in found.problems)


def test_a_very_deep_document_is_refused_not_crashed_on() -> None:
    deep = raw("<w:sdt><w:sdtContent>" * 200 + paragraph("x") + "</w:sdtContent></w:sdt>" * 200)
    with pytest.raises(WordFileError):
        read(deep)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_result_or_a_word_file_error(data: bytes) -> None:
    with pytest.raises(WordFileError):
        read(data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_to_a_good_file_gives_a_result_or_a_word_file_error(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))
    with suppress(WordFileError):
        read(bytes(damaged))


XML_TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "txbxContent",
    "pPr",
    "rPr",
    "numPr",
    "br",
]


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["Âge : 5", "1", "Joker", "La première carte", "<w:br/>", "<w:sym/>", "<w:pStyle/>"]),
        lambda inner: st.tuples(st.sampled_from(XML_TAGS), st.lists(inner, max_size=4)).map(
            lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"
        ),
        max_leaves=25,
    )
)
def test_any_well_formed_word_xml_gives_a_result_or_a_word_file_error(xml: str) -> None:
    with suppress(WordFileError):
        read(raw(xml if xml.startswith("<w:") else paragraph(xml)))


def test_styles_that_inherit_in_a_circle_do_no_harm() -> None:
    loop = "".join(
        f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    source = raw(
        paragraph("La première carte", '<w:pStyle w:val="A"/>'),
        paragraph("Note"),
        parts={"styles": part("styles", loop)},
    )
    assert texts(read(source).cards[0].passages) == ["Note"]


def test_a_file_made_by_python_docx_passes_the_door() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("La première carte : J'ai appris")
    assert read(packed(document)).cards[0].id == "appris"


def test_a_recit_of_ours_is_no_compte_rendu() -> None:
    core = f"<cp:category>{RECIT}</cp:category><cp:lastModifiedBy>KParole</cp:lastModifiedBy>".encode()
    ours = rewritten(GOOD, {"docProps/core.xml": core})
    assert refusal(ours).startswith("Ce fichier est un récit écrit par KParole")
    assert is_untouched_recit(ours)
    assert not is_untouched_recit(rewritten(GOOD, {"docProps/core.xml": core.replace(b">KParole<", b">Nadia<")}))
    assert not is_untouched_recit(GOOD)
    assert not is_untouched_recit(b"PK abime")
