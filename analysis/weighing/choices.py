"""What the addresses of these pages say: a formula, a public. What is wrong is told in French and left out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.steps.formulas import IDS, Formula
from analysis.steps.publics import READY, Public
from analysis.steps.wording import counted, listed
from kparole.wording import age_band

GENDERS = {"femme": "femmes", "homme": "hommes", "autre": "autre genre"}
BANDS = {"16-24": (16, 24), "25-39": (25, 39), "40-54": (40, 54), "55+": (55, None)}
NUMBERS = {"age_de": "l'âge le plus bas", "age_a": "l'âge le plus haut", "mois_de": "l'ancienneté la plus courte",
           "mois_a": "l'ancienneté la plus longue"}  # fmt: skip
NOT_A_NUMBER = "{what} s'écrit en chiffres, par exemple 40. « {said} » n'a pas été compris."
BACKWARDS = "L'âge le plus bas dépasse le plus haut : vérifiez les deux nombres."
BACKWARDS_MONTHS = "L'ancienneté la plus courte dépasse la plus longue : vérifiez les deux nombres."
NO_SUCH = "Ce choix n'existe pas ici : il a été laissé de côté."


def read_formula(given: Mapping[str, str], *, kept: Formula) -> Formula:
    """The formula an address says; the one that is kept when it says none."""
    if not any(part in given for part in IDS):
        return kept
    times = {part: int(said) for part in IDS if (said := given.get(part, "").strip()).isascii() and said.isdigit()}
    return Formula.of(each_kpa="kpa_egales" in given, **times)


@dataclass(frozen=True, slots=True)
class PublicChoice:
    """A public, what was wrong in the address, and the id of the ready-made one that it is ("" for none)."""

    public: Public
    wrong: tuple[str, ...] = ()

    @property
    def ready(self) -> str:
        """The id of the ready-made public that this is, "" when it is none."""
        return next((name for name, (_, public) in READY.items() if public == self.public), "")


def read_public(given: Mapping[str, str], *, kpas: Sequence[str], cards: Sequence[str]) -> PublicChoice:
    """The public an address says: « public » names a ready-made one, otherwise each limit apart."""
    if given.get("public") in READY:
        return PublicChoice(READY[given["public"]][1])
    wrong: list[str] = []
    numbers = {name: _number(given, name, wrong) for name in NUMBERS}
    if given.get("tranche") in BANDS and numbers["age_de"] is numbers["age_a"] is None:
        numbers["age_de"], numbers["age_a"] = BANDS[given["tranche"]]
    for low, high, said in (("age_de", "age_a", BACKWARDS), ("mois_de", "mois_a", BACKWARDS_MONTHS)):
        a, b = numbers[low], numbers[high]
        if a is not None and b is not None and a > b:
            wrong.append(said)
            numbers[low] = numbers[high] = None
    texts = {name: _one_of(given, name, known, wrong) for name, known in
             (("genre", tuple(GENDERS)), ("kpa", kpas), ("carte", cards), ("public", tuple(READY)))}  # fmt: skip
    public = Public(
        texts["genre"], numbers["age_de"], numbers["age_a"], texts["kpa"], texts["carte"], numbers["mois_de"],
        numbers["mois_a"],
    )  # fmt: skip
    return PublicChoice(public, tuple(dict.fromkeys(wrong)))


def arguments(public: Public) -> dict[str, str | int]:
    """The same public as the arguments of an address."""
    given = {
        "genre": public.gender, "age_de": public.age_from, "age_a": public.age_to, "kpa": public.kpa,
        "carte": public.card, "mois_de": public.since_from, "mois_a": public.since_to,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value not in ("", None)}


def public_said(public: Public, *, card_title: str = "") -> str:
    """The public in words, exact limits told.

    >>> public_said(Public(gender="femme", age_from=40))
    'femmes, 40 ans et plus'
    """
    parts = [GENDERS.get(public.gender, public.gender)] if public.gender else []
    band = next((name for name, ends in BANDS.items() if ends == (public.age_from, public.age_to)), "")
    if band:
        parts.append(age_band(band))
    else:
        parts += _span(public.age_from, public.age_to, unit="ans")
    parts += [f"KPA {public.kpa}"] if public.kpa else []
    parts += [f"qui ont pris « {card_title or public.card} »"] if public.card else []
    since = _span(public.since_from, public.since_to, unit="mois")
    parts += [f"là depuis {since[0]}"] if since else []
    return ", ".join(parts) or "tout le monde"


def _span(low: int | None, high: int | None, *, unit: str) -> list[str]:
    if low is None and high is None:
        return []
    if high is None:
        return [f"{low} {unit} et plus"]
    return [f"moins de {high + 1} {unit}"] if low is None else [f"de {low} à {high} {unit}"]


def _number(given: Mapping[str, str], name: str, wrong: list[str]) -> int | None:
    said = given.get(name, "").strip()
    if not said:
        return None
    if said.isascii() and said.isdigit() and len(said) < 4:
        return int(said)
    what = NUMBERS[name]
    wrong.append(NOT_A_NUMBER.format(what=what[0].upper() + what[1:], said=said[:30]))
    return None


def _one_of(given: Mapping[str, str], name: str, known: Sequence[str], wrong: list[str]) -> str:
    said = given.get(name, "")
    if said and said not in known:
        wrong.append(NO_SUCH)
        return ""
    return said


def unknown_said(number: int, public: Public) -> str:
    """Who is on neither side, and why."""
    asked = [
        *(["leur genre"] if public.gender else []),
        *(["leur âge"] if public.age_from is not None or public.age_to is not None else []),
        *(["leur KPA"] if public.kpa else []),
        *(["leur ancienneté"] if public.since_from is not None or public.since_to is not None else []),
    ]
    if not number or not asked:
        return ""
    one, many = "une personne n'est d'aucun côté", "personnes ne sont d'aucun côté"
    said = counted(number, one, many)
    return f"{said[0].upper()}{said[1:]} : on ne connaît pas {listed(asked, last='ou')}."
