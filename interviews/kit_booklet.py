"""Puts A5 pages two by two on A4 sheets, in the order that folding them in the middle puts right."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import PdfObject

SHEET = (841.89, 595.28)
"""Width and height of a face, in points: A4 lying down."""


def fold_order(pages: int) -> list[tuple[int | None, int | None]]:
    """The faces to print, front then back of each sheet, left page then right one; None is a blank page.

    ``pages`` is brought to a multiple of four. To be printed on both sides, turned over the short edge, folded, stapled.

    >>> fold_order(4)
    [(4, 1), (2, 3)]
    >>> fold_order(6)
    [(None, 1), (2, None), (6, 3), (4, 5)]
    """
    whole = -(-pages // 4) * 4
    faces = [
        face
        for sheet in range(whole // 4)
        for face in ((whole - 2 * sheet, 2 * sheet + 1), (2 * sheet + 2, whole - 2 * sheet - 1))
    ]
    return [(_real(left, pages), _real(right, pages)) for left, right in faces]


def folded(pages: bytes, *, title: str) -> bytes:
    """The booklet of a PDF in A5: landscape A4 faces, two pages a face. The same pages give the same bytes."""
    from pypdf import PdfReader, PdfWriter  # nobody waits for it who does not print
    from pypdf.generic import NameObject, TextStringObject

    source = PdfReader(BytesIO(pages))
    writer = PdfWriter()
    drawn = [_drawing(writer, page) for page in source.pages]
    for face in fold_order(len(drawn)):
        _lay(writer, [drawn[number - 1] if number else None for number in face], float(source.pages[0].mediabox.width))
    writer.add_metadata({"/Title": title, "/Producer": "KParole"})
    writer.root_object[NameObject("/Lang")] = TextStringObject("fr")
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def _drawing(writer: PdfWriter, page: PageObject) -> PdfObject:
    """A page as a drawing that others can show: nothing of it is read again, so that forty pages take no time."""
    from pypdf.generic import NameObject, StreamObject

    form = StreamObject()
    content = page.get_contents()
    form.set_data(content.get_data() if content is not None else b"")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = page.mediabox.clone(writer)
    for key in ("/Resources", "/Group"):
        if (held := page.get(key)) is not None and (value := held.get_object()) is not None:
            form[NameObject(key)] = value.clone(writer)
    return writer._add_object(form.flate_encode())


def _lay(writer: PdfWriter, face: list[PdfObject | None], width: float) -> None:
    """One face: its left page up to the fold, its right page from it. Two A5 pages are a millimetre narrower than A4."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    sheet, middle = writer.add_blank_page(*SHEET), SHEET[0] / 2
    shown = {f"/P{place}": drawing for place, drawing in enumerate(face) if drawing is not None}
    lefts = {"/P0": middle - width, "/P1": middle}
    stream = DecodedStreamObject()
    stream.set_data("".join(f"q 1 0 0 1 {lefts[name]:.2f} 0 cm {name} Do Q\n" for name in shown).encode())
    drawings = DictionaryObject({NameObject(name): drawing for name, drawing in shown.items()})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawings})
    sheet[NameObject("/Contents")] = writer._add_object(stream)


def _real(number: int, pages: int) -> int | None:
    return number if number <= pages else None
