"""People's decisions stand over what the machine read, on hand-made objects."""

from __future__ import annotations

from analysis.coding.decisions import Decision, Place, Told, last_of_each, settled
from analysis.coding.overlay import PEOPLE, decided
from analysis.coding.places import found_again
from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.types import Analysis, Extract, Label, Note, Person, Reading
from analysis.steps.weigh import weigh

EFFECTS = ("confiance", "bien-etre")
TEXT = "J'ose parler. Je dors mieux."


def machine() -> Analysis:
    """One person, one note cut in two; the machine saw confidence twice."""
    note = Note("A-1.1", "carte", TEXT, 1, "appris")
    person = Person("A-1", "Ici", 30, "femme", (note,))
    first = Extract("A-1.1.1", "A-1", note.id, "carte", "appris", 1, 0, 13, TEXT[0:13], True)
    second = Extract("A-1.1.2", "A-1", note.id, "carte", "appris", 1, 14, 28, TEXT[14:28], True)
    seen = Reading((Label("confiance", "positive", 2, 0.8),), "confiance", 0.8)
    readings = {first.id: seen, second.id: seen}
    table = gather_evidence((person,), (first, second), readings)
    return Analysis(
        (person,), (first, second), {}, readings, (), weigh((person,), (first, second), table, effects=EFFECTS),
        cross((person,), (first, second), table, effects=EFFECTS), (), "essai",
    )  # fmt: skip


def said(number: int, start: int, end: int, *labels: Told, coder: str = "c", **more: object) -> Decision:
    return Decision(number, Place("A-1", "u1", start, end), TEXT[start:end], coder, "", labels, **more)  # type: ignore[arg-type]


def test_a_decision_replaces_what_the_machine_saw_and_is_counted() -> None:
    standing = settled([said(1, 14, 28, Told("bien-etre", "positive", 3))])
    after = decided(machine(), standing, effects=EFFECTS, uids={"A-1.1": "u1"})
    assert {key: reading.by for key, reading in after.readings.items()} == {"A-1.1.1": "machine", "A-1.1.2": PEOPLE}
    assert [(w.effect, w.extracts, w.weight) for w in after.weights] == [
        ("confiance", 1, 0.6667),
        ("bien-etre", 1, 1.0),
    ]


def test_none_of_all_that_takes_an_effect_away_and_a_passage_cut_otherwise_is_added() -> None:
    standing = settled([said(1, 0, 13), said(2, 0, 28, Told("bien-etre"))])
    after = decided(machine(), standing, effects=EFFECTS, uids={"A-1.1": "u1"})
    assert after.readings["A-1.1.1"].labels == ()
    assert [(one.id, one.text, one.exact) for one in after.extracts if one.id == "A-1.1.p2"] == [
        ("A-1.1.p2", TEXT, False)
    ]
    assert [w.extracts for w in after.weights] == [1, 1]


def test_a_label_of_another_grid_and_a_passage_of_another_interview_change_nothing() -> None:
    gone = Decision(2, Place("B-9", "u9", 0, 3), "abc", "c", "", (Told("confiance"),))
    standing = settled([said(1, 14, 28, Told("ailleurs")), gone])
    after = decided(machine(), standing, effects=EFFECTS, uids={"A-1.1": "u1"})
    assert after.readings["A-1.1.2"].labels == ()
    assert len(after.extracts) == 2


def test_an_agreement_stands_over_later_words_and_a_blind_round_does_not_count_before_it() -> None:
    blind = said(1, 0, 13, Told("confiance"), coder="a", round=4)
    assert settled([blind]) == {}
    agreed = said(2, 0, 13, Told("bien-etre"), coder="a", round=4, agreed=True)
    later = said(3, 0, 13, coder="b")
    assert settled([blind, agreed, later]) == {agreed.place: agreed}


def test_each_coder_has_one_last_word_on_a_passage() -> None:
    one, two, other = said(1, 0, 13), said(5, 0, 13, Told("confiance")), said(3, 0, 13, coder="b")
    assert last_of_each([two, one, other]) == (other, two)


def test_a_passage_is_found_again_after_the_paragraph_grew_was_moved_or_cut() -> None:
    def find(texts: dict[str, str]) -> tuple[str, int, int] | None:
        return found_again(texts, note="u1", start=0, end=13, text="J'ose parler.")

    assert find({"u1": TEXT}) == ("u1", 0, 13)
    assert find({"u1": "Alors : J'ose parler. Oui. J'ose parler."}) == ("u1", 8, 21)
    assert find({"u1": "Autre chose.", "u2": "Et puis J'ose parler."}) == ("u2", 8, 21)
    assert find({"u1": "Rien.", "u2": "J'ose parler.", "u3": "J'ose parler."}) is None
    assert find({}) is None


def test_a_passage_cut_in_two_gives_way_to_its_pieces_until_one_is_taken_back() -> None:
    pieces = [said(2, 0, 5, Told("confiance")), said(3, 6, 13)]
    after = decided(
        machine(), settled([said(1, 0, 13, Told("bien-etre")), *pieces]), effects=EFFECTS, uids={"A-1.1": "u1"}
    )
    assert [one.id for one in after.extracts] == ["A-1.1.p2", "A-1.1.p3", "A-1.1.2"]
    assert set(after.readings) == {one.id for one in after.extracts}
    assert after.readings["A-1.1.p2"].readers == ("",)
    half = decided(machine(), settled(pieces[:1]), effects=EFFECTS, uids={"A-1.1": "u1"})
    assert [one.id for one in half.extracts] == ["A-1.1.p2", "A-1.1.1", "A-1.1.2"]
    whole_again = settled([*pieces, said(4, 0, 13)])
    assert "A-1.1.1" in decided(machine(), whole_again, effects=EFFECTS, uids={"A-1.1": "u1"}).readings
