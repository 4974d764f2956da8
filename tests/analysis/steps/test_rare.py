"""Combinations that point at somebody: all of them, none that a shorter one already says, and the words for a page."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.rare import Profile, Rare, rare_combinations, rare_of, rare_sentence

FACTS = ("veuvage", "six enfants", "diabète")
PROFILES = st.lists(
    st.builds(
        Profile,
        person=st.sampled_from("abcdefghij"),
        band=st.sampled_from([None, "26-40", "60 et plus"]),
        gender=st.sampled_from([None, "femme", "homme"]),
        kpa=st.sampled_from([None, "Halte", "Combe"]),
        facts=st.frozensets(st.sampled_from(FACTS)),
    ),
    max_size=14,
    unique_by=lambda profile: profile.person,
)


def women(count: int, *, kpa: str = "Halte", band: str = "26-40", start: int = 0) -> list[Profile]:
    return [Profile(f"f{start + place}", band, "femme", kpa) for place in range(count)]


def matches(profile: Profile, rare: Rare) -> bool:
    return (
        rare.band in (None, profile.band)
        and rare.gender in (None, profile.gender)
        and rare.kpa in (None, profile.kpa)
        and (rare.fact is None or rare.fact in profile.facts)
    )


def test_the_only_older_woman_of_a_kpa_who_speaks_of_a_thing_is_found() -> None:
    older = women(4, band="60 et plus", start=10)
    spoken = [Profile(p.person, p.band, p.gender, p.kpa, frozenset(["veuvage"])) for p in older[:1]]
    elsewhere = [Profile(f"z{n}", "60 et plus", "femme", "Combe", frozenset(["veuvage"])) for n in range(3)]
    young = [Profile(f"y{n}", "26-40", "femme", "Halte", frozenset(["veuvage"])) for n in range(3)]
    found = rare_combinations([*women(3, start=30), *older[1:], *spoken, *elsewhere, *young])
    assert found == (Rare(("f10",), band="60 et plus", kpa="Halte", fact="veuvage"),)


def test_a_kpa_of_two_people_says_it_all_by_itself() -> None:
    found = rare_combinations([*women(5), *women(2, kpa="Combe", start=50)])
    assert found == (Rare(("f50", "f51"), kpa="Combe"),)


def test_k_is_a_parameter_and_nobody_is_rare_at_one() -> None:
    people = [*women(5), *women(2, kpa="Combe", start=50)]
    assert rare_combinations(people, k=2) == ()
    assert rare_combinations(people, k=1) == ()
    assert [rare.kpa for rare in rare_combinations(people, k=6)] == ["Combe", "Halte"]


def test_what_nobody_told_counts_with_nothing() -> None:
    assert rare_combinations([Profile("a"), Profile("b")]) == ()


def test_the_combinations_of_a_person_are_hers() -> None:
    rare = (Rare(("a",), kpa="Halte"), Rare(("b", "c"), kpa="Combe"))
    assert rare_of("c", rare) == (rare[1],)


@given(PROFILES, st.integers(1, 5))
def test_each_combination_holds_exactly_its_people_and_no_shorter_one_is_rare(profiles: list[Profile], k: int) -> None:
    for rare in rare_combinations(profiles, k=k):
        assert set(rare.people) == {p.person for p in profiles if matches(p, rare)}
        assert 0 < len(rare.people) < k
        told = [name for name in ("band", "gender", "kpa", "fact") if getattr(rare, name) is not None]
        for size in range(1, len(told)):
            for kept in combinations(told, size):
                shorter = Rare((), **{name: getattr(rare, name) for name in kept})
                assert sum(matches(p, shorter) for p in profiles) >= k


@given(PROFILES, st.integers(2, 5))
def test_nobody_in_a_crowd_too_small_is_forgotten(profiles: list[Profile], k: int) -> None:
    found = rare_combinations(profiles, k=k)
    for profile in profiles:
        for fact in (None, *profile.facts):
            whole = Rare((), profile.band, profile.gender, profile.kpa, fact)
            if whole == Rare(()):
                continue
            if sum(matches(p, whole) for p in profiles) < k:
                assert any(matches(profile, rare) and rare.fact in (None, fact) for rare in found)


@given(PROFILES)
def test_the_order_of_people_changes_nothing_but_the_order_of_ids(profiles: list[Profile]) -> None:
    def told(rare: tuple[Rare, ...]) -> set[tuple[frozenset[str], str | None, str | None, str | None, str | None]]:
        return {(frozenset(r.people), r.band, r.gender, r.kpa, r.fact) for r in rare}

    assert told(rare_combinations(profiles)) == told(rare_combinations(profiles[::-1]))


@pytest.mark.parametrize(
    ("rare", "sentence"),
    [
        (
            Rare(("a",), "60 ans et plus", "femme", "La Halte", "veuvage"),
            "Dans ce corpus, une seule femme de 60 ans et plus dans la KPA « La Halte » parle de : veuvage.",
        ),
        (Rare(("a", "b"), gender="homme"), "Dans ce corpus, il n'y a que deux hommes."),
        (Rare(("a",), gender="homme", fact="diabète"), "Dans ce corpus, un seul homme parle de : diabète."),
        (
            Rare(("a", "b"), kpa="La Halte", fact="exil"),
            "Dans ce corpus, seulement deux personnes dans la KPA « La Halte » parlent de : exil.",
        ),
        (Rare(("a",), gender="autre"), "Dans ce corpus, il n'y a qu'une personne d'un autre genre."),
    ],
)
def test_the_warning_is_a_sentence(rare: Rare, sentence: str) -> None:
    assert rare_sentence(rare) == sentence
