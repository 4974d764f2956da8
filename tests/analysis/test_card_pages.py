from __future__ import annotations

import pytest

from analysis.card_life import CardLife, Game
from analysis.card_pages import life_page
from analysis.card_wording import never_said, of_base, titles_said
from tests.analysis.card_making import CARDS, counted, renamed, took

ALWAYS = frozenset({"utile", "cree"})


def thirty() -> CardLife:
    """Thirty interviews: « utile » first in 25, « aime » in 3, « cree » in 2; jokers named."""
    some: list[Game] = [took("utile", "aime/0", "joker:Chez Malika") for _ in range(25)]
    some += [took("aime/1", "utile", followed=True, read=ALWAYS, skipped=frozenset({"cree"})) for _ in range(3)]
    some += [took("cree", "joker"), took("cree")]
    return counted(*renamed(some))


def test_the_team_sees_every_count_with_its_base() -> None:
    page = life_page(thirty(), veiled=False)
    assert [(row.card, row.taken_said, row.first) for row in page.rows] == [
        ("utile", "28 des 30 entretiens", 25),
        ("aime", "28 des 30 entretiens", 3),
        ("joker", "26 des 30 entretiens", 0),
        ("cree", "2 des 30 entretiens", 2),
    ]
    assert [(step.before, step.after, step.interviews) for step in page.steps[:1]] == [
        ("J'ai été utile…", "J'ai aimé… ou Je n'ai pas aimé…", 25)
    ]
    assert {row.card for row in page.never} == set(CARDS) - {"utile", "aime", "joker", "cree"}
    assert [group.titles[0][0] for group in page.titles or ()] == ["Chez Malika"]
    assert [row.card for row in page.asides] == ["cree"]


def test_outside_the_team_no_small_count_can_be_found() -> None:
    page = life_page(thirty(), veiled=True)
    rows = {row.card: row for row in page.in_deck}
    assert (rows["cree"].taken, rows["cree"].first, rows["cree"].usual) == (None, None, None)
    assert rows["cree"].taken_said == "moins de 5 des 30 entretiens"
    assert all(row.ranks == () for row in page.in_deck)
    hidden = [row.card for row in page.in_deck if row.first is None]
    assert len(hidden) >= 2, "one hidden first place alone would be found by subtraction"
    assert rows["cree"].aside.skipped is None
    assert [(step.before[:9], step.interviews) for step in page.steps] == [("J'ai été ", 25), ("J'ai aimé", 25)]
    assert page.rare == 2
    assert [times for _, times in rows["aime"].openings] == [None, None]


def test_outside_the_team_no_title_is_read() -> None:
    page = life_page(thirty(), veiled=True)
    assert page.titles is None
    assert "Malika" not in repr((page.rows, page.steps, page.said, page.titles_said))
    assert page.titles_said.startswith(
        "25 titres donnés par les personnes, et un joker sans titre. Un titre peut nommer"
    )


def test_four_interviews_stay_in_the_team() -> None:
    life = counted(*renamed([took("utile")] * 4))
    assert life_page(life, veiled=True).too_few
    assert not life_page(life, veiled=False).too_few
    assert not life_page(counted(), veiled=True).too_few


def test_what_the_numbers_come_from_is_said_first() -> None:
    life = counted(*renamed([took("utile"), took("aime"), took()]))
    assert list(life_page(life, veiled=False, kept_back=1, running=2).said) == [
        "2 des 3 entretiens disent quelles cartes ont été prises : 2 cartes en tout. Un autre ne dit rien du jeu.",
        "Aucun n'a été mené avec la tablette : on ne sait pas quelles cartes ont été lues, passées ou reposées.",
        "2 entretiens en cours : pas encore comptés.",
        "Une personne n'a pas voulu que ses notes soient gardées : son entretien n'est pas compté.",
    ]
    assert life_page(counted(), veiled=False).said == ()
    assert "raconte" in life_page(counted(took("utile")), veiled=False).said[0]


@pytest.mark.parametrize(
    ("number", "base", "said"),
    [
        (12, 30, "12 des 30 entretiens"),
        (0, 30, "aucun des 30 entretiens"),
        (None, 30, "moins de 5 des 30 entretiens"),
        (None, 3, "moins de 5 entretiens"),
        (1, 1, "le seul entretien"),
        (0, 1, "pas dans le seul entretien"),
        (0, 0, "aucun entretien"),
    ],
)
def test_a_count_is_never_said_without_its_base(number: int | None, base: int, said: str) -> None:
    assert of_base(number, base) == said


def test_nothing_to_say_is_not_said() -> None:
    assert (never_said([]), titles_said(counted(), veiled=False)) == ("", "")
    assert never_said(["A", "B"]) == "« A » et « B » : jamais prises."
    assert titles_said(counted(took("joker")), veiled=True) == "Un joker, sans titre."
