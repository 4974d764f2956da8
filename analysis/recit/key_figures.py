"""The key figures of the corpus: who spoke, where, how much was noted; small publics masked."""

from __future__ import annotations

from analysis.recit import annexes, method
from analysis.recit.context import Fact
from analysis.recit.source import RecitSource
from analysis.recit.voice import by_person, public_label
from analysis.steps.cross import SMALL_CELL
from analysis.steps.small_cells import hidden_publics
from analysis.steps.wording import capital, counted, listed, people


def opening(source: RecitSource) -> tuple[str, ...]:
    """The first sentences of the récit; without interviews, what to do next."""
    number = len(source.analysis.people)
    if not number:
        return ("Aucun entretien n'est encore là. Ce récit se remplira avec les premiers comptes-rendus.",)
    verb = "a choisi" if number == 1 else "ont choisi"
    found = sum(bool(weight.people) for weight in source.analysis.weights)
    return (
        f"{capital(people(number))} {verb} des cartes et raconté. Voici ce qu'on peut y entendre : "
        f"{counted(found, 'un effet est dit', 'effets sont dits')} sur les {len(source.taxonomy.effects)} de la "
        "grille, avec des mots qui vont dans un sens et des mots qui vont dans l'autre.",
        "Les paroles viennent d'abord, les nombres ensuite : ils disent combien de personnes parlent d'une chose, "
        "jamais combien elle compte pour chacune.",
    )


def key_figures(source: RecitSource) -> tuple[Fact, ...]:
    """Interviews, KPAs, length, publics, cards, each in a sentence; empty without interviews."""
    analysis = source.analysis
    if not analysis.people:
        return ()
    number = capital(counted(len(analysis.people), "un entretien", "entretiens"))
    facts = [
        Fact("Entretiens", f"{number}, chacun avec une personne."),
        Fact("KPA", _kpas(source)),
        Fact("Ce qui a été noté", _length(source)),
        Fact("Femmes, hommes", _publics(source, "genre")),
        Fact("Âges", _publics(source, "age")),
        Fact("Cartes", annexes.cards_taken(source)),
        Fact("Paroles non citées", method.withheld(source)),
    ]
    return tuple(fact for fact in facts if fact.said)


def _kpas(source: RecitSource) -> str:
    names = sorted({person.kpa for person in source.analysis.people if person.kpa})
    missing = sum(1 for person in source.analysis.people if not person.kpa)
    said = f"{capital(counted(len(names), 'une KPA', 'KPA'))} : {listed(names)}." if names else ""
    return said + (f" Pour {people(missing)}, la KPA n'est pas dite." if missing else "")


def _length(source: RecitSource) -> str:
    """Length of what was noted: minutes are not in the comptes-rendus."""
    words = [sum(len(note.text.split()) for note in person.notes) for person in source.analysis.people]
    middle = sorted(words)[len(words) // 2]
    return (
        f"{capital(counted(len(source.analysis.extracts), 'un passage', 'passages'))}. Un compte-rendu a le plus "
        f"souvent autour de {counted(middle, 'un mot', 'mots')} ; la durée des entretiens n'est pas dans les données "
        "lues."
    )


def _publics(source: RecitSource, variable: str) -> str:
    """Sizes of the publics, small ones masked."""
    sizes = by_person(source.analysis.people, variable)
    hidden = hidden_publics(sizes)
    shown = [f"{public_label(variable, v)} : {n}" for v, n in sizes.items() if v not in hidden]
    small = [f"{public_label(variable, v)} : moins de {SMALL_CELL}" for v in sizes if v in hidden.small]
    beside = [public_label(variable, v) for v in sizes if v in hidden.beside]
    rest = [f"{listed(beside)} : nombre tu, pour protéger les plus petits"] if beside else []
    return capital(" ; ".join([*shown, *small, *rest])) + "."
