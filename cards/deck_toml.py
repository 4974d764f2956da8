"""A deck as TOML, checked: what it says as plain data, or everything that is wrong with it, each with its line. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MOST_CARDS, LONGEST_TITLE, LONGEST_SPOKEN = 200, 200, 1000
LONGEST_NAME, LONGEST_CREDIT, LONGEST_CODE, MOST_VARIANTS = 80, 200, 20, 20
MOST_COMPLAINTS = 60
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
HEADER = re.compile(r"\s*\[(?P<name>[^\[\]]+|\[[^\[\]]+\])\]\s*(?:#.*)?")
CARD_HEADER = re.compile(r"\s*\[\[\s*carte\s*\]\]\s*(?:#.*)?")
SAID = {
    "overwrite": "cette ligne répète ce qui est déjà dit plus haut. Gardez-en une",
    "Expected '='": "il manque le signe = entre le nom et sa valeur",
    "Illegal character": "un guillemet n'est pas fermé",
    "Unterminated": "un guillemet n'est pas fermé",
    "Unclosed": "un crochet ou une accolade n'est pas fermé",
    "Invalid value": 'la valeur n\'est pas lisible. Un texte se met entre guillemets : nom = "valeur"',
    "Expected newline": "il y a quelque chose de trop en fin de ligne",
}
"""What tomllib says at its best, in words a person can act on."""

UNREADABLE = "ce texte a des crochets sans fin, ou un nombre sans fin. Un jeu n'en a pas besoin : retirez-les."
ANY_JOKER = "joker"
"""How notes name any joker: no card may have it for its own id."""

Exists = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong: its line (counted from 1; 0 when it has none), whose it is, and what to mend, in French."""

    line: int
    where: str
    what: str

    def __str__(self) -> str:
        start = ", ".join(part for part in (f"ligne {self.line}" if self.line else "", self.where) if part)
        return f"{start[:1].upper()}{start[1:]} : {self.what}" if start else self.what


def parsed(text: str, *, exists: Exists | None = None) -> tuple[dict[str, Any], list[Complaint]]:
    """What a deck says, and everything wrong with it by line; its data can be trusted when there is nothing wrong.

    ``exists`` tells whether a picture or a sound is there; without it, nothing is asked of them.
    """
    lines = text.split("\n")
    broken = list(_syntax(lines))
    data = _data(lines, {one.line for one in broken})
    places = _Places(lines)
    wrong = [] if broken and not data else list(_problems(data, places, exists))
    spoilt = {places.block(one.line) for one in broken}
    found = broken + [one for one in wrong if places.block(one.line) not in spoilt]
    return data, sorted(found, key=lambda one: one.line)[:MOST_COMPLAINTS]


def _syntax(lines: list[str]) -> Iterator[Complaint]:
    """Every line that is not TOML: each is blanked in turn, so that one does not hide the next."""
    left = list(lines)
    for _ in range(MOST_COMPLAINTS):
        try:
            tomllib.loads("\n".join(left))
        except (RecursionError, ValueError) as error:
            if not isinstance(error, tomllib.TOMLDecodeError):
                yield Complaint(0, "", UNREADABLE)
                return
            line = _line_of(error, left)
            if not left[line - 1].strip():  # the end of what began above, such as a quote never closed
                line = next((n for n in range(line, 0, -1) if left[n - 1].strip()), 0)
            if line == 0:
                return
            yield Complaint(line, "", f"{_in_french(str(error))}.")
            left[line - 1] = ""
        else:
            return


def _line_of(error: tomllib.TOMLDecodeError, lines: list[str]) -> int:
    """The line comes from the message, the only place where Python 3.11 gives it."""
    found = re.search(r"at line (\d+)", str(error))
    return min(int(found[1]), len(lines)) if found else len(lines)


def _in_french(said: str) -> str:
    return next(
        (french for english, french in SAID.items() if english in said), "cette ligne n'est pas écrite comme il faut"
    )


def _data(lines: list[str], broken: set[int]) -> dict[str, Any]:
    try:
        return tomllib.loads("\n".join("" if n in broken else line for n, line in enumerate(lines, 1)))
    except (RecursionError, ValueError):
        return {}


