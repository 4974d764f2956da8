"""Names typed without their capitals get them back; nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from analysis.steps.mask import Known, propose
from analysis.steps.mask_case import recased
from analysis.steps.mask_quiet import quiet_areas
from analysis.steps.mask_tokens import Ordinary

WORDS = st.sampled_from(
    [
        "rose",
        "mme",
        "petit",
        "avec",
        "samira",
        "et",
        "a",
        "vierzon",
        "rue",
        "ÉCOLE",
        "ß",
        "l'",
        "saint",
        "-",
        ".",
        "\n",
        "52 ans",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


@given(TEXTS)
def test_no_letter_moves_and_only_case_changes(blank: Language, text: str) -> None:
    given_back = recased(text, Ordinary(blank, [text]))
    assert len(given_back.text) == len(text)
    assert given_back.text.casefold() == text.casefold() or "ß" in text or given_back.text.lower() == text.lower()


def raised(nlp: Language, text: str) -> set[str]:
    given_back = recased(text, Ordinary(nlp, [text]))
    return {word for word in given_back.text.split() if word[0].isupper()}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("elle vient avec kelly et théo", {"Kelly", "Théo"}),
        ("mme petit l'a aidée, pas le petit", {"Petit"}),
        ("avec rose et marine on a peint", {"Rose", "Marine"}),
        ("sa copine jade habite vierzon", {"Jade", "Vierzon"}),
        ("elle habite saint dizier depuis peu", {"Saint", "Dizier"}),
        ("ça pique les yeux, une rose des vents", set()),
        ("elle avance avec prudence et avec grâce", set()),
        ("un jean troué et des baskets", set()),
        ("on a pris le train en mars", set()),
    ],
)
def test_names_get_their_capitals_back(french: Language, text: str, names: set[str]) -> None:
    assert raised(french, text) == names


@pytest.mark.model
def test_what_is_proposed_is_the_text_as_it_was_typed(french: Language) -> None:
    (masks,) = propose(["vient avec samira, de vierzon"], known=Known(), nlp=french)
    assert [(m.text, m.kind) for m in masks] == [("samira", "PERSONNE"), ("vierzon", "LIEU")]


@pytest.mark.model
def test_a_line_all_in_capitals_is_read_as_the_others(french: Language) -> None:
    (masks,) = propose(["VU SAMIRA BELKACEM AU MARCHÉ AVEC SA FILLE"], known=Known(), nlp=french)
    assert [m.text for m in masks] == ["SAMIRA BELKACEM"]


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("on chante « Aline » et « Mistral gagnant »", ["« Aline »", "« Mistral gagnant »"]),
        ("la carte « Fierté »", ["« Fierté »"]),
        ("une Tarte Tatin du Secours populaire", ["Tarte Tatin", "Secours populaire"]),
        ("elle crie « Samira ! »", []),
    ],
)
def test_titles_and_set_phrases_are_no_names(text: str, quiet: list[str]) -> None:
    assert [text[start:end] for start, end in quiet_areas(text)] == quiet
