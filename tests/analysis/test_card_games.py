from __future__ import annotations

from datetime import date

from analysis.card_games import beside, game_of_document, game_of_journal, taken_of
from analysis.card_life import Taken
from interviews.document import CompteRendu, PickedCard
from interviews.fold import fold
from tests.analysis.card_making import DECK, took
from tests.interviews.journal_making import Device, read, uid

DAY = date(2026, 3, 1)
ONE, TWO, THREE = (uid(name) for name in ("un", "deux", "trois"))


def test_a_card_with_two_openings_says_which_was_taken() -> None:
    said = [
        ("aime", "Je n'ai pas aimé…"),
        ("aime", "je n’ai pas aimé"),
        ("aime", "J'ai aimé… / Je n'ai pas aimé…"),
        ("aime", None),
    ]
    assert [one.opening for one in taken_of(said, DECK)] == ["Je n'ai pas aimé…", "Je n'ai pas aimé…", "", ""]


def test_only_a_joker_or_what_is_no_card_keeps_the_words_of_the_person() -> None:
    said = [
        ("joker", "Chez Malika"),
        ("joker-2", "Malika"),
        ("utile", "Malika m'aide"),
        (None, "Malika"),
        ("partie", "Malika"),
    ]
    assert taken_of(said, DECK) == (
        Taken("joker", title="Chez Malika"), Taken("joker", title="Malika"), Taken("utile"), Taken(None, title="Malika"), Taken("partie"),
    )  # fmt: skip


def test_a_document_gives_its_cards_in_their_order_even_those_without_notes() -> None:
    document = CompteRendu(cards=(PickedCard("utile", "J'ai été utile…"), PickedCard("joker", None)))
    game = game_of_document("E01", document, deck=DECK, on=DAY)
    assert (game.taken, game.version, game.followed) == ((Taken("utile"), Taken("joker")), DECK.version, False)


def test_a_journal_gives_what_was_taken_and_what_was_set_aside() -> None:
    tablet = Device()
    state = fold(
        read(
            tablet.opens(),
            *(tablet.does("card.read", {"card": card}) for card in ("utile", "aime", "joker-1", "joker-2")),
            tablet.does("card.skip", {"card": "aime"}),
            tablet.does("card.later", {"card": "joker-2"}),
            tablet.does("card.take", {"pick": ONE, "card": "utile"}),
            tablet.does("card.take", {"pick": TWO, "card": "joker-1", "title": "Le permis"}),
            tablet.does("card.take", {"pick": THREE, "card": "aime", "title": "J'ai aimé…"}),
            tablet.does("card.back", {"pick": ONE}),
            tablet.does("card.order", {"picks": [THREE, TWO]}),
            tablet.does("end.mark"),
        )
    )
    game = game_of_journal("x", state, deck=DECK, on=DAY)
    assert game.taken == (Taken("aime", "J'ai aimé…"), Taken("joker", title="Le permis"))
    assert (game.read, game.skipped, game.later, game.back) == (
        {"utile", "aime", "joker"}, {"aime"}, {"joker"}, {"utile"},
    )  # fmt: skip


def test_a_compte_rendu_keeps_its_own_order_beside_its_journal() -> None:
    written = took("utile", "aime", id="PAS-01")
    journal = took("aime", "utile", id="x", followed=True, read=frozenset({"cree"}), on=date(2025, 1, 1))
    both = beside(written, journal)
    assert (both.id, both.taken, both.read, both.followed, both.on) == (
        "PAS-01", written.taken, {"cree"}, True, date(2025, 1, 1),
    )  # fmt: skip
