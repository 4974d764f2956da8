"""Addresses read, small cells hidden with what would give them away, campaigns and ways of leading: no web, no tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from analysis.campaigns.service import Season
from analysis.pages import Reader
from analysis.steps.cross import cross
from analysis.steps.formulas import Formula
from analysis.steps.publics import READY, Public
from analysis.steps.types import Analysis
from analysis.steps.weigh import weigh
from analysis.weighing.choices import arguments, public_said, read_formula, read_public, unknown_said
from analysis.weighing.counting import MOST, evidence_of, once
from analysis.weighing.pages import first_rows, public_page, weight_page
from analysis.weighing.seasons import evolution_page, led_page
from analysis.weighing.service import Led
from cards.deck import load_deck
from tests.analysis.hand_made import analysis, taxonomy
from tests.analysis.steps.hand_made import Corpus, person

IDS = ("lien", "metier", "calme")


def reader_of(corpus: Corpus, *, heard: frozenset[str] | None = None) -> Reader:
    table = corpus.table
    made = Analysis(
        corpus.people, corpus.extracts, {}, corpus.readings, (),
        weigh(corpus.people, corpus.extracts, table, effects=IDS, draws=50),
        cross(corpus.people, corpus.extracts, table, effects=IDS), (), "essai",
    )  # fmt: skip
    return Reader(made, taxonomy(), load_deck(), {}, {}, heard)


def women_and_men(women: int, men: int, *, speak: int, men_speak: int = 0, unknown: int = 0) -> Corpus:
    said = {person(f"w{n}", "AB"[n % 2], gender="femme", age=50): [("lien", 1)] * (n < speak) for n in range(women)}
    said |= {person(f"m{n}", "AB"[n % 2], gender="homme", age=50): [("lien", 1)] * (n < men_speak) for n in range(men)}
    return Corpus(said | {person(f"u{n}"): [("lien", 1)] for n in range(unknown)})


def test_an_address_says_a_formula_or_the_one_that_is_kept_stands() -> None:
    kept = Formula.of(personnes=1)
    assert read_formula({}, kept=kept) == kept
    assert read_formula({"force": "2", "kpa": "1", "kpa_egales": "1"}, kept=kept) == Formula.of(
        force=2, kpa=1, each_kpa=True
    )
    assert read_formula({"force": "-3", "kpa": "²"}, kept=kept) == Formula()


def test_an_address_says_a_public_and_what_is_wrong_is_told() -> None:
    def read(**given: str) -> tuple[Public, tuple[str, ...]]:
        found = read_public(MultiDict(given), kpas=["A"], cards=["utile"])
        return found.public, found.wrong

    assert read(public="femmes-40") == (READY["femmes-40"][1], ())
    assert read(genre="femme", tranche="55+", kpa="A") == (Public(gender="femme", age_from=55, kpa="A"), ())
    assert read(age_de="30", age_a="20") == (
        Public(),
        ("L'âge le plus bas dépasse le plus haut : vérifiez les deux nombres.",),
    )
    assert "en chiffres" in read(age_de="trente")[1][0]
    assert "n'existe pas" in read(kpa="Z", genre="x")[1][0]


@pytest.mark.parametrize(
    "public", [Public("femme", 40), Public(age_to=29, card="utile"), Public(since_from=3, since_to=9)]
)
def test_a_public_and_its_address_are_the_same(public: Public) -> None:
    given = {name: str(value) for name, value in arguments(public).items()}
    assert read_public(given, kpas=[], cards=["utile"]).public == public


def test_a_public_is_said_with_its_exact_limits() -> None:
    assert public_said(Public("femme", 40)) == "femmes, 40 ans et plus"
    assert public_said(Public(age_to=29)) == "moins de 30 ans"
    assert (
        public_said(Public(age_from=40, age_to=54, kpa="A", since_from=6))
        == "40–54 ans, KPA A, là depuis 6 mois et plus"
    )
    assert unknown_said(1, Public(age_to=29)).startswith("Une personne n'est d'aucun côté : on ne connaît pas leur âge")


def test_a_small_count_is_masked_with_the_one_that_would_give_it_away() -> None:
    reader = reader_of(women_and_men(12, 8, speak=9, men_speak=2))
    plain = public_page(reader, Public(gender="femme"), months={})
    masked = public_page(reader, Public(gender="femme"), months={}, masked=True)
    assert next((line.people, line.others) for line in plain.lines) == (9, 2)
    assert next((line.people, line.others, line.told, line.gap) for line in masked.lines) == (None, None, "", None)
    assert [(line.people, line.others) for line in masked.lines][1] == (0, 0)


def test_a_public_of_four_closes_the_whole_masked_page() -> None:
    masked = public_page(reader_of(women_and_men(4, 20, speak=0)), Public(gender="femme"), months={}, masked=True)
    assert masked.bases == (None, None)
    assert {(line.people, line.others) for line in masked.lines} == {(None, None)}


def test_people_on_neither_side_protect_nobody_by_being_left_out() -> None:
    """The network's total is on every page: 9 of the public, 5 of the others and 1 unknown would tell the unknown one."""
    reader = reader_of(women_and_men(12, 8, speak=9, men_speak=5, unknown=1))
    first = public_page(reader, Public(gender="femme"), months={}, masked=True)
    assert None in first.bases
    assert {(line.people, line.others) for line in first.lines} == {(None, None)}


