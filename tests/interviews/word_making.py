"""Makes the Word files that the import tests read: with python-docx, or as raw XML for what it cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

import docx

from cards.deck import load_deck
from interviews.document import CompteRendu, Passage
from interviews.word_in import read_compte_rendu

DECK = load_deck()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
ENOUGH = ("Ordre des cartes : J'ai appris, joker", "La première carte")


def packed(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def typed(*lines: str) -> bytes:
    """A document with one plain paragraph a line ("\\n" inside = a line break, "\\t" = a tab)."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return packed(document)


def read(source: bytes) -> CompteRendu:
    """The compte-rendu of a file, with the default deck."""
    return read_compte_rendu(source, deck=DECK)


def texts(passages: Iterable[Passage]) -> list[str]:
    """The texts of passages."""
    return [passage.text for passage in passages]


def cards(found: CompteRendu) -> list[tuple[str | None, str | None, list[str]]]:
    """The cards as (id, title, texts)."""
    return [(card.id, card.title, texts(card.passages)) for card in found.cards]


def exact(passage: Passage) -> list[str]:
    """The words marked as exact in a passage."""
    return [passage.text[span.start : span.end] for span in passage.exact]


def all_text(found: CompteRendu) -> str:
    """Everything a compte-rendu holds, problems apart."""
    parts = [found.kpa, found.since, found.gender, None if found.age is None else str(found.age)]
    for passages in (found.lived, found.terms, found.introduction, found.closing, found.unplaced):
        parts += texts(passages)
    for card in found.cards:
        parts += [card.title, *texts(card.passages)]
    return "\n".join(part for part in parts if part)


def rewritten(source: bytes, changes: Mapping[str, bytes | None], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same zip with some entries added, replaced, or removed (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", method) as new:
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry, old.read(entry.filename))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def entry(source: bytes, name: str) -> bytes:
    """One entry of a zip."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return archive.read(name)


def run(text: str, properties: str = "") -> str:
    """A run of raw XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph of raw XML; plain text is put in a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside if inside.startswith('<') else run(inside)}</w:p>"


def raw(*body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx with this XML as its body; ``parts`` are full parts by relation kind (styles, footnotes, header…)."""
    parts = parts or {}
    document = f"<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>"
    links = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        archive.writestr("word/document.xml", document)
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content)
    return out.getvalue()


def part(name: str, inside: str) -> str:
    """A whole XML part with one root element of Word's vocabulary."""
    return f"<w:{name} {_NAMES}>{inside}</w:{name}>"
