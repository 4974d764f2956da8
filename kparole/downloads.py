"""Sends a file of ours to the browser: always to be saved, never opened in the page, under a name that says nobody."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

from flask import Response, send_file

from kparole.uploads.kinds import Kind

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def send_download(content: bytes, *, what: str, kind: Kind) -> Response:
    """An answer that saves these bytes as « recit-2026-03-01.docx »: ``what``, today, and the ending of the kind.

    ``what`` is a word of the program (small letters, digits and hyphens), never of a person; ValueError for any other.
    """
    if not _PLAIN.fullmatch(what):
        raise ValueError(what)
    name = f"{what}-{date.today().isoformat()}.{kind.suffix}"
    answer = send_file(BytesIO(content), mimetype=kind.mime, as_attachment=True, download_name=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"  # a browser must not guess that it is a page
    answer.headers["Cache-Control"] = "no-store"
    return answer
