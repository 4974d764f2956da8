"""The words of our own blank compte-rendu: what it prints, and what reading takes out of a filled copy, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from interviews.kit import Form, load_kit
from interviews.structure_facts import starts_with_field
from interviews.structure_labels import LINE_START, VOCABULARY, flat
from interviews.structure_passages import slice_of
from interviews.word_blocks import Block

UNTICKED, TICKED = "☐", "☒"


@dataclass(frozen=True, slots=True)
class Parts:
    """The labels of the form: those of the standard structure, as the import knows them."""

    kpa: str
    info: str
    age: str
    gender: str
    since: str
    conduct: str
    lived: str
    terms: str
    places: tuple[str, ...]
    introduction: str
    order: str
    ranked: tuple[str, ...]
    cards: tuple[str, ...]
    closing: str


def form_parts(form: Form) -> Parts:
    """The labels of a form that has room for as many cards as ``form.ranks``."""
    known = {one["id"]: one["label"].replace("'", "’") for one in (*VOCABULARY["part"], *VOCABULARY["fact"])}
    ends = ("ère", *("ème" for _ in form.ranks[1:]))
    return Parts(
        **{key: known[key] for key in ("kpa", "info", "age", "gender", "since", "conduct", "lived", "terms", "order")},
        places=("Où", "Qui", "Comment", "Quand"),
        introduction="Introduction",
        ranked=tuple(f"{rank}{end} carte" for rank, end in enumerate(ends, 1)),
        cards=tuple(f"La {rank} carte" for rank in form.ranks),
        closing=known["closing"],
    )


def answered(blocks: Sequence[Block]) -> list[Block]:
    """The lines of a document without what our blank form says by itself: its hints, and its boxes that nobody ticked.

    A hint goes only where it opens a line, word for word; a box only behind a label such as « Âge : », or alone on its line.
    Everything else is left as typed.
    """
    return [_without_boxes(_without_hint(block)) for block in blocks]


def _without_hint(block: Block) -> Block:
    low = flat(block.text[:LINE_START])
    for hint in _hints():
        if low.startswith(hint) and not low[len(hint) : len(hint) + 1].isalnum():
            text, italics = slice_of(block, len(hint))
            return replace(block, text=text, italics=italics)
    return block


def _without_boxes(block: Block) -> Block:
    if not any(mark in block.text for mark in "☐☒☑"):
        return block
    bare = _unticked().sub(" ", block.text)
    if not starts_with_field(block.text) and re.search(r"\w", bare):
        return block
    return replace(block, text=_ticked().sub("", bare), italics=())


@cache
def _hints() -> tuple[str, ...]:
    return tuple(sorted((flat(hint) for hint in load_kit().form.hints.values()), key=len, reverse=True))


@cache
def _unticked() -> re.Pattern[str]:
    return re.compile(rf"\s*☐\s*(?:{_choices()})(?!\w)", re.IGNORECASE)


@cache
def _ticked() -> re.Pattern[str]:
    return re.compile(rf"[☒☑]\s*(?=(?:{_choices()})(?!\w))", re.IGNORECASE)


def _choices() -> str:
    form = load_kit().form
    return "|".join(re.escape(choice) for choice in (*form.genders, form.refusal))