class _Places:
    """Where things are written: the lines of each card, and of a key in it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        starts = [n for n, line in enumerate(lines, 1) if CARD_HEADER.fullmatch(line)]
        self.cards = [range(a, b) for a, b in pairwise([*starts, len(lines) + 1])]

    def card(self, number: int, key: str = "", under: str = "") -> int:
        """The line of a key of the nth card (from 1), of its block when it is not there; 0 for a card written otherwise."""
        if number > len(self.cards):
            return 0
        block = self.cards[number - 1]
        for name in (under, key):
            block = range(next((n for n in block if name and self._says(n, name)), block.start), block.stop)
        return block.start

    def _says(self, line: int, name: str) -> bool:
        said = self.lines[line - 1]
        return re.match(rf'\s*"?{re.escape(name)}"?\s*=|\s*\[carte\.{re.escape(name)}\]', said) is not None

    def head(self, key: str = "") -> int:
        """The line of a key of [deck], or of its header; 0 when there is none."""
        header = next((n for n, line in enumerate(self.lines, 1) if re.match(r"\s*\[deck\]", line)), 0)
        end = self.cards[0].start if self.cards else len(self.lines) + 1
        return next((n for n in range(max(1, header), end) if key and self._says(n, key)), header)

    def block(self, line: int) -> int:
        """Which card a line belongs to, counted from 1; 0 before the first."""
        return next((number for number, block in enumerate(self.cards, 1) if line in block), 0)


def _problems(data: dict[str, Any], places: _Places, exists: Exists | None) -> Iterator[Complaint]:
    head = data.get("deck")
    if not isinstance(head, dict):
        yield Complaint(places.head(), "", "il manque le bloc [deck] avec id et titre.")
        return
    for key in ("id", "titre"):
        if not is_text(head.get(key)):
            yield Complaint(places.head(key), "[deck]", f"il manque « {key} » (un texte).")
    if is_text(head.get("id")) and not ID.fullmatch(head["id"]):
        yield Complaint(places.head("id"), "[deck]", "« id » s'écrit en minuscules sans accent, avec des tirets.")
    if is_text(head.get("titre")) and len(head["titre"]) > LONGEST_NAME:
        yield Complaint(places.head("titre"), "[deck]", f"« titre » est trop long : {LONGEST_NAME} signes au plus.")
    entries = data.get("carte")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        yield Complaint(0, "", "Aucune carte : ajoutez au moins un bloc [[carte]].")
        return
    if len(entries) > MOST_CARDS:
        yield Complaint(places.card(MOST_CARDS + 1), "", f"ce jeu a plus de {MOST_CARDS} cartes. Faites-en deux jeux.")
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries[:MOST_CARDS], 1):
        name = entry["id"] if is_text(entry.get("id")) else f"numéro {number}"
        for key, under, what in _card_problems(entry, exists):
            yield Complaint(places.card(number, key, under), f"carte {name}", what)
        if name in seen:
            first = places.card(seen[name], "id")
            what = f"cet identifiant sert déjà{f' ligne {first}' if first else ''} ; choisissez-en un autre."
            yield Complaint(places.card(number, "id"), f"carte {name}", what)
        seen.setdefault(name, number)


def _card_problems(entry: dict[str, Any], exists: Exists | None) -> Iterator[tuple[str, str, str]]:
    """(key, table it is under, what is wrong) of one card."""
    for key in ("id", "image"):
        if not is_text(entry.get(key)):
            yield key, "", f"il manque « {key} » (un texte)."
    if is_text(entry.get("id")) and (not ID.fullmatch(entry["id"]) or len(entry["id"]) > 40):
        yield "id", "", "« id » s'écrit en minuscules sans accent, avec des tirets, en 40 signes au plus."
    if entry.get("id") == ANY_JOKER:
        yield "id", "", "« joker » veut déjà dire « un joker, n'importe lequel ». Écrivez par exemple joker-1."
    if is_text(entry.get("image")) and exists is not None and not exists(entry["image"]):
        yield "image", "", f"l'image « {entry['image']} » n'est pas là. Ajoutez le fichier, ou choisissez-en une autre."
    for key in ("joker", "masquee"):
        if not isinstance(entry.get(key, False), bool):
            yield key, "", f"« {key} » vaut true ou false, sans guillemets."
    for key, longest in (("famille", LONGEST_NAME), ("credit", LONGEST_CREDIT)):
        text = entry.get(key, "")
        if not isinstance(text, str):
            yield key, "", f"« {key} » est un texte."
        elif len(text) > longest:
            yield key, "", f"« {key} » est trop long : {longest} signes au plus."
    variants = entry.get("variantes", [])
    if not isinstance(variants, list) or not all(is_text(variant) for variant in variants):
        yield "variantes", "", "« variantes » est une liste de textes."
    elif len(variants) > MOST_VARIANTS or any(len(variant) > LONGEST_TITLE for variant in variants):
        yield "variantes", "", f"« variantes » : {MOST_VARIANTS} textes au plus, de {LONGEST_TITLE} signes au plus."
    yield from _language_problems(entry)
    yield from _sound_problems(entry, exists)


def _language_problems(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    titles, spoken = entry.get("titre"), entry.get("dire", {})
    if not isinstance(titles, dict) or not _texts(titles) or not is_text(titles.get("fr")):
        yield "", "titre", 'il manque le titre en français (titre = {fr = "…"}).'
        titles = {}
    if not _texts(spoken):
        yield "", "dire", '« dire » est une phrase par langue (dire = {fr = "…"}).'
        spoken = {}
    for under, texts, longest in (("titre", titles, LONGEST_TITLE), ("dire", spoken, LONGEST_SPOKEN)):
        for code, text in texts.items():
            if not LANGUAGE.fullmatch(code) or len(code) > LONGEST_CODE:
                yield (
                    code,
                    under,
                    f"« {code[:LONGEST_CODE]} » n'est pas un code de langue. Par exemple : fr, ar, uk, pt-br.",
                )
            elif is_text(text) and len(text) > longest:
                yield code, under, f"« {under} » en {code} est trop long : {longest} signes au plus."
    for code in spoken:
        if titles and code not in titles:
            yield (
                code,
                "dire",
                f"il y a une phrase à dire en {code}, mais pas de titre dans cette langue. Ajoutez le titre.",
            )


def _sound_problems(entry: dict[str, Any], exists: Exists | None) -> Iterator[tuple[str, str, str]]:
    sounds = entry.get("son", {})
    if not _texts(sounds):
        yield "", "son", '« son » est un fichier par langue (son = {fr = "…"}).'
        return
    for code, name in sounds.items():
        if exists is not None and not exists(name):
            yield code, "son", f"le son « {name} » n'est pas là. Ajoutez le fichier, ou retirez cette ligne."


def is_text(value: object) -> bool:
    """True for a text that has something to read."""
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    """A table of texts by language; an empty one is fine."""
    return isinstance(value, dict) and all(is_text(text) for text in value.values())
