"""Word files that are well written, and far too big in one way or another for what one person says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from tests.bad_files.making import Bad
from tests.interviews.word_making import ENOUGH, paragraph, part, raw
from tests.zip_making import STORED, Entry, zipped

START = "".join(map(paragraph, ENOUGH))
CELL = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def all_bad() -> list[Bad]:
    """Every one; most are not packed, so that no limit on packing stops them."""
    return list(_all())


def _all() -> Iterator[Bad]:
    for name, body in _bodies().items():
        yield Bad(f"long-{name}", lambda body=body: _flat(START + body()), may_enter=True)  # type: ignore[misc]
    for name in ("paragraphes", "tableaux"):
        yield Bad(f"long-{name}-emballes", lambda name=name: raw(START + _bodies()[name]()))  # type: ignore[misc]
    styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(60_000))
    yield Bad("styles-60000", lambda: raw(START, parts={"styles": part("styles", styles)}), may_enter=True)
    note = part("footnotes", '<w:footnote w:id="1"><w:p>' + "<w:r/>" * 50_000 + "</w:p></w:footnote>")
    calls = "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 20_000 + "</w:p>"
    yield Bad("note-appelee-20000-fois", lambda: raw(START + calls, parts={"footnotes": note}), may_enter=True)
    inside = (
        "".join(f'<w:footnote w:id="{n}">' for n in range(200)) + "<w:p><w:r/></w:p>" * 20_000 + "</w:footnote>" * 200
    )
    asked = "<w:p>" + "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(200)) + "</w:p>"
    yield Bad(
        "notes-emboitees", lambda: raw(START + asked, parts={"footnotes": part("footnotes", inside)}), may_enter=True
    )


def _bodies() -> dict[str, Callable[[], str]]:
    order = paragraph("L'ordre de sélection des cartes")
    return {
        "mot-d-un-mega": lambda: paragraph("x" * 1_000_000),
        "blancs": lambda: paragraph(" " * 1_000_000),
        "guillemets": lambda: paragraph("« " * 200_000),
        "accents": lambda: paragraph("e" + "\u0301" * 400_000),
        "emoji": lambda: paragraph("🙂" * 400_000),
        "retournes": lambda: paragraph("\u202e" * 400_000),
        "chiffres": lambda: paragraph("1 " * 200_000),
        "etiquettes": lambda: paragraph("Âge : KPA : " * 30_000),
        "paragraphes": lambda: paragraph("Une note simple.") * 100_000,
        "paragraphes-vides": lambda: "<w:p/>" * 1_000_000,
        "tableaux": lambda: CELL * 100_000,
        "cellules": lambda: "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 100_000 + "</w:tr></w:tbl>",
        "morceaux": lambda: "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 200_000 + "</w:p>",
        "sauts": lambda: "<w:p><w:r>" + "<w:br/>" * 400_000 + "</w:r></w:p>",
        "attributs": lambda: '<w:p w:a="1" w:b="2" w:c="3"/>' * 200_000,
        "cartes": lambda: paragraph("La carte : J'ai appris") * 4_000,
        "cartes-numerotees": lambda: "".join(paragraph(f"Carte {n} : Joker") for n in range(4_000)),
        "ordre": lambda: order + paragraph(", ".join(["J'ai appris"] * 30_000)),
        "ordres": lambda: order + paragraph("j'ai été utile / " * 2) * 4_000,
        "faits": lambda: paragraph("Les informations sur la personne") + paragraph("Âge : " * 10) * 4_000,
    }  # fmt: skip


def _flat(body: str) -> bytes:
    """The same with nothing packed, so that no ratio gives it away."""
    with zipfile.ZipFile(io.BytesIO(raw(body))) as archive:
        return zipped(*(Entry(name, archive.read(name), method=STORED) for name in archive.namelist()))
