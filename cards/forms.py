"""What the pages of the editor send: the words of a card and of a deck, cleaned, with what is wrong said beside each field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cards.deck import Card
from cards.deck_toml import (
    LANGUAGE,
    LONGEST_CODE,
    LONGEST_CREDIT,
    LONGEST_NAME,
    LONGEST_SPOKEN,
    LONGEST_TITLE,
    MOST_VARIANTS,
)

TITLE_ASKED = "Écrivez le titre en français."
TOO_LONG = "C'est trop long : {most} signes au plus."
TITLE_FIRST = "Écrivez aussi le titre dans cette langue."
PICTURE_ASKED = "Choisissez une image, ou donnez-en une."
CODE_ASKED = "Écrivez le code de la langue. Par exemple : uk, tr, pt-br."
CODE_WRONG = "Ce n'est pas un code de langue. Par exemple : uk, tr, pt-br."
CODE_THERE = "Cette langue est déjà sur la page : remplissez sa case."
NAME_ASKED = "Donnez un nom au jeu."
NEW = "langue"
"""The suffix of the fields of a language that the page does not show yet."""
_UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")  # they would turn the reading of the whole page around


@dataclass(frozen=True, slots=True)
class CardSent:
    """A card as typed over the one it began from, and what is wrong by field; it may stand when nothing is."""

    card: Card
    troubles: dict[str, str]


def read_card(fields: Mapping[str, str], card: Card, codes: Iterable[str]) -> CardSent:
    """The words of a form put on a card. ``codes``: the languages of the page; the pictures and sounds are not looked at.

    An empty title takes the language away, with its sentence and its sound.
    """
    troubles: dict[str, str] = {}
    pairs = {code: (f"titre-{code}", f"dire-{code}") for code in codes}
    extra = _new_language(fields, tuple(pairs), troubles)
    titles, spoken = {}, {}
    for code, (title, sentence) in ({**pairs, extra: (f"titre-{NEW}", f"dire-{NEW}")} if extra else pairs).items():
        titles[code], spoken[code] = one_line(fields.get(title, "")), one_line(fields.get(sentence, ""))
        _check(troubles, title, titles[code], most=LONGEST_TITLE)
        _check(troubles, sentence, spoken[code], most=LONGEST_SPOKEN)
        if spoken[code] and not titles[code]:
            troubles.setdefault(title, TITLE_FIRST)
    if not titles.get("fr"):
        troubles["titre-fr"] = TITLE_ASKED
    credit, family = one_line(fields.get("credit", "")), one_line(fields.get("famille", ""))
    _check(troubles, "credit", credit, most=LONGEST_CREDIT)
    _check(troubles, "famille", family, most=LONGEST_NAME)
    variants = tuple(dict.fromkeys(filter(None, map(one_line, fields.get("variantes", "").splitlines()))))
    for variant in variants:
        _check(troubles, "variantes", variant, most=LONGEST_TITLE)
    made = replace(
        card,
        titles={code: title for code, title in titles.items() if title},
        spoken={code: sentence for code, sentence in spoken.items() if sentence},
        sounds={code: name for code, name in card.sounds.items() if titles.get(code)},
        credit=credit,
        family=family,
        variants=variants[:MOST_VARIANTS],
    )
    return CardSent(made, troubles)


def read_name(fields: Mapping[str, str]) -> str:
    """The title of a deck. Raises ValueError with what is wrong."""
    name = one_line(fields.get("titre", ""))
    if not name:
        raise ValueError(NAME_ASKED)
    if len(name) > LONGEST_NAME:
        raise ValueError(TOO_LONG.format(most=LONGEST_NAME))
    return name


def one_line(text: str) -> str:
    """Words on one line: composed letters, single spaces, no hidden sign; the joiners that some scripts need stay.

    >>> one_line("  J'ai\\r\\n  cuisine\\u0301 \\u202e ")
    "J'ai cuisiné"
    """
    composed = _TURNING.sub("", unicodedata.normalize("NFC", text))
    return " ".join("".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in composed).split())


def _new_language(fields: Mapping[str, str], codes: Iterable[str], troubles: dict[str, str]) -> str:
    """The code of the language that is added; "" when none is, or when it cannot be."""
    code = one_line(fields.get(NEW, "")).lower()
    words = one_line(fields.get(f"titre-{NEW}", "")) or one_line(fields.get(f"dire-{NEW}", ""))
    if not code and not words:
        return ""
    if not code:
        troubles[NEW] = CODE_ASKED
    elif not LANGUAGE.fullmatch(code) or len(code) > LONGEST_CODE:
        troubles[NEW] = CODE_WRONG
    elif code in codes:
        troubles[NEW] = CODE_THERE
    return "" if NEW in troubles else code


def _check(troubles: dict[str, str], field: str, words: str, *, most: int) -> None:
    if len(words) > most:
        troubles[field] = TOO_LONG.format(most=most)
