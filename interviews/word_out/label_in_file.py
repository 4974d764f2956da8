"""What our Word files carry to be known again: custom properties, nothing of anybody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from interviews.word_file import Element

WORDS_STYLE, TAGS_STYLE = "kparole:mots-exacts", "kparole:reperes"
ID, REVISION, FORM, MASKED = "kparole:id", "kparole:revision", "kparole:forme", "masque"
NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


@dataclass(frozen=True, slots=True)
class FileLabel:
    """Which compte-rendu a file is, as it stood at which revision. ``masked``: a copy whose names are changed.

    ``words_style``, ``tags_style``: the names of the styles of exact words and of the small tags in that file.
    """

    uid: str
    revision: int
    masked: bool = False
    words_style: str = ""
    tags_style: str = ""


def label_of(properties: Element | None) -> FileLabel | None:
    """The label that custom properties hold; None when they are not ours, or were tampered with."""
    told = plain(properties) if properties is not None else {}
    uid, revision = told.get(ID, ""), told.get(REVISION, "")
    if not re.fullmatch(r"[0-9A-Za-z-]{8,64}", uid) or not re.fullmatch(r"[0-9]{1,9}", revision):
        return None
    masked = told.get(FORM) == MASKED
    return FileLabel(uid, int(revision), masked, told.get(WORDS_STYLE, ""), told.get(TAGS_STYLE, ""))


def plain(root: Any) -> dict[str, str]:
    """The properties that are text, by name."""
    named = ((one.get("name"), "".join(one.itertext())) for one in root.iter(f"{{{NS}}}property"))
    return {name: text.strip() for name, text in named if name}
