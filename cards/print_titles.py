"""The titles of a card as they are printed: the languages asked for, openings apart, very long words that can be cut."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from textwrap import shorten

from cards.deck import Card, Deck
from cards.languages import load_languages
from cards.print_letters import lacking

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LONG_WORD = 22
PIECE = 11
MOST_SAID = 5
PAIR = re.compile(r"\s+/\s+")


@dataclass(frozen=True, slots=True)
class Title:
    """One title: ``lang`` for whoever reads aloud, ``direction`` ltr or rtl, its one or two ``openings``."""

    lang: str
    direction: str
    openings: tuple[str, ...]


def printed_titles(card: Card, languages: tuple[str, ...]) -> tuple[Title, ...]:
    """The titles of a card in these languages, those it has; in French when it has none of them. Twice the same: once."""
    codes = [code for code in languages if card.titles.get(code, "").strip()] or ["fr"]
    words = {card.titles[code].strip(): code for code in reversed(codes)}
    return tuple(_title(code, text) for text, code in reversed(words.items()))


def missing_titles(deck: Deck, languages: tuple[str, ...]) -> tuple[str, ...]:
    """What the sheets will lack, in French sentences: titles that are not written, letters that our fonts do not have."""
    said = []
    for code in languages:
        without = [card.title for card in deck.shown if not card.titles.get(code, "").strip()]
        if without:
            said.append(f"Sans titre en {language_name(code)} : {listed(without)}.")
        unknown = sorted({letter for card in deck.shown for letter in lacking(card.titles.get(code, ""))})
        if unknown:
            letters = " ".join(unknown[:12])
            said.append(
                f"Nos polices n'ont pas ces lettres ({language_name(code)}) : {letters}. Elles deviennent « ? »."
            )
    return tuple(said)


def printable_languages(deck: Deck) -> tuple[tuple[str, str], ...]:
    """Code and own name of each language in which a card shown has a title: French first, then as our list has them."""
    known = [language.code for language in load_languages()]
    found = {code for card in deck.shown for code, title in card.titles.items() if title.strip()}
    order = sorted(found, key=lambda code: (known.index(code) if code in known else len(known), code))
    return tuple((code, language_name(code)) for code in order)


def listed(titles: list[str]) -> str:
    """Some titles in one line, shortened; how many more there are."""
    more = len(titles) - MOST_SAID
    first = " ".join(f"« {shorten(title, 40, placeholder='…') or title[:40]} »" for title in titles[:MOST_SAID])
    return f"{first} et {more} de plus" if more > 0 else first


def language_name(code: str) -> str:
    """A language as it calls itself; its code when it is not in our list."""
    return next((language.name for language in load_languages() if language.code == code), code)


def _title(code: str, text: str) -> Title:
    tag = next((language.tag for language in load_languages() if language.code == code), code)
    lang = tag.partition("-")[0]
    return Title(
        lang=lang if re.fullmatch(r"[a-z]{2,3}", lang) else "fr",
        direction="rtl" if _is_right_to_left(text) else "ltr",
        openings=tuple(_breakable(opening) for opening in PAIR.split(text) if opening),
    )


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as Unicode tells it (UAX 9, P2 and P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)


def _breakable(text: str) -> str:
    """The same words; where one is very long, places where it may be cut (never in a script whose letters join)."""
    if _is_right_to_left(text):
        return text
    return re.sub(rf"\S{{{LONG_WORD},}}", lambda word: SOFT_HYPHEN.join(re.findall(rf".{{1,{PIECE}}}", word[0])), text)
