"""Themes do not depend on the order of the texts, are numbered by size and named by their own words."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.steps.cluster import LEAST_TEXTS, group, themes
from analysis.steps.theme_words import distinctive, name_theme
from analysis.steps.types import Extract
from tests.analysis.steps.fake_encoder import FakeEncoder

GARDEN = [
    f"le jardin, les tomates et l'arrosoir numéro {name}" for name in ("un", "rouge", "neuf", "vert", "plat", "gros")
]
SEWING = [
    f"la couture, un ourlet et du tissu {name}" for name in ("bleu", "épais", "fin", "rouge", "rayé", "brut", "gris")
]
TRAIN = [f"le train de nuit part du quai {name}" for name in ("douze", "nord", "court", "long", "vide")]
TEXTS = GARDEN + SEWING + TRAIN


def grouped(texts: list[str], **options: int | None) -> list[int | None]:
    return group(texts, FakeEncoder().encode(texts), **options)  # type: ignore[arg-type]


def extract(number: int, text: str) -> Extract:
    return Extract(f"e{number:02}", "p", "n", "carte", None, None, 0, len(text), text, True)


def test_texts_that_resemble_each_other_are_together_and_the_largest_theme_is_first() -> None:
    assert grouped(TEXTS, count=3) == [1] * len(GARDEN) + [0] * len(SEWING) + [2] * len(TRAIN)


def test_the_order_of_the_rows_changes_nothing() -> None:
    order = np.random.default_rng(1).permutation(len(TEXTS))
    shuffled = grouped([TEXTS[index] for index in order], count=3)
    straight = grouped(TEXTS, count=3)
    assert shuffled == [straight[index] for index in order]


def test_groupings_that_agree_do_not_depend_on_the_order_and_part_what_is_plain() -> None:
    many = [f"{text} {extra}" for text in TEXTS for extra in ("hier", "demain", "ici", "ailleurs")]
    order = np.random.default_rng(1).permutation(len(many))
    straight = grouped(many, count=3)
    assert straight == [theme for theme in grouped(TEXTS, count=3) for _ in range(4)]
    assert grouped([many[index] for index in order], count=3) == [straight[index] for index in order]


def test_equal_texts_share_their_theme_and_wordless_ones_are_alone() -> None:
    found = grouped([*TEXTS, *TEXTS, "", "🙂"])
    assert found[: len(TEXTS)] == found[len(TEXTS) : -2]
    assert found[-2:] == [None, None]


@pytest.mark.parametrize("count", [1, 2, 3, 10_000])
def test_with_a_count_only_blank_texts_are_alone(count: int) -> None:
    found = grouped([*TEXTS, "un intrus qui parle de comète", "", " ", "🙂"], count=count)
    assert None not in found[:-3]
    assert found[-3:] == [None, None, 0]


@pytest.mark.parametrize(("texts", "themes"), [(["seul"], [0]), (["même", "même"], [0, 0]), (["", "🙂"], [None, 0])])
def test_with_a_count_one_text_is_a_theme(texts: list[str], themes: list[int | None]) -> None:
    assert grouped(texts, count=4) == themes


@pytest.mark.parametrize("texts", [[], ["seul"], ["même", "même"], ["", ""]])
def test_too_little_to_group_leaves_everyone_alone(texts: list[str]) -> None:
    assert grouped(texts) == [None] * len(texts)


@pytest.mark.parametrize("count", [1, 2, 5, 18, 50])
def test_any_count_is_answered_with_at_most_that_many_themes(count: int) -> None:
    found = grouped(TEXTS, count=count)
    assert len({theme for theme in found if theme is not None}) <= min(count, len(TEXTS))


def test_without_a_count_the_structure_decides() -> None:
    many = [f"{text} {extra}" for text in TEXTS for extra in ("hier", "demain")]
    found = grouped(many)
    assert len({theme for theme in found if theme is not None}) >= 2


def test_beyond_the_limit_a_sample_is_clustered_and_the_rest_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.steps.cluster.MOST_AT_ONCE", 12)
    found = grouped(TEXTS, count=3)
    assert len(found) == len(TEXTS)
    assert found == grouped(TEXTS, count=3)


def test_a_theme_is_named_by_the_words_it_says_more_than_others() -> None:
    assert set(distinctive(SEWING, TEXTS, words=3)) == {"couture", "ourlet", "tissu"}
    assert name_theme(["12", "…"], TEXTS) == "thème sans mot"


def test_themes_say_where_they_live_and_show_the_most_central_first() -> None:
    extracts = [extract(number, text) for number, text in enumerate(TEXTS)]
    found = themes(extracts, encoder=FakeEncoder(), scope="confiance", count=3)
    assert [theme.id for theme in found] == ["confiance-1", "confiance-2", "confiance-3"]
    assert [len(theme.members) for theme in found] == [7, 6, 5]
    assert all(theme.scope == "confiance" and theme.typical == theme.members[:5] for theme in found)
    assert themes(extracts[::-1], encoder=FakeEncoder(), scope="confiance", count=3) == found


def test_under_twelve_extracts_there_is_too_little_to_tell() -> None:
    extracts = [extract(number, text) for number, text in enumerate(TEXTS[: LEAST_TEXTS - 1])]
    assert themes(extracts, encoder=FakeEncoder()) == ()


def test_thousands_of_texts_are_brought_together_too() -> None:
    generator = np.random.default_rng(0)
    centres = generator.normal(size=(9, 8))
    texts = [f"passage {number}" for number in range(1800)]
    vectors = centres[np.arange(1800) % 9] + generator.normal(scale=0.1, size=(1800, 8))
    found = group(texts, vectors, thorough=False)
    assert len({theme for theme in found if theme is not None}) == 9
    assert len({found[number] for number in range(0, 1800, 9)}) == 1
