"""The annex on the life of the cards: how often, how early, what follows what. Titles given to jokers never leave the team."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analysis.card_choice import version_names, what_differs
from analysis.card_counting import life_of
from analysis.card_life import Played
from analysis.card_pages import CardRow, LifePage, StepRow, life_page
from analysis.card_wording import never_said
from analysis.recit.context import Fact, Figure, LifeRow
from analysis.recit.source import RecitSource
from analysis.steps.chart_sheet import Chart, wrapped
from analysis.steps.charts_cards import Bar, bars_drawing, rank_name
from analysis.steps.cross import SMALL_CELL
from analysis.steps.wording import capital, counted, listed

Draw = Callable[[Chart], object]
MOST = 5
FEW = f"moins de {SMALL_CELL}"
UNTOLD = "non montré"
NOTHING = "Aucun compte-rendu ne dit quelles cartes ont été prises."
TOO_FEW = f"Il y a moins de {SMALL_CELL} entretiens qui le disent : leurs nombres restent dans l'équipe."
NO_STEP = f"Aucune suite de deux cartes ne revient dans {SMALL_CELL} entretiens ou plus."
HOW = (
    "Personne n'impose d'ordre, ni de nombre de cartes. Une carte laissée ne dit rien de mal ni de bien. Un nombre de 1 à "
    f"{SMALL_CELL - 1} est remplacé par « {FEW} ». « {UNTOLD.capitalize()} » : trop petit, ou il en ferait deviner un autre."
)


def life_in(source: RecitSource) -> LifePage:
    """The life of the cards as it may leave the team; of nothing when the source knows nothing of it."""
    played = source.played or Played((), {}, source.deck)
    return life_page(life_of(played.games, decks=played.decks, shown=played.shown), veiled=True)


def life_said(page: LifePage) -> tuple[str, ...]:
    """What comes before the table: the base, and how to read it."""
    if not page.life.telling:
        return (NOTHING,)
    return (*page.said, TOO_FEW) if page.too_few else (*page.said, HOW)


def life_rows(page: LifePage) -> tuple[LifeRow, ...]:
    """One card a line, the most taken first, those never taken last."""
    if page.too_few or not page.life.telling:
        return ()
    return tuple(
        LifeRow(row.title, capital(row.taken_said), _times(row.first), rank_name(row.usual) if row.usual else "–")
        for row in (*page.rows, *page.never)
    )


def cards_figure(page: LifePage, *, draw: Draw) -> Figure | None:
    """How often each card was taken, and how often first; None when none was, or too few people took any."""
    if page.too_few or not page.rows:
        return None
    drawing = bars_drawing([Bar(row.title, row.taken, row.first, row.base) for row in page.rows], wrap=wrapped)
    return Figure(drawing.title, draw(Chart(drawing.id, drawing.title, drawing.alt, drawing.paint)))


def life_facts(source: RecitSource, page: LifePage) -> tuple[Fact, ...]:
    """What else can be told, a sentence or two each; what is not known is not there."""
    if page.too_few or not page.life.telling:
        return ()
    facts = (
        Fact("Ce qui s'enchaîne", _steps(page, page.steps)),
        Fact("Les deux premières cartes", _steps(page, page.openers)),
        Fact("Mises de côté", _asides(page)),
        Fact("Jamais choisies", capital(never_said([row.title for row in page.never]))),
        Fact("Deux débuts sur une carte", " ".join(_openings(row) for row in page.pairs)),
        Fact("Les jokers", _jokers(page)),
        Fact("Des cartes différentes", _versions(source)),
    )
    return tuple(fact for fact in facts if fact.said)


def _times(number: int | None) -> str:
    return UNTOLD if number is None else str(number)


def _steps(page: LifePage, steps: Sequence[StepRow]) -> str:
    if page.life.chained < SMALL_CELL:
        return ""
    if not steps:
        return NO_STEP
    said = [f"« {step.before} » puis « {step.after} » ({step.interviews} fois)" for step in steps[:MOST]]
    return f"Sur {page.life.chained} entretiens avec deux cartes au moins : {listed(said)}."


def _asides(page: LifePage) -> str:
    """Only what tablets know, when enough interviews were led with one."""
    if page.life.followed < SMALL_CELL:
        return ""
    kinds = (
        ("lues et laissées", [(row, row.aside.read) for row in page.asides]),
        ("passées", [(row, row.aside.skipped) for row in page.asides]),
        ("gardées pour plus tard et jamais reprises", [(row, row.aside.later) for row in page.asides]),
        ("reposées", [(row, row.aside.back) for row in page.asides]),
    )
    told = [f"{name} : {said}" for name, counts in kinds if (said := _most(counts))]
    base = f"Sur {page.life.followed} entretiens menés avec la tablette"
    return f"{base}. {capital(' ; '.join(told))}." if told else f"{base}, rien ne revient {SMALL_CELL} fois."


def _most(counts: Iterable[tuple[CardRow, int | None]]) -> str:
    shown = sorted(((number, row.title) for row, number in counts if number), key=lambda pair: (-pair[0], pair[1]))
    return listed([f"« {title} » ({number})" for number, title in shown[:3]])


def _openings(row: CardRow) -> str:
    said = [
        f"« {opening} », {counted(n, 'une fois', 'fois') if n is not None else UNTOLD}" for opening, n in row.openings
    ]
    missing = f" ; pas noté, {counted(row.unsaid, 'une fois', 'fois')}" if row.unsaid else ""
    return f"{capital(' ; '.join(said))}{missing}."


def _jokers(page: LifePage) -> str:
    titles = page.life.titles
    if not titles.given and not titles.untitled:
        return ""
    if not titles.given:
        return "Aucun joker n'a reçu de titre."
    given = counted(titles.given, "un titre", "titres")
    return (
        f"Les personnes ont donné {given} aux jokers. Ils ne sont pas dans ce récit : un titre peut nommer quelqu'un, et "
        "personne n'y a changé les noms."
    )


def _versions(source: RecitSource) -> str:
    changes = what_differs(version_names(source.played)) if source.played else ()
    told = [f"{head} : {' '.join(sentences[:MOST])}" for head, sentences in changes]
    return f"Ces entretiens n'ont pas tous été menés avec le même jeu. {' '.join(told)}" if told else ""
