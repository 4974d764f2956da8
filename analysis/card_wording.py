"""The life of the cards in French sentences: every number with its base. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.card_life import CardLife
from analysis.steps.cross import SMALL_CELL
from analysis.steps.wording import capital, counted, listed


def base_said(life: CardLife, *, kept_back: int = 0, running: int = 0, total: bool = True) -> Iterator[str]:
    """How many interviews tell what, in sentences; the numbers below have these for base.

    ``total``: False for who does not read every count of the list: the total would give away the one that is not there.
    """
    if not life.interviews:
        return
    yield _telling_said(life, total=total)
    if life.followed:
        one = life.followed == 1
        yield (
            f"{capital(counted(life.followed, 'un entretien', 'entretiens'))} {'a été mené' if one else 'ont été menés'} avec "
            f"la tablette : {'lui seul dit' if one else 'eux seuls disent'} quelles cartes ont été lues, passées, gardées pour "
            "plus tard ou reposées."
        )
    else:
        yield "Aucun n'a été mené avec la tablette : on ne sait pas quelles cartes ont été lues, passées ou reposées."
    if running:
        yield f"{capital(counted(running, 'un entretien', 'entretiens'))} en cours : pas encore {_s('compté', running)}."
    if kept_back == 1:
        yield "Une personne n'a pas voulu que ses notes soient gardées : son entretien n'est pas compté."
    elif kept_back:
        yield f"{kept_back} personnes n'ont pas voulu que leurs notes soient gardées : leurs entretiens ne sont pas comptés."


def of_base(number: int | None, base: int) -> str:
    """« 12 des 30 entretiens », « moins de 5 des 30 entretiens », « aucun des 30 entretiens ».

    >>> of_base(12, 30), of_base(0, 30), of_base(1, 1)
    ('12 des 30 entretiens', 'aucun des 30 entretiens', 'le seul entretien')
    """
    if base <= 1:
        return "le seul entretien" if number else "pas dans le seul entretien" if base else "aucun entretien"
    if number is None and base < SMALL_CELL:
        return f"moins de {SMALL_CELL} entretiens"
    if number is None:
        return f"moins de {SMALL_CELL} des {base} entretiens"
    return f"{number or 'aucun'} des {base} entretiens"


def titles_said(life: CardLife, *, veiled: bool) -> str:
    """How many jokers have a title, and why none is read here when none may be; "" when no joker was taken."""
    titles = life.titles
    if not titles.given and not titles.untitled:
        return ""
    if not titles.given:
        return f"{capital(counted(titles.untitled, 'un joker', 'jokers'))}, sans titre."
    said = f"{capital(counted(titles.given, 'un titre donné', 'titres donnés'))} par les personnes"
    said += f", et {counted(titles.untitled, 'un joker', 'jokers')} sans titre" if titles.untitled else ""
    if veiled:
        return f"{said}. Un titre peut nommer quelqu'un, et personne n'y a changé les noms : ils restent dans l'équipe."
    return f"{said}."


def never_said(titles: Sequence[str]) -> str:
    """The cards that nobody took, in a sentence; "" when each was taken."""
    if not titles:
        return ""
    return (
        f"{listed([f'« {title} »' for title in titles])} : {'jamais prise' if len(titles) == 1 else 'jamais prises'}."
    )


def _telling_said(life: CardLife, *, total: bool) -> str:
    if life.interviews == 1:
        return "Un seul entretien : ces nombres racontent une personne, pas une habitude."
    if not life.telling:
        return f"Aucun des {life.interviews} entretiens ne dit quelles cartes ont été prises."
    verb = "dit" if life.telling == 1 else "disent"
    cards = f" : {counted(life.taken, 'une carte', 'cartes')} en tout" if total else ""
    said = f"{life.telling} des {life.interviews} entretiens {verb} quelles cartes ont été prises{cards}."
    if not life.silent:
        return f"Les {life.interviews} entretiens disent quelles cartes ont été prises{cards}."
    silent = "Un autre ne dit" if life.silent == 1 else f"{life.silent} autres ne disent"
    return f"{said} {silent} rien du jeu."


def _s(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
