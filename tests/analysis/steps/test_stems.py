"""Words are found with their places, whatever the writing."""

from __future__ import annotations

import pytest

from analysis.steps.stems import fold, tokens


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = "🙂 J’étais gênée, cœur serré."
    assert [text[token.start : token.end] for token in tokens(text)] == ["J", "étais", "gênée", "cœur", "serré"]


@pytest.mark.parametrize(("left", "right"), [("couture", "coutures"), ("projet", "projets"), ("fière", "fières")])
def test_forms_of_a_word_share_their_stem(left: str, right: str) -> None:
    assert tokens(left)[0].stem == tokens(right)[0].stem


@pytest.mark.parametrize("text", ["", "   ", "🙂 …", "— !"])
def test_a_text_without_letters_has_no_word(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize(("word", "empty"), [("avec", True), ("12", True), ("à", True), ("devis", False)])
def test_stop_words_numbers_and_lone_letters_mean_nothing_alone(word: str, empty: bool) -> None:
    assert tokens(word)[0].empty is empty


def test_folding_drops_case_accents_and_ligatures() -> None:
    assert fold("CŒUR Noël") == "coeur noel"
