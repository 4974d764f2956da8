"""Health, family, origin and numbers said so that nobody is recognised, and the sentence stays French."""

from __future__ import annotations

import re

from analysis.steps.mask_lexicon import any_of, fold, words
from analysis.steps.replace_times import Said

_HAVING = re.compile(
    r"\b(?:ai|as|a|avons|avez|ont|avais|avait|avaient|eu|avoir|fait|avec)[ \u00a0]\Z",
    re.IGNORECASE,
)
_BEING = {
    "suis": "ai", "es": "as", "est": "a", "sommes": "avons", "êtes": "avez", "sont": "ont", "étais": "avais",
    "était": "avait", "étaient": "avaient", "être": "avoir",
}  # fmt: skip
_IS = re.compile(rf"(?<![\w-])(?:(je) )?({any_of(_BEING)})[ \u00a0](?:aussi |toujours |un peu )?\Z", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\w*(?:iques?|aires?|istes?|phrènes?|philes?)|sourde?s?|aveugles?|dépressi\w+|amputée?s?|malentendante?s?|"
    r"malvoyante?s?|séropositi\w+|handicapée?s?.*|toxicomanes?|droguée?s?|sevrée?s?|opérée?s?.*|reconnue? .*|"
    r"hospitalis.*|hyperacti\w+|borderline|schizo",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<![\w-])(?:(?P<of>de la|de l['’]|du|des|de|d['’])|(?P<to>aux?)|(?P<the>une?|la|les?|l['’]|en))"
    r"(?:[ \u00a0]|(?<=['’]))\Z",
    re.IGNORECASE,
)
_SPEAKING = re.compile(r"\b(?:parl\w+|langue|en)\b[^.;!?\n]{0,70}\Z", re.IGNORECASE)
_FAMILY = re.compile(
    r"(mes|ses|nos|leurs|tes|vos|des|les)?\b.*?\b"
    r"(enfants|gosses|filles|garçons|fils|frères|sœurs|jumeaux|jumelles|triplée?s)\b",
    re.IGNORECASE,
)
_PARENT = re.compile(r"(mère|père|maman|papa|parent)s?\b", re.IGNORECASE)
_ILL = "un problème de santé"


def softer_health(text: str, start: int, end: int, *, floor: int = 0) -> Said:
    """« du diabète » → « un problème de santé »; « elle est sourde » → « elle a un problème de santé »."""
    if re.search(r"\bsous[ \u00a0]\Z", text[floor:start], re.IGNORECASE):
        return Said(start, "traitement")
    if _ADJECTIVE.fullmatch(text[start:end]):
        return _as_noun(text, start, floor)
    led = _OF.search(text, floor, start)
    if not led:
        return Said(start, _ILL)
    if led["of"] and not _HAVING.search(text, floor, led.start()):
        return Said(led.start(), f"d'{_ILL}")
    return Said(led.start(), f"à {_ILL}" if led["to"] else _ILL)


def _as_noun(text: str, start: int, floor: int) -> Said:
    being = _IS.search(text, floor, start)
    if not being:
        return Said(start, f"qui a {_ILL}")
    having = _BEING[being[2].lower()]
    return Said(being.start(), f"j'{having} {_ILL}" if being[1] else f"{having} {_ILL}")


def softer_rest(text: str, start: int, end: int, *, floor: int = 0) -> Said:
    """Family, origin, languages, numbers of files; « […] » for what has no kind."""
    said = text[start:end]
    if re.search(r"\d{3}", said) or re.fullmatch(r"[A-Z0-9 -]*\d[A-Z0-9 -]*", said):
        return Said(start, "[numéro retiré]")
    if fold(said) in {fold(name) for name in words("origines", "langues")} and _SPEAKING.search(text, 0, start):
        led = re.search(r"(?<![\w-])(?:le |l['’]|en |du )\Z", text[floor:start], re.IGNORECASE)
        return Said(floor + led.start() if led else start, "une autre langue")
    if fold(said) in {fold(name) for name in words("origines", "peuples")}:
        led = re.search(r"(?<![\w-])une?[ \u00a0]\Z", text[floor:start], re.IGNORECASE)
        return Said(floor + led.start() if led else start, ("quelqu'un " if led else "") + "d'un autre pays")
    return _family(said, start)


def _family(said: str, start: int) -> Said:
    parent, family = _PARENT.match(said), _FAMILY.match(said)
    if parent:
        return Said(start, f"{parent[0]} de famille")
    if not family:
        return Said(start, "[…]")
    noun = "enfants" if fold(family[2])[:4] in {"jume", "trip"} else family[2]
    return Said(start, f"{family[1]} {noun}" if family[1] else f"plusieurs {noun}")
