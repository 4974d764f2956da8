"""A compte-rendu read, as the JSON object that other programs take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interviews.document import Passage
from interviews.reading import ReadFile


def json_object(read: ReadFile) -> dict[str, Any]:
    """One object a file; what is absent is null; a refused file carries its reason in ``problemes``."""
    document = read.document
    if document is None:
        empty = dict.fromkeys(("kpa", "age", "genre", "depuis", "vecu", "modalites", "introduction"))
        tail = {"cartes": [], "cloture": None, "non_classe": [], "problemes": [read.refusal]}
        return {"fichier": read.source.name, **empty, **tail}
    return {
        "fichier": read.source.name,
        "kpa": document.kpa,
        "age": document.age,
        "genre": document.gender,
        "depuis": document.since,
        "vecu": _text(document.lived),
        "modalites": _text(document.terms),
        "introduction": _text(document.introduction),
        "cartes": [
            {"id": card.id, "titre": card.title, "notes": [p.text for p in card.passages]} for card in document.cards
        ],
        "cloture": _text(document.closing),
        "non_classe": [p.text for p in document.unplaced],
        "problemes": list(document.problems),
    }


def _text(passages: Sequence[Passage]) -> str | None:
    return "\n".join(p.text for p in passages) or None
