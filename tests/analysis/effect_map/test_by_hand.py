"""What is filled by hand, as data."""

from __future__ import annotations

from dataclasses import replace

from analysis.effect_map.by_hand import Wish, below, depth, hand_branch, height, joined, proof_said, stamp
from analysis.effect_map.nodes import walk
from tests.analysis.effect_map.making import entry

BASE = Wish("partenaires", "Avant", "document", "Un bilan.")
TREE = [entry("b", "economie", rank=2), entry("a", "economie"), entry("c", "a"), entry("d", "c")]


def test_what_two_people_changed_apart_is_joined() -> None:
    made, apart = joined(BASE, replace(BASE, label="Après"), replace(BASE, proof="Deux bilans."))
    assert (made, apart) == (replace(BASE, label="Après", proof="Deux bilans."), ())


def test_what_two_people_changed_each_her_way_is_told_and_the_same_twice_is_not() -> None:
    _, apart = joined(
        BASE, replace(BASE, label="A", source="experience"), replace(BASE, label="B", source="experience")
    )
    assert [(one.field, one.theirs) for one in apart] == [("label", "B")]


def test_entries_come_in_order_parents_first() -> None:
    assert [one.uid for one in below(TREE, "economie")] == ["a", "c", "d", "b"]
    assert (depth(TREE, "economie"), depth(TREE, "c"), depth(TREE, "nulle part")) == (1, 3, 0)
    assert (height(TREE, "a"), height(TREE, "b")) == (3, 1)


def test_a_stamp_changes_with_what_is_below() -> None:
    changed = [replace(one, revision=2) if one.uid == "d" else one for one in TREE]
    assert stamp(TREE, "a") != stamp(changed, "a")
    assert stamp(TREE, "b") == stamp(changed, "b")


def test_a_proof_taken_from_an_interview_stays_in_the_team_and_waits_while_it_is_aside() -> None:
    said = replace(
        entry("x", "economie", source="entretien"), wish=Wish("economie", "x", "entretien", "Elle l'a dit.", "PAS-01")
    )
    assert proof_said(said, veiled=False) == "D'après un entretien (PAS-01) : Elle l'a dit."
    assert (
        proof_said(said, veiled=True)
        == proof_said(replace(said, wish=replace(said.wish, interview=""), told_in="x"), veiled=False)
        == "D'après un entretien"
    )
    assert "Vu." in proof_said(entry("y", "economie"), veiled=True)


def test_the_branch_has_the_three_places_even_empty_and_says_no_proof_unless_asked() -> None:
    branch = hand_branch(TREE, proofs=False)
    assert [(place.label, place.counted) for place in branch.children] == [
        ("Partenaires", "rien encore"),
        ("Acteurs économiques", "4 effets"),
        ("Territoire", "rien encore"),
    ]
    assert not any(node.proof for node in walk((branch,)))
