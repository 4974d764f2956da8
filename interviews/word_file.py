"""The door of Word import: takes bytes or a path, refuses what is unsafe or unreadable, gives parsed parts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from lxml import etree

from interviews.errors import WordFileError
from interviews.word_kinds import (
    DAMAGED,
    EMBEDDED,
    MACROS,
    NEW_COPY,
    PROPERTIES,
    TOO_LONG,
    refusal,
    refuse_embedded,
    refuse_ours,
)
from kparole.uploads.archive import unpack
from kparole.uploads.door import Upload, receive
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.kinds import DOCX, Unpacking

Element: TypeAlias = Any  # lxml ships no type stubs

LIMITS = DOCX.unpacking or Unpacking()
MAX_XML = 10_000_000  # all XML parts of a file together: ten thousand pages of text
MAX_MARKS = 500_000  # tags and attributes: a tree takes far more memory than its text

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CUSTOM = "docprops/custom.xml"
_ENCODINGS = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_BAD_LINKS = {"oleobject", "package", "control", "activexcontrolbinary", "vbaproject", "afchunk", "subdocument"}


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parsed parts that hold text; ``replaced`` counts unreadable characters that became U+FFFD.

    ``properties``: the custom ones, where our own files say which compte-rendu they are.
    """

    document: Element
    styles: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    comments: Element | None = None
    margins: tuple[Element, ...] = ()
    replaced: int = 0
    properties: Element | None = None


def receive_word(source: BinaryIO | bytes, *, name: str) -> Upload:
    """Let one file of a sending in, whole, safe to keep and worth reading later. Raises WordFileError."""
    try:
        return receive(source, name=name, accept={DOCX})
    except UploadRefused as refused:
        raise refusal(refused) from refused


def open_word(source: Path | bytes) -> WordFile:
    """Open a .docx safely. Raises WordFileError, one French sentence or two, for anything else."""
    upload = receive_word(source, name="") if isinstance(source, bytes) else _received(source)
    try:
        found = unpack(upload.content, limits=LIMITS, keep=_is_xml, room=MAX_XML)
    except UploadRefused as refused:
        raise WordFileError(TOO_LONG) if refused.trouble is Trouble.TOO_HEAVY else refusal(refused) from refused
    refuse_embedded(name.lower() for name in found.names)
    parts = {name.lower(): raw for name, raw in found.kept.items()}
    refuse_ours(parts.get(PROPERTIES, b""))
    return _parse(parts)


def _received(path: Path) -> Upload:
    try:
        with path.open("rb") as stream:
            return receive_word(stream, name=path.name)
    except (OSError, ValueError) as error:
        raise WordFileError(
            "Ce fichier ne s'ouvre pas. Vérifiez qu'il existe et qu'il n'est pas ouvert dans Word."
        ) from error


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _parse(parts: dict[str, bytes]) -> WordFile:
    """Check every XML part and its links, then parse those that hold text."""
    for raw in parts.values():
        _decoded(raw)
    _check_types(parts.get("[content_types].xml", b""))
    relations = {name: raw for name, raw in parts.items() if name.endswith(".rels")}
    _check_marks(relations.values())
    links = {name: _links(raw) for name, raw in relations.items()}
    main = next((t for kind, t in links.get("_rels/.rels", ()) if kind == "officedocument"), "word/document.xml")
    main = posixpath.normpath(main.lstrip("/"))
    if main not in parts:
        raise WordFileError("Ce fichier n'a pas de texte Word à l'intérieur. Enregistrez-le de nouveau en .docx.")
    folder, base = posixpath.split(main)
    wanted = {("document", main): None}  # one part named a thousand times is read once
    for kind, target in links.get(f"{folder}/_rels/{base}.rels", ()):
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path in parts and kind in _WANTED:
            wanted[kind, path] = None
    _check_marks([*(parts[path] for _kind, path in wanted), parts.get(CUSTOM, b"")])
    trees = {place: _tree(parts[place[1]]) for place in wanted}
    return replace(_word_file(trees), properties=_properties(parts.get(CUSTOM)))


