"""What a form gives for a card: its words, a picture chosen or sent, sounds recorded, sent or taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from cards.brought import Brought, brought_picture, brought_sound
from cards.deck import Card
from cards.forms import PICTURE_ASKED, read_card
from kparole.uploads.errors import UploadRefused

PICTURE, CHOICE, SOUND, KEPT, WITHOUT = "image", "choix", "son-", "garde-", "sans-"

Files = Mapping[str, tuple[bytes, str]]
"""By field: the bytes sent, and the name they came with."""


@dataclass(frozen=True, slots=True)
class Media:
    """``keep`` gives the name of what is brought; ``seal`` and ``unseal`` carry such a name through a page and back.

    ``choices``: the names that may be chosen without being sent.
    """

    keep: Callable[[Brought], str]
    seal: Callable[[str], str]
    unseal: Callable[[str], str | None]
    choices: Collection[str]


@dataclass(frozen=True, slots=True)
class Given:
    """The card as it would be, what is wrong by field, and by field the sealed names of what came and is not written yet."""

    card: Card
    troubles: dict[str, str]
    kept: dict[str, str]


def given(fields: Mapping[str, str], files: Files, card: Card, *, codes: Iterable[str], media: Media) -> Given:
    """Everything a form says of this card; what cannot come in leaves the card as it was in that place."""
    sent = read_card(fields, card, codes)
    troubles, names = dict(sent.troubles), _carried(fields, media)
    for field, (content, name) in files.items():
        try:
            make = brought_picture if field == PICTURE else brought_sound
            names[field] = media.keep(make(content, name=name))
        except UploadRefused as error:
            troubles[field] = str(error)
    chosen = fields.get(CHOICE, "")
    if PICTURE not in files and chosen in media.choices:
        names[PICTURE] = chosen
    made = _with_sounds(replace(sent.card, picture=names.get(PICTURE, card.picture)), fields, names)
    if not made.picture:
        troubles.setdefault(PICTURE, PICTURE_ASKED)
    return Given(made, troubles, {field: media.seal(name) for field, name in names.items()})


def _carried(fields: Mapping[str, str], media: Media) -> dict[str, str]:
    """What came with an earlier sending of the same page."""
    sealed = {field.removeprefix(KEPT): text for field, text in fields.items() if field.startswith(KEPT) and text}
    opened = {field: media.unseal(text) for field, text in sealed.items()}
    return {field: name for field, name in opened.items() if name is not None}


def _with_sounds(card: Card, fields: Mapping[str, str], names: Mapping[str, str]) -> Card:
    """New sounds in their languages; those ticked away gone. A sound of a language without a title has no place."""
    brought = {field.removeprefix(SOUND): name for field, name in names.items() if field.startswith(SOUND)}
    sounds = {code: name for code, name in {**card.sounds, **brought}.items() if code in card.titles}
    gone = {field.removeprefix(WITHOUT + SOUND) for field in fields if field.startswith(WITHOUT)}
    return replace(card, sounds={code: name for code, name in sounds.items() if code not in gone or code in brought})
