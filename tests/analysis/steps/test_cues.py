"""Ideas are heard in many wordings, and each is tied to the words that say it."""

from __future__ import annotations

import pytest

from analysis.steps.cues import Finder, count_ideas, idea_words, ideas
from analysis.steps.stems import tokens


def heard(text: str) -> set[str]:
    counts = count_ideas([tokens(text)])[0]
    return {name for name, count in zip(ideas().names, counts, strict=True) if count}


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("J'AI OSÉ", "soi.oser"),
        ("les factures du samedi", "entreprise.facture"),
        ("elle dormait mal", "bien.sommeil"),
        ("ma belle-mère", "maison.famille"),
        ("le garde-meuble de l'immeuble", "liens.voisins"),
    ],
)
def test_an_idea_is_heard_whatever_case_accent_or_ending(text: str, idea: str) -> None:
    assert idea in heard(text)


def test_a_text_without_words_says_no_idea() -> None:
    assert heard("…") == set()


def test_a_word_inside_another_is_not_heard() -> None:
    assert "liens.ami" not in heard("la famine")


def test_two_dots_stand_for_one_or_two_words() -> None:
    finder = Finder({"aide": ["mis .. main*"]})
    assert finder.find(tokens("elle a mis la main")) == [(0, 2, 5)]
    assert finder.find(tokens("mis toute la main")) == [(0, 0, 4)]
    assert finder.find(tokens("mis main, mis")) == []


def test_the_longest_phrase_wins_and_each_family_counts_once_a_place() -> None:
    finder = Finder({"a": ["dire", "dire non"], "b": ["dir*", "dir*"]})
    assert finder.find(tokens("dire non")) == [(0, 0, 2), (1, 0, 1)]
    assert finder.count([tokens("dire, redire, dirent")]).tolist() == [[1, 2]]


def test_words_that_say_an_idea_are_named_by_their_rank() -> None:
    words = tokens("Hier j'ai fait un devis")
    names = ideas().names
    assert ("entreprise.facture", 5) in {(names[idea], index) for idea, index in idea_words(words)}


def test_every_idea_has_its_own_name() -> None:
    names = ideas().names
    assert len(names) == len(set(names)) > 100
