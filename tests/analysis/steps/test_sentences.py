"""Sentence ends in French notes."""

from __future__ import annotations

import pytest

from analysis.steps.sentences import lines, sentences, short_quotes, word_count
from analysis.steps.types import Span


def cut_sentences(text: str) -> list[str]:
    line = Span(0, len(text))
    return [text[s.start : s.end] for s in sentences(text, line, whole=short_quotes(text, line))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elle coud. Il repasse.", ["Elle coud.", "Il repasse."]),
        ("Et alors ? Rien ! Voilà… Bon.", ["Et alors ?", "Rien !", "Voilà…", "Bon."]),
        ("Vu M. Petit et Mme Roche. Puis parti.", ["Vu M. Petit et Mme Roche.", "Puis parti."]),
        ("La compta, p. ex. Excel, ça va. Le reste non.", ["La compta, p. ex. Excel, ça va.", "Le reste non."]),
        ("RDV à 14 h 30 avec 3.5 kilos. Fini.", ["RDV à 14 h 30 avec 3.5 kilos.", "Fini."]),
        ("Elle hésite... puis dit oui. Ouf.", ["Elle hésite... puis dit oui.", "Ouf."]),
        ("elle vient. elle coud. elle part", ["elle vient.", "elle coud.", "elle part"]),
        ("« Ah bon ? » dit-elle. Silence.", ["« Ah bon ? » dit-elle.", "Silence."]),
        ("Le pain, le lait, etc. Ensuite elle rentre.", ["Le pain, le lait, etc.", "Ensuite elle rentre."]),
        ("", []),
    ],
)
def test_sentences_end_where_french_typography_says(text: str, expected: list[str]) -> None:
    assert cut_sentences(text) == expected


@pytest.mark.parametrize(("left", "right"), [("« ", " »"), ('"', '"'), ("“", "”")])
def test_a_short_quote_is_never_cut(left: str, right: str) -> None:
    text = f"{left}J'ai osé. J'ai parlé. Ils ont ri.{right} Elle sourit."
    assert cut_sentences(text) == [f"{left}J'ai osé. J'ai parlé. Ils ont ri.{right}", "Elle sourit."]


def test_a_long_quote_is_cut_at_its_own_sentences() -> None:
    idea = "J'ai monté la table toute seule avec le tournevis que mon oncle m'avait laissé avant de partir au pays."
    assert len(cut_sentences(f"« {idea} {idea} {idea} »")) == 3


def test_the_persons_own_words_stay_whole_without_quotation_marks() -> None:
    text = "J'ai osé. J'ai parlé. Elle sourit."
    line = Span(0, len(text))
    whole = short_quotes(text, line, (Span(0, 21),))
    assert [text[s.start : s.end] for s in sentences(text, line, whole=whole)] == [
        "J'ai osé. J'ai parlé.",
        "Elle sourit.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- coudre - vendre - rien d'autre", ["- coudre", "- vendre", "- rien d'autre"]),
        ("un\r\ndeux\n\n trois ", ["un", "deux", "trois"]),
        ("le bus - enfin le car - était vide", ["le bus - enfin le car - était vide"]),
        ("peut-être -3 degrés", ["peut-être -3 degrés"]),
        (" \n\t ", []),
    ],
)
def test_line_breaks_and_list_dashes_cut(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in lines(text)] == expected


@pytest.mark.parametrize(("text", "count"), [("", 0), ("J'ai osé", 2), ("14 h 30", 3), ("peut-être… !", 2)])
def test_words_are_counted_with_their_elided_article(text: str, count: int) -> None:
    assert word_count(text) == count