def _properties(raw: bytes | None) -> Element | None:
    """The custom properties; None when there are none, or when they are damaged: the words are still good."""
    try:
        return _tree(raw)[0] if raw else None
    except WordFileError:
        return None


_WANTED = {"styles", "footnotes", "endnotes", "comments", "header", "footer"}


def _word_file(trees: dict[tuple[str, str], tuple[Element, int]]) -> WordFile:
    """The parts by what they are; ``trees`` by kind and path, each with its count of replaced characters."""
    of: dict[str, list[Element]] = {}
    for (kind, _path), (tree, _bad) in trees.items():
        of.setdefault(kind, []).append(tree)
    one = {kind: next(iter(of.get(kind, ())), None) for kind in ("styles", "footnotes", "endnotes", "comments")}
    replaced = sum(bad for (kind, _), (_, bad) in trees.items() if kind in {"document", "footnotes", "endnotes"})
    margins = (*of.get("header", ()), *of.get("footer", ()))
    return WordFile(of["document"][0], **one, margins=margins, replaced=replaced)


def _check_marks(parts: Iterable[bytes]) -> None:
    if sum(raw.count(b"<") + raw.count(b"=") for raw in parts) > MAX_MARKS:
        raise WordFileError(TOO_LONG)


def _decoded(raw: bytes) -> str:
    """The text of an XML part without its declaration; refuses a DOCTYPE whatever the encoding."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", "replace")
    else:
        declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", raw)
        name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
        if name not in _ENCODINGS:
            raise WordFileError(DAMAGED)
        text = raw.decode(name, "replace")
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"), count=1)
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise WordFileError(
            f"Ce fichier contient une définition cachée (DOCTYPE) et pourrait être dangereux. {NEW_COPY}"
        )
    return text


def _tree(raw: bytes) -> tuple[Element, int]:
    """Parse one part; characters that XML forbids become U+FFFD, and are counted."""
    clean, bad = _replace_forbidden(_decoded(raw).replace(STRICT, W))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_pis=True, remove_comments=True,
    )  # fmt: skip
    try:
        return etree.fromstring(clean.encode("utf-8"), parser), bad
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordFileError(DAMAGED) from error


def _replace_forbidden(text: str) -> tuple[str, int]:
    forbidden = (
        r"[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]"  # U+FFFD itself is counted: it was bad before us
    )

    def reference(found: re.Match[str]) -> str:
        digits = found[1]
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        allowed = code < 0x110000 and not re.fullmatch(forbidden, chr(code))
        return found[0] if allowed else "\ufffd"

    text = re.sub(r"&#([xX][0-9A-Fa-f]{1,8}|[0-9]{1,8});", reference, text)
    return re.subn(forbidden, "\ufffd", text)


def _check_types(raw: bytes) -> None:
    """Refuse macros and embedded objects where the types of the parts are declared."""
    types = _decoded(raw).lower()
    if "macroenabled" in types or "vbaproject" in types:
        raise WordFileError(MACROS)
    if "oleobject" in types or "activex" in types:
        raise WordFileError(EMBEDDED)


def _links(raw: bytes) -> tuple[tuple[str, str], ...]:
    """The relationships of a .rels part as (last word of the type, target), lower case; refuses unsafe ones."""
    links = []
    for link in _tree(raw)[0]:
        kind = str(link.get("Type", "")).rsplit("/", 1)[-1].lower()
        if kind in _BAD_LINKS:
            raise WordFileError(EMBEDDED)
        if str(link.get("TargetMode", "")).lower() == "external":
            if kind != "hyperlink":
                raise WordFileError(f"Ce fichier va chercher un élément à l'extérieur (image liée, modèle). {NEW_COPY}")
            continue
        links.append((kind, str(link.get("Target", "")).lower()))
    return tuple(links)
