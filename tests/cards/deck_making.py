"""Decks for the tests: made by hand, or drawn."""

from __future__ import annotations

import io

from hypothesis import strategies as st
from PIL import Image

from cards.deck import Card, Deck, made_deck
from cards.forms import one_line
from tests.bad_files.images import drawn

WORDS = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
    .map(one_line)
    .filter(bool)
)
LANGUAGES = ("fr", "ar", "uk", "pt-br")
SHIPPED = ("appris.svg", "change.svg", "joker-1.svg")


def a_card(card_id: str = "appris", title: str = "J'ai appris…", **more: object) -> Card:
    values: dict[str, object] = {"picture": "appris.svg", "joker": False, "titles": {"fr": title}, "spoken": {}}
    return Card(id=card_id, **(values | more))  # type: ignore[arg-type]


def a_deck(*ids: str, **more: object) -> Deck:
    return made_deck("jeu", "Un jeu", [a_card(one, f"Carte {one}", **more) for one in ids or ("un", "deux", "trois")])


@st.composite
def cards(draw: st.DrawFn, card_id: str) -> Card:
    titles = {"fr": draw(WORDS), **draw(st.dictionaries(st.sampled_from(LANGUAGES), WORDS, max_size=3))}
    return Card(
        id=card_id,
        picture=draw(st.sampled_from(SHIPPED)),
        joker=draw(st.booleans()),
        titles=titles,
        spoken={code: draw(WORDS) for code in titles if draw(st.booleans())},
        variants=tuple(draw(st.lists(WORDS, max_size=2, unique=True))),
        family=draw(st.sampled_from(["", "métier"])),
        credit=draw(st.sampled_from(["", "Samia"])),
        hidden=False,
    )


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """One to six cards, the first always visible."""
    ids = [f"c-{number}" for number in range(draw(st.integers(1, 6)))]
    return made_deck("jeu", draw(WORDS), [draw(cards(one)) for one in ids])


def photo_with_a_place(size: tuple[int, int] = (900, 700)) -> bytes:
    """A JPEG whose notes say where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "Nadia devant chez elle"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (45.0, 46.0, 3.0)
    return drawn("jpeg", size, exif=exif.tobytes())


def has_a_place(content: bytes) -> bool:
    with Image.open(io.BytesIO(content)) as image:
        return bool(image.getexif()) or b"Nadia" in content


def beep(seconds: float = 0.1) -> bytes:
    """A WAV that says who made it."""
    data = bytes(range(256)) * int(seconds * 8000 / 256)
    form = b"fmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0"
    label = b"LIST\x0e\0\0\0INFOIART\x02\0\0\0N\0"
    body = b"WAVE" + form + label + b"data" + len(data).to_bytes(4, "little") + data
    return b"RIFF" + len(body).to_bytes(4, "little") + body
