"""Rules that find what identifies someone by its shape or its surroundings: numbers, dates, addresses, titles, health.

Each rule is a pattern with a group ``mask`` (what is hidden) and a kind; words come from ``mask_words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.steps.types import Mask, MaskKind

_WORDS_FILE = Path(__file__).with_name("mask_words.toml")

_MONTHS = "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
_DAY_MONTH = rf"(?:1er|[0-3]?\d)[ \u00a0](?:{_MONTHS})"
_DAY_MONTH_YEAR = rf"{_DAY_MONTH}[ \u00a0](?:19|20)\d\d"
_HOST = r"[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|coop|bzh|info|io|be|ch)"
# A capitalised word (« Prosper-Daumas », « N'Diaye »), and a run of them with the small words of place names inside.
CAPITAL = r"(?:[NM]['’](?=[A-ZÀ-ÞŒ]))?[A-ZÀ-ÞŒ][^\W\d_]*(?:(?<=c)['’]h[^\W\d_]*)?(?:-[^\W\d_]+)*"
_SMALL = r"(?:(?:de la|du|des|de|la|le|les|aux|sur|en|et des)[ \u00a0]|(?:de )?[ld]['’])?"
_RUN = rf"{CAPITAL}(?:[ \u00a0]{_SMALL}{CAPITAL}){{0,5}}"
_NAMES = rf"{CAPITAL}(?:[ \u00a0](?:(?:ben|el|al|van|von|da|dos|do|di|de|du)[ \u00a0])?{CAPITAL}){{0,5}}"
_OF = r"(?:[ \u00a0](?:de la|du|des|de|la|le|les)|[ \u00a0](?:de )?[ld]['’])?[ \u00a0]?"
_LINK = r"(?:[ \u00a0](?:de la|du|des|de|à la|aux|au|à|la|le|les)|[ \u00a0](?:de )?[ld]['’])?[ \u00a0]?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose group ``mask`` is hidden as ``kind``; ``certainty`` 0–1."""

    kind: MaskKind
    pattern: re.Pattern[str]
    certainty: float = 0.95


