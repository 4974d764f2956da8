"""Names are looked for in what is new, and where a new name is said; what stands elsewhere is taken as it is."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.known_masks import Looked
from analysis.masking import KnownNames, Masks
from analysis.steps.types import Mask, Note, Person

read: list[list[str]] = []


def find(people: Sequence[Person], _known: KnownNames) -> Masks:
    read.append([person.id for person in people])
    notes = [note for person in people for note in person.notes]
    return {
        note.id: (Mask(note.text.index("Samira"), note.text.index("Samira") + 6, "PERSONNE", "Samira"),)
        if "Samira" in note.text
        else ()
        for note in notes
    }


def person(code: str, text: str) -> Person:
    return Person(code, notes=(Note(f"{code}.1", "carte", text),))


def test_only_who_is_new_is_read_and_who_says_a_name_met_for_the_first_time() -> None:
    read.clear()
    old, other, new = person("A", "samira coud"), person("B", "rien"), person("C", "Samira rit")
    looked = Looked({"A.1": (), "B.1": ()}, find=find)
    found = looked([old, other, new], ((), ()))
    assert read == [["C"], ["C", "A"]]
    assert looked.codes_ == {"A", "C"}
    assert set(found) == {"A.1", "B.1", "C.1"}
    assert found["B.1"] == ()


def test_a_name_already_known_has_nobody_read_again() -> None:
    read.clear()
    stands = (Mask(0, 6, "PERSONNE", "Samira"),)
    looked = Looked({"A.1": stands}, find=find)
    assert looked([person("A", "Samira coud"), person("C", "Samira rit")], ((), ()))["A.1"] == stands
    assert read == [["C"]]


def test_masks_that_no_longer_fit_the_words_are_looked_for_again() -> None:
    read.clear()
    looked = Looked({"A.1": (Mask(0, 6, "PERSONNE", "Samira"),)}, find=find)
    assert looked([person("A", "Et Samira coud")], ((), ()))["A.1"][0].start == 3


def test_nothing_new_reads_nobody() -> None:
    read.clear()
    assert Looked({"A.1": ()}, find=find)([person("A", "rien")], ((), ())) == {"A.1": ()}
    assert read == []
