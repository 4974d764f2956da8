"""Puts A5 pages two by two on A4 sheets, in the order that folding them in the middle puts right."""

from __future__ import annotations

from io import BytesIO

SHEET = (841.89, 595.28)
"""Width and height of a face, in points: A4 lying down."""


def fold_order(pages: int) -> list[tuple[int | None, int | None]]:
    """The faces to print, front then back, left page then right one; None is a blank page.

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
    from pypdf import PdfReader, PdfWriter, Transformation  # nobody waits for it who does not print
    from pypdf.generic import NameObject, TextStringObject

    source = PdfReader(BytesIO(pages))
    writer = PdfWriter()
    middle = SHEET[0] / 2  # two A5 pages are a millimetre narrower than A4: they meet at the fold
    for face in fold_order(len(source.pages)):
        sheet = writer.add_blank_page(*SHEET)
        for place, number in enumerate(face):
            if number is not None:
                page = source.pages[number - 1]
                left = middle if place else middle - float(page.mediabox.width)
                sheet.merge_transformed_page(page, Transformation().translate(left, 0), over=True)
    writer.add_metadata({"/Title": title, "/Producer": "KParole"})
    writer.root_object[NameObject("/Lang")] = TextStringObject("fr")
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def _real(number: int, pages: int) -> int | None:
    return number if number <= pages else None
