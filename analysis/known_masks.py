"""Names are looked for where nobody has looked yet; what was found and decided elsewhere is taken as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.corpus import note_id
from analysis.masking import Finder, KnownNames, Masks, find_masks
from analysis.steps.mask_sieve import NAMED
from analysis.steps.types import Mask, MaskKind, Person
from interviews.models import CompteRendu


class Looked:
    """A finder that only reads the people ``found`` says nothing of, and who else says a name it meets for the first time.

    Attributes:
        codes_: the people who were read.
    """

    def __init__(self, found: Masks, *, find: Finder = find_masks) -> None:
        self._found = found
        self._find = find
        self.codes_: frozenset[str] = frozenset()

    def __call__(self, people: Sequence[Person], known: KnownNames) -> Masks:
        """Note id → proposals, for every note of the corpus."""
        rest = [person for person in people if self._is_known(person)]
        new = [person for person in people if not self._is_known(person)]
        masks = self._find(new, known) if new else {}
        if touched := _who_say(_new_names(masks, self._found), rest):
            new += touched
            masks = self._find(new, known)
        self.codes_ = frozenset(person.id for person in new)
        return {note.id: () for person in people for note in person.notes} | self._found | masks

    def _is_known(self, person: Person) -> bool:
        return all(note.id in self._found and _stand(note.text, self._found[note.id]) for note in person.notes)


def masks_of(rows: Sequence[CompteRendu]) -> Masks:
    """Note id → what hides in it, for the comptes-rendus where somebody has looked; what people refused hides nothing."""
    found: Masks = {}
    for row in rows:
        if row.masks_proposed:
            ids = {note.id: note_id(row.code, note.position) for note in row.notes}
            found |= dict.fromkeys(ids.values(), ())
            for mask in sorted((one for one in row.masks if one.state != "refused"), key=lambda one: one.start):
                kind: MaskKind = mask.kind  # type: ignore[assignment]
                found[ids[mask.note_id]] += (Mask(mask.start, mask.end, kind, mask.text, mask.certainty),)
    return found


def _stand(text: str, masks: Iterable[Mask]) -> bool:
    return all(text[mask.start : mask.end] == mask.text for mask in masks)


def _new_names(masks: Masks, before: Masks) -> frozenset[str]:
    return _names(masks) - _names(before)


def _names(masks: Masks) -> frozenset[str]:
    return frozenset(one.text.casefold() for found in masks.values() for one in found if one.kind in NAMED)


def _who_say(names: frozenset[str], people: Sequence[Person]) -> list[Person]:
    if not names:
        return []
    return [person for person in people if any(name in note.text.casefold() for note in person.notes for name in names)]
