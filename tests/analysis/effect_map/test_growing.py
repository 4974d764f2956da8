"""The first branch: what stands where, how many people, and whose words may be read there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.effect_map.growing import Telling, people_branch
from analysis.effect_map.nodes import Node, numbered, veiled, walk
from analysis.effect_map.pages import page_branch
from analysis.effect_map.saving import UNSAYABLE, leaving_branches
from analysis.pages import Reader
from analysis.steps.taxonomy import parse_taxonomy
from analysis.steps.types import Mask
from cards.deck import load_deck
from interviews.consent import MaskedSpan
from tests.analysis.effect_map.making import source
from tests.analysis.hand_made import GRID, analysis, taxonomy

NAMES = {"A-1": "Awa", "A-2": "Yanis", "B-1": "Noa"}
MASKS = {"A-1.1": [MaskedSpan(Mask(0, 5, "PERSONNE", "Kader"), "proposed")]}


def reader(heard: frozenset[str] | None = None) -> Reader:
    return Reader(analysis(), taxonomy(), load_deck(), NAMES, MASKS, heard)


def shape(node: Node) -> object:
    return (node.kind, node.label, node.people, [shape(child) for child in node.children])


def quotes(node: Node) -> list[str]:
    return ["".join(p.text for p in voice.pieces) for found in walk((node,)) for voice in found.voices]


@pytest.fixture(scope="module")
def branch() -> Node:
    return people_branch(analysis(), taxonomy(), Telling(lambda theme: theme.name))


def test_effects_stand_under_their_family_with_their_people_and_the_unexpected_comes_last(branch: Node) -> None:
    assert shape(branch) == (
        "branche", "Effets sur les personnes", 3, [
            ("famille", "La famille", 1, [
                ("effet", "Créer des liens", 1, [
                    ("finesse", "Sortir plus", 1, []), ("theme", "Marché · monde", 1, []),
                ]),
            ]),
            ("effet", "Un métier", 1, []),
            ("effet", "Le calme", 0, []),
            ("effet", "Hors des effets", 1, [("theme", "Bus", 1, [])]),
        ],
    )  # fmt: skip


def test_who_says_the_contrary_is_told_on_the_effect(branch: Node) -> None:
    lien = next(node for node in walk((branch,)) if node.effect == "lien")
    assert (lien.counted, lien.against) == ("1 sur 3", "1 dit le contraire")


def test_who_says_that_it_did_not_come_counts_for_nothing_finer() -> None:
    made = analysis()
    denied = replace(made.readings["A-2.1.1"].labels[0], sub="sortir")
    readings = {**made.readings, "A-2.1.1": replace(made.readings["A-2.1.1"], labels=(denied,))}
    node = people_branch(replace(made, readings=readings), taxonomy(), Telling(lambda theme: theme.name))
    assert [n.people for n in walk((node,)) if n.kind == "finesse"] == [1]


def test_finer_effects_that_nobody_says_are_told_together() -> None:
    grid = parse_taxonomy(
        GRID.replace('label = "Sortir plus"', 'label = "Sortir plus"\n[[effet.sous]]\nid = "rire"\nlabel = "Rire"')
    )
    node = people_branch(analysis(), grid, Telling(lambda theme: theme.name))
    assert [n.label for n in walk((node,)) if n.kind == "finesse" and not n.people] == ["Pas entendu : Rire"]


def test_domains_count_each_person_once() -> None:
    node = people_branch(source().analysis, source().taxonomy, Telling(lambda theme: theme.name))
    domains = [child for child in node.children if child.kind == "domaine"]
    assert [child.label for child in domains] == ["Compétences psychosociales", "Compétences professionnelles"]
    for domain in domains:
        inside = [n.people or 0 for n in walk(domain.children) if n.kind == "effet"]
        assert max(inside) <= (domain.people or 0) <= min(30, sum(inside))
    assert domains[1].style == "trade"
    assert domains[0].style == ""


def test_an_empty_analysis_gives_the_whole_grid_with_nobody_in_it() -> None:
    empty = replace(analysis(), people=(), extracts=(), readings={}, themes=())
    node = people_branch(empty, taxonomy(), Telling(lambda theme: theme.name))
    assert [n.label for n in walk((node,)) if n.kind == "effet"] == ["Créer des liens", "Un métier", "Le calme"]
    assert all(not n.people for n in walk((node,)))


def test_the_page_quotes_with_names_changed_each_person_once_a_place() -> None:
    found = quotes(page_branch(reader()))
    assert "[prénom] m'a emmenée au marché." in found
    assert not any("Kader" in said for said in found)
    assert "Je vois du monde." in found, "an effect without a finer one has its own quotes"


def test_outside_the_team_only_who_agreed_is_heard_and_small_numbers_are_untold() -> None:
    node = page_branch(reader(heard=frozenset({"B-1"})))
    assert set(quotes(node)) == {"Le bus passe tard.", "Le bus est cher."}
    finer = next(n for n in walk((node,)) if n.kind == "finesse")
    assert finer.counted == "moins de 5 sur 3"
    assert "Marché" not in str(shape(node)), "a theme is named with what she may read"


def test_what_leaves_names_a_theme_with_words_that_may_be_quoted(branch: Node) -> None:
    nothing, _ = leaving_branches(analysis(), taxonomy(), {}, [])
    assert {n.label for n in walk((nothing,)) if n.kind == "theme"} == {UNSAYABLE}
    some, _ = leaving_branches(analysis(), taxonomy(), {"B-1.1.2": "Le bus est cher."}, [])
    assert "Bus" in {n.label for n in walk((some,)) if n.kind == "theme"}
    assert quotes(some) == []


def test_every_node_has_an_id_of_its_own(branch: Node) -> None:
    ids = [node.id for node in walk(numbered((branch, branch)))]
    assert len(ids) == len(set(ids))
    assert ids[0] == "n1"


def test_a_small_number_is_not_told_by_its_size_either(branch: Node) -> None:
    four, one = (Node("theme", "x", people=number, base=30) for number in (4, 1))
    assert veiled(four) == veiled(one)
