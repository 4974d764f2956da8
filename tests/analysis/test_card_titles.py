from __future__ import annotations

import pytest

from analysis.card_titles import group_titles, is_untitled


def groups(*titles: str) -> list[tuple[str, list[str], int]]:
    found = group_titles((title, f"E{number}") for number, title in enumerate(titles))
    return [(group.word, [title for title, _ in group.titles], group.interviews) for group in found.groups]


def test_titles_that_share_a_word_are_together_whatever_its_ending() -> None:
    assert groups("Ma famille", "Les familles du quartier", "Le permis") == [
        ("famille", ["Les familles du quartier", "Ma famille"], 2),
        ("", ["Le permis"], 1),
    ]


def test_a_title_goes_with_the_word_most_people_share() -> None:
    found = groups("Ma famille et le permis", "Le permis", "Passer le permis", "La famille")
    assert [(word, number) for word, _, number in found] == [("permis", 3), ("", 1)]


def test_the_same_words_written_otherwise_are_one_title_of_their_own() -> None:
    assert groups("L'école", "l’école !", "Ecole") == [("école", ["Ecole", "L'école", "l’école !"], 3)]


def test_words_too_common_to_mean_anything_bring_nothing_together() -> None:
    assert len(groups("Tout va bien", "Tout pour moi")) == 2


def test_the_sea_is_not_a_mother() -> None:
    assert len(groups("La mer", "Ma mère")) == 2
    assert len(groups("Mon ami", "Les amis", "Mes amis")) == 1


def test_one_person_with_two_titles_is_one_interview() -> None:
    found = group_titles([("Ma mère", "A"), ("Ma mère", "A"), ("", "A")])
    assert (found.given, found.untitled, found.interviews) == (2, 1, 1)
    assert found.groups[0].titles == (("Ma mère", 1),)


@pytest.mark.parametrize("title", ["", " ", "JOKER", "Joker 2", "joker n° 3", "La carte joker", "…"])
def test_joker_alone_is_no_title(title: str) -> None:
    assert is_untitled(title)


@pytest.mark.parametrize("title", ["Joker : ma fille", "Moi", "3", "الأسرة", "😀 rire"])
def test_any_other_word_is_a_title(title: str) -> None:
    assert not is_untitled(title)


def test_no_title_gives_no_group() -> None:
    assert group_titles([]).groups == ()
