"""The command that writes every compte-rendu in Word: comptes-rendus."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kparole.errors import UserError
from kparole.wording import count

if TYPE_CHECKING:
    from interviews.word_out.export import Choice

NONE_WRITTEN = "Aucun compte-rendu n'a été écrit."
TOUCHED = (
    "« {} » existe déjà, et quelqu'un y a peut-être travaillé. Rien n'a été changé : donnez un autre dossier, "
    "ou importez d'abord ce fichier."
)


@click.command("comptes-rendus")
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--masques", "masked", is_flag=True, help="La copie aux prénoms et aux lieux changés.")
def write_all(folder: Path, masked: bool) -> None:
    """Écrire tous les comptes-rendus en Word, un fichier par personne.

    Ceux qui ne peuvent pas sortir sont nommés, avec la raison. Une copie corrigée
    dans Word revient par « kparole importer » : elle devient une nouvelle version.

    Exemple : kparole comptes-rendus copies/
    """
    from interviews.service import whole_corpus
    from interviews.word_out.archive import written
    from interviews.word_out.export import choice_of
    from kparole.files import write_whole
    from kparole.store import open_store

    with open_store() as app:
        rows = whole_corpus()
        choice = choice_of(rows, masked=masked)
        going = [row for row in rows if row.code in choice.codes]
        _check(folder, [row.code for row in going], masked=masked)
        for name, content in written(going, masked=masked, on=date.today(), home=app.config["KPAROLE"].home):
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, content)
        _tell(choice, folder)


def _check(folder: Path, codes: list[str], *, masked: bool) -> None:
    """Before anything is written: no copy that somebody worked in is written over. Raises UserError."""
    from interviews.word_out.archive import file_name, is_untouched

    for name in (file_name(code, masked=masked) for code in codes):
        path = folder / name
        if path.exists() and not (path.is_file() and is_untouched(path.read_bytes())):
            raise UserError(TOUCHED.format(path))


def _tell(choice: Choice, folder: Path) -> None:
    from interviews.word_out.export import left_sentence

    for line in left_sentence(choice.left):
        click.echo(f"Reste ici : {line}", err=True)
    if not choice.codes:
        raise UserError(NONE_WRITTEN)
    click.echo(f"{count(len(choice.codes), 'compte-rendu écrit', 'comptes-rendus écrits')} dans {folder}")
