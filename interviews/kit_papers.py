"""The papers one can take away: the kit and the blank compte-rendu, each as PDF, as a booklet and as Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from interviews.kit import Kit, load_kit
from interviews.kit_pdf import form_pdf, kit_pdf
from kparole.uploads.kinds import DOCX, Kind

PDF = Kind("pdf", "un PDF", "pdf", "application/pdf")


@dataclass(frozen=True, slots=True)
class Paper:
    """One file to take away. ``what``: the start of its name."""

    what: str
    kind: Kind
    make: Callable[[Kit], bytes]


@cache
def made(key: str) -> bytes:
    """The bytes of a paper, made once: its words are those of the files that KParole came with. Raises PrintError."""
    return PAPERS[key].make(load_kit())


def _kit_word(kit: Kit) -> bytes:
    from interviews.kit_word import kit_word  # python-docx takes a moment: nobody waits for it who takes no Word file

    return kit_word(kit)


def _form_word(kit: Kit) -> bytes:
    from interviews.blank_form import form_word

    return form_word(kit)


PAPERS = {
    "fiches": Paper("fiches-outils", PDF, kit_pdf),
    "livret": Paper("livret-a-plier", PDF, partial(kit_pdf, booklet=True)),
    "fiches-word": Paper("fiches-outils", DOCX, _kit_word),
    "compte-rendu": Paper("compte-rendu-a-remplir", PDF, form_pdf),
    "compte-rendu-livret": Paper("compte-rendu-a-plier", PDF, partial(form_pdf, booklet=True)),
    "compte-rendu-word": Paper("compte-rendu-a-remplir", DOCX, _form_word),
}
