"""What our Word files carry to be known again: custom properties, nothing of anybody's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from interviews.word_file import Element

WORDS_STYLE, TAGS_STYLE = "kparole:mots-exacts", "kparole:reperes"
_ID, _REVISION, _FORM, _MASKED = "kparole:id", "kparole:revision", "kparole:forme", "masque"
_PLACE = "/docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KIND = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@dataclass(frozen=True, slots=True)
class FileLabel:
    """Which compte-rendu a file is, as it stood at which revision. ``masked``: a copy whose names are changed.

    ``words_style``, ``tags_style``: the names of the styles of exact words and of the small tags in that file.
    """

    uid: str
    revision: int
    masked: bool = False
    words_style: str = ""
    tags_style: str = ""


def label_document(document: Document, label: FileLabel) -> None:
    """Write the label in the custom properties; those that the team's template had stay."""
    told = {_ID: label.uid, _REVISION: str(label.revision), _FORM: _MASKED if label.masked else "tel-quel"}
    told |= {WORDS_STYLE: label.words_style, TAGS_STYLE: label.tags_style}
    package = document.part.package
    assert package is not None, "a document is in a package"
    for key, relation in list(package.rels.items()):
        if relation.reltype == _RELATION:
            told = _plain(etree.fromstring(relation.target_part.blob)) | told
            del package.rels[key]
    part = Part(PackURI(_PLACE), _TYPE, _xml(told), package)
    package.relate_to(part, _RELATION)


def label_of(properties: Element | None) -> FileLabel | None:
    """The label that custom properties hold; None when they are not ours, or were tampered with."""
    told = _plain(properties) if properties is not None else {}
    uid, revision = told.get(_ID, ""), told.get(_REVISION, "")
    if not re.fullmatch(r"[0-9A-Za-z-]{8,64}", uid) or not re.fullmatch(r"[0-9]{1,9}", revision):
        return None
    masked = told.get(_FORM) == _MASKED
    return FileLabel(uid, int(revision), masked, told.get(WORDS_STYLE, ""), told.get(TAGS_STYLE, ""))


def _plain(root: Any) -> dict[str, str]:
    """The properties that are text, by name."""
    named = ((one.get("name"), "".join(one.itertext())) for one in root.iter(f"{{{_NS}}}property"))
    return {name: text.strip() for name, text in named if name}


def _xml(told: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_NS}}}Properties", nsmap={None: _NS, "vt": _VT})
    for number, (name, text) in enumerate(told.items(), 2):  # 0 and 1 are not for us
        one = etree.SubElement(root, f"{{{_NS}}}property", fmtid=_KIND, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_VT}}}lpwstr").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
