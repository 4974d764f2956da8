"""Word files whose XML is too deep, too long, wrongly written, or reaches for what is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.bad_files.making import GOOD, Bad, of, with_part
from tests.interviews.word_making import ENOUGH, RELATIONS, W, entry, paragraph, part, raw

START = "".join(map(paragraph, ENOUGH))
DOCUMENT = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def all_bad() -> list[Bad]:
    """Every one."""
    return [*_deep(), *_declared(), *_spoiled(), *_linked()]


def _deep() -> Iterator[Bad]:
    for name in ("tbl", "sdt", "p", "r", "ins", "txbxContent", "x"):
        yield Bad(f"profond-200000-{name}", partial(_nested, f"<w:{name}>", f"</w:{name}>", 200_000))
    table = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    yield Bad("tableaux-emboites-60", partial(_nested, *table, 60, paragraph("Une note.")), may_enter=True)
    yield Bad("tableaux-emboites-5000", partial(_nested, *table, 5_000))
    choice = "<mc:AlternateContent><mc:Choice><w:p/></mc:Choice><mc:Fallback>", "</mc:Fallback></mc:AlternateContent>"
    yield Bad("choix-emboites", partial(_nested, *choice, 100, "<w:p><w:r/></w:p>" * 30_000), may_enter=True)
    runs = "<w:r><w:t>a</w:t></w:r>" * 50_000
    header = part("hdr", "<w:p>" * 200 + runs + "</w:p>" * 200)
    yield Bad("en-tete-emboite", lambda: raw(START, parts={"header": header}), may_enter=True)


def _nested(opening: str, closing: str, levels: int, inside: str = "") -> bytes:
    return raw(START + opening * levels + inside + closing * levels)


def _declared() -> Iterator[Bad]:
    """DOCTYPEs, wherever and however they are written."""
    bodies = {
        "milliards-de-rires": LAUGHS + "]><a>&j;</a>",
        "gonflement": f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]><a>{"&x;" * 50_000}</a>',
        "entite-fichier": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "entite-reseau": '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>',
        "dtd-ailleurs": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        "entite-parametre": '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>',
        "doctype-seul": "<!DOCTYPE a><a/>",
    }
    for name, body in bodies.items():
        yield of(f"{name}-document", with_part(DOCUMENT, body.encode()))
        yield of(f"{name}-theme", with_part("word/theme/theme1.xml", body.encode()))
    laughs = bodies["milliards-de-rires"]
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{laughs}'
        yield of(f"dtd-{encoding}", with_part(DOCUMENT, declared.encode(encoding)))
    marked = b"\xfe\xff" + laughs.encode("utf-16-be")
    yield of("dtd-utf-16-gros-bout", with_part("customXml/item1.xml", marked))
    yield of("dtd-dans-les-liens", with_part("_rels/.rels", laughs.encode()))
    yield of("dtd-dans-les-types", with_part("[Content_Types].xml", laughs.encode()))


def _spoiled() -> Iterator[Bad]:
    start = f'<w:document xmlns:w="{W}"><w:body>'
    end = "</w:body></w:document>"
    texts = {
        "xml-vide": "", "xml-coupe": start + "<w:p", "xml-pas-ferme": start, "xml-deux-racines": start + end + start + end,
        "xml-croise": start + "<w:p><w:r></w:p></w:r>" + end, "xml-sans-espace": "<w:document/>", "xml-autre": "<html/>",
        "xml-attribut-double": start + '<w:p w:a="1" w:a="2"/>' + end, "xml-entite": start + "&eacute;" + end,
        "xml-sans-corps": f'<w:document xmlns:w="{W}"/>', "xml-corps-vide": start + end, "xml-html": "<p>Bonjour</p>" * 9,
        "xml-cdata": start + "<![CDATA[" + "x" * 99_999 + "]]>" + end, "xml-commentaire": start + f"<!--{'x' * 999_999}-->" + end,
        "xml-ordre": start + f"<?php {'x' * 99_999}?>" + end, "xml-json": '{"a": 1}',
    }  # fmt: skip
    yield from (of(name, with_part(DOCUMENT, text.encode())) for name, text in texts.items())
    inside = (START + paragraph("Une note.")).encode()
    for name, spoil in {
        "nul": b"\0",
        "surrogat": b"\xed\xa0\x80",
        "octets": b"\xff\xfe\xff",
        "commande": b"\x1b[2J",
    }.items():
        whole = start.encode() + inside.replace(b"Une", b"Une" + spoil * 999) + end.encode()
        yield of(f"xml-{name}", with_part(DOCUMENT, whole), may_enter=True)
    for name, mark in {
        "xml-renvois-nuls": "&#0;",
        "xml-renvois-fous": "&#99999999;",
        "xml-renvois-hex": "&#xD800;",
    }.items():
        yield of(name, raw(START + paragraph(mark * 50_000)), may_enter=True)
    for size in (9_000_000, 11_000_000):
        yield Bad(f"attribut-de-{size}", partial(_attribute, size))
    many = " ".join(f'w:a{n}="1"' for n in range(100_000))
    yield Bad("attributs-100000", lambda: raw(START + f"<w:p {many}/>"), may_enter=True)
    spaces = " ".join(f'xmlns:a{n}="u{n}"' for n in range(20_000))
    yield Bad("espaces-de-noms-20000", lambda: raw(START + f"<w:p {spaces}/>"), may_enter=True)
    yield of("dix-mille-racines", with_part(DOCUMENT, b"<a/>" * 10_000))


def _attribute(size: int) -> bytes:
    return raw(START + f'<w:p w:x="{"a" * size}"/>')


def _linked() -> Iterator[Bad]:
    """Relations to objects, to other files, to the network, to themselves."""
    kinds = ("oleObject", "package", "control", "aFChunk", "subDocument", "vbaProject", "activeXControlBinary")
    yield from (of(f"lien-{kind}", _link(kind, "x.bin")) for kind in kinds)
    outside = {"image": "https://exemple.fr/a.png", "attachedTemplate": "file:///C:/a.dotm", "frame": "\\\\serveur\\a",
               "externalLink": "http://127.0.0.1:9/"}  # fmt: skip
    for kind, target in outside.items():
        yield of(f"dehors-{kind}", _link(kind, target, ' TargetMode="External"'))
    types = entry(GOOD, "[Content_Types].xml")
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    yield of(
        "type-macros",
        with_part("[Content_Types].xml", types.replace(plain, b"vnd.ms-word.document.macroEnabled.main+xml")),
    )
    yield of("type-activex", with_part("[Content_Types].xml", types.replace(plain, b"vnd.ms-office.activeX+xml")))
    yield of("lien-a-soi", _link("header", "document.xml"), may_enter=True)
    yield of("lien-dehors-du-fichier", _link("styles", "../../../../etc/passwd"), may_enter=True)
    many = "".join(f'<Relationship Id="h{n}" Type="{RELATIONS}/header" Target="styles.xml"/>' for n in range(20_000))
    yield Bad("liens-20000", lambda: _with_links(many), may_enter=True)
    yield of("liens-pas-xml", with_part(LINKS, b"PK\x03\x04"))
    yield of("liens-vides", with_part(LINKS, b""))
    yield of("premier-lien-perdu", with_part("_rels/.rels", b'<Relationships xmlns="x"/>'), may_enter=True)


def _link(kind: str, target: str, mode: str = "") -> bytes:
    return _with_links(f'<Relationship Id="rX" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>')


def _with_links(links: str) -> bytes:
    old = entry(GOOD, LINKS).decode()
    return with_part(LINKS, old.replace("</Relationships>", links + "</Relationships>").encode())
