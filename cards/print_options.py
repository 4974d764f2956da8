"""What a person chooses before printing a deck: the format, the languages, the backs, the marks, the ink."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_LANGUAGES = 3


class Format(StrEnum):
    """How the cards come out; the value is the word typed on the command line and shown in addresses."""

    A6 = "a6"
    A5 = "a5"
    A4 = "a4"
    SHOP = "imprimeur"


@dataclass(frozen=True, slots=True)
class Choice:
    """A format as the page and the help say it."""

    format: Format
    label: str
    help: str
    backs: bool
    """Whether the backs are printed unless somebody says otherwise."""
    marks: bool


CHOICES = (
    Choice(Format.A6, "Quatre cartes par feuille", "Des cartes A6 à couper dans du papier A4, en deux coups.", True, True),
    Choice(Format.A5, "Deux cartes par feuille", "Des cartes A5, pour une table de groupe.", True, True),
    Choice(Format.A4, "Affiches", "Une carte par feuille A4, en grands caractères, pour le mur.", False, False),
    Choice(Format.SHOP, "Chez un imprimeur", "Une carte A6 par page, avec 3 mm de fond perdu.", True, False),
)  # fmt: skip
BY_FORMAT = {choice.format: choice for choice in CHOICES}


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """``languages``: one to three codes, the first in large. ``grey``: less ink, and none of colour. ``test_page``: the page
    that sets the printer comes first.
    """

    format: Format = Format.A6
    languages: tuple[str, ...] = ("fr",)
    backs: bool = True
    marks: bool = True
    grey: bool = False
    test_page: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.languages) <= MOST_LANGUAGES or len(set(self.languages)) < len(self.languages):
            raise ValueError(self.languages)


def options_for(
    format: Format,
    *,
    languages: tuple[str, ...] = ("fr",),
    backs: bool | None = None,
    marks: bool | None = None,
    grey: bool = False,
    test_page: bool = False,
) -> PrintOptions:
    """The options of this format; ``backs`` and ``marks`` as the format has them when nobody said (None)."""
    usual = BY_FORMAT[format]
    return PrintOptions(
        format=format,
        languages=languages,
        backs=usual.backs if backs is None else backs,
        marks=usual.marks if marks is None else marks,
        grey=grey,
        test_page=test_page,
    )
