"""Fills the Word template: charts as pictures with their alternative text, words put in untouched."""

from __future__ import annotations

import io
from dataclasses import fields as names
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from analysis.effect_map.picture import MapPicture
from analysis.recit.finish import number_captions
from analysis.recit.outline import build_context
from analysis.recit.source import RecitSource
from analysis.recit.typography import typeset
from analysis.recit.vault import Vault
from analysis.steps.chart_sheet import Chart
from interviews.word_bytes import describe, roots, same_bytes
from interviews.word_contents import fill_contents
from interviews.word_kinds import RECIT

PICTURE_WIDTH = Mm(162)  # a little less than the text on A4 with margins of 2.3 cm


class Picture(InlineImage):  # type: ignore[misc]
    """A chart in the text, with the sentence that replaces it for who does not see it."""

    def __init__(self, template: DocxTemplate, chart: Chart | MapPicture, *, alt: str) -> None:
        super().__init__(template, io.BytesIO(chart.png()), width=PICTURE_WIDTH)
        self._alt = alt
        self._name = chart.id

    def _insert_image(self) -> str:
        inline = self.tpl.current_rendering_part.new_pic_inline(self.image_descriptor, self.width, self.height)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # left out, LibreOffice moves the picture by 3 mm
        inline.docPr.set("descr", self._alt)
        inline.docPr.set("name", self._name)
        inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"{self._name}.png")
        return f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def render(source: RecitSource, *, template: Path) -> bytes:
    """The bytes of the .docx."""
    vault = Vault()
    word = DocxTemplate(template)
    word.init_docx()

    def draw(chart: Chart | MapPicture) -> Picture:
        return Picture(word, chart, alt=str(vault.keep(chart.alt)))

    context = typeset(build_context(source, draw=draw))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=vault.keep)
    word.render({field.name: getattr(context, field.name) for field in names(context)}, environment, autoescape=True)
    for root in roots(word.docx):
        vault.put_back(root)
    document = word.docx
    number_captions(document)
    fill_contents(document)
    describe(document, title=f"{context.title} – {context.network}", subject=context.draft)
    document.core_properties.category = RECIT
    content = io.BytesIO()
    word.save(content)
    return same_bytes(content.getvalue())
