"""How every Word file of ours ends: its properties, and the same bytes for the same words."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx.document import Document

_FIXED = datetime(2024, 1, 1)  # no clock in the file
_ZIP_DATE = (2024, 1, 1, 0, 0, 0)


def describe(document: Document, *, title: str, subject: str = "", category: str = "") -> None:
    """The properties people see in their files."""
    properties = document.core_properties
    properties.title, properties.subject, properties.author = title, subject, "KParole"
    properties.last_modified_by, properties.language, properties.comments = "KParole", "fr-FR", ""
    properties.created = properties.modified = _FIXED
    properties.revision = 1
    if category:
        properties.category = category


def roots(document: Document) -> list[Any]:
    """The body, the headers and the footers, as XML."""
    parts = [document.part, *(rel.target_part for rel in document.part.rels.values() if not rel.is_external)]
    return [part.element for part in parts if hasattr(part, "element")]


def packed(document: Document) -> bytes:
    """The bytes of a document; the same document gives the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    return same_bytes(raw.getvalue())


def same_bytes(content: bytes) -> bytes:
    """The same package, its entries sorted and dated alike."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        # Office looks for the list of content types first.
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return whole.getvalue()
