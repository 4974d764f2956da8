"""Counts said in French, for charts, pages and Word: « une personne », « 17 personnes », « 4 fois sur 30 »."""

from __future__ import annotations

from collections.abc import Callable, Sequence

NO_WORD = "thème sans mot"
"""The name of a theme that has no word of its own."""


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun; ``one`` carries its article, and says nothing when the count is zero.

    >>> counted(17, "une personne", "personnes"), counted(1, "un jour", "jours"), counted(0, "un jour", "jours")
    ('17 personnes', 'un jour', 'aucun jour')
    """
    if number == 0:
        return f"auc{one}"
    return one if number == 1 else f"{grouped(number)} {many}"


def people(number: int) -> str:
    """A number of people, in words: « une personne », « 17 personnes », « personne ».

    >>> people(0), people(1), people(2)
    ('personne', 'une personne', '2 personnes')
    """
    return counted(number, "une personne", "personnes") if number else "personne"


def grouped(number: int) -> str:
    """Digits by threes with a narrow no-break space: 12 345."""
    return f"{number:,}".replace(",", "\u202f")


def decimal(value: float, *, places: int = 2) -> str:
    """A number with a French comma.

    >>> decimal(0.4167)
    '0,42'
    """
    return f"{value:.{places}f}".replace(".", ",")


def listed(items: Sequence[str], *, last: str = "et") -> str:
    """Items in one breath: « a, b et c »; an empty sequence gives "".

    >>> listed(["a", "b", "c"])
    'a, b et c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(sentence: str) -> str:
    """The sentence with a capital first letter, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def cut_lines(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text cut between words into lines that ``fits`` allows; a word that does not fit stands alone.

    >>> cut_lines("une deux trois", lambda line: len(line) < 9)
    ['une deux', 'trois']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fits(longer):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
