"""The command that writes the kit of the interview: kit."""

from __future__ import annotations

from pathlib import Path

import click

from kparole.errors import UserError


@click.command("kit")
@click.argument("output", metavar="SORTIE.pdf|SORTIE.docx", type=click.Path(path_type=Path))
@click.option("--livret", "booklet", is_flag=True, help="Un livret A5 à plier : imprimez recto verso, bord court.")
@click.option("--compte-rendu", "form", is_flag=True, help="Seulement le compte-rendu à remplir.")
def write_kit(output: Path, booklet: bool, form: bool) -> None:
    """Écrire les fiches outils de l'entretien, en PDF ou en Word.

    Le PDF finit par le compte-rendu à remplir. En Word, c'est un fichier à part.

    Exemple : kparole kit livret.pdf --livret
    """
    from interviews.kit_papers import made
    from kparole.files import check_output, write_whole

    kind = output.suffix.lower()
    if kind not in {".pdf", ".docx"}:
        raise click.UsageError("Donnez un nom de fichier qui finit par .pdf ou par .docx.")
    if booklet and kind == ".docx":
        raise click.UsageError("Le livret à plier est un PDF. Retirez --livret, ou donnez un nom qui finit par .pdf.")
    check_output(output)
    content = made(_paper(kind, booklet=booklet, form=form))
    if kind == ".docx" and output.exists() and output.read_bytes() not in {b"", content}:
        raise UserError(
            f"« {output.name} » existe déjà, et quelqu'un y a peut-être écrit. "
            "Rien n'a été changé : choisissez un autre nom, ou déplacez ce fichier."
        )
    write_whole(output, content)
    click.echo(f"C'est écrit : {output}. {_how(kind, booklet=booklet)}")


def _paper(kind: str, *, booklet: bool, form: bool) -> str:
    what = "compte-rendu" if form else "fiches"
    if kind == ".docx":
        return f"{what}-word"
    if booklet:
        return f"{what}-livret" if form else "livret"
    return what


def _how(kind: str, *, booklet: bool) -> str:
    if kind == ".docx":
        return "Ouvrez-le dans Word ou LibreOffice, et changez ce que vous voulez."
    if booklet:
        return "Imprimez en A4 à 100 %, recto verso, bord court. Pliez au milieu, puis agrafez."
    return "Imprimez en A4."
