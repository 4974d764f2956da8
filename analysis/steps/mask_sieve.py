"""What the rules expected to be a name and is none: « mon père Il… », « une amie Facebook », « les cours du BTS »."""

from __future__ import annotations

import re

from analysis.steps.mask_lexicon import words
from analysis.steps.mask_tokens import Ordinary, tokens
from analysis.steps.types import Mask, MaskKind

NAMED: tuple[MaskKind, ...] = ("PERSONNE", "LIEU", "ORGANISATION")
"""Kinds that are names: found once, looked for everywhere."""

_SIDES = frozenset(["Nord", "Sud", "Est", "Ouest"])
_ADDRESS = re.compile(
    r"(?:rue|avenue|boulevard|place|impasse|allée|chemin|square|quai|porte) |cours (?:de|du|des|d)\b", re.IGNORECASE
)


def names_something(mask: Mask, ordinary: Ordinary) -> bool:
    """Whether what a rule found is worth proposing; whatever is not a name is."""
    if mask.kind == "CONTACT" and mask.certainty < 0.6:  # a bare word after « insta »
        return ordinary.unknown(mask.text.lower()) and mask.text.casefold() not in words("personnes", "verbes")
    if mask.kind not in NAMED or mask.text[:1].isdigit():
        return True
    return _names_somebody(mask) if mask.kind == "PERSONNE" else _names_a_place(mask)


def _names_somebody(mask: Mask) -> bool:
    parts = proper_part(mask)
    if mask.text.lower() == mask.text.upper():  # a writing without capitals
        return True
    if not parts or mask.text.split()[0] in words("personnes", "abreges"):
        return bool(parts)  # « Mme Petit »
    if parts[0] in words("garder", "debuts") and (len(parts[0]) > 1 or not re.search(r"\b[A-ZÀ-Þ]\.?$", mask.text)):
        return False
    doubtful = parts[0] in words("prenoms", "ambigus")  # « mon fils Noël », but not « ma mère Internet »
    return doubtful or not _known_to_all(parts)


def _names_a_place(mask: Mask) -> bool:
    parts = proper_part(mask)
    if mask.text.split()[0].lower() in words("lieux", "transports"):
        return True  # « RER D », « bus L3 »
    if _ADDRESS.match(mask.text) and not mask.text.split()[-1].isupper():
        return True  # « place de la République »
    if not parts:  # « ligne 7 », « résidence les tilleuls »
        return mask.certainty < 0.9
    acronyms = all(part.isupper() and len(part) < 4 for part in parts)
    return not acronyms and (not _known_to_all(parts) or parts[-1] in _SIDES)


def _known_to_all(parts: tuple[str, ...]) -> bool:
    return all(part in words("garder", "mots") for part in parts if part[0].isupper())


def proper_part(mask: Mask) -> tuple[str, ...]:
    """The name inside « Mme Hamdi » or « pharmacie Lamothe », without title, common noun or small words before it."""
    parts = [token.text for token in tokens(mask.text)]
    titles = words("personnes", "titres")
    while parts and (parts[0] in titles or f"{parts[0]}." in titles or not parts[0][0].isupper() or _is_head(parts[0])):
        parts = parts[1:]
    return tuple(parts)


def _is_head(word: str) -> bool:
    return word.lower() in words("organisations", "lieux") or word.lower() in words("lieux", "voies")
