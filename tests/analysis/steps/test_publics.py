"""Publics, since when people are there, what is said first, two campaigns side by side, what saturation leaves to hear."""

from __future__ import annotations

import pytest

from analysis.steps.evolution import evolution
from analysis.steps.exact_tests import Pair, fisher
from analysis.steps.first_said import said_first
from analysis.steps.formulas import Formula
from analysis.steps.publics import READY, Public, compare
from analysis.steps.saturate import saturate, things_said, what_is_left
from analysis.steps.since import months_since
from analysis.steps.types import Extract, Note, Person, Reading
from tests.analysis.steps.hand_made import Corpus, label, note, person


def test_what_is_not_known_puts_somebody_on_neither_side() -> None:
    women = READY["femmes-40"][1]
    assert women.side(person("a", gender="femme", age=40)) == "in"
    assert women.side(person("a", gender="femme", age=39)) == "out"
    assert women.side(person("a", gender="femme")) == "unknown"
    assert women.side(person("a", age=60)) == "unknown"
    assert women.side(person("a", gender="homme")) == "out", "whatever his age"


def test_under_thirty_ends_at_twenty_nine() -> None:
    young = READY["moins-30"][1]
    assert [young.side(person("a", age=age)) for age in (16, 29, 30)] == ["in", "in", "out"]


def test_any_public_is_made_of_limits_that_hold_together() -> None:
    public = Public(kpa="A", card="utile", since_from=12)
    took = person("a", "A", notes=(note("a.1", "utile"),))
    assert public.side(took, months=12) == "in"
    assert public.side(took, months=11) == "out"
    assert public.side(took) == "unknown"
    assert public.side(person("a", "A"), months=40) == "out", "she did not take the card"
    assert Public().everybody
    assert not public.everybody


def test_a_public_is_compared_with_all_whose_side_is_known() -> None:
    said = {person(f"w{n}", "AB"[n % 2], gender="femme"): [("lien", 1)] for n in range(6)}
    said |= {person(f"m{n}", "AB"[n % 2], gender="homme"): [] for n in range(6)} | {person("x"): [("lien", 3)]}
    corpus = Corpus(said)
    found = compare(corpus.people, corpus.table, Public(gender="femme"), effects=["lien", "metier"])
    lien, metier = found.rows
    assert (len(found.inside), len(found.outside), found.unknown) == (6, 6, ("x",))
    assert lien.pair == Pair(6, 6, 0, 6)
    assert lien.chance == pytest.approx(fisher(Pair(6, 6, 0, 6)))
    assert lien.corrected == pytest.approx(2 * lien.chance)
    assert (lien.verdict, metier.verdict) == ("piste", "rien")
    assert lien.within is not None
    assert lien.within < 0.05


def test_within_one_kpa_nothing_is_compared_kpa_by_kpa() -> None:
    corpus = Corpus({person("a", gender="femme"): [("lien", 1)], person("b", gender="homme"): []})
    (row,) = compare(corpus.people, corpus.table, Public(gender="femme"), effects=["lien"]).rows
    assert row.within is None
    assert row.verdict == "trop-peu"


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("8 mois", 8),
        ("Un an et demi", 18),
        ("depuis 2 ans", 24),
        ("Deux ans et un mois, « j'ai compté »", 25),
        ("Huit ou neuf mois", 8),
        ("Bientôt deux ans", 23),
        ("Depuis l'ouverture ou presque, quatre ans", 48),
        ("« trois ans »", 36),
        ("une dizaine de mois", 10),
        ("trois semaines", 0),
        ("14 mois", 14),
        ("depuis septembre 2024", None),
        ("longtemps", None),
        ("", None),
        (None, None),
    ],
)
def test_a_length_is_read_as_people_say_it(said: str | None, months: int | None) -> None:
    assert months_since(said) == months


