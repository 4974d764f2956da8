"""Names that come with files: what may be shown of them. They never name a file on our disk."""

from __future__ import annotations

import unicodedata

LONGEST = 200
NAMELESS = "fichier sans nom"
_UNSAFE = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # controls, marks that turn the reading around, halves of characters


def shown_name(sent: str | None) -> str:
    """The last part of a name as sent, fit to be read on a page: one line, no path, no hidden mark, 200 characters at most.

    >>> shown_name("C:\\\\Bureau\\\\compte\\u202exod.docx"), shown_name("../../.."), shown_name(None)
    ('comptexod.docx', 'fichier sans nom', 'fichier sans nom')
    """
    parts = _parts(sent)
    return _short(parts[-1]) if parts else NAMELESS


def folder_of(sent: str | None) -> str | None:
    """The folder a file lay in when a whole folder is sent, fit to be shown; None when there was none.

    >>> folder_of("Documents/Les Tilleuls/a.docx"), folder_of("a.docx")
    ('Les Tilleuls', None)
    """
    parts = _parts(sent)
    return _short(parts[-2]) if len(parts) > 1 else None


def _parts(sent: str | None) -> list[str]:
    cleaned = [_clean(part) for part in (sent or "")[-4000:].replace("\\", "/").split("/")]
    return [part for part in cleaned if part.strip(".")]


def _clean(part: str) -> str:
    composed = unicodedata.normalize("NFC", part)
    return " ".join("".join(c for c in composed if unicodedata.category(c) not in _UNSAFE or c in "\t\n").split())


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 10:
        return name[:LONGEST].rstrip()
    return stem[: LONGEST - len(suffix) - 1].rstrip() + dot + suffix
