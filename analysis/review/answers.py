"""What a form of the review says, and of which words it says it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from analysis.coding.decisions import Place, Told
from analysis.coding.errors import CodingError
from analysis.coding.form import told_in
from analysis.coding.service import CHANGED
from analysis.review.schemes import Grid
from interviews.models import CompteRendu


def labels_of(form: Mapping[str, str], grid: Grid) -> tuple[Told, ...]:
    """The labels of this form, in the order of the grid; () = none of all that."""
    return () if form.get("rien") else told_in(form, grid.taxonomy)


def words_at(row: CompteRendu, place: Place) -> str:
    """The words of this passage as they are now; "" when they are not there."""
    return next((note.text for note in row.notes if note.uid == place.note), "")[place.start : place.end]


def seal(words: str) -> str:
    """What a form carries of the words it speaks of, so that others are not taken for them."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def check_seal(row: CompteRendu, place: Place, given: str | None) -> None:
    """Raises CodingError when the words changed since the form was shown."""
    if given is not None and given != seal(words_at(row, place)):
        raise CodingError(CHANGED)


def found_in(row: CompteRendu, words: str, *, parts: Collection[str]) -> Place | None:
    """Where these words are said in these parts, spaces and apostrophes aside; None when nowhere, or when too few."""
    wanted = _plain(words).strip()
    if len(wanted) < 3:
        return None
    for note in row.notes:
        at = _plain(note.text).find(wanted)
        if at >= 0 and note.part in parts:
            return Place(row.code, note.uid, at, at + len(wanted))
    return None


def _plain(text: str) -> str:
    """As many characters as the text, so that places stay the same."""
    return "".join(
        " " if char.isspace() else "'" if char == "\N{RIGHT SINGLE QUOTATION MARK}" else char for char in text
    )
