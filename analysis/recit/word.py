"""Writes the récit in Word: the template that teams may edit, filled with what was found."""

from __future__ import annotations

from pathlib import Path

from analysis.recit.source import RecitSource
from kparole.paths import TEMPLATES

TEMPLATE = TEMPLATES / "word" / "recit.docx"


def write_recit(source: RecitSource, *, template: Path = TEMPLATE) -> bytes:
    """The récit as the bytes of a .docx; the same source gives the same bytes.

    Raises jinja2.UndefinedError when an edited template asks for something the récit does not have.
    """
    # matplotlib and docxtpl take a second to load: only who writes a récit waits for them.
    from analysis.recit.rendering import render

    return render(source, template=template)
