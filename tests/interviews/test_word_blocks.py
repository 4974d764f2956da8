"""Every line of a Word file is read, in order, whatever it is wrapped in."""

from __future__ import annotations

import unicodedata

import docx
import pytest

from interviews.errors import WordFileError
from interviews.word_blocks import Block, WordText, read_blocks
from interviews.word_file import open_word
from tests.interviews.word_making import packed, paragraph, part, raw, run

BOX = "<w:txbxContent>" + paragraph("dans la boîte") + "</w:txbxContent>"
NOTE = part("footnotes", f'<w:footnote w:id="2">{paragraph("le texte de la note")}</w:footnote>')


def walk(source: bytes) -> WordText:
    return read_blocks(open_word(source))


def lines(source: bytes) -> list[str]:
    return [block.text for block in walk(source).blocks]


def one(source: bytes) -> Block:
    (block,) = walk(source).blocks
    return block


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:ins>{run('ajouté')}</w:ins>", "ajouté"),
        (f"<w:hyperlink>{run('lien')}</w:hyperlink>", "lien"),
        (f"<w:smartTag>{run('Lille')}</w:smartTag>", "Lille"),
        (f"<w:sdt><w:sdtContent>{run('contrôle')}</w:sdtContent></w:sdt>", "contrôle"),
        (f"<w:fldSimple>{run('champ')}</w:fldSimple>", "champ"),
        (f"<w:moveTo>{run('ici')}</w:moveTo><w:moveFrom>{run('là')}</w:moveFrom>", "ici"),
        (f"{run('gardé')}<w:del><w:r><w:delText>barré</w:delText></w:r></w:del>", "gardé"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ("<w:r><w:t>e</w:t></w:r><w:r><w:t>\u0301t\u00e9</w:t></w:r>", "été"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "☺"),
        ("<w:r><w:t>a<!-- rien -->b</w:t></w:r>", "ab"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="Homme"/>'
            '<w:listEntry w:val="Femme"/></w:ddList></w:ffData></w:fldChar></w:r>',
            "Femme",
        ),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Cliquez')}</w:sdtContent></w:sdt>"
            f"{run('x')}",
            "x",
        ),
    ],
)
def test_text_is_read_through_its_wrapping(inside: str, text: str) -> None:
    assert lines(raw(paragraph(inside))) == [text]


