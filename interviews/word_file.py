"""The door of Word import: takes bytes or a path, refuses what is unsafe or unreadable, gives parsed parts."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from interviews.errors import WordFileError
from interviews.word_kinds import refuse_other_kinds, refuse_recit

Element: TypeAlias = Any  # lxml ships no type stubs

MAX_FILE = 20_000_000
MAX_UNPACKED = 100_000_000
MAX_XML_PART = 25_000_000  # a year of comptes-rendus fits in it; a tree of 100 MB would eat the machine's memory
MAX_RATIO = 100
RATIO_FLOOR = 1_000_000  # below this nothing can be hurt, and short texts that repeat themselves compress very well
MAX_ENTRIES = 2_000
CHUNK = 1 << 16

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NEW_COPY = "Ouvrez-le dans Word, copiez le texte dans un document vide, enregistrez-le en .docx et réessayez."
DAMAGED = "Ce fichier est abîmé ou incomplet. Ouvrez-le dans Word, enregistrez-le de nouveau en .docx et réessayez."
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError,
)  # fmt: skip
_ENCODINGS = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_BAD_LINKS = {"oleobject", "package", "control", "activexcontrolbinary", "vbaproject", "afchunk", "subdocument"}


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parsed parts that hold text; ``replaced`` counts unreadable characters that became U+FFFD."""

    document: Element
    styles: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    comments: Element | None = None
    margins: tuple[Element, ...] = ()
    replaced: int = 0


def open_word(source: Path | bytes) -> WordFile:
    """Open a .docx safely. Raises WordFileError, one French sentence or two, for anything else."""
    data = source if isinstance(source, bytes) else _read(source)
    if len(data) > MAX_FILE:
        raise WordFileError("Ce fichier pèse plus de 20 Mo. Retirez-en les images, enregistrez-le et réessayez.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_names(entries)
            refuse_other_kinds(data, [entry.filename for entry in entries])
            parts = _inflate(archive, entries, len(data))
            refuse_recit(parts.get("docprops/core.xml", b""))
    except _ZIP_ERRORS as error:
        refuse_other_kinds(data, [])
        raise WordFileError(DAMAGED) from error
    return _parse(parts)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        raise WordFileError(
            "Ce fichier ne s'ouvre pas. Vérifiez qu'il existe et qu'il n'est pas ouvert dans Word."
        ) from error


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse too many entries, paths that leave the archive, secret-protected entries."""
    if len(entries) > MAX_ENTRIES:
        raise WordFileError(f"Ce fichier contient trop d'éléments pour un compte rendu. {NEW_COPY}")
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
            raise WordFileError(f"Ce fichier contient un chemin interdit et pourrait être dangereux. {NEW_COPY}")
        if entry.flag_bits & 1:
            raise WordFileError("Ce fichier est protégé par un mot de passe. Retirez-le dans Word et réessayez.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WordFileError(DAMAGED)


def _inflate(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int) -> dict[str, bytes]:
    """Unpack every entry counting the bytes that really come out; keep the XML parts, by lower-case name."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        kept = name.endswith((".xml", ".rels"))
        length, pieces = 0, []
        for chunk in _chunks(archive, entry):
            length += len(chunk)
            total += len(chunk)
            _check_weight(length, total, entry.compress_size, size)
            if kept and length > MAX_XML_PART:
                raise WordFileError(f"Ce fichier contient trop de texte pour un compte rendu. {NEW_COPY}")
            pieces += [chunk] if kept else []
        if kept:
            parts[name] = b"".join(pieces)
    return parts


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _check_weight(length: int, total: int, packed: int, size: int) -> None:
    bomb = total > MAX_UNPACKED
    bomb |= length > RATIO_FLOOR and length > MAX_RATIO * packed
    bomb |= total > RATIO_FLOOR and total > MAX_RATIO * size
    if bomb:
        raise WordFileError(f"Ce fichier devient démesuré une fois ouvert et pourrait être dangereux. {NEW_COPY}")


def _parse(parts: dict[str, bytes]) -> WordFile:
    """Check every XML part and its links, then parse those that hold text."""
    texts = {name: _decoded(raw) for name, raw in parts.items()}
    _check_types(texts)
    links = {name: _links(text) for name, text in texts.items() if name.endswith(".rels")}
    main = next((t for kind, t in links.get("_rels/.rels", ()) if kind == "officedocument"), "word/document.xml")
    main = posixpath.normpath(main.lstrip("/"))
    if main not in texts:
        raise WordFileError("Ce fichier n'a pas de texte Word à l'intérieur. Enregistrez-le de nouveau en .docx.")
    folder, base = posixpath.split(main)
    found: dict[str, list[str]] = {}
    for kind, target in links.get(f"{folder}/_rels/{base}.rels", ()):
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path in texts:
            found.setdefault(kind, []).append(path)
    trees = {kind: [_tree(texts[path])[0] for path in paths] for kind, paths in found.items() if kind in _WANTED}
    replaced = sum(_tree(texts[path])[1] for kind in ("footnotes", "endnotes") for path in found.get(kind, ()))
    document, bad = _tree(texts[main])
    one = {kind: next(iter(trees.get(kind, ())), None) for kind in ("styles", "footnotes", "endnotes", "comments")}
    return WordFile(
        document, **one, margins=(*trees.get("header", ()), *trees.get("footer", ())), replaced=bad + replaced
    )


_WANTED = {"styles", "footnotes", "endnotes", "comments", "header", "footer"}


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


def _tree(text: str) -> tuple[Element, int]:
    """Parse one part; characters that XML forbids become U+FFFD, and are counted."""
    clean, bad = _replace_forbidden(text.replace(STRICT, W))
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


def _check_types(texts: dict[str, str]) -> None:
    """Refuse macros, embedded objects and external targets wherever they are declared."""
    types = texts.get("[content_types].xml", "").lower()
    if "macroenabled" in types or "vbaproject" in types:
        raise WordFileError(
            "Ce fichier contient des macros. Dans Word, enregistrez-le comme « Document Word (.docx) »."
        )
    if "oleobject" in types or "activex" in types:
        raise WordFileError(f"Ce fichier contient un objet incorporé. {NEW_COPY}")


def _links(text: str) -> tuple[tuple[str, str], ...]:
    """The relationships of a .rels part as (last word of the type, target), lower case; refuses unsafe ones."""
    links = []
    for link in _tree(text)[0]:
        kind = str(link.get("Type", "")).rsplit("/", 1)[-1].lower()
        if kind in _BAD_LINKS:
            raise WordFileError(f"Ce fichier contient un objet incorporé ou un autre fichier. {NEW_COPY}")
        if str(link.get("TargetMode", "")).lower() == "external":
            if kind != "hyperlink":
                raise WordFileError(f"Ce fichier va chercher un élément à l'extérieur (image liée, modèle). {NEW_COPY}")
            continue
        links.append((kind, str(link.get("Target", "")).lower()))
    return tuple(links)
