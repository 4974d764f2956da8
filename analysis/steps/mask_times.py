"""Rules for dates that identify and for ages so rare that they single someone out."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.steps.mask_patterns import MONTHS, YEAR, Rule, rule

_ORDINALS = (
    "premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|"
    "vingt(?:-et-un| et un|-deux|-trois|-quatre|-cinq|-six|-sept|-huit|-neuf)?|trente(?:-et-un| et un)?"
)
_DAY = rf"(?:(?:1er|[0-3]?\d)[ \u00a0]|(?:{_ORDINALS})[ ])(?:{MONTHS})"
_EVENTS = (
    r"né|née|nés|nées|naît|naissance|mari(?:é|ée|és|age|ages)|divorc\w+|sépar(?:é|ée|ation)|veuf|veuve|veuvage|décéd\w+|décès|mort|morte|"
    r"enterr\w+|arriv(?:é|ée|és|ées|ons|ait)|venue?s?|débarqu\w+|parti(?:e|s|es)?|fui|quitt\w+|exil\w*|licenci\w+|opéré?e?|opération|"
    r"diagnosti\w+|hospitalis\w+|sorti(?:e|s)?|accident\w*|naturalis\w+|régularis\w+|expuls\w+|perdue?|adopt\w+|placée?|incarcér\w+|"
    r"prison|cure|greff\w+|retraite|plus de nouvelles?"
)


def dates() -> Iterator[Rule]:
    """Days and months; a month with its year; a year only beside an event of a life."""
    week = "(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: le)? )?"
    yield rule("DATE", rf"(?<!\w)(?P<mask>{week}{_DAY}(?:[ \u00a0](?:{YEAR}|\d\d(?! ?h)))?)(?!\w)", any_case=True)
    yield rule("DATE", r"(?<![\d/.-])(?P<mask>[0-3]?\d[/.\-][01]?\d[/.\-](?:(?:19|20)\d\d|\d\d))(?![\d/]|\.\d)")
    yield rule("DATE", r"(?<![\d/.-])(?P<mask>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])")
    yield rule("DATE", r"\b(?:le|du|au|né|née|dès le|jusqu['’]au) (?P<mask>[0-3]?\d/[01]?\d)(?![\d/])")
    yield rule("DATE", rf"(?<!\w)(?P<mask>(?:{MONTHS}) (?:de l['’]année )?{YEAR})(?!\w)", any_case=True)
    yield rule(
        "DATE",
        rf"\b(?:en|de|depuis|vers|l['’]année|: ?) ?(?P<mask>{YEAR})\b(?! ?(?:€|euros))",
        any_case=True,
        within=rf"(?<!\w)(?:{_EVENTS})(?!\w)[^.;:!?\n]{{0,60}}",
    )
    yield rule("DATE", rf"\b(?:en|depuis) (?P<mask>{YEAR})\b(?=[^.;!?\n]{{0,40}}\b(?:{_EVENTS})\b)", any_case=True)
    yield rule("DATE", rf"\b(?:née?|naissance)(?: [^\W\d]+){{0,3}}? ?: ?(?P<mask>{YEAR})\b", any_case=True)


def ages() -> Iterator[Rule]:
    """Only ages that single someone out, never a length of time (« il y a 80 ans »)."""
    before = r"(?<!y a )(?<!depuis )(?<!pendant )(?<!durant )(?<!vieux de )(?<!garanti )(?<![\d,.])"
    yield rule("AGE", rf"{before}(?P<mask>(?:7[5-9]|8\d|9\d|10\d|11\d) ans)\b", certainty=0.8)
    tens = r"soixante-(?:quinze|seize|dix-(?:sept|huit|neuf))|quatre-vingts?(?:-[a-zï]+(?:-[a-z]+)?)?|cent(?: un| deux| trois)?"
    yield rule("AGE", rf"{before}(?P<mask>\b(?:{tens}) ans)\b", certainty=0.8, any_case=True)
    early = (
        r"mariée?|fiancée?|mère|maman|père|papa|enceinte|accouché|à la rue|orpheline?|"
        r"(?:premier|première) (?:enfant|fils|fille|bébé|né)"
    )
    years = r"1[0-7]|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept"
    yield rule(
        "AGE",
        rf"\b(?:{early})\b[^.;:!?\n]{{0,25}}?(?<!\w)[àa] (?P<mask>(?:{years}) ans)\b",
        certainty=0.8,
        any_case=True,
    )