def test_outside_the_team_what_is_said_first_is_masked_too() -> None:
    corpus = women_and_men(12, 8, speak=9, men_speak=2)
    inside, outside = first_rows(reader_of(corpus)), first_rows(reader_of(corpus, heard=frozenset()))
    assert inside[0].moments == (0, 11, 0, 0)
    assert outside[0].moments == (0, 11, 0, 0)
    small = women_and_men(12, 8, speak=3)
    assert first_rows(reader_of(small, heard=frozenset()))[0].moments[1] is None


def test_the_weights_are_listed_heaviest_first_with_the_same_drawing_each_time() -> None:
    reader = reader_of(women_and_men(6, 6, speak=6))
    page = weight_page(reader, Formula())
    assert [row.effect.id for row in page.rows] == ["lien", "metier", "calme"]
    assert page.few
    assert page.weights.svg() == weight_page(reader, Formula()).weights.svg()
    assert "Créer des liens" in page.weights.alt
    assert "style=" not in page.ranks.svg()


def test_a_thing_is_counted_once_for_one_analysis_and_again_for_another() -> None:
    made, other, calls = analysis(), analysis(), []
    for one in (made, made, other):
        once(one, "essai", lambda: calls.append(1))
    assert len(calls) == 2
    assert evidence_of(made) is evidence_of(made)
    for number in range(MOST):
        once(other, number, lambda: None)
    once(made, "essai", lambda: calls.append(1))
    assert len(calls) == 3, "only the last ones stay in memory"


def test_two_campaigns_warn_of_what_else_changed() -> None:
    corpus = women_and_men(12, 8, speak=9)
    one, other = Season(1, "Hiver", date(2026, 1, 1)), Season(2, "Été", date(2026, 6, 1))
    of = {p.id: one if p.gender == "femme" else other for p in corpus.people}
    page = evolution_page(reader_of(corpus), (one, other), of, Formula())
    assert page.lines[0].move.row.pair.people == 9
    assert page.lines[0].told == "à prendre comme une piste"
    assert any("Été" in warning and "dix entretiens" in warning for warning in page.warnings)
    assert page.drawing is not None
    assert "9 sur 12" in page.drawing.alt
    veiled = evolution_page(reader_of(corpus, heard=frozenset()), (one, other), of, Formula())
    assert not veiled.closed
    few = {p.id: one if p.id != "m0" else other for p in corpus.people}
    assert evolution_page(reader_of(corpus, heard=frozenset()), (one, other), few, Formula()).closed


def test_who_led_is_a_letter_and_small_groups_are_not_told_apart() -> None:
    corpus = women_and_men(12, 8, speak=9)
    led = {f"w{n}": Led("binome" if n < 6 else "ensemble-cooperant", f"compte:{n // 6}") for n in range(12)}
    page = led_page(reader_of(corpus), led, {"binome": "en binôme", "ensemble-cooperant": "ensemble"})
    assert (page.known, page.people) == (12, 20)
    assert [(group.told, group.people) for group in page.by_way] == [("en binôme", 6), ("ensemble", 6)]
    assert [group.told for group in page.by_person] == ["Personne A", "Personne B"]
    assert "compte" not in str(page)
    one_alone = led | {"w0": replace(led["w0"], owner="compte:9")}
    assert "Personne C" not in [g.told for g in led_page(reader_of(corpus), one_alone, {}).by_person]
