"""What a printer reads in the PDF beside the drawing: where to cut, how to turn the sheet, and not to shrink it."""

from __future__ import annotations

from io import BytesIO

from cards.print_options import Format, PrintOptions
from cards.print_sheets import paper_for

POINTS = 72 / 25.4


def with_boxes(pdf: bytes, options: PrintOptions) -> bytes:
    """The same pages; for a print shop with trim and bleed boxes, for one's own printer asking for 100 % and both sides.

    The tags stay, and the same bytes in give the same bytes out.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, RectangleObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    if options.format is Format.SHOP:
        paper = paper_for(options)
        for page in writer.pages:
            width, height = float(page.mediabox.width), float(page.mediabox.height)
            for box, inset in (("/TrimBox", paper.edge), ("/BleedBox", paper.edge - paper.bleed)):
                off = inset * POINTS
                page[NameObject(box)] = RectangleObject((off, off, width - off, height - off))
    wishes = writer.root_object.setdefault(NameObject("/ViewerPreferences"), DictionaryObject())
    wishes.get_object()[NameObject("/PrintScaling")] = NameObject("/None")
    if options.backs and options.format is not Format.SHOP:
        wishes.get_object()[NameObject("/Duplex")] = NameObject("/DuplexFlipLongEdge")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
