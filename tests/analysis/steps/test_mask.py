"""Proposals over a batch, and texts written with their masks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from analysis.steps.mask import SOFT, Known, Numbering, apply_masks, propose, soften
from analysis.steps.types import MASK_KINDS, Mask, MaskKind
from cards.deck import load_deck

PIECES = st.sampled_from(
    [
        "Kader",
        "Mme",
        "M.",
        "rue",
        "des",
        "Lilas",
        "06 99",
        "00 12 34",
        "@",
        "l'",
        "N'Diaye",
        "👩‍🌾",
        "« ",
        "KPA",
        "né en",
        "1974",
        "\n",
        "…",
    ]
)
TEXTS = st.lists(st.one_of(st.text(), st.text(st.characters(codec=None)), st.lists(PIECES).map(" ".join)), max_size=3)


def found(nlp: Language, *texts: str, known: Known | None = None) -> list[list[tuple[str, str]]]:
    masks = propose(texts, known=known or Known(), nlp=nlp)
    return [[(mask.text, mask.kind) for mask in proposed] for proposed in masks]


def check_masks(texts: list[str], nlp: Language) -> None:
    proposed = propose(texts, known=Known(people=("Kader Ben",), kpas=("Les Lilas",), places=("",)), nlp=nlp)
    assert len(proposed) == len(texts)
    for text, masks in zip(texts, proposed, strict=True):
        assert all(text[m.start : m.end] == m.text == m.text.strip() != "" for m in masks)
        assert all(first.end <= second.start for first, second in pairwise(masks))
        assert all(m.kind in MASK_KINDS and 0 < m.certainty <= 1 for m in masks)


@given(TEXTS)
def test_no_text_breaks_the_rules(blank: Language, texts: list[str]) -> None:
    check_masks(texts, blank)


@pytest.mark.model
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_no_text_breaks_the_model(french: Language, texts: list[str]) -> None:
    check_masks(texts, french)


@pytest.mark.model
def test_a_name_found_once_is_masked_in_the_whole_batch(french: Language) -> None:
    masks = found(french, "Elle coud avec sa voisine Zelmira.", "Zelmira a ri.", "Rien ici.")
    assert masks == [[("Zelmira", "PERSONNE")], [("Zelmira", "PERSONNE")], []]


@pytest.mark.model
def test_names_are_found_without_any_help(french: Language) -> None:
    text = "Samira et Kader Benslimane ont pris le car pour Montréval. Puis Fatou est restée, Lucien aussi."
    assert [words for words, _ in found(french, text)[0]] == [
        "Samira",
        "Kader Benslimane",
        "Montréval",
        "Fatou",
        "Lucien",
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Maman est venue lundi. Franchement, au KPA, le CAPE c'est flou.",
        "Après le CESA, la CAE a signé. En mars, en QPV, rien.",
        "Trésorière depuis juin. Deux fois par mois, Elle et moi.",
        "Les Français, une Hollandaise et des Portugais à Noël.",
        "Ça va mieux. Aimé : le thermos. Difficile aussi de se baisser.",
        "Elle vend sur Leboncoin et Facebook. Au KPA Les Tilleuls on rit.",
    ],
)
def test_ordinary_words_are_left_alone(french: Language, text: str) -> None:
    assert found(french, text) == [[]]


@pytest.mark.model
def test_no_card_title_is_masked(french: Language) -> None:
    titles = [card.title for card in load_deck().cards]
    assert found(french, *titles) == [[] for _ in titles]


@pytest.mark.model
def test_words_also_used_as_first_names_are_masked_only_as_names(french: Language) -> None:
    assert found(french, "Ma fille Rose coud. J'aime Rose.", "Rose pâle, la robe. La rose du jardin.") == [
        [("Rose", "PERSONNE"), ("Rose", "PERSONNE")],
        [],
    ]


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("avec sylvie et Sylvie Aubertin", [("sylvie", "PERSONNE"), ("Sylvie Aubertin", "PERSONNE")]),
        ("aux Mains Vertes, pas les mains vertes", [("Mains Vertes", "ORGANISATION")]),
        ("sur la place du Puits", [("place du Puits", "LIEU")]),
        ("KERNAVEL et Kernavel", [("KERNAVEL", "LIEU"), ("Kernavel", "LIEU")]),
    ],
)
def test_what_the_team_knows_is_masked(blank: Language, text: str, masks: list[tuple[str, str]]) -> None:
    known = Known(people=("Sylvie Aubertin",), kpas=("Les Mains Vertes",), places=("Kernavel",))
    assert found(blank, text, known=known) == [masks]


def test_the_longest_of_overlapping_proposals_wins(blank: Language) -> None:
    assert found(blank, "Au collège Jean Vallier, avec Jean.") == [
        [("collège Jean Vallier", "ORGANISATION"), ("Jean", "PERSONNE")]
    ]


def test_no_text_gives_no_proposal(blank: Language) -> None:
    assert propose([], known=Known(), nlp=blank) == []


def mask(text: str, words: str, kind: MaskKind = "PERSONNE") -> Mask:
    start = text.index(words)
    return Mask(start, start + len(words), kind, words)


def test_the_same_person_keeps_her_number_through_a_run() -> None:
    numbers = Numbering()
    first, second = "Kader et Lina.", "Mme Lina parle à Kader Benslimane, et Kader Roche."
    assert apply_masks(first, [mask(first, "Kader"), mask(first, "Lina")], numbers=numbers) == (
        "[PERSONNE 1] et [PERSONNE 2]."
    )
    masks = [mask(second, "Mme Lina"), mask(second, "Kader Benslimane"), mask(second, "Kader Roche")]
    assert apply_masks(second, masks, numbers=numbers) == "[PERSONNE 2] parle à [PERSONNE 1], et [PERSONNE 3]."


def test_numbers_are_counted_apart_for_each_kind() -> None:
    text = "Kader, rue Basse, 06 99 00 12 34 ou 0699001234."
    masks = [
        mask(text, "Kader"),
        mask(text, "rue Basse", "LIEU"),
        mask(text, "06 99 00 12 34", "CONTACT"),
        mask(text, "0699001234", "CONTACT"),
    ]
    assert apply_masks(text, masks, numbers=Numbering()) == "[PERSONNE 1], [LIEU 1], [CONTACT 1] ou [CONTACT 1]."


@pytest.mark.parametrize("kind", MASK_KINDS)
def test_every_kind_is_softened_into_plain_words(kind: MaskKind) -> None:
    assert soften("👩‍🌾 ici, là.", [Mask(4, 7, kind, "ici")]) == f"👩‍🌾 {SOFT[kind]}, là."


def test_masks_that_overlap_or_fall_outside_change_nothing_twice() -> None:
    masks = [
        Mask(0, 5, "PERSONNE", "Kader"),
        Mask(2, 5, "LIEU", "der"),
        Mask(4, 90, "LIEU", "?"),
        Mask(3, 3, "AGE", ""),
    ]
    assert soften("Kader rit.", masks) == "[prénom] rit."


def test_a_long_run_of_signs_costs_no_time_and_moves_nothing(blank: Language) -> None:
    text = "(" * 4000 + " avec Mme Hamdi"
    (masks,) = propose([text], known=Known(), nlp=blank)
    assert [(m.start, m.text) for m in masks] == [(4006, "Mme Hamdi")]
