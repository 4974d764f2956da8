"""Commands that read plain texts: classer, regrouper, masquer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kparole.wording import count

if TYPE_CHECKING:
    from analysis.engine import Engine

PATHS = click.Path(path_type=Path)


@click.command("classer")
@click.argument("source", metavar="FICHIER.csv", type=PATHS)
@click.option("--sortie", "output", metavar="S.csv", type=PATHS, required=True, help="Le fichier à écrire.")
@click.option("--taxonomie", "taxonomy", metavar="T.toml", type=PATHS, help="Une autre grille d'effets.")
@click.option("--exemples", "examples", metavar="E.csv", type=PATHS, help="Des exemples : texte,effet.")
@click.option("--toujours", "always", is_flag=True, help="Donner l'effet le plus proche même sans certitude.")
def classify(source: Path, output: Path, taxonomy: Path | None, examples: Path | None, always: bool) -> None:
    """Classer des textes courts selon les effets.

    Entrée : id,texte. Sortie : id,effet,confiance,effets,polarite,force.

    Exemple : kparole classer paroles.csv --sortie classees.csv
    """
    from analysis.csv_files import classified_rows, read_texts, write_csv
    from analysis.engine import load_engine
    from analysis.pipeline import read_in_batches
    from analysis.steps.language import is_foreign
    from kparole.files import check_output

    check_output(output, inputs=[source, *filter(None, (taxonomy, examples))])
    rows = read_texts(source)
    engine = load_engine(taxonomy=taxonomy, examples=examples)
    readings = read_in_batches(engine, [row.text for row in rows], progress=_silent, always=always)
    write_csv(
        output,
        ("id", "effet", "confiance", "effets", "polarite", "force"),
        classified_rows(rows, readings, always=always),
    )
    click.echo(f"{count(len(rows), 'texte classé', 'textes classés')} : {output}")
    tell_doubts(engine)
    foreign = 0 if always else sum(is_foreign(row.text) for row in rows)
    if foreign:
        said = count(foreign, "texte ne semble pas écrit en français", "textes ne semblent pas écrits en français")
        click.echo(f"{said} : rien n'y a été deviné.", err=True)


@click.command("regrouper")
@click.argument("source", metavar="FICHIER.csv", type=PATHS)
@click.option("--sortie", "output", metavar="S.csv", type=PATHS, required=True, help="Le fichier à écrire.")
@click.option("--nombre", "number", metavar="K", type=click.IntRange(1), help="Le nombre de thèmes voulu.")
def group(source: Path, output: Path, number: int | None) -> None:
    """Rapprocher des textes courts qui se ressemblent.

    Entrée : id,texte. Sortie : id,theme,nom_theme (theme vide : seul).

    Exemple : kparole regrouper paroles.csv --sortie themes.csv --nombre 6
    """
    from analysis.csv_files import grouped_rows, read_texts, write_csv
    from analysis.steps.vectors import default_encoder
    from kparole.files import check_output

    check_output(output, inputs=[source])
    rows = read_texts(source)
    write_csv(output, ("id", "theme", "nom_theme"), grouped_rows(rows, default_encoder(), count=number))
    click.echo(f"{count(len(rows), 'texte rapproché', 'textes rapprochés')} : {output}")


@click.command("masquer")
@click.argument("source", metavar="FICHIER.txt", type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="Donner les passages trouvés plutôt que le texte masqué.")
def mask(source: Path, as_json: bool) -> None:
    """Masquer ce qui peut identifier quelqu'un dans un texte.

    Ce sont des propositions : relisez toujours.

    Exemple : kparole masquer notes.txt > notes_masquees.txt
    """
    from analysis.engine import load_nlp
    from analysis.steps.mask import Known, Numbering, apply_masks, propose
    from kparole.files import read_text
    from kparole.store import known_names_if_any

    text = read_text(source)
    kpas, places = known_names_if_any()
    (masks,) = propose([text], known=Known(kpas=kpas, places=places), nlp=load_nlp())
    if as_json:
        spans = [{"debut": m.start, "fin": m.end, "type": m.kind, "texte": m.text} for m in masks]
        click.echo(json.dumps(spans, ensure_ascii=False))
    else:
        click.echo(apply_masks(text, masks, numbers=Numbering()), nl=not text.endswith("\n"))


def tell_doubts(engine: Engine) -> None:
    """Say what the examples say twice, differently: they were all learnt, and each weighs."""
    for doubt in engine.doubts:
        click.echo(doubt, err=True)


def _silent(_step: str, _done: int, _total: int) -> None:
    return
