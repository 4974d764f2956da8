"""Decks of a team on the table, made as its editor makes them: of any size, with photos, with recorded sounds."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageDraw

from cards.deck import Card, Deck, load_deck, made_deck
from cards.library import draft_of
from cards.media_store import keep_bytes
from cards.service import add_deck, change, publish, put_on_table
from kparole.access import SYSTEM, acting_as
from kparole.store import open_store
from network.service import set_network, the_network

T = TypeVar("T")
RATE = 8000
OURS = load_deck()


def on_server(home: Path, work: Callable[[], T]) -> T:
    """Work on the decks of this server, as its first person; in a thread, since Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_inside, home, work).result()


def _inside(home: Path, work: Callable[[], T]) -> T:
    with open_store(home), acting_as(SYSTEM):
        return work()


def lay(title: str, cards: list[Card]) -> str:
    """A deck of these cards, published and put on the table; its slug."""
    if the_network() is None:
        set_network(name="Le réseau", deck="kpa", owner="Sylvie", kpas=[])
    slug = add_deck(made_deck("neuf", title, cards))
    publish(slug, base=draft_of(slug).number)
    put_on_table(slug)
    return slug


def reword(slug: str, to: Callable[[Card], Card], *, shown: bool = True) -> Deck:
    """Each card of a deck changed this way; published unless said otherwise."""
    base = draft_of(slug).number

    def every(deck: Deck) -> Deck:
        return made_deck(deck.id, deck.title, [to(card) for card in deck.cards])

    draft = change(slug, base=base, what="Autrement", card=None, to=every)
    return publish(slug, base=draft.number) if shown else draft.deck


def cards(count: int, *, only: tuple[str, ...] = ("fr",)) -> list[Card]:
    """As many cards as wanted, in these languages: ours, over and over."""

    def one(rank: int) -> Card:
        card = OURS.cards[rank % len(OURS.cards)]
        titles = {code: words for code, words in card.titles.items() if code in only}
        said = {code: words for code, words in card.spoken.items() if code in only}
        again = "" if rank < len(OURS.cards) else f"-{rank}"
        return replace(card, id=f"{card.id}{again}", titles=titles, spoken=said)

    return [one(rank) for rank in range(count)]


def sound(seconds: float = 0.3, *, note: int = 440) -> str:
    """The name of a recorded sound, kept on the server."""
    frames = b"".join(
        struct.pack("<h", round(9000 * math.sin(2 * math.pi * note * n / RATE))) for n in range(round(seconds * RATE))
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as track:
        track.setparams((1, 2, RATE, 0, "NONE", ""))
        track.writeframes(frames)
    return keep_bytes(file.getvalue(), suffix="wav")


def noise() -> str:
    """The name of a sound that no browser can play."""
    return keep_bytes(b"RIFF" + bytes(200), suffix="wav")


def photo(colour: str, *, size: tuple[int, int] = (640, 360)) -> str:
    """The name of a photo, wider than a card, kept on the server."""
    picture = Image.new("RGB", size, colour)
    drawing = ImageDraw.Draw(picture)
    width, height = size
    drawing.ellipse((width * 0.35, height * 0.2, width * 0.65, height * 0.8), fill="#f2d8b0")
    drawing.rectangle((0, 0, width - 1, height - 1), outline="#202020", width=12)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return keep_bytes(file.getvalue(), suffix="jpg")
