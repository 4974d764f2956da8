from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings

from cards.brought import brought_picture, brought_sound
from cards.deck import Card, Deck, load_deck, made_deck
from cards.deck_edits import with_media
from cards.deck_write import deck_text
from cards.errors import DeckError
from cards.media import PICTURES
from cards.unzip_deck import ReadDeck, read_zip
from cards.zip_deck import zipped_deck
from kparole.uploads.errors import UploadRefused
from tests.bad_files.images import drawn, flat_png
from tests.cards.deck_making import a_card, a_deck, beep, decks, has_a_place, photo_with_a_place


class Shop:
    """The files of a team, by name."""

    def __init__(self) -> None:
        self.files = {path.name: path.read_bytes() for path in PICTURES.glob("*.svg")}

    def keep(self, content: bytes, suffix: str) -> str:
        name = f"{hashlib.sha256(content).hexdigest()}.{suffix}"
        self.files[name] = content
        return name

    def take(self, read: ReadDeck) -> Deck:
        return with_media(read.deck, {name: self.keep(one.content, one.suffix) for name, one in read.files.items()})

    def zip(self, deck: Deck) -> bytes:
        return zipped_deck(deck, read=self.files.get)


@pytest.fixture
def shop() -> Shop:
    return Shop()


def by_hand(toml: str, **files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("jeu.toml", toml)
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


CARD = '[[carte]]\nid = "{id}"\nimage = "{image}"\n[carte.titre]\nfr = "{id}"\n'
HEAD = '[deck]\nid = "mien"\ntitre = "Le mien"\n'


def toml(*images: str) -> str:
    return HEAD + "".join(CARD.format(id=f"c-{place}", image=image) for place, image in enumerate(images))


def problems(content: bytes) -> list[str]:
    with pytest.raises(DeckError) as caught:
        read_zip(content, name="mien.zip")
    return str(caught.value).splitlines()


@settings(max_examples=12)
@given(decks())
def test_a_deck_comes_back_the_same_from_its_zip(deck: Deck) -> None:
    shop = Shop()
    content = shop.zip(deck)
    back = read_zip(content, name="jeu.zip")
    assert shop.take(back) == deck
    assert back.deck.version == deck.version
    assert back.left_out == ()
    assert shop.zip(deck) == content


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif"])
def test_pictures_and_sounds_of_a_team_keep_the_version_of_the_deck(shop: Shop, kind: str) -> None:
    picture, sound = brought_picture(drawn(kind, (900, 700)), name="photo"), brought_sound(beep(), name="voix")
    card = a_card(
        picture=shop.keep(picture.content, picture.suffix), sounds={"fr": shop.keep(sound.content, sound.suffix)}
    )
    deck = made_deck("jeu", "Un jeu", [card])
    back = shop.take(read_zip(shop.zip(deck), name="jeu.zip"))
    assert back == deck
    assert shop.zip(back) == shop.zip(deck)


def test_the_shipped_deck_keeps_the_names_of_our_pictures(shop: Shop) -> None:
    back = read_zip(shop.zip(load_deck()), name="jeu.zip")
    assert back.files == {}
    assert back.deck.version == load_deck().version


def test_a_zip_made_by_hand_has_its_photos_made_anew_under_other_names(shop: Shop) -> None:
    photo = photo_with_a_place()
    assert has_a_place(photo)
    deck = shop.take(
        read_zip(
            by_hand(toml("photo.jpg", "dessins/b.png"), photo_jpg=photo, dessins__b_png=drawn("png")), name="x.zip"
        )
    )
    kept = shop.files[deck.cards[0].picture]
    assert deck.cards[0].picture.endswith(".jpg")
    assert len(deck.cards[0].picture) == 68
    assert not has_a_place(kept)
    assert deck.cards[1].picture.endswith(".png")


def test_a_folder_zipped_whole_with_what_a_mac_adds_is_read(shop: Shop) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Mon jeu/jeu.toml", "\ufeff" + toml("Photo.PNG").replace("\n", "\r\n"))
        archive.writestr("Mon jeu/photo.png", drawn("png"))
        archive.writestr("Mon jeu/autre.png", drawn("png"))
        archive.writestr("__MACOSX/Mon jeu/._photo.png", b"\0")
        archive.writestr("Mon jeu/.DS_Store", b"\0")
    read = read_zip(out.getvalue(), name="x.zip")
    assert set(read.files) == {"Photo.PNG"}
    assert read.left_out == ("Mon jeu/autre.png",)


def test_a_lone_toml_that_names_our_pictures_is_a_deck() -> None:
    assert read_zip(toml("appris.svg").encode(), name="jeu.toml").deck.cards[0].picture == "appris.svg"


def test_everything_wrong_is_said_at_once_with_its_line() -> None:
    text = toml("photo.jpg", "perdue.png", "immense.png", "script.svg", "texte.png") + CARD.format(
        id="c-1", image="appris.svg"
    )
    said = problems(
        by_hand(
            text.replace('fr = "c-0"', 'en = "c-0"'),
            photo_jpg=drawn("jpeg")[:900],
            immense_png=flat_png(10_001, 10_000),
            script_svg=b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><script/></svg>",
            texte_png=b"bonjour",
        )
    )
    lines = text.split("\n")
    assert said[0] == "Le jeu « mien.zip » ne peut pas entrer :"
    wanted = {
        'image = "photo.jpg"': "abîmé",
        'image = "perdue.png"': "n'est pas là",
        'image = "immense.png"': "trop de points",
        'image = "script.svg"': "un script",
        'image = "texte.png"': "texte simple",
    }
    for line, why in wanted.items():
        assert any(one.startswith(f"Ligne {lines.index(line) + 1}, ") and why in one for one in said), why
    assert any("titre en français" in one for one in said)
    assert any("sert déjà" in one and "carte c-1" in one for one in said)
    assert len(said) == 8


def test_a_file_of_the_team_named_without_being_sent_is_missing() -> None:
    assert "n'est pas là" in problems(by_hand(toml(f"{'a' * 64}.png")))[1]


def test_a_sound_may_weigh_three_megabytes_and_must_be_one() -> None:
    sound = toml("appris.svg") + '[carte.son]\nfr = "voix.wav"\n'
    heavy = problems(by_hand(sound, voix_wav=beep(400)))
    assert "plus de 3 Mo" in heavy[1]
    assert "n'est pas un son" in problems(by_hand(sound, voix_wav=drawn("png")))[1]
    assert problems(by_hand(sound.replace("voix.wav", "voix.txt")))[1].startswith(
        "Ligne 10, carte c-0 : le son « voix.txt » n'est pas là"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (by_hand(""), "il manque le bloc"),
        (
            zipped_deck(a_deck(), read={"appris.svg": b""}.get).replace(b"jeu.toml", b"jeu.text"),
            "n'a pas de fichier jeu.toml",
        ),
        (by_hand(toml("appris.svg"), autre__jeu_toml=b""), ""),
    ],
)
def test_a_zip_without_a_deck_says_what_to_put_in(content: bytes, said: str) -> None:
    if said:
        assert said in "\n".join(problems(content))
    else:
        assert read_zip(content, name="x.zip").deck.title == "Le mien"


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", drawn("png"), b"PK\x03\x04" + bytes(40), by_hand("x" * 3_000_000)]
)
def test_what_is_no_deck_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises((UploadRefused, DeckError), match=r"^[A-ZL].*\."):
        read_zip(content, name="x.zip")


def test_a_bomb_is_refused_before_it_opens() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("jeu.toml", toml("a.png"))
        archive.writestr("a.png", bytes(60_000_000))
    with pytest.raises(UploadRefused, match="démesuré"):
        read_zip(out.getvalue(), name="x.zip")


def test_a_deck_whose_picture_is_lost_is_not_exported_by_halves() -> None:
    with pytest.raises(DeckError, match="n'est plus là"):
        zipped_deck(a_deck(), read=lambda _name: None)


def test_hidden_cards_credits_and_variants_travel_too(shop: Shop) -> None:
    card: Card = a_card("deux", hidden=True, variants=("J'ai su",), credit="Samia", family="métier")
    deck = made_deck("jeu", "Un jeu", [a_card("un"), replace(card)])
    assert shop.take(read_zip(shop.zip(deck), name="x.zip")) == deck
    assert "masquee = true" in deck_text(deck)


def test_hidden_signs_in_a_text_made_elsewhere_do_not_come_in() -> None:
    text = toml("appris.svg").replace('fr = "c-0"', 'fr = "J\\u0000ai \\u202e cuisine\\u0301"')
    assert read_zip(by_hand(text), name="x.zip").deck.cards[0].title == "J ai cuisiné"
