"""Archives that are bombs, that lie, that hide, or that climb out of their folder."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tests.bad_files.making import GOOD, Bad, of, with_part
from tests.interviews.word_making import entry
from tests.zip_making import END, LISTED, STORED, Entry, chained, zipped

MEGA = 1_000_000
DOCUMENT = entry(GOOD, "word/document.xml")
PARTS = tuple(
    Entry(name, entry(GOOD, name))
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml")
)


def word(*more: Entry, **how: object) -> bytes:
    """A small good Word file with these entries beside."""
    return zipped(*PARTS, *more, **how)  # type: ignore[arg-type]


def all_bad() -> list[Bad]:
    """Every one."""
    return [*_bombs(), *_lies(), *_records(), *_names(), *_secrets()]


def _bombs() -> Iterator[Bad]:
    zeros = Entry("word/media/a.bin", bytes(30 * MEGA))
    yield Bad("bombe-30-mega", lambda: word(zeros))
    yield Bad("bombe-200-mega", lambda: word(_zeros("word/media/a.bin", 200 * MEGA)))
    yield Bad("bombe-de-texte", lambda: word(Entry("word/theme/theme1.xml", b"<a>" + b"bonjour " * 4 * MEGA + b"</a>")))
    yield Bad("bombe-en-cent", lambda: word(*(_zeros(f"word/media/{n}.bin", MEGA) for n in range(100))))
    yield Bad("bombe-document", lambda: word(Entry("word/header1.xml", b"<w:p/>" * 10 * MEGA)))
    yield Bad(
        "gros-sans-ratio", lambda: word(Entry("word/media/a.bin", b"x" * 19 * MEGA, method=STORED)), may_enter=True
    )
    yield Bad("xml-de-15-mega", lambda: word(Entry("word/h.xml", b"<a>" + b"x" * 15 * MEGA + b"</a>", method=STORED)))
    yield Bad("zip-dans-zip", lambda: _nested(10))
    yield Bad("seize-zips", lambda: zipped(*(Entry(f"{n}.zip", _nested(2)) for n in range(16))))
    yield Bad("zip-dans-word", lambda: word(Entry("word/media/a.png", _nested(1))))
    yield Bad("chaine-de-200", lambda: chained(bytes(300_000), 200))
    yield Bad("chaine-de-1900", lambda: chained(bytes(20_000), 1_900))
    same = _zeros("word/media/x.bin", 900_000)
    again = (replace(same, name=f"word/media/{n}.bin", at=0) for n in range(500))
    yield Bad("cinq-cents-fois-le-meme", lambda: zipped(same, *again))
    for number in (2_001, 20_000):
        yield Bad(f"elements-{number}", lambda n=number: word(*(Entry(f"word/media/{k}.png") for k in range(n))))  # type: ignore[misc]
    yield Bad("elements-400000", lambda: GOOD[: GOOD.index(LISTED)] + (LISTED + bytes(42)) * 400_000 + GOOD[-22:])


@cache
def _zeros(name: str, size: int) -> Entry:
    """So many zeros, packed without being held, and once for all of the same size."""
    if name:
        return replace(_zeros("", size), name=name)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    crc, packed = 0, b""
    for at in range(0, size, MEGA):
        some = bytes(min(MEGA, size - at))
        crc, packed = zlib.crc32(some, crc), packed + packer.compress(some)
    return Entry("", packed=packed + packer.flush(), said_size=size, crc=crc)


def _nested(depth: int) -> bytes:
    inside = zipped(Entry("zeros.bin", bytes(900_000)))
    for level in range(depth):
        inside = zipped(*(Entry(f"{level}-{n}.zip", inside) for n in range(3)))
    return inside


def _lies() -> Iterator[Bad]:
    text = Entry("word/media/a.bin", b"bonjour " * 1_000)
    yield of("ment-plus-petit", word(replace(text, said_size=10)))
    yield of("ment-plus-grand", word(replace(text, said_size=9_000_000)))
    yield of("ment-la-liste", word(replace(text, local_size=10)))
    yield of("ment-emballe-plus", word(replace(text, said_packed=9_000_000)))
    yield of("ment-emballe-moins", word(replace(text, said_packed=5)))
    yield of("ment-taille-folle", word(replace(text, said_size=0xFFFFFFFE)))
    yield of("ment-zip64-sans-lui", word(replace(text, said_size=0xFFFFFFFF, said_packed=0xFFFFFFFF)))
    yield of("ment-la-somme", word(replace(text, crc=1)))
    yield of("ment-le-nom", word(replace(text, local_name=b"word/media/b.bin")))
    yield of("ment-la-place", word(replace(text, at=7)))
    yield of("ment-place-au-bout", word(replace(text, at=0x7FFFFFFF)))
    yield of("ment-vide", word(replace(text, packed=b"", said_packed=0)))
    yield of("ment-pas-emballe", word(replace(text, packed=b"x" * 500)))


def _records() -> Iterator[Bad]:
    """The last record, zip64, what stands before and after."""
    good = word()
    odd = struct.pack("<HHQ", 1, 8, 2**63)
    yield of("zip64-court", word(Entry("word/a.bin", b"x", extra=b"\x01\0\x04\0\0\0\0\0", said_size=0xFFFFFFFF)))
    yield of("zip64-immense", word(Entry("word/a.bin", b"x", extra=odd, said_size=0xFFFFFFFF)))
    yield of("zip64-mal-coupe", word(Entry("word/a.bin", b"x", extra=b"\x01\0\xff\xff")), may_enter=True)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 2**62, 1)
    yield of("zip64-ailleurs", good[:-22] + locator + good[-22:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**60, 2**60, 2**60, 2**60)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(good) - 22, 1)
    yield of("zip64-compte-fou", good[:-22] + record + place + good[-22:])
    yield of("fin-compte-trop", word(count=60_000), may_enter=True)
    yield of("fin-compte-zero", word(end=struct.pack("<4s4H2LH", END, 0, 0, 0, 0, 0, 0, 0)))
    yield of("fin-au-dela", word(end=struct.pack("<4s4H2LH", END, 0, 0, 1, 1, 46, 2**31, 0)))
    yield of("fin-liste-immense", word(end=struct.pack("<4s4H2LH", END, 0, 0, 1, 1, 2**32 - 1, 0, 0)))
    yield of("fin-autre-disque", word(end=struct.pack("<4s4H2LH", END, 9, 9, 1, 1, 46, 0, 0)))
    yield of("deux-fins", good + good[-22:], may_enter=True)
    yield of("commentaire-page", good[:-2] + struct.pack("<H", 30) + b"<script>alert(1)</script>     ", may_enter=True)
    yield of("pdf-derriere", good + b"%PDF-1.7\n%%EOF", may_enter=True)
    for name, before in {
        "pdf": b"%PDF-1.7\n",
        "page": b"<html>",
        "programme": b"MZ\x90\0",
        "gif": b"GIF89a\1\0\1\0",
    }.items():
        yield of(f"double-{name}-et-word", word(before=before + bytes(500)))


def _names() -> Iterator[Bad]:
    names = ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:/evil.xml", "C:\\evil.xml", "..\\evil.xml", "word/./a.xml",
             "word//a.xml", "", "/", "CON", "word/aux.xml", "word/LPT1.txt", "word/a.xml.", "word/a.xml ", "word/a:b.xml",
             "word/a\nb.xml", "word/a*.xml", "x" * 60_000, "word/" * 5_000 + "a.xml"]  # fmt: skip
    for at, name in enumerate(names):
        yield of(f"nom-dedans-{at}", word(Entry(name, b"<a/>")))
    yield of("nom-dedans-nul", word(Entry(b"word/a.xml\0.png", b"<a/>")))
    yield of("nom-dedans-pas-utf8", word(Entry(b"word/\xff\xfe.xml", b"<a/>", flags=0x800)))
    yield of("nom-deux-fois", word(Entry("word/document.xml", b"<a/>")))
    yield of("nom-deux-casses", word(Entry("word/Document.XML", b"<a/>")))
    yield of("nom-deux-accents", word(*(Entry(f"word/{e}.xml", b"<a/>", flags=0x800) for e in ("é", "e\u0301"))))
    for kind, mode in {"lien": 0o120777, "tuyau": 0o010644, "disque": 0o060644, "prise": 0o140644}.items():
        yield of(f"element-{kind}", word(Entry("word/media/a.png", b"/etc/passwd", mode=mode)))


def _secrets() -> Iterator[Bad]:
    yield of("chiffre", word(Entry("word/a.xml", b"x" * 50, flags=1)))
    yield of("chiffre-fort", word(Entry("word/a.xml", b"x" * 50, flags=0x41)))
    yield of("liste-chiffree", word(Entry("word/a.xml", b"x" * 50, flags=0x2001)))
    for method in (6, 9, 12, 14, 99):
        yield of(f"methode-{method}", word(Entry("word/a.xml", b"x" * 50, method=method)))
    yield of("macros", with_part("word/vbaProject.bin", b"x"))
    yield of("donnees-de-macros", with_part("word/vbaData.xml", b"<a/>"))
    yield of("objet-ole", with_part("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0"))
    yield of("classeur-incorpore", with_part("word/embeddings/a.xlsx", b"<a/>"))
    yield of("activex", with_part("word/activeX/activeX1.xml", b"<a/>"))
    yield of("sans-document", with_part("word/document.xml", None))
    yield of("sans-types", with_part("[Content_Types].xml", None), may_enter=True)
    yield of("sans-liens", with_part("_rels/.rels", None), may_enter=True)
