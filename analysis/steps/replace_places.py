"""Places and organisations said by their kind, with the small words before them put right.

« à Lyon » → « dans une ville », « du Mali » → « d'un pays », « mon quartier des Lilas » → « mon quartier ».
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from analysis.steps.mask_lexicon import fold, lexicon, words
from analysis.steps.replace_people import tables
from analysis.steps.replace_times import Said

_LED = re.compile(
    r"(?<![\w-])(?:(?P<until>jusqu['’](?:à(?: la| l['’])?|aux?|en))|(?P<of>de la|de l['’]|du|des|de|d['’])|"
    r"(?P<at>dans la|dans les?|dans l['’]|à la|à l['’]|aux?|à|a|en|dans|sur|chez)|(?P<the>la|les?|l['’]))"
    r"(?:[ \u00a0]|(?<=['’]))\Z",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?<![\w-])(?:[mts](?:on|a|es)|notre|nos|votre|vos|leurs?|ce|cet|cette|ces)[ \u00a0]\Z",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?<![\w-])(?P<head>ville|village|commune|quartier|cité|région|département|pays|bourg|hameau|lieu-dit)"
    r"(?:(?: de la| du| des| de)?[ \u00a0]| (?:de )?[ld]['’])\Z",
    re.IGNORECASE,
)
_COUNTRYLIKE = re.compile(r"\b(?:en|au|aux|du|des)[ \u00a0]\Z", re.IGNORECASE)


def softer_place(text: str, start: int, end: int, *, floor: int = 0) -> Said:
    """A place by its kind; after « la ville de », nothing: the word before says enough."""
    head = _HEAD.search(text, floor, start)
    if head:
        return Said(head.end("head"), "")
    return led_by(text, start, place_kind(text, start, end), floor=floor)


def place_kind(text: str, start: int, end: int) -> str:
    """« une rue », « un quartier », « une ligne », « un pays », « une région » or « une ville ».

    >>> place_kind("au Mali", 3, 7), place_kind("rue Basse", 0, 9), place_kind("à Lyon", 2, 6)
    ('un pays', 'une rue', 'une ville')
    """
    said = text[start:end]
    first = re.match(r"(?:\d+\s?(?:bis|ter|quater)?,?\s)?([^\W\d_-]+)", said)
    head = fold(first[1]) if first else ""
    kind = next((kind for kind, heads in tables()["lieux"].items() if head in heads.split()), None)
    if kind:
        return "une adresse" if kind == "une rue" and said[:1].isdigit() else kind
    if re.match(r"\d{5}|BP", said):
        return "une adresse"
    bare = fold(re.sub(r"^(?:la |le |les |l['’])", "", said, flags=re.IGNORECASE))
    if bare in _countries():
        return "un pays"
    if bare in _regions():
        return "une région"
    return "un endroit" if bare not in _known() and _COUNTRYLIKE.search(text, 0, start) else "une ville"


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(name) for name in words("lieux", "connus"))


@cache
def _countries() -> frozenset[str]:
    maps = _maps()
    names = lexicon()["lieux"]["connus"].split()
    listed = {fold(name) for name in names[: names.index(maps["premiere_region"])]}
    return frozenset(listed | {fold(name) for name in maps["pays_composes"]}) - frozenset(maps["outre_mer"].split())


@cache
def _regions() -> frozenset[str]:
    maps = _maps()
    names = lexicon()["lieux"]["connus"].split()
    between = names[names.index(maps["premiere_region"]) : names.index(maps["premiere_ville"])]
    return frozenset(fold(name) for name in between) | frozenset(maps["outre_mer"].split())


def _maps() -> dict[str, Any]:
    return tables()["cartes"]


def softer_organisation(text: str, start: int, end: int, *, floor: int = 0) -> Said:
    """An organisation by its kind; whoever one works « chez » is « une entreprise »."""
    first = re.search(r"[^\W\d_]+", text[start:end])
    head = first.group().lower() if first else ""
    kind = next((kind for kind, heads in tables()["organisations"].items() if head in heads.split()), None)
    works = re.search(r"\bchez[ \u00a0]\Z", text[:start], re.IGNORECASE)
    return led_by(text, start, kind or ("une entreprise" if works else "une structure"), floor=floor)


def led_by(text: str, start: int, kind: str, *, floor: int) -> Said:
    """``kind`` with what leads to it: « dans », « d' », nothing more than the article, or the owner's word."""
    if _OWN.search(text, floor, start):
        return Said(start, kind.split(" ", 1)[1])
    led = _LED.search(text, floor, start)
    if not led:
        bare = kind == "une rue" and re.search(r"[^\W\d_][ \u00a0]\Z", text[floor:start]) is not None
        return Said(start, f"dans {kind}" if bare else kind)
    leads = {
        "until": f"jusqu'à {kind}",
        "of": f"d'{kind}",
        "at": f"à {kind}" if kind == "une adresse" else f"dans {kind}",
        "the": kind,
    }
    return Said(led.start(), leads[led.lastgroup or "the"])
