"""Writes in a Word file which compte-rendu it is."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from interviews.word_out.label_in_file import (
    FORM,
    ID,
    MASKED,
    NS,
    REVISION,
    TAGS_STYLE,
    WORDS_STYLE,
    FileLabel,
    plain,
)

_PLACE = "/docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KIND = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def label_document(document: Document, label: FileLabel) -> None:
    """Write the label in the custom properties; those that the team's template had stay."""
    told = {ID: label.uid, REVISION: str(label.revision), FORM: MASKED if label.masked else "tel-quel"}
    told |= {WORDS_STYLE: label.words_style, TAGS_STYLE: label.tags_style}
    package = document.part.package
    assert package is not None, "a document is in a package"
    for key, relation in list(package.rels.items()):
        if relation.reltype == _RELATION:
            told = plain(etree.fromstring(relation.target_part.blob)) | told
            del package.rels[key]
    part = Part(PackURI(_PLACE), _TYPE, _xml(told), package)
    package.relate_to(part, _RELATION)


def _xml(told: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{NS}}}Properties", nsmap={None: NS, "vt": _VT})
    for number, (name, text) in enumerate(told.items(), 2):  # 0 and 1 are not for us
        one = etree.SubElement(root, f"{{{NS}}}property", fmtid=_KIND, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_VT}}}lpwstr").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
