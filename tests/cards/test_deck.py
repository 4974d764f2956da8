from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.deck import DECKS, PICTURES, Deck, load_deck
from cards.errors import DeckError

IDS = [
    "appris",
    "change",
    "partage",
    "rencontre",
    "ameliore",
    "utile",
    "ressenti",
    "cree",
    "teste",
    "senti",
    "aime",
    "difficile",
]
CARD = '[[carte]]\nid = "{id}"\nimage = "{id}.svg"\ntitre = {{ fr = "{title}" }}\n'
HEAD = '[deck]\nid = "mien"\ntitre = "Le mien"\n'


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck()


def written(folder: Path, text: str) -> Path:
    path = folder / "jeu.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(DeckError) as caught:
        load_deck(path)
    return str(caught.value)


def test_our_deck_has_twelve_themes_then_three_jokers(deck: Deck) -> None:
    assert [card.id for card in deck.cards] == [*IDS, "joker-1", "joker-2", "joker-3"]
    assert [card.id for card in deck.cards if card.joker] == ["joker-1", "joker-2", "joker-3"]


def test_every_card_has_a_picture_and_words_to_hear(deck: Deck) -> None:
    assert all((PICTURES / card.picture).is_file() and card.spoken["fr"] for card in deck.cards)


def test_two_cards_carry_a_pair_of_openings(deck: Deck) -> None:
    assert [card.id for card in deck.cards if len(card.openings) == 2] == ["rencontre", "aime"]
    assert deck.cards[3].openings == ("J'ai rencontré…", "J'ai créé un lien…")


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("J'ai appris…", "appris"),
        ("j’ai appris", "appris"),
        ("J'AI APPRIS :", "appris"),
        ("J ai appris", "appris"),
        ("Jai appris", "appris"),
        ("J'ai appris à coudre", "appris"),
        ("J'ai rencontre", "rencontre"),
        ("J'ai créé un lien", "rencontre"),
        ("J'ai créé un lien avec Awa", "rencontre"),
        ("J'ai créé", "cree"),
        ("J'ai créé une marque", "cree"),
        ("J'ai rencontré… / J'ai créé un lien…", "rencontre"),
        ("J'ai aimé", "aime"),
        ("Je n'ai pas aimé", "aime"),
        ("je n’ai pas aimé le bruit", "aime"),
        ("Je me suis senti(e)…", "senti"),
        ("Je me suis sentie fière", "senti"),
        ("Je me suis senti·e", "senti"),
        ("J'ai trouvé difficile de parler", "difficile"),
        ("j'ai été utile…", "utile"),
        ("J'ai ressenti", "ressenti"),
    ],
)
def test_a_typed_title_finds_its_card(deck: Deck, typed: str, card: str) -> None:
    found = deck.find(typed)
    assert found is not None
    assert found.id == card


@pytest.mark.parametrize("typed", ["Joker", "JOKER", "joker : les enfants", "Jokers", "Joker 2"])
def test_a_joker_is_a_joker_whatever_follows(deck: Deck, typed: str) -> None:
    found = deck.find(typed)
    assert found is not None
    assert found.joker


@pytest.mark.parametrize(
    "typed", ["", "…", "   ", "Les papiers", "J'ai", "appris", "J'ai apprisage", "J'ai crééations", "il a appris"]
)
def test_what_names_no_card_finds_none(deck: Deck, typed: str) -> None:
    assert deck.find(typed) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_finding_never_fails(typed: str) -> None:
    deck = load_deck()
    assert deck.find(typed) in (None, *deck.cards)


def test_every_opening_finds_its_own_card(deck: Deck) -> None:
    themes = [card for card in deck.cards if not card.joker]
    assert [deck.find(opening) for card in themes for opening in card.openings] == [
        c for c in themes for _ in c.openings
    ]


def test_a_card_is_reached_by_id_and_any_joker_by_joker(deck: Deck) -> None:
    assert deck.card("utile") is deck.cards[5]
    assert deck.card("joker") is deck.cards[12]
    assert deck.card("joker-3") is deck.cards[14]
    assert deck.card("inconnue") is None
    assert deck.card(None) is None


def test_a_team_may_bring_its_own_deck(tmp_path: Path) -> None:
    mine = load_deck(written(tmp_path, HEAD + CARD.format(id="chante", title="J'ai chanté…")))
    assert (mine.id, mine.title, [c.id for c in mine.cards]) == ("mien", "Le mien", ["chante"])
    assert mine.find("j'ai chanté fort") is mine.cards[0]
    assert mine.card("joker") is None


def test_a_reworded_card_makes_another_version(tmp_path: Path) -> None:
    one = load_deck(written(tmp_path, HEAD + CARD.format(id="a", title="J'ai ri…"))).version
    (tmp_path / "autre").mkdir()
    other = load_deck(written(tmp_path / "autre", HEAD + CARD.format(id="a", title="J'ai souri…"))).version
    assert one != other
    assert len(one) == 12


def test_every_problem_of_a_deck_is_said_at_once(tmp_path: Path) -> None:
    text = (
        '[deck]\nid = "x"\n[[carte]]\nimage = "a.svg"\ntitre = { ar = "x" }\n[[carte]]\nid = "b"\n'
        'titre = { fr = "B" }\n[[carte]]\nid = "b"\nimage = "b.svg"\ntitre = { fr = "B" }\n'
    )
    said = refused(written(tmp_path, text)).splitlines()
    assert any("« titre »" in line for line in said)
    assert any("numéro 1" in line and "« id »" in line for line in said)
    assert any("numéro 1" in line and "français" in line for line in said)
    assert any("carte b" in line and "« image »" in line for line in said)
    assert any("carte b" in line and "sert déjà" in line for line in said)
    assert len(said) == 6
    assert [line.partition(",")[0] for line in said[1:]] == ["Ligne 1", "Ligne 3", "Ligne 5", "Ligne 6", "Ligne 10"]


def test_a_deck_without_cards_says_what_to_add(tmp_path: Path) -> None:
    assert "[[carte]]" in refused(written(tmp_path, HEAD))


def test_a_deck_that_is_not_there_or_not_toml_is_said_in_french(tmp_path: Path) -> None:
    assert "n'existe pas" in refused(tmp_path / "rien.toml")
    assert "Ligne 1 : " in refused(written(tmp_path, "[[carte"))


def test_the_decks_that_travel_are_sound() -> None:
    assert [load_deck(path).id for path in sorted(DECKS.glob("*.toml"))]
