"""The styles of the récit's Word template: sober, one accent, a colour a family; all can be changed in Word."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Arial"  # on every Windows and Mac; LibreOffice brings Liberation Sans, of the same widths
ACCENT, INK, QUIET, RULE, WAIT = "23459B", "27221B", "5C5346", "DDD2BF", "8A4F00"
FAMILIES = {"social": "B0391C", "inner": "783A91", "trade": "0B6A60", "": "8A7D69"}
TINTS = {"social": "FAE3D9", "inner": "F1E4F5", "trade": "DCEFEB", "": "F1EADC"}
FAMILY_NAMES = {"social": "Vie sociale", "inner": "Émotions et pensée", "trade": "Vie au travail", "": "autre famille"}
TEXT_WIDTH = Mm(164)


def add_styles(document: Document) -> None:
    """Set the document's defaults, then every style the template uses."""
    _defaults(document)
    _style(document, "Normal", size=11, after=6, line=1.2)
    for name, size, before, after in (("Heading 1", 22, 0, 10), ("Heading 2", 16, 22, 4), ("Heading 3", 12.5, 12, 4)):
        heading = _style(document, name, size=size, before=before, after=after, bold=True, colour=ACCENT)
        heading.paragraph_format.keep_with_next = True
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    _cover(document)
    _contents(document)
    _quotes(document)
    _tables(document)


def left_rule(style: Any, colour: str, *, dashed: bool = False, width: int = 24, gap: int = 10) -> None:
    """A line along the left side; ``width`` in eighths of a point, ``gap`` in points."""
    borders = OxmlElement("w:pBdr")
    side = OxmlElement("w:left")
    for key, value in (("val", "dashed" if dashed else "single"), ("sz", width), ("space", gap), ("color", colour)):
        side.set(qn(f"w:{key}"), str(value))
    borders.append(side)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
        "w:outlineLvl", "w:rPr",
    )  # fmt: skip


def _defaults(document: Document) -> None:
    root = document.styles.element
    run = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    run.append(_fonts())
    for tag in ("w:sz", "w:szCs"):
        size = OxmlElement(tag)
        size.set(qn("w:val"), "22")
        run.append(size)
    language = OxmlElement("w:lang")
    for key, value in (("val", "fr-FR"), ("eastAsia", "fr-FR"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{key}"), value)
    run.append(language)


def _fonts() -> Any:
    fonts = OxmlElement("w:rFonts")
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), FONT)
    return fonts


def _cover(document: Document) -> None:
    _style(document, "Title", size=40, before=14, after=6, bold=True, colour=ACCENT, line=1.0)
    for border in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        document.styles["Title"].element.pPr.remove(border)
    _style(document, "Subtitle", size=16, after=26, colour=INK, line=1.15)
    _style(document, "Réseau", size=13, before=170, after=14, bold=True, colour=QUIET)
    _style(document, "Date du récit", size=12, before=8, colour=QUIET)
    draft = _style(document, "Avertissement", size=12, before=26, after=6, colour=WAIT)
    left_rule(draft, WAIT)
    draft.paragraph_format.left_indent = Mm(5)
    banner = document.styles.add_style("Brouillon", WD_STYLE_TYPE.CHARACTER)
    banner.font.bold, banner.font.size, banner.font.color.rgb = True, Pt(10), RGBColor.from_string(WAIT)


def _contents(document: Document) -> None:
    title = _style(document, "Titre du sommaire", size=22, after=12, bold=True, colour=ACCENT)
    title.paragraph_format.page_break_before = True
    for level, size, before, bold in ((1, 11.5, 8, True), (2, 11, 1, False)):
        style = _style(document, f"toc {level}", size=size, before=before, after=1, bold=bold, builtin=True)
        style.paragraph_format.left_indent = Mm(0 if level == 1 else 6)
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name in ("Header", "Footer"):
        style = _style(document, name, size=9.5, colour=QUIET)
        for stop in list(style.paragraph_format.tab_stops):
            style.element.pPr.tabs.remove(stop._tab)
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _quotes(document: Document) -> None:
    for key, colour in FAMILIES.items():
        style = _style(document, f"Citation – {FAMILY_NAMES[key]}", size=12, before=7, after=9, line=1.22)
        left_rule(style, colour)
        _indent(style)
        family = document.styles.add_style(f"Famille – {FAMILY_NAMES[key]}", WD_STYLE_TYPE.CHARACTER)
        family.font.bold, family.font.size = True, Pt(11)
        family.font.color.rgb = RGBColor.from_string(colour)
    against = _style(document, "Citation – contraire", size=12, before=7, after=9, line=1.22)
    left_rule(against, QUIET, dashed=True, width=12)
    _indent(against)
    epigraph = _style(document, "Parole d'ouverture", size=16, before=4, after=16, line=1.2, colour=INK)
    left_rule(epigraph, ACCENT, width=36, gap=12)
    _indent(epigraph)
    who = document.styles.add_style("Qui parle", WD_STYLE_TYPE.CHARACTER)
    who.font.size, who.font.color.rgb = Pt(9.5), RGBColor.from_string(QUIET)


def _indent(style: Any) -> None:
    style.paragraph_format.left_indent = Mm(8)


def _tables(document: Document) -> None:
    _style(document, "Ce que l'effet couvre", size=11, after=3, colour=QUIET)
    _style(document, "Case", size=10, before=2, after=2, line=1.08)
    _style(document, "Case de tête", size=10, before=2, after=2, bold=True, line=1.08)
    _style(document, "Caption", size=9.5, before=8, after=4, bold=True, colour=QUIET)
    note = _style(document, "Note", size=9.5, before=2, after=10, colour=QUIET)
    note.paragraph_format.keep_together = True
    picture = _style(document, "Dessin", size=11, before=8, after=2)
    picture.paragraph_format.keep_with_next = True


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    colour: str = INK,
    line: float | None = None,
    builtin: bool = False,
) -> Any:
    """The paragraph style with this name, made when it is missing."""
    styles = document.styles
    if name in [style.name for style in styles]:
        style = styles[name]
    else:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin)
        style.base_style = styles["Normal"]
    style.hidden, style.quick_style = False, True
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:i", "w:iCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.insert(0, _fonts())
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if line:
        paragraph.line_spacing = line
    return style