def test_blocks_inside_content_controls_and_insertions_are_read() -> None:
    source = raw(
        f"<w:sdt><w:sdtContent>{paragraph('un')}</w:sdtContent></w:sdt>",
        f"<w:ins>{paragraph('deux')}</w:ins>",
        f"<w:customXml>{paragraph('trois')}</w:customXml>",
    )
    assert lines(source) == ["un", "deux", "trois"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    choice = f"<mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
    both = f"{run('avant')}<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert lines(raw(paragraph(both))) == ["avant", "dans la boîte"]
    only_old = f"<w:r><mc:AlternateContent><mc:Choice/>{fallback}</mc:AlternateContent></w:r>"
    assert lines(raw(paragraph(run("avant") + only_old))) == ["avant", "dans la boîte"]


def test_tables_are_read_in_place_with_their_cells() -> None:
    document = docx.Document()
    document.add_paragraph("avant")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "a", "b", "d"
    table.cell(1, 0).text = "dehors"
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "dedans"
    document.add_paragraph("après")
    blocks = [block for block in walk(packed(document)).blocks if block.text]
    assert [block.text for block in blocks] == ["avant", "a", "b", "dehors", "dedans", "d", "après"]
    places = [(block.cell.table, block.cell.row, block.cell.column) if block.cell else None for block in blocks]
    assert places == [None, (1, 0, 0), (1, 0, 1), (1, 1, 0), (2, 0, 0), (1, 1, 1), None]


def test_merged_cells_count_their_columns() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("a")}</w:tc>'
    source = raw(f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>")
    assert [block.cell.column for block in walk(source).blocks if block.cell] == [0, 2]


def test_line_breaks_cut_a_paragraph_into_lines_that_remember_it() -> None:
    document = docx.Document()
    document.add_paragraph("un\ndeux")
    document.add_paragraph("trois")
    blocks = walk(packed(document)).blocks
    assert [block.text for block in blocks] == ["un", "deux", "trois"]
    assert blocks[0].paragraph == blocks[1].paragraph != blocks[2].paragraph


@pytest.mark.parametrize(("style", "level"), [("Title", 0), ("Heading 1", 1), ("Heading 3", 3), ("Normal", None)])
def test_built_in_headings_have_a_level(style: str, level: int | None) -> None:
    document = docx.Document()
    document.add_paragraph("titre", style=style)
    assert one(packed(document)).level == level


@pytest.mark.parametrize(
    ("styles", "level"),
    [
        ('<w:style w:styleId="S"><w:name w:val="Titre 2"/></w:style>', 2),
        (
            '<w:style w:styleId="S"><w:name w:val="Ma rubrique"/><w:basedOn w:val="H"/></w:style>'
            '<w:style w:styleId="H"><w:name w:val="heading 4"/></w:style>',
            4,
        ),
        ('<w:style w:styleId="S"><w:name w:val="Perso"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>', 2),
        (
            '<w:style w:styleId="S"><w:name w:val="Perso"/><w:basedOn w:val="H"/>'
            '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
            '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>',
            None,
        ),
    ],
)
def test_custom_styles_inherit_their_level(styles: str, level: int | None) -> None:
    source = raw(paragraph("titre", '<w:pStyle w:val="S"/>'), parts={"styles": part("styles", styles)})
    assert one(source).level == level


def test_a_paragraph_may_have_its_own_outline_level() -> None:
    assert one(raw(paragraph("titre", '<w:outlineLvl w:val="0"/>'))).level == 1


def test_a_line_is_bold_when_all_its_words_are() -> None:
    assert one(raw(paragraph(run("tout", "<w:b/>") + run("  ")))).bold
    assert not one(raw(paragraph(run("tout", "<w:b/>") + run("sauf")))).bold
    assert not one(raw(paragraph(run("non", '<w:b w:val="0"/>')))).bold
    assert one(raw(paragraph(run("souligné", '<w:u w:val="single"/>')))).underlined


def test_lists_are_flagged_with_their_depth() -> None:
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    assert one(raw(paragraph("x", numbered))).list_level == 1
    assert one(raw(paragraph("x", '<w:numPr><w:numId w:val="0"/></w:numPr>'))).list_level is None


def test_italic_runs_are_spans_of_the_line_in_code_points() -> None:
    block = one(
        raw(
            paragraph(
                run("😀 e") + run("\u0301 dit ") + run("j'ose", "<w:i/>") + run(" ", "<w:i/>") + run("tout", "<w:i/>")
            )
        )
    )
    assert [block.text[span.start : span.end] for span in block.italics] == ["j'ose tout"]


def test_an_accent_in_another_run_joins_its_letter_and_only_its_letter() -> None:
    source = raw(paragraph(run("de") + run("\u0301\u0323ja e", "<w:i/>") + run("\u0301te")))
    block = one(source)
    assert block.text == unicodedata.normalize("NFC", "de\u0301\u0323ja e\u0301te")
    assert [block.text[span.start : span.end] for span in block.italics] == ["ja é"]


def test_italics_come_from_character_and_paragraph_styles_too() -> None:
    styles = (
        '<w:style w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:styleId="Q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    parts = {"styles": part("styles", styles)}
    by_run = one(raw(paragraph(run("dit ") + run("oui", '<w:rStyle w:val="E"/>')), parts=parts))
    assert [by_run.text[span.start : span.end] for span in by_run.italics] == ["oui"]
    by_paragraph = one(raw(paragraph("tout", '<w:pStyle w:val="Q"/>'), parts=parts))
    assert [by_paragraph.text[span.start : span.end] for span in by_paragraph.italics] == ["tout"]


def test_a_footnote_comes_under_its_paragraph_and_is_said() -> None:
    source = raw(
        paragraph(run("mot") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        paragraph("suite"),
        parts={"footnotes": NOTE},
    )
    found = walk(source)
    assert [(block.text, block.note) for block in found.blocks] == [
        ("mot", False),
        ("le texte de la note", True),
        ("suite", False),
    ]
    assert any("Notes de bas de page" in problem and ": 1" in problem for problem in found.problems)


def test_comments_and_tracked_deletions_are_left_aside_and_said() -> None:
    comments = part("comments", f'<w:comment w:id="1">{paragraph("à revoir")}</w:comment>')
    source = raw(
        paragraph(run("gardé") + "<w:del><w:r><w:delText>barré</w:delText></w:r></w:del>"), parts={"comments": comments}
    )
    found = walk(source)
    assert [block.text for block in found.blocks] == ["gardé"]
    assert any(problem.startswith("Commentaires") and ": 1" in problem for problem in found.problems)
    assert any(problem.startswith("Suppressions") and ": 1" in problem for problem in found.problems)


def test_headers_and_footers_are_kept_apart() -> None:
    source = raw(paragraph("corps"), parts={"header": part("hdr", paragraph("KPA : La Passerelle"))})
    assert walk(source).margins == ("KPA : La Passerelle",)
    assert lines(source) == ["corps"]


def test_a_table_of_contents_is_left_out() -> None:
    styles = part("styles", '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>')
    source = raw(
        paragraph("La première carte\t3", '<w:pStyle w:val="T"/>'), paragraph("vrai"), parts={"styles": styles}
    )
    assert lines(source) == ["vrai"]


def test_images_alone_are_said_to_be_images() -> None:
    blip = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
    with pytest.raises(WordFileError, match="images"):
        walk(raw(paragraph(blip)))
    assert any("Images non reprises : 1" in problem for problem in walk(raw(paragraph(blip), paragraph("x"))).problems)
