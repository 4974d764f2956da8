"""The command that prints the deck: cartes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kparole.errors import UserError

if TYPE_CHECKING:
    from cards.deck import Deck
    from cards.print_options import PrintOptions

PATHS = click.Path(path_type=Path)
FORMATS = ("a6", "a5", "a4", "imprimeur")


@click.command("cartes")
@click.argument("output", metavar="SORTIE.pdf", type=PATHS)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="a6",
    help="Par feuille A4 : quatre cartes (a6), deux (a5) ou une affiche (a4). imprimeur : une carte A6 avec fond perdu.",
)
@click.option(
    "--langue", "languages", metavar="CODE", multiple=True, help="Une langue de plus sous le titre (ar, uk…)."
)
@click.option("--sans-francais", "no_french", is_flag=True, help="Seulement les langues données par --langue.")
@click.option(
    "--jeu", "source", metavar="FICHIER.toml", type=PATHS, help="Un autre jeu que celui qui est sur la table."
)
@click.option("--noir-et-blanc", "grey", is_flag=True, help="En gris, avec peu d'encre.")
@click.option(
    "--dos/--sans-dos", "backs", default=None, help="Le dos des cartes, pour imprimer recto verso (bord long)."
)
@click.option("--reperes/--sans-reperes", "marks", default=None, help="Les repères de coupe.")
@click.option("--calibrage", "test_page", is_flag=True, help="La page qui règle l'imprimante, en premier.")
def print_cards(
    output: Path,
    form: str,
    languages: tuple[str, ...],
    no_french: bool,
    source: Path | None,
    grey: bool,
    backs: bool | None,
    marks: bool | None,
    test_page: bool,
) -> None:
    """Imprimer les cartes : un PDF prêt pour l'imprimante.

    Imprimez à 100 %, recto verso, bord long.

    Exemple : kparole cartes cartes.pdf --format a6 --langue ar
    """
    from cards.print_deck import deck_pdf, troubles
    from cards.print_options import Format, options_for
    from kparole.files import check_output, write_whole

    if output.suffix.lower() != ".pdf":
        raise click.UsageError("Donnez un nom de fichier qui finit par .pdf.")
    chosen = _languages(languages, no_french=no_french)
    if test_page and form == Format.SHOP:
        raise click.UsageError("La page de réglage est pour votre imprimante. Retirez --calibrage.")
    check_output(output, inputs=[source] if source else [])
    deck, home = _deck(source)
    options = options_for(
        Format(form), languages=_written(deck, chosen), backs=backs, marks=marks, grey=grey, test_page=test_page
    )
    write_whole(output, deck_pdf(deck, options, home=home))
    for trouble in troubles(deck, options, home=home):
        click.echo(trouble, err=True)
    click.echo(f"{len(deck.shown)} cartes : {output}. {_how(options)}")


def _languages(languages: tuple[str, ...], *, no_french: bool) -> tuple[str, ...]:
    from cards.print_options import MOST_LANGUAGES

    codes = tuple(code.strip().lower() for code in languages)
    wanted = tuple(dict.fromkeys(codes if no_french else ("fr", *codes)))
    if not wanted:
        raise click.UsageError("Donnez au moins une langue avec --langue, ou retirez --sans-francais.")
    if len(wanted) > MOST_LANGUAGES:
        raise click.UsageError(f"Une carte porte {MOST_LANGUAGES} langues au plus, français compris.")
    return wanted


def _deck(source: Path | None) -> tuple[Deck, Path]:
    """The deck of this file, else the one on the table; and the folder of the pictures of the team."""
    from cards.deck import load_deck
    from kparole.config import read_settings

    home = read_settings().home
    if source is not None:
        return load_deck(source), home
    return _table_deck(), home


def _table_deck() -> Deck:
    """The deck on the table of this machine, ours when nothing was set up; the base is neither made nor updated."""
    from cards.deck import load_deck
    from cards.library import table_deck
    from kparole.app import create_app
    from kparole.backups import database_file
    from kparole.config import read_settings
    from kparole.db import db
    from kparole.migrate import Standing, standing
    from kparole.store import at_work

    settings = read_settings()
    file = database_file(settings)
    if file is not None and not file.is_file():
        return load_deck()
    with at_work(create_app(settings)):
        return table_deck() if standing(db.engine) is Standing.CURRENT else load_deck()


def _written(deck: Deck, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The same languages. Raises UserError when no card has a title in one of them, or is shown."""
    from cards.print_titles import printable_languages

    if not deck.shown:
        raise UserError("Toutes les cartes de ce jeu sont masquées : il n'y a rien à imprimer. Montrez-en une.")
    known = dict(printable_languages(deck))
    unknown = [code for code in languages if code not in known]
    if unknown:
        offered = ", ".join(f"{code} ({name})" for code, name in known.items())
        raise UserError(f"Ce jeu n'a pas de titres en « {unknown[0]} ». Il en a en : {offered}.")
    return languages


def _how(options: PrintOptions) -> str:
    from cards.print_options import Format

    if options.format is Format.SHOP:
        return "Une carte par page, prête pour un imprimeur."
    sides = "recto verso, bord long" if options.backs else "d'un seul côté"
    return f"Imprimez à 100 %, {sides}."
