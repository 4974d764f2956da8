"""The counts of one effect as French sentences."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.steps.types import Weight
from analysis.steps.wording import capital, counted, decimal, listed, people


def headline(weight: Weight, *, kpas: int) -> str:
    """How many people speak of an effect, and in how many KPAs (``kpas`` known ones).

    >>> headline(_weight(people=17, base=30, kpas=5), kpas=6)
    '17 personnes sur 30 en parlent, dans 5 KPA sur 6.'
    >>> headline(_weight(people=1, base=30, kpas=1), kpas=6)
    'Une personne sur 30 en parle, dans une KPA sur 6.'
    """
    if not weight.people:
        return "Personne n'en parle dans ces entretiens."
    verb = "en parle" if weight.people == 1 else "en parlent"
    if weight.people == weight.base:
        who = "La seule personne interrogée" if weight.base == 1 else f"Les {weight.base} personnes interrogées"
    else:
        who = f"{capital(people(weight.people))} sur {weight.base}"
    return f"{who} {verb}{_where(weight.kpas, kpas)}."


def _where(number: int, total: int) -> str:
    if total < 2 or not number:
        return ""
    if number == total:
        return f", dans les {total} KPA"
    return f", dans {counted(number, 'une KPA', 'KPA')} sur {total}"


def how_strong(weight: Weight) -> str:
    """How far the evidence goes, by people's strongest words."""
    evoked, example, lasting = weight.by_strength
    parts = [
        (lasting, "raconte un changement qui dure", "racontent un changement qui dure"),
        (example, "donne un exemple concret", "donnent un exemple concret"),
        (evoked, "l'évoque", "l'évoquent"),
    ]
    said = [f"{people(number)} {one if number == 1 else many}" for number, one, many in parts if number]
    return capital(listed(said)) + "." if said else ""


def contrary(weight: Weight) -> str:
    """Who says the contrary, or that it did not come."""
    if not weight.contrary:
        return "Personne n'a dit le contraire. Cela ne prouve pas que chacun l'a vécu : se taire n'est pas confirmer."
    verb = "dit" if weight.contrary == 1 else "disent"
    also = " aussi" if weight.people else ""
    return f"{capital(people(weight.contrary))} {verb}{also} le contraire, ou que cela n'est pas venu."


def under_cards(weight: Weight, names: Mapping[str, str]) -> str:
    """The cards under which it was said, three at most; "" when it was said elsewhere only."""
    known = [(names[card], number) for card, number in weight.cards if card in names][:3]
    said = [f"{name} ({counted(number, 'un passage', 'passages')})" for name, number in known]
    return f"Surtout sous {'la carte' if len(said) == 1 else 'les cartes'} {listed(said)}." if said else ""


def with_others(weight: Weight, *, kpas: int) -> str:
    """The interval in words."""
    if not weight.people:
        return ""
    others = "d'autres KPA du même genre" if kpas > 1 else "d'autres personnes du même genre"
    if weight.people_low == weight.people_high:
        return f"Avec {others}, on en compterait sans doute {weight.people_low} aussi. Intervalle indicatif."
    low, high = weight.people_low, weight.people_high
    return f"Avec {others}, on en compterait sans doute de {low} à {high}. Intervalle indicatif."


def interval(weight: Weight) -> str:
    """« 0,31 à 0,55 »."""
    return f"{decimal(weight.low)} à {decimal(weight.high)}"


def _weight(*, people: int, base: int, kpas: int) -> Weight:
    """A weight for the examples above."""
    return Weight("x", people, base, people, kpas, 0.0, 0.0, 0.0, 0, 0, (people, 0, 0), 0)
