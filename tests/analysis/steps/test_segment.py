"""Meaning units: whole, in order, of a readable length, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.segment import cut, segment
from analysis.steps.sentences import word_count
from analysis.steps.types import Note, Person, Span

WORDS = st.sampled_from(
    [
        "elle",
        "mais",
        "du coup",
        "coudre.",
        "Puis",
        "«",
        "»",
        '"',
        "…",
        "?",
        "- ",
        "\n",
        "👩‍🌾",
        "par contre",
        ";",
        "j'ai",
        "M.",
    ]
)


def units(text: str, exact: tuple[Span, ...] = ()) -> list[str]:
    return [text[s.start : s.end] for s in cut(text, exact=exact)]


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))))
def test_units_cover_all_but_spaces_and_never_overlap(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = cut(text, exact=[Span(min(pair), max(pair)) for pair in pairs])
    covered = [place for span in spans for place in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)


def test_a_very_short_sentence_joins_its_neighbour() -> None:
    text = "Elle a repris la caisse du samedi et elle compte les tickets toute seule depuis trois mois. Deux fois."
    assert units(text) == [text]


def test_a_quote_stays_with_the_sentence_it_illustrates() -> None:
    first = "Au guichet elle pose son sac et elle dit bonjour la première. « Avant je regardais mes chaussures. »"
    second = "Les machines, elle les règle toutes maintenant, la surjeteuse comprise, et elle montre aux nouvelles."
    assert units(f"{first} {second}") == [first, second]


def test_notes_without_punctuation_are_cut_at_spoken_connectors() -> None:
    text = (
        "elle est venue en janvier elle connaissait personne et elle restait dans son coin toute la journée "
        "du coup maintenant elle vient tous les jours elle dit que ça lui fait du bien parce que chez elle c'est dur "
        "par contre pour l'argent rien n'a changé et le loyer a encore augmenté cette année"
    )
    assert [unit.split()[0] for unit in units(text)] == ["elle", "du", "par"]


def test_parce_que_does_not_cut() -> None:
    text = "elle reste à la maison tous les après midi sans voir personne " + "parce que la petite a de la fièvre " * 2
    assert all(not unit.startswith("parce que") for unit in units(text * 2))


def test_no_unit_runs_on_when_a_text_has_no_mark_at_all() -> None:
    text = "je couds le matin et je repasse le soir puis je rentre chez moi et je dors " * 20
    assert max(word_count(unit) for unit in units(text)) <= 45


@pytest.mark.parametrize(("text", "count"), [("", 0), ("  \n ", 0), ("Oui.", 1), ("un\ndeux", 2)])
def test_lines_are_units_of_their_own(text: str, count: int) -> None:
    assert len(units(text)) == count


def test_extracts_keep_where_they_were_said() -> None:
    text = "👩‍🌾 Elle a planté les fèves avec les deux voisines du rez-de-chaussée.\nLe bus ne passe plus le soir."
    note = Note("n7", "carte", text, rank=2, card="utile")
    extracts = segment(Person("P1", notes=(note,)))
    assert [e.id for e in extracts] == ["n7.1", "n7.2"]
    assert [text[e.start : e.end] for e in extracts] == [e.text for e in extracts]
    assert {(e.person, e.note, e.part, e.card, e.rank) for e in extracts} == {("P1", "n7", "carte", "utile", 2)}


@pytest.mark.parametrize(("own", "exact"), [("« oui oui oui »", True), ("« oui »", False)])
def test_a_unit_is_exact_when_most_of_its_letters_are_the_persons(own: str, exact: bool) -> None:
    text = f"Elle dit {own}"
    note = Note("n", "introduction", text, exact=(Span(len("Elle dit "), len(text)),))
    assert [e.exact for e in segment(Person("P", notes=(note,)))] == [exact]


def test_a_person_without_notes_gives_nothing() -> None:
    assert segment(Person("P")) == ()