@cache
def lexicon() -> dict[str, Any]:
    """The word lists of ``mask_words.toml``, as tables of strings and lists."""
    return tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One word list of the lexicon, as written there.

    >>> "fille" in words("personnes", "proches")
    True
    """
    return frozenset(lexicon()[table][name].split())


def rule_masks(text: str) -> list[Mask]:
    """Every proposal of every rule, in no order and maybe overlapping; empty when nothing looks like anything."""
    return [mask for rule in _rules() for mask in _apply(rule, text)]


def _apply(rule: Rule, text: str) -> Iterator[Mask]:
    for found in rule.pattern.finditer(text):
        start, end = found.span("mask")
        words_found = text[start:end]
        if start < end and words_found.casefold() not in lexicon()["feries"]["jours"]:
            yield Mask(start, end, rule.kind, words_found, rule.certainty)


@cache
def _rules() -> tuple[Rule, ...]:
    return (*_contacts(), *_numbers(), *_dates(), *_ages(), *_people(), *_places(), *_organisations(), _health())


def _rule(kind: MaskKind, pattern: str, *, certainty: float = 0.95, any_case: bool = False) -> Rule:
    return Rule(kind, re.compile(pattern, re.IGNORECASE if any_case else 0), certainty)


def _contacts() -> Iterable[Rule]:
    yield _rule(
        "CONTACT", r"(?<![\d+])(?P<mask>(?:(?:\+|00)33[ .\-]?(?:\(0\)[ .\-]?)?|0)[1-9](?:[\s.\-/]?\d\d){4})(?!\d)"
    )
    yield _rule("CONTACT", r"(?<![\d+])(?P<mask>(?:\+|00)[1-9]\d{0,2}(?:[ .\-]?\(?\d{2,4}\)?){2,5})(?!\d)")
    yield _rule("CONTACT", r"(?<![\w.+-])(?P<mask>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?!\w)")
    yield _rule(
        "CONTACT",
        r"(?<![\w.+-])(?P<mask>[\w.+-]+ ?(?:\(at\)|\[at\]| arobase ) ?[\w-]+(?:\.| point )\w+)",
        any_case=True,
    )
    yield _rule("CONTACT", r"(?P<mask>(?:https?://|www\.)[^\s<>«»\"”)]*[^\s<>«»\"”).,;:!?…])", any_case=True)
    yield _rule("CONTACT", rf"(?<![\w@./-])(?P<mask>{_HOST}(?:/[^\s<>«»\"”).,;:]*)?)(?![\w@])", any_case=True)
    yield _rule("CONTACT", r"(?<![\w@.])(?P<mask>@\w(?:[\w.-]*\w)?)")


def _numbers() -> Iterable[Rule]:
    """Identity, bank and file numbers: AUTRE, since they name a file and not a way to reach someone."""
    yield _rule(
        "AUTRE",
        r"(?<!\d)(?P<mask>[12][ .]?\d\d[ .]?(?:0[1-9]|[1-9]\d) ?(?:\d\d|2[AB])(?:[ .]?\d{3}){2}(?:[ .]?\d\d)?)(?!\d)",
    )
    yield _rule("AUTRE", r"(?<!\w)(?P<mask>[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?)(?!\w)")
    number = r"(?:dossier|allocataire|matricule|étranger|agdref|siret|siren|plaque|contrat)"
    yield _rule(
        "AUTRE",
        rf"\b{number}[ \u00a0]*(?:n°|numéro|est le|:)*[ \u00a0]*(?P<mask>[A-Z]{{0,3}}-?\d[\dA-Z \-]{{3,18}}\d[A-Z]?)\b",
        any_case=True,
    )
    yield _rule("AUTRE", r"(?<!\w)(?P<mask>[A-Z]{2}-\d{3}-[A-Z]{2})(?!\w)")


def _dates() -> Iterable[Rule]:
    day = "(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
    yield _rule("DATE", rf"(?<!\w)(?P<mask>{day}(?:{_DAY_MONTH_YEAR}|{_DAY_MONTH}))(?!\w)", any_case=True)
    yield _rule("DATE", r"(?<![\d/.-])(?P<mask>[0-3]?\d[/.\-][01]?\d[/.\-](?:(?:19|20)\d\d|\d\d))(?![\d/])")
    yield _rule("DATE", r"(?<![\d/.-])(?P<mask>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])")
    yield _rule("DATE", r"\b(?:le|du|au|né|née) (?P<mask>[0-3]?\d/[01]?\d)(?![\d/])")
    born = rf"\b(?:née?|naissance|naît|nés|nées)(?: [^\W\d]+){{0,3}}? (?:en |en {_MONTHS} |: ?)"
    yield _rule("DATE", rf"{born}(?P<mask>(?:(?:{_MONTHS}) )?(?:19|20)\d\d)\b", any_case=True)
    yield _rule(
        "DATE",
        rf"\b(?:décédée?|mort|morte|mariée?|divorcée?|arrivée? en France) en (?P<mask>(?:{_MONTHS}) (?:19|20)\d\d)\b",
    )


def _ages() -> Iterable[Rule]:
    """Only ages so high that they single someone out, never a length of time (« il y a 80 ans »)."""
    before = r"(?<!y a )(?<!depuis )(?<!pendant )(?<!durant )(?<!vieux de )(?<!garanti )(?<![\d,.])"
    yield _rule("AGE", rf"{before}(?P<mask>(?:7[5-9]|8\d|9\d|10\d|11\d) ans)\b", certainty=0.8)
    tens = (
        r"soixante-(?:quinze|seize|dix-(?:sept|huit|neuf))|quatre-vingts?(?:-[a-zï]+(?:-[a-z]+)?)?|cent(?: un| deux)?"
    )
    yield _rule("AGE", rf"{before}(?P<mask>\b(?:{tens}) ans)\b", certainty=0.8, any_case=True)


def _people() -> Iterable[Rule]:
    titles = _any_of(words("personnes", "titres"))
    yield _rule("PERSONNE", rf"(?<![\w-])(?P<mask>(?:{titles})[ \u00a0]{_NAMES})(?![\w-])")
    yield _rule("PERSONNE", rf"(?<![\w-])(?:{titles})[ \u00a0](?P<mask>[A-ZÀ-Þ]\.?)(?!\w)", certainty=0.8)
    kin = _any_of(words("personnes", "proches"))
    owner = r"(?:ma|mon|mes|sa|son|ses|ta|ton|tes|notre|nos|leurs?|votre|vos|la|le|les|l['’]|d['’]|une?)"
    described = r"(?: (?:aînée?|cadette?|jumeau|jumelle|ex|petite?|grande?|second|seconde|dernière?|du \w+|de \w+))?"
    yield _rule("PERSONNE", rf"(?i:\b{owner} ?(?:{kin})s?{described}),? (?P<mask>{_NAMES})(?![\w-])")
    yield _rule("PERSONNE", rf"(?<!\w)(?P<mask>{_NAMES}),? (?:ma|mon|sa|son|notre|leur) (?:{kin})\b")
    named = (
        r"(?:m['’]appelle|t['’]appelles?|s['’]appell?(?:e|ait)|prénomm\w+|surnomm\w+|prénom(?: est| c['’]est)?|nomm\w+)"
    )
    yield _rule("PERSONNE", rf"(?i:\b{named})(?: toujours| juste)? ?:? ?(?P<mask>{_NAMES})(?![\w-])")


def _places() -> Iterable[Rule]:
    ways = _any_of(words("lieux", "voies"))
    house = r"(?:\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:de la |du )?)?"
    yield _rule("LIEU", rf"(?<![\w-])(?P<mask>{house}(?i:{ways}){_LINK}{_RUN})(?![\w-])")
    yield _rule(
        "LIEU",
        r"(?<!\w)(?P<mask>\d{1,4}(?: ?(?:bis|ter))?,? (?i:rue|avenue|boulevard|allée|chemin) [^\n,.;«»()]{2,30}?)"
        r"(?=[\n,.;«»()]|$)",
    )
    yield _rule("LIEU", rf"(?<![\w-])(?P<mask>\d{{5}}[ \u00a0]{CAPITAL}(?: {CAPITAL})*)(?![\w-])")
    towns = _any_of(words("lieux", "bourgs"))
    yield _rule("LIEU", rf"(?<![\w-])(?i:{towns})(?: de la| de| du| des| d['’]| à)[ \u00a0]?(?P<mask>{_RUN})(?![\w-])")
    yield _rule("LIEU", rf"(?<![\w-])(?P<mask>Saint(?:e|s|es)?-{CAPITAL})(?![\w-])")
    lives = r"\b(?:habit\w+|né|née|vit|vivait|vivent|logée?|hébergée?|déménagé|installée?) (?:à|en|au|aux)"
    yield _rule("LIEU", rf"{lives} (?P<mask>{_RUN})(?![\w-])")


def _organisations() -> Iterable[Rule]:
    heads = _any_of(words("organisations", "lieux"))
    qualities = _any_of(re.findall(r"d['’]\S+|de \S+|des \S+|\S+", lexicon()["organisations"]["qualites"]))
    yield _rule("ORGANISATION", rf"(?<![\w-])(?P<mask>(?i:{heads})(?: (?:{qualities}))*{_OF}{_RUN})(?![\w-])")


def _health() -> Rule:
    terms = sorted(lexicon()["sante"]["termes"], key=lambda term: (-len(term), term))
    forms = "|".join(re.escape(term).replace(r"\*", r"[^\W\d_]{0,4}").replace(r"\ ", r"\s") for term in terms)
    return _rule("SANTE", rf"(?<![\w-])(?P<mask>{forms})(?![\w-])".replace("'", "['’]"), certainty=0.9, any_case=True)


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace("'", "['’]") for form in sorted(forms, key=lambda f: (-len(f), f)))
