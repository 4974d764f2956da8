"""A drawing made anew from what is known to be harmless: shapes, paths, groups and gradients. Anything else is refused. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from cards.svg_words import (
    ATTRIBUTES,
    DRAWN,
    HOLDERS,
    LINKED,
    LOCAL_LINK,
    LOCAL_PAINT,
    NUMBERS,
    PLAIN_ID,
    PLAIN_VALUE,
    PROPERTIES,
    REFUSED,
    SILENT,
)
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.kinds import SVG

NAMESPACE = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
HEAVIEST, MOST_PIECES, DEEPEST, MOST_DRAWN = 500_000, 5_000, 40, 20_000
DEEPEST_DRAWN = 160
"""Pieces one inside another once the copies are followed; what draws it is as deep."""
SQUARE = "Enregistrez-le autrement, ou donnez-le en PNG."
TOO_MUCH = "Ce dessin SVG est trop lourd pour une carte. Simplifiez-le, ou donnez-le en PNG."
NO_SIZE = "Ce dessin SVG ne dit pas sa taille (viewBox). Enregistrez-le de nouveau, ou donnez-le en PNG."
UNREADABLE = "Ce dessin SVG est abîmé ou n'en est pas un. Enregistrez-le de nouveau, ou donnez-le en PNG."
DECLARED = "une déclaration DOCTYPE ou des entités"


def safe_svg(content: bytes) -> bytes:
    """The same drawing, with nothing in it but what is drawn; given again, it comes out the same.

    Raises UploadRefused with what was found, when something in it could act, fetch, or grow without end.
    """
    if len(content) > HEAVIEST:
        raise _refused(TOO_MUCH)
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _found(DECLARED) from error
    except (ParseError, ValueError, LookupError) as error:
        raise _refused(UNREADABLE) from error
    if _name(root) != "svg":
        raise _refused(UNREADABLE)
    made = _made(root, depth=0, left=[MOST_PIECES])
    made.attrib = {"xmlns": NAMESPACE, **_framed(made.attrib)}
    _check_growth(made)
    return bytes(tostring(made, encoding="utf-8"))


def _made(piece: Element, *, depth: int, left: list[int]) -> Element:
    left[0] -= 1
    if depth > DEEPEST or left[0] < 0:
        raise _refused(TOO_MUCH)
    made = Element(_name(piece), dict(sorted(_attributes(piece))))
    for child in piece:
        name = _name(child)
        if name in REFUSED:
            raise _found(REFUSED[name])
        if name in DRAWN:
            made.append(_made(child, depth=depth + 1, left=left))
        elif name and name not in SILENT:
            raise _found(f"un élément « {name[:30]} »")
    return made


def _name(piece: Element) -> str:
    """The name of an element of SVG; "" for what another program wrote for itself."""
    space, _, name = str(piece.tag).rpartition("}")
    return name if space in {"", f"{{{NAMESPACE}"} else ""


def _attributes(piece: Element) -> Iterator[tuple[str, str]]:
    """What may be kept of an element; what says nothing of how it looks is left out."""
    for name, value in piece.attrib.items():
        if name in {"href", XLINK}:
            if not LOCAL_LINK.fullmatch(value.strip()) or _name(piece) not in LINKED:
                raise _found("un lien vers un autre fichier")
            yield "href", value.strip()
        elif name.lower().startswith("on"):
            raise _found(f"une action (« {name[:20]} »)")
        elif name == "style":
            yield from _styled(value)
        elif name in ATTRIBUTES or name in PROPERTIES:
            yield name, _value(name, value)


def _styled(text: str) -> Iterator[tuple[str, str]]:
    """The declarations of a « style », as attributes."""
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in PROPERTIES:
            yield name, _value(name, value)
        elif "url" in value.lower() or "\\" in value:
            raise _found("un style qui va chercher autre chose")


def _value(name: str, value: str) -> str:
    value = " ".join(value.replace("!important", "").split())
    if name == "id":
        if not PLAIN_ID.fullmatch(value):
            raise _found("un identifiant qui n'en est pas un")
    elif not (PLAIN_VALUE.fullmatch(value) or LOCAL_PAINT.fullmatch(value)):
        raise _found(f"une valeur inattendue (« {name[:20]} »)")
    return value


def _framed(attributes: dict[str, str]) -> dict[str, str]:
    """The frame of the drawing, taken from its width and height when it says no other."""
    kept = {name: value for name, value in attributes.items() if name not in {"width", "height", "x", "y"}}
    if "viewBox" not in kept:
        sides = [re.match(NUMBERS, attributes.get(side, "")) for side in ("width", "height")]
        if not all(sides):
            raise _refused(NO_SIZE)
        kept["viewBox"] = " ".join(["0", "0", *(side[0] for side in sides if side)])
    frame = [float(number) for number in re.findall(NUMBERS, kept["viewBox"])]
    if len(frame) != 4 or not all(0 < side < 1e6 for side in frame[2:]):
        raise _refused(NO_SIZE)
    return kept


def _check_growth(root: Element) -> None:
    """Refuse copies of copies that would draw without end."""
    named = _named_once(root)
    weights: dict[str, int] = {}

    def weight(piece: Element, inside: frozenset[str], depth: int) -> int:
        if depth > DEEPEST_DRAWN:
            raise _refused(TOO_MUCH)
        total = 1 + sum(weight(child, inside, depth + 1) for child in piece)
        target = piece.get("href", "")[1:] if piece.tag == "use" else ""
        if target in inside or len(inside) > DEEPEST:
            raise _found("une copie de lui-même")
        if target in named:
            if target not in weights:
                weights[target] = weight(named[target], inside | {target}, depth + 1)
            total += weights[target]
        if total > MOST_DRAWN:
            raise _refused(TOO_MUCH)
        return total

    weight(root, frozenset(), 0)
    for holder in (piece for piece in root.iter() if piece.tag in HOLDERS):
        if any(child.get(held) for child in holder.iter() for held in ("clip-path", "mask")):
            raise _found("des découpes dans des découpes")


def _named_once(root: Element) -> dict[str, Element]:
    """Each piece by its name. A name given twice stays with the first, the one that is drawn: the others lose it."""
    named: dict[str, Element] = {}
    for piece in root.iter():
        name = piece.get("id")
        if name and named.setdefault(name, piece) is not piece:
            del piece.attrib["id"]
    return named


def _found(what: str) -> UploadRefused:
    return _refused(f"Ce dessin SVG contient {what}. {SQUARE}")


def _refused(message: str) -> UploadRefused:
    return UploadRefused(Trouble.WRONG_KIND, message, kind=SVG)
