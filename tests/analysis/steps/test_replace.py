"""One person, one first name; nothing confirmed is left; replacing twice changes nothing more."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.mask_lexicon import fold
from analysis.steps.replace import Decided, Same, Spelling, plan
from analysis.steps.types import Mask, Span
from tests.analysis.steps.replacing import decided, read

NAMES = st.sampled_from(["Amina", "Fatou", "Fatou Diallo", "Mme Diallo", "Ousmane", "M. Roche", "Karine", "Camille"])
PLACES = st.sampled_from(["Lyon", "Mali", "rue Basse", "La Réunion", "Orvannes"])
SMALL = st.sampled_from(
    ["avec", "de", "d'", "que", "qu'", "à", "au", "chez", "dit", "la", ".", "« ", "et", "l'", "jusqu'à", "👩‍🌾"]
)


@st.composite
def corpora(draw: st.DrawFn) -> list[Decided]:
    made = []
    for place in range(draw(st.integers(1, 3))):
        line = ""
        for _ in range(draw(st.integers(0, 6))):
            small = " ".join(draw(st.lists(SMALL, max_size=3)))
            name = draw(st.one_of(NAMES.map(lambda n: f"{{{n}|P}}"), PLACES.map(lambda n: f"{{{n}|L}}")))
            line += f" {small}{'' if small.endswith(chr(39)) else ' '}{name} "
        made.append(decided(line, place=place, kpa=draw(st.sampled_from(["Halte", "Combe", None]))))
    return made


@given(corpora())
def test_nothing_confirmed_is_left_and_the_table_of_places_is_true(corpus: list[Decided]) -> None:
    made = plan(corpus)
    for one in corpus:
        out = made.write(one)
        for mask in (mask for other in corpus for mask in other.masks):
            assert not re.search(rf"(?<!\w){re.escape(mask.text)}(?!\w)", out.text)
        for moved, piece in zip(out.moved, made.pieces[one.id], strict=True):
            assert out.text[moved.new_start : moved.new_end] == piece.instead
            assert out.place(moved.end) == moved.new_end or any(m.start == moved.end for m in out.moved)
        assert len(out.text) == out.place(len(one.text))


@given(corpora())
def test_replacing_twice_is_the_same(corpus: list[Decided]) -> None:
    made = plan(corpus)
    again = []
    for one in corpus:
        out = made.write(one)
        again.append(Decided(one.id, out.text, _on_products(one, made.people, out.text), one.kpa, one.said_on))
    twice = plan(again, earlier=made.people)
    assert [twice.write(one).text for one in again] == [one.text for one in again]


def _on_products(one: Decided, people: tuple[object, ...], text: str) -> tuple[Mask, ...]:
    """A confirmed mask on each name that KParole itself wrote."""
    names = {getattr(person, "name") for person in people}  # noqa: B009
    found = [m for name in names for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return tuple(Mask(*m.span(), "PERSONNE", m.group()) for m in found)


@given(corpora())
def test_no_name_given_is_written_in_the_corpus_nor_given_twice(corpus: list[Decided]) -> None:
    people = plan(corpus).people
    said = {fold(word) for one in corpus for word in re.findall(r"\w+", one.text)}
    assert not {fold(person.name) for person in people} & said
    assert len({person.name for person in people}) == len(people)


@given(corpora())
def test_nobody_is_joined_by_guess_across_two_kpas(corpus: list[Decided]) -> None:
    for person in plan(corpus).people:
        assert len({spelling.scope for spelling in person.spellings}) == 1


def test_a_full_name_gathers_its_variants_when_only_one_fits() -> None:
    lines = read("{Fatou Diallo|P} rit.", "{Mme Diallo|P} coud.", "Avec {Fatou|P}.")
    name = lines[0].split()[0]
    assert lines == [f"{name} rit.", f"Mme {name} coud.", f"Avec {name}."]


def test_two_people_of_one_surname_are_left_apart() -> None:
    people = plan([decided("{Fatou Diallo|P}, {Awa Diallo|P}, {Mme Diallo|P}, {Fatou|P}")]).people
    assert [[spelling.words for spelling in person.spellings] for person in people] == [
        ["Fatou Diallo", "Fatou"],
        ["Awa Diallo"],
        ["Mme Diallo"],
    ]


def test_mister_and_madam_are_two_people_and_claim_no_full_name() -> None:
    people = plan([decided("{M. Diallo|P}, {Mme Diallo|P} et {Fatou Diallo|P}")]).people
    assert len(people) == 3


def test_a_person_says_who_is_who_and_the_name_she_chose() -> None:
    here, there = decided("{Fatou|P} rit.", place=1), decided("{Fatoumata|P} coud.", place=2, kpa="La Combe")
    same = Same((Spelling(here.scope, "Fatou"), Spelling(there.scope, "Fatoumata")), name="Aïssa")
    made = plan([here, there], told=[same])
    assert [made.write(one).text for one in (here, there)] == ["Aïssa rit.", "Aïssa coud."]
    assert made.clashes == ()


def test_one_more_interview_changes_nobodys_name() -> None:
    first = decided("{Ousmane|P} et {Amina|P}", place=1)
    before = plan([first]).people
    more = decided("{Zelda|P} puis {Amina|P}", place=0)
    after = plan([more, first], earlier=before)
    assert {p.name for p in before} < {p.name for p in after.people}
    assert after.write(first).text == plan([first]).write(first).text


def test_a_name_kept_that_a_new_person_bears_is_told() -> None:
    first = decided("{Amina|P}", place=1)
    before = plan([first]).people
    made = plan([first, decided(f"{{{before[0].name}|P}} arrive", place=2)], earlier=before)
    assert made.clashes == before


def test_what_is_confirmed_once_is_replaced_everywhere_unless_refused() -> None:
    told = decided("Avec {Amina|P}.", place=1)
    unseen = Decided("n2", "Amina rit, Amina coud.", (), told.kpa, refused=(Span(11, 16),))
    made = plan([told, unseen])
    name = made.people[0].name
    assert made.write(unseen).text == f"{name} rit, Amina coud."


def test_a_first_name_that_is_also_a_word_is_not_sought_at_the_start_of_a_sentence() -> None:
    told = decided("On attend {Grâce|P}.", place=1)
    other = Decided("n2", "Grâce à vous. Et puis Grâce rit.", (), told.kpa)
    made = plan([told, other])
    assert made.write(other).text == f"Grâce à vous. Et puis {made.people[0].name} rit."


def test_elisions_follow_the_name_given() -> None:
    here = decided(
        "le pain d'{Amina|P}, qu'{Amina|P} fait, celui de {Fatou|P}, que {Fatou|P} mange, et l'{Amina|P} du coin"
    )
    names = [Same((Spelling(here.scope, "Amina"),), name="Karine"), Same((Spelling(here.scope, "Fatou"),), name="Alix")]
    assert plan([here], told=names).write(here).text == (
        "le pain de Karine, que Karine fait, celui d'Alix, qu'Alix mange, et Karine du coin"
    )


def test_titles_and_kin_choose_the_list_of_names() -> None:
    people = plan([decided("{Mme Roux|P}, {M. Blin|P}, ma fille {Zelda|P}, {Sasha|P}")]).people
    assert [person.gender for person in people] == ["femme", "homme", "femme", None]


def test_names_go_on_when_the_list_is_through() -> None:
    made = plan([decided(" ".join(f"{{Nom{chr(97 + a)}{chr(97 + b)}|P}}," for a in range(10) for b in range(10)))])
    assert len({person.name for person in made.people}) == 100
