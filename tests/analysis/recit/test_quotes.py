from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from analysis.recit.quotes import Chosen, choose, readable
from analysis.recit.source import RecitSource
from analysis.steps.types import Analysis, Extract, Label, Person, Polarity, Reading
from tests.analysis.recit.making import make_source

Said = tuple[str, str, Polarity, int | None]


def analysis_of(*said: Said, exact: bool = True, kpa: str | None = None) -> Analysis:
    """Each one: person, text, polarity, strength; all on « confiance »."""
    extracts = tuple(
        Extract(f"x{n}", person, f"n{n}", "carte", "appris", 1, 0, len(text), text, exact)
        for n, (person, text, _, _) in enumerate(said)
    )
    readings = {
        f"x{n}": Reading((Label("confiance", polarity, strength, 0.8),), "confiance", 0.8)
        for n, (_, _, polarity, strength) in enumerate(said)
    }
    people = tuple(Person(p, kpa or f"kpa {p}") for p in dict.fromkeys(person for person, *_ in said))
    return Analysis(people, extracts, {}, readings, (), (), (), (), "essai")


def chosen_of(analysis: Analysis, **without: str) -> Chosen:
    quotable = {e.id: e.text for e in analysis.extracts if e.id not in without.values()}
    return choose(analysis, quotable, effects=("confiance",))


SENTENCE = "Je prends la parole devant tout le monde et personne ne me coupe, numéro"


def test_the_strongest_evidence_comes_first() -> None:
    analysis = analysis_of(
        ("a", f"{SENTENCE} un", "positive", 1),
        ("b", f"{SENTENCE} deux", "positive", 3),
        ("c", f"{SENTENCE} trois", "positive", 2),
    )
    chosen = chosen_of(analysis)
    said = [chosen.opening, *chosen.supporting["confiance"]]
    assert [extract.id for extract in said if extract] == ["x1", "x2", "x0"]


def test_only_quotable_extracts_are_taken() -> None:
    analysis = analysis_of(("a", f"{SENTENCE} un", "positive", 3), ("b", f"{SENTENCE} deux", "positive", 1))
    assert [e.id for e in chosen_of(analysis, one="x0").supporting["confiance"]] == ["x1"]


def test_what_says_the_contrary_stands_apart() -> None:
    analysis = analysis_of(
        ("a", f"{SENTENCE} un", "positive", 2), ("b", "Non, je me tais encore en réunion, toujours.", "absente", None)
    )
    chosen = chosen_of(analysis)
    assert [e.id for e in chosen.contrary["confiance"]] == ["x1"]
    assert [e.id for e in chosen.supporting["confiance"]] == ["x0"]


def test_people_take_turns_though_one_has_stronger_words() -> None:
    analysis = analysis_of(
        *(("a", f"{SENTENCE} {n}", "positive", 3) for n in range(6)),
        *((person, f"{SENTENCE} de {person}", "positive", 2) for person in "bcdef"),
    )
    said = [extract.person for extract in chosen_of(analysis).supporting["confiance"]]
    assert said[0] == "a"
    assert len(set(said)) == 5


def test_a_lone_voice_is_quoted_three_times_at_most_for_one_effect() -> None:
    analysis = analysis_of(*(("a", f"{SENTENCE} {n}", "positive", 2) for n in range(9)))
    assert len(chosen_of(analysis).in_order) == 3


def test_the_same_words_are_never_quoted_twice() -> None:
    analysis = analysis_of(("a", f"{SENTENCE} un", "positive", 2), ("b", f"{SENTENCE.upper()} UN !", "positive", 2))
    assert len(chosen_of(analysis).in_order) == 1


def test_exact_words_are_preferred_to_paraphrase() -> None:
    analysis = analysis_of(("a", f"{SENTENCE} un", "positive", 2), ("b", f"{SENTENCE} deux", "positive", 2))
    paraphrase, exact = analysis.extracts
    chosen = chosen_of(replace(analysis, extracts=(replace(paraphrase, exact=False), exact)))
    assert chosen.supporting["confiance"][0].id == "x1"


@pytest.mark.parametrize(("words", "expected"), [(7, False), (8, True), (60, True), (61, False)])
def test_a_readable_quote_has_eight_to_sixty_words(words: int, expected: bool) -> None:
    assert readable(" ".join(["mot"] * words)) is expected


def test_a_full_recit_quotes_nobody_more_than_three_times_and_nothing_twice(source: RecitSource) -> None:
    chosen = choose(source.analysis, source.quotable, effects=source.taxonomy.ids)
    people = Counter(extract.person for extract in chosen.in_order)
    assert max(people.values()) <= 3
    assert len({extract.id for extract in chosen.in_order}) == len(chosen.in_order) > 40
    assert {extract.id for extract in chosen.in_order} <= set(source.quotable)


def test_the_kpas_are_balanced_in_each_effect(source: RecitSource) -> None:
    kpas = {person.id: person.kpa for person in source.analysis.people}
    chosen = choose(source.analysis, source.quotable, effects=source.taxonomy.ids)
    counts = [Counter(kpas[e.person] for e in group) for group in chosen.supporting.values() if len(group) == 5]
    assert counts
    assert all(max(count.values()) <= 2 for count in counts)


def test_the_choice_does_not_change_from_run_to_run(source: RecitSource) -> None:
    again = make_source()
    assert choose(again.analysis, again.quotable, effects=again.taxonomy.ids) == choose(
        source.analysis, source.quotable, effects=source.taxonomy.ids
    )


def test_without_anything_to_quote_every_place_is_empty() -> None:
    chosen = chosen_of(Analysis((), (), {}, {}, (), (), (), (), "essai"))
    assert chosen == Chosen(None, {"confiance": ()}, {"confiance": ()}, {})