def _said(*entries: tuple[str, str, int | None, str]) -> tuple[list[Person], list[Extract], dict[str, Reading]]:
    """(person, part, rank, effects joined by spaces), in the order given."""
    extracts, readings, notes = [], {}, {}
    for number, (who, part, rank, effects) in enumerate(entries, 1):
        name = f"{who}.{number}"
        extracts.append(Extract(name, who, name, part, None, rank, 0, 4, "mots", False))  # type: ignore[arg-type]
        readings[name] = Reading(tuple(label(effect) for effect in effects.split()), "", 0.5)
        notes.setdefault(who, []).append(Note(name, part, "mots", rank))  # type: ignore[arg-type]
    return [person(who, notes=tuple(found)) for who, found in notes.items()], extracts, readings


def test_each_person_counts_once_where_she_first_speaks_of_an_effect() -> None:
    people, extracts, readings = _said(
        ("a", "cloture", None, "lien"), ("a", "introduction", None, ""), ("a", "carte", 1, "metier lien"),
        ("b", "carte", 2, "lien"), ("b", "carte", 1, "metier"), ("b", "introduction", None, "metier"),
        ("c", "non-classe", None, "lien"),
    )  # fmt: skip
    lien, metier, calme = said_first(people, extracts, readings, effects=["lien", "metier", "calme"])
    assert (lien.moments, lien.people, lien.opens) == ((0, 1, 1, 1), 3, 2)
    assert (metier.moments, metier.people, metier.opens, metier.early) == ((1, 1, 0, 0), 2, 2, 2)
    assert (calme.moments, calme.people) == ((0, 0, 0, 0), 0)


def test_an_effect_that_is_denied_is_not_said_first() -> None:
    corpus = Corpus({person("a"): [("lien", 0)]})
    (row,) = said_first(corpus.people, corpus.extracts, corpus.readings, effects=["lien"])
    assert row.people == 0


def test_two_campaigns_are_each_weighed_on_their_own_base() -> None:
    before = {person(f"a{n}", "A", gender="femme", age=50): [("lien", 3)] for n in range(6)}
    after = {person(f"b{n}", "AB"[n % 2], age=20): [("lien", 1)] if n < 2 else [] for n in range(8)}
    corpus = Corpus({**before, **after}, card="utile")
    found = evolution(
        list(before), list(after), corpus.extracts, corpus.table, effects=["lien"], formula=Formula()
    )  # fmt: skip
    (row,) = found.rows
    assert row.row.pair == Pair(6, 6, 2, 8)
    assert (row.before.weight, row.after.weight) == (1.0, pytest.approx(2 / 3 / 8, abs=1e-4))
    assert (found.before.people, found.after.people, found.shared) == (6, 8, {"A"})
    assert (found.before.women, found.before.gender_known, found.before.age, found.after.age) == (6, 6, 50, 20)
    assert (found.before.passages, found.after.passages) == (1.0, 0.2)


def test_a_campaign_without_anybody_gives_zeros() -> None:
    corpus = Corpus({person("a"): [("lien", 3)]})
    found = evolution(corpus.people, (), corpus.extracts, corpus.table, effects=["lien"], formula=Formula())
    assert (found.after.people, found.after.age, found.rows[0].after.weight) == (0, None, 0.0)
    assert found.rows[0].row.verdict == "trop-peu"


def test_what_one_person_alone_said_tells_how_much_is_left_to_hear() -> None:
    corpus = Corpus(
        {
            person("a"): [("x", 1), ("y", 1)],
            person("b"): [("x", 1), ("z", 1)],
            person("c"): [("x", 1), ("w", 1), ("v", 0)],
        }
    )
    said = things_said(corpus.people, corpus.extracts, corpus.readings, ())
    curve = saturate(corpus.people, corpus.extracts, corpus.readings, ())
    left = what_is_left(said, curve)
    assert (left.total, left.once, left.twice) == (5, ("v", "w", "y", "z"), 0)
    assert left.unheard == 4.0  # 2/3 × 4 × 3 / 2, Chao's lower bound
    assert sum(left.added) == pytest.approx(5, abs=0.05)
    assert left.added[0] == curve[0]
    assert what_is_left({}, ()).unheard == 0
