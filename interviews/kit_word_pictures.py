"""Puts the pictures of cards in a Word file: drawn as PNG, each with the words that replace it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length
from docx.text.paragraph import Paragraph

from cards.deck import PICTURES, Card
from cards.print_typst import render_typst

_ANCHOR = (
    '<wp:anchor {names} distT="0" distB="60000" distL="180000" distR="0" simplePos="0" relativeHeight="{order}" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>'
    '<wp:extent cx="{side}" cy="{side}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:wrapSquare wrapText="left"/></wp:anchor>'
)


def pictures(cards: Iterable[Card]) -> dict[str, bytes]:
    """The pictures of these cards as square PNG, by the id of the card. Raises PrintError."""
    wanted = {card.id: card for card in cards}
    files = {f"{key}.svg": (PICTURES / card.picture).read_bytes() for key, card in wanted.items()}
    pages = render_typst("kit_pictures.typ", {"cards": list(wanted)}, files=files, title="Images", ppi=200)
    return dict(zip(wanted, pages, strict=True))


def in_line(paragraph: Paragraph, picture: bytes, *, words: str, side: Length) -> None:
    """A picture in the line, said by ``words``."""
    shape = paragraph.add_run().add_picture(BytesIO(picture), width=side)
    _say(shape._inline, words)


def float_right(paragraph: Paragraph, picture: bytes, *, words: str, side: Length) -> None:
    """A picture in the top right corner of the page that this paragraph opens; the text goes around it."""
    run = paragraph.add_run()
    inline = run.add_picture(BytesIO(picture), width=side)._inline
    _say(inline, words)
    names = nsdecls("wp", "a", "pic", "r")
    anchor = parse_xml(_ANCHOR.format(names=names, order=inline.docPr.id, side=int(side)))
    anchor.extend([inline.docPr, *inline.findall(f"{{{inline.nsmap['wp']}}}cNvGraphicFramePr"), inline.graphic])
    inline.getparent().replace(inline, anchor)


def _say(inline: Any, words: str) -> None:
    name = f"carte-{inline.docPr.id}"
    inline.docPr.set("descr", words)
    inline.docPr.set("name", name)
    inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", f"{name}.png")
