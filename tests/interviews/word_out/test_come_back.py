"""A copy changed in Word by a person: what she did is found, ids stay, and nothing she typed is lost."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from analysis.steps.types import Span
from interviews.word_out.join import Joined
from interviews.word_out.three_ways import put_on
from interviews.writeup.compare import compare
from interviews.writeup.sheet import DECLINED, Piece, Place, Sheet, SheetCard
from tests.interviews.word_out.making import back, team_template, word

CARDS = (SheetCard("c1", "appris", "J'ai appris…"), SheetCard("c2", "joker", "Le four"))
FIRST, SECOND, INTRODUCTION = Place("carte", "c1"), Place("carte", "c2"), Place("introduction")
SHEET = Sheet(
    CARDS,
    (
        Piece("n1", INTRODUCTION, "Elle vient depuis mars.", operation="op-1"),
        Piece("n2", FIRST, "Elle dit « j'ose parler » et rit.", (Span(11, 23),), ("important",)),
        Piece("n3", FIRST, "Elle tient la caisse le mardi et le jeudi.", origin=SECOND),
        Piece("n4", SECOND, "Le four marche."),
        Piece("n5", Place("cloture"), "Elle reviendra."),
    ),
    {"age": "34", "gender": "femme", "since": "deux ans"},
)


class Typist:
    """Somebody with Word."""

    def __init__(self, sheet: Sheet = SHEET, **more: Any) -> None:
        self.sheet = sheet
        self.document = docx.Document(io.BytesIO(word(sheet, **more)))

    def line(self, words: str) -> Paragraph:
        return next(one for one in self.document.paragraphs if words in one.text)

    def retype(self, old: str, new: str) -> None:
        run = next(run for run in self.line(old).runs if old in run.text)
        run.text = run.text.replace(old, new)

    def add_after(self, words: str, typed: str, *, style: str = "Passage") -> None:
        line = self.line(words)
        line.insert_paragraph_before(typed, style=style)
        line._p.getparent().insert(line._p.getparent().index(line._p) - 1, line._p)

    def strike(self, words: str) -> None:
        paragraph = self.line(words)._p
        paragraph.getparent().remove(paragraph)

    def back(self) -> Joined:
        content = io.BytesIO()
        self.document.save(content)
        return back(content.getvalue(), self.sheet)


def piece(joined: Joined, words: str) -> Piece:
    return next(one for one in joined.sheet.pieces if words in one.text)


def test_a_word_corrected_keeps_the_paragraph_and_its_exact_words() -> None:
    typist = Typist()
    typist.retype("la caisse", "le comptoir")
    typist.retype("j'ose parler", "j'ose leur parler")
    joined = typist.back()
    assert [one.id for one in joined.sheet.pieces] == ["n1", "n2", "n3", "n4", "n5"]
    assert piece(joined, "comptoir").origin == SECOND
    said = piece(joined, "j'ose")
    assert said.text[said.exact[0].start : said.exact[0].end] == "j'ose leur parler"
    assert said.marks == ("important",)
    assert joined.problems == ()


def test_a_paragraph_typed_is_new_where_it_stands_with_its_quotes_and_tags() -> None:
    typist = Typist()
    typist.add_after("Le four marche", "Elle ajoute « c'est moi » au lycée. [ressenti] [important]")
    joined = typist.back()
    added = piece(joined, "lycée")
    assert (added.text, added.place) == ("Elle ajoute « c'est moi » au lycée.", SECOND)
    assert added.marks == ("important", "feeling")
    assert added.exact == (Span(14, 23),)
    assert added.id not in {one.id for one in SHEET.pieces}


def test_a_paragraph_struck_out_and_one_moved() -> None:
    typist = Typist()
    moved = typist.line("Elle reviendra")._p
    typist.line("Le four marche")._p.addprevious(moved)
    typist.strike("Elle vient depuis")
    joined = typist.back()
    assert [one.id for one in joined.sheet.pieces] == ["n2", "n3", "n5", "n4"]
    assert piece(joined, "reviendra").place == SECOND


def test_tags_struck_out_are_marks_taken_away() -> None:
    typist = Typist()
    for run in [*typist.line("j'ose").runs, *typist.line("la caisse").runs]:
        if "[important]" in run.text or "(dit sous" in run.text:
            run._r.getparent().remove(run._r)
    joined = typist.back()
    assert piece(joined, "j'ose").marks == ()
    assert piece(joined, "caisse").origin is None


def test_words_typed_among_the_tags_stay_as_words() -> None:
    typist = Typist()
    tags = next(run for run in typist.line("j'ose").runs if "[important]" in run.text)
    tags.text += " surtout le soir"
    said = piece(typist.back(), "j'ose")
    assert said.text.endswith("et rit. surtout le soir")
    assert said.marks == ("important",)


def test_facts_are_read_and_what_is_not_clear_changes_nothing() -> None:
    typist = Typist()
    typist.retype("34 ans", "35")
    typist.retype("femme", "ne souhaite pas dire")
    assert typist.back().sheet.facts == {"age": "35", "gender": DECLINED, "since": "deux ans"}
    typist.retype("35", "la trentaine")
    joined = typist.back()
    assert joined.sheet.facts["age"] == "34"
    assert joined.problems == ("L'âge « la trentaine » n'est pas clair : il n'a pas été changé.",)


def test_cards_change_places_and_titles_and_one_comes() -> None:
    typist = Typist()
    first = typist.line("La première carte")._p
    for words in ("La deuxième carte", "Le four marche"):
        first.addprevious(typist.line(words)._p)
    typist.retype("J'ai appris…", "J'ai aimé")
    heading = typist.line("La première carte")
    heading.runs[-1].text = "J'ai aimé"
    typist.add_after("Elle tient la caisse", "La troisième carte : J'ai été utile", style="Titre de carte")
    typist.add_after("La troisième carte", "Elle sert à quelque chose.")
    joined = typist.back()
    cards = joined.sheet.cards
    assert [(one.key, one.card) for one in cards[:2]] == [("c2", "joker"), ("c1", "aime")]
    assert (cards[2].card, cards[2].title) == ("utile", "J'ai été utile…")
    assert piece(joined, "quelque chose").place == Place("carte", cards[2].key)


def test_text_pasted_over_a_paragraph_that_lost_its_bookmark_is_known_by_its_words() -> None:
    typist = Typist()
    line = typist.line("Elle tient la caisse")
    for mark in line._p.xpath("./w:bookmarkStart | ./w:bookmarkEnd"):
        mark.getparent().remove(mark)
    typist.retype("le mardi", "le mercredi")
    assert piece(typist.back(), "mercredi").id == "n3"


def test_words_typed_in_a_heading_of_a_part_are_kept() -> None:
    typist = Typist()
    typist.retype("Clôture", "Clôture : elle était émue")
    assert piece(typist.back(), "émue").place == Place("cloture")


def test_an_order_changed_in_the_list_alone_is_told() -> None:
    typist = Typist()
    typist.retype("2ème carte", "3ème carte")
    joined = typist.back()
    assert any("L'ordre des" in one or "ordre des cartes" in one for one in joined.problems)


def test_a_teams_template_comes_back_changed_as_well() -> None:
    typist = Typist(template=team_template())
    typist.retype("le mardi", "le mercredi")
    joined = typist.back()
    assert piece(joined, "mercredi").id == "n3"
    assert len(joined.sheet.pieces) == 5


def test_what_was_left_empty_is_filled_in() -> None:
    empty = Sheet((), (Piece("n1", INTRODUCTION, ""),), {})
    typist = Typist(empty, template=team_template())
    typist.line("Arrivée chez nous").add_run("trois ans")
    typist.line("Genre").add_run("homme")
    typist.line("– ").add_run("Il vient.")
    joined = typist.back()
    assert joined.sheet.facts == {"gender": "homme", "since": "trois ans"}
    assert [(one.id, one.text) for one in joined.sheet.pieces] == [("n1", "Il vient.")]


def changed(sheet: Sheet, **texts: str | None) -> Sheet:
    kept = [one for one in sheet.pieces if texts.get(one.id, "") is not None]
    pieces = tuple(
        Piece(one.id, one.place, texts.get(one.id) or one.text, origin=one.origin, marks=one.marks) for one in kept
    )
    return Sheet(sheet.cards, pieces, sheet.facts)


BASE = changed(SHEET)


def test_what_both_sides_changed_is_joined() -> None:
    now = changed(BASE, n1="Elle vient depuis avril.", n4=None)
    file = changed(BASE, n5="Elle reviendra demain.")
    joined = put_on(BASE, file, now)
    assert [one.text for one in joined.pieces] == [
        "Elle vient depuis avril.", BASE.pieces[1].text, BASE.pieces[2].text, "Elle reviendra demain.",
    ]  # fmt: skip


def test_what_came_alike_on_both_sides_is_there_once() -> None:
    def more(name: str) -> Sheet:
        card = SheetCard(f"carte-{name}", "utile", None)
        pieces = (Piece(name, INTRODUCTION, "Un thé."), Piece(f"{name}-2", Place("carte", card.key), "Utile."))
        return Sheet((*BASE.cards, card), (*BASE.pieces, *pieces), BASE.facts).ordered()

    assert put_on(BASE, more("file"), more("here")) == more("here")


def test_a_paragraph_rewritten_on_both_sides_keeps_both_texts() -> None:
    joined = put_on(BASE, changed(BASE, n5="Elle hésite."), changed(BASE, n5="Elle part."))
    kept = [one for one in joined.pieces if one.place == Place("cloture")]
    assert [one.text for one in kept] == ["Elle part.", "Elle hésite."]
    assert kept[1].rival == "n5"


@pytest.mark.parametrize("side", ["file", "here"])
def test_struck_out_on_one_side_and_rewritten_on_the_other_stays(side: str) -> None:
    one, other = changed(BASE, n5=None), changed(BASE, n5="Elle part.")
    joined = put_on(BASE, one, other) if side == "file" else put_on(BASE, other, one)
    assert joined.piece("n5") is not None


def test_nothing_changed_on_one_side_gives_the_other() -> None:
    other = changed(BASE, n1="Autre chose.", n2=None)
    assert compare(put_on(BASE, BASE, other), other).empty
    assert compare(put_on(BASE, other, BASE), other).empty


def test_a_paragraph_put_under_another_card_keeps_where_it_was_said() -> None:
    typist = Typist()
    typist.line("Le four marche")._p.addprevious(typist.line("Elle reviendra")._p)
    typist.line("Elle vient depuis")._p.addnext(typist.line("la caisse")._p)
    joined = typist.back()
    assert piece(joined, "reviendra").origin == Place("cloture")
    assert (piece(joined, "caisse").place, piece(joined, "caisse").origin) == (INTRODUCTION, SECOND)
    gone = Typist()
    gone.strike("La deuxième carte")
    assert (piece(gone.back(), "four marche").place, piece(gone.back(), "four marche").origin) == (FIRST, None)


def test_comments_in_the_margin_are_not_lost_without_a_word() -> None:
    typist = Typist()
    typist.document.add_comment(typist.line("la caisse").runs[0], text="Vérifier avec elle : le mardi ?", author="M")
    assert any("Commentaires de la marge laissés de côté : 1" in one for one in typist.back().problems)
