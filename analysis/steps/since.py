"""For how many months somebody has been there, from what was noted: « Un an et demi », « 8 mois », « depuis 2 ans »."""

from __future__ import annotations

import re

NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "dizaine": 10, "onze": 11, "douze": 12, "douzaine": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "quinzaine": 15, "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingtaine": 20,
    "trente": 30,
}  # fmt: skip
MONTHS_IN = {"an": 12.0, "année": 12.0, "mois": 1.0, "semaine": 0.23, "jour": 0.033}
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_SAID = re.compile(
    rf"\b(?P<n>\d+|{_NUMBER})(?: ou (?:\d+|{_NUMBER}))?(?: de| d['’])? ?(?P<unit>ans?|années?|mois|semaines?|jours?)\b"
    r"(?P<half> et demie?)?",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\b(?:bientôt|presque|pas tout à fait)\s*$", re.IGNORECASE)


def months_since(said: str | None) -> int | None:
    """Whole months, the shorter when two lengths are said; None when no length is said (a date, « longtemps »).

    >>> months_since("Un an et neuf mois"), months_since("Huit ou neuf mois"), months_since("Bientôt deux ans")
    (21, 8, 23)
    >>> months_since("depuis septembre") is None
    True
    """
    own = re.sub(r"[«\"“].*", "", said or "")  # what she adds in her own words tells it a second time
    if not _SAID.search(own):
        own = said or ""
    found = list(_SAID.finditer(own))
    if not found:
        return None
    total = 0.0
    for one in found[:2]:
        word = one["n"].casefold()
        unit = MONTHS_IN[one["unit"].casefold().removesuffix("s") if one["unit"].casefold() != "mois" else "mois"]
        total += (int(word) if word.isdigit() else NUMBERS[word]) * unit + (unit / 2 if one["half"] else 0)
        if unit < 12:
            break  # months end what is said
    nearly = _NEARLY.search(own[: found[0].start()]) is not None
    return max(0, int(total) - nearly)
