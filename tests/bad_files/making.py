"""What a bad file is, and the good one that most of them spoil."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.interviews.word_making import ENOUGH, rewritten, typed

GOOD = typed(*ENOUGH, "J'ai appris à coudre, et je viens tous les mardis.")


@dataclass(frozen=True)
class Bad:
    """One file. ``name``: as sent; ``may_enter``: reading it is right too, if it ends well and soon; ``image``: sent as a photo."""

    id: str
    make: Callable[[], bytes]
    name: str = ""
    may_enter: bool = False
    image: bool = False

    @property
    def sent(self) -> str:
        """The name it is sent under: a Word file by its name, whatever it is."""
        return self.name or f"{self.id}.docx"


def of(id_: str, content: bytes, *, name: str = "", may_enter: bool = False, image: bool = False) -> Bad:
    """One whose bytes are at hand."""
    return Bad(id_, lambda: content, name, may_enter, image)


def with_part(name: str, content: bytes | None) -> bytes:
    """The good Word file with one entry added or replaced, or taken out when it is None."""
    return rewritten(GOOD, {name: content})
