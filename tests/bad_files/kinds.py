"""Files that are nothing, cut, spoiled by a tired disk, of another kind, or badly named."""

from __future__ import annotations

import io
import random
import tarfile
import zipfile
from collections.abc import Iterator

from tests.bad_files.images import FORMATS, drawn
from tests.bad_files.making import GOOD, Bad, of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPENDOCUMENT = "application/vnd.oasis.opendocument.text"


def all_bad() -> list[Bad]:
    """Every one."""
    return [*_nothing(), *_cut(), *_flipped(), *_disguised(), *_named()]


def _nothing() -> Iterator[Bad]:
    few = {"vide": b"", "un-octet": b"P", "un-nul": b"\0", "un-255": b"\xff", "cent-nuls": b"\0" * 100, "blancs": b" \r\n\t" * 9,
           "marque-utf8": b"\xef\xbb\xbf", "pk": b"PK", "pk-4": b"PK\x03\x04", "fin-de-zip": b"PK\x05\x06" + b"\0" * 18,
           "texte": b"Une note de Nadia.", "texte-windows": "Été à côté".encode("cp1252")}  # fmt: skip
    yield from (of(name, content) for name, content in few.items())
    yield Bad("vingt-mega-de-zeros", lambda: bytes(20 * 1024 * 1024))
    yield Bad("plus-de-vingt-mega", lambda: b"PK\x03\x04" + bytes(20_000_001))
    for size in (10, 1_000, 1_000_000):
        yield of(f"hasard-{size}", random.Random(size).randbytes(size))
        yield of(f"pk-puis-hasard-{size}", b"PK\x03\x04" + random.Random(size).randbytes(size))


def _cut() -> Iterator[Bad]:
    for part in range(1, 16, 2):
        yield of(f"coupe-{part}-seiziemes", GOOD[: len(GOOD) * part // 16])
    yield of("coupe-de-la-fin", GOOD[:-1])
    yield of("sans-debut", GOOD[4:])
    yield of("milieu-perdu", GOOD[:9_000] + GOOD[15_000:])


def _flipped() -> Iterator[Bad]:
    """Bits turned by a tired disk: one, or many; in the list at the end; in the bytes of the text."""
    for seed in range(12):
        draw = random.Random(seed)
        content = bytearray(GOOD)
        first = len(GOOD) - 1_500 if seed % 3 == 0 else 0
        for _ in range(draw.choice([1, 3, 20, 400])):
            at = draw.randrange(first, len(content))
            content[at] ^= 1 << draw.randrange(8)
        yield of(f"bits-{seed}", bytes(content), may_enter=True)


def _disguised() -> Iterator[Bad]:
    """Other kinds of files that someone renamed, or chose by mistake."""
    kinds = {
        "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF", "rtf": b"{\\rtf1\\ansi Bonjour}", "svg": b"<svg xmlns='x'/>",
        "html": b"<!doctype html><p>Bonjour</p>", "xml": b"<?xml version='1.0'?><a/>", "doc": OLE + bytes(5_000),
        "word-chiffre": OLE + bytes(900) + "EncryptedPackage".encode("utf-16-le") + bytes(900), "gz": b"\x1f\x8b\x08" + bytes(90),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(90), "rar": b"Rar!\x1a\x07\x01\0" + bytes(90), "bz2": b"BZh91AY&SY" + bytes(90),
        "xz": b"\xfd7zXZ\0" + bytes(90), "exe": b"MZ\x90\0" + bytes(900), "elf": b"\x7fELF\x02\x01" + bytes(90),
        "class": b"\xca\xfe\xba\xbe\0\0\0\x34", "mp3": b"ID3\x04\0" + bytes(90), "ogg": b"OggS\0\x02" + bytes(90),
        "wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(90), "mp4": b"\0\0\0\x18ftypisom" + bytes(90), "heic": b"\0\0\0\x18ftypheic" + bytes(90),
        "tiff": b"II*\0" + bytes(90), "bmp": b"BM" + bytes(90), "sqlite": b"SQLite format 3\0" + bytes(900),
        "csv": b"id,texte\n1,bonjour\n", "toml": b"[deck]\nid = 'x'\n", "json": b'{"fichier": null}', "courriel": b"From: a@b\nTo: c@d\n\nBonjour",
        "postscript": b"%!PS-Adobe-3.0\n", "police": b"\0\x01\0\0\0\x0f" + bytes(90), "raccourci": b"L\0\0\0\x01\x14\x02\0" + bytes(90),
        "applet": b"PK\x03\x04" + b"\0" * 26 + b"META-INF/", "script": b"#!/bin/sh\nrm -rf /\n",
    }  # fmt: skip
    yield from (of(f"deguise-{name}", content) for name, content in kinds.items())
    yield of("deguise-tar", _tar())
    yield from (of(f"deguise-{kind}", drawn(kind)) for kind in FORMATS)
    entries = {
        "odt": {"mimetype": OPENDOCUMENT, "content.xml": "<a/>"},
        "xlsx": {"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"},
        "pptx": {"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"},
        "pages": {"Index/Document.iwa": "x"},
        "photos": {"IMG_1.jpg": "x", "IMG_2.jpg": "y"},
        "docm": {"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>", "word/vbaProject.bin": "x"},
        "jar": {"META-INF/MANIFEST.MF": "x", "A.class": "y"},
        "epub": {"mimetype": "application/epub+zip", "OEBPS/a.xhtml": "<a/>"},
        "docx-vide": {"[Content_Types].xml": "<a/>"},
    }
    yield from (of(f"deguise-{name}", _zip(inside)) for name, inside in entries.items())


def _named() -> Iterator[Bad]:
    """The names of the files themselves."""
    lock = b"\x05Nadia" + bytes(156)
    yield of("verrou-de-word", lock, name="~$compte-rendu.docx")
    yield of("verrou-dans-un-dossier", lock, name="Les Tilleuls/~$MPTE.docx")
    yield of("double-apple", b"\0\x05\x16\x07\0\x02\0\0Mac OS X" + bytes(90), name="._compte-rendu.docx")
    yield of("ds-store", b"\0\0\0\x01Bud1" + bytes(90), name=".DS_Store")
    long, hidden = "très-" * 1_000 + "long.docx", "facture\u202excod.exe\u200b\x07.docx"
    for name, sent in {
        "nom-long": long, "nom-retourne": hidden, "nom-qui-monte": "../../../etc/passwd", "nom-windows": "C:\\Bureau\\a.docx",
        "nom-nul": "a\x01b.docx", "nom-formule": "=cmd|' /C calc'!A0.docx", "nom-balise": "<img src=x onerror=alert(1)>.docx",
        "nom-points": "...", "nom-arabe": "مقابلة.docx", "nom-emoji": "🙂" * 60 + ".docx",
    }.items():  # fmt: skip
        yield of(name, b"%PDF-1.4", name=sent)


def _zip(inside: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in inside.items():
            archive.writestr(name, content)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("compte-rendu.docx"))
    return out.getvalue()
