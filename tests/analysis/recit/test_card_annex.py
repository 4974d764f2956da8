from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from analysis.card_life import Game, Played
from analysis.recit import card_annex
from analysis.recit.context import Figure
from analysis.recit.source import RecitSource
from analysis.steps.chart_sheet import Chart
from tests.analysis.card_making import DECK, DECKS, OTHER, renamed, took

READ = frozenset({"utile", "aime", "cree"})


def about(source: RecitSource, *games: Game) -> RecitSource:
    return replace(source, played=Played(tuple(renamed(list(games))), DECKS, DECK))


def full(source: RecitSource) -> RecitSource:
    games = [took("utile", "aime/0", "joker:Chez Zéphyrine") for _ in range(20)]
    games += [took("aime/1", "utile", followed=True, read=READ, skipped=frozenset({"cree"})) for _ in range(6)]
    games += [took("partage", version=OTHER.version, on=date(2026, 6, 1)) for _ in range(3)]
    return about(source, *games)


def facts(source: RecitSource) -> dict[str, str]:
    return {fact.label: fact.said for fact in card_annex.life_facts(source, card_annex.life_in(source))}


def test_the_annex_gives_each_card_its_base_and_hides_small_numbers(source: RecitSource) -> None:
    page = card_annex.life_in(full(source))
    rows = {row.title: row for row in card_annex.life_rows(page)}
    utile, partage = rows["J'ai été utile…"], rows["J'ai partagé…"]
    assert (utile.interviews, utile.usual) == ("26 des 29 entretiens", "1re")
    assert (partage.interviews, partage.first, partage.usual) == ("Moins de 5 des 29 entretiens", "non montré", "–")
    assert rows["J'ai testé…"].interviews == "Aucun des 26 entretiens"
    assert card_annex.life_said(page)[0].startswith("Les 29 entretiens disent")


def test_the_annex_tells_sequences_openings_and_what_was_set_aside(source: RecitSource) -> None:
    said = facts(full(source))
    assert said["Ce qui s'enchaîne"].startswith(
        "Sur 26 entretiens avec deux cartes au moins : « J'ai été utile… » puis"
    )
    assert said["Mises de côté"] == (
        "Sur 6 entretiens menés avec la tablette. Lues et laissées : « J'ai créé… » (6) ; passées : « J'ai créé… » (6)."
    )
    assert "« J'ai aimé… », 20 fois ; « Je n'ai pas aimé… », 6 fois" in said["Deux débuts sur une carte"]
    assert "J'ai testé…" in said["Jamais choisies"]
    assert "Ces entretiens n'ont pas tous été menés avec le même jeu." in said["Des cartes différentes"]


def test_no_title_of_a_joker_leaves_the_team(source: RecitSource) -> None:
    given = full(source)
    page = card_annex.life_in(given)
    drawn: list[Chart] = []
    assert card_annex.cards_figure(page, draw=drawn.append) is not None
    told = repr((facts(given), card_annex.life_rows(page), card_annex.life_said(page), drawn[0].alt))
    assert "Zéphyrine" not in told
    assert "20 titres" in told


def test_the_figure_is_a_chart_of_word(source: RecitSource) -> None:
    figure = card_annex.cards_figure(card_annex.life_in(full(source)), draw=lambda chart: chart)
    assert isinstance(figure, Figure)
    assert isinstance(figure.image, Chart)
    assert "26 sur 29" in figure.image.alt


@pytest.mark.parametrize(
    ("games", "said"),
    [((), card_annex.NOTHING), ((took(),), card_annex.NOTHING), ((took("utile"), took("aime")), card_annex.TOO_FEW)],
)
def test_what_is_not_known_or_too_small_is_said_and_nothing_else(
    source: RecitSource, games: tuple[Game, ...], said: str
) -> None:
    given = about(source, *games)
    page = card_annex.life_in(given)
    assert card_annex.life_said(page)[-1] == said
    assert (card_annex.life_rows(page), facts(given)) == ((), {})
    assert card_annex.cards_figure(page, draw=lambda chart: chart) is None


def test_a_source_that_knows_nothing_of_cards_has_an_annex_that_says_so(source: RecitSource) -> None:
    assert card_annex.life_said(card_annex.life_in(replace(source, played=None))) == (card_annex.NOTHING,)


def test_the_annex_is_in_the_word_file_with_its_table_and_figure(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    words = [paragraph.text for paragraph in document.paragraphs]
    at = words.index("Annexe E – La vie des cartes")
    assert [word[:8] for word in words[at:] if word.startswith("Annexe ")] == ["Annexe E", "Annexe F", "Annexe G"]
    assert any("Les cartes prises, et celles prises en premier" in paragraph for paragraph in words[at:])
    heads = [table.rows[0].cells[0].text for table in document.tables if len(table.columns) == 4]
    assert "Carte" in heads
    everything = " ".join(words) + " ".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert "Chez Malika" not in everything, "a title that somebody gave a joker"
