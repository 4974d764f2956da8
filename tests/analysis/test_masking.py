"""What identifies someone is the same whether it is looked for here or in a process beside."""

from __future__ import annotations

import pytest

from analysis.masking import WORTH_A_PROCESS, find_masks, masks_beside
from analysis.steps.types import Note, Person

pytestmark = pytest.mark.model

KNOWN = (("La Passerelle",), ("Montréval",))


def corpus(notes: int) -> list[Person]:
    texts = ("Elle vient avec Samira Belkacem.", "Le 06 12 34 56 78, à Montréval.", "On a cousu toute la journée.")
    said = tuple(Note(f"E01.{n}", "carte", texts[n % 3], 1, "appris") for n in range(notes))
    return [Person("E01", notes=said)]


@pytest.mark.parametrize("notes", [3, WORTH_A_PROCESS])
def test_the_process_beside_finds_the_same(notes: int) -> None:
    people = corpus(notes)
    with masks_beside(people, KNOWN) as find:
        found = find(people, KNOWN)
    assert found == find_masks(people, KNOWN)
    assert [mask.kind for mask in found["E01.0"]] == ["PERSONNE"]
