"""Commands that take comptes-rendus: importer, analyser, recit."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kparole.errors import UserError
from kparole.files import check_output, write_whole

if TYPE_CHECKING:
    from analysis.steps.types import Analysis
    from interviews.models import ImportedFile
    from interviews.reading import ReadFile, SourceFile

PATHS = click.Path(path_type=Path)
NOTHING_READ = "Aucun compte-rendu n'a pu être lu. Donnez des fichiers .docx, ou un dossier qui en contient."


@click.command("importer")
@click.argument("paths", metavar="CHEMIN…", nargs=-1, required=True, type=PATHS)
@click.option("--essai", "dry", is_flag=True, help="Lire sans rien écrire.")
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON par fichier, un par ligne.")
@click.option("--kpa", metavar="NOM", help="La KPA de tous ces comptes-rendus.")
@click.option(
    "--accord",
    "uses",
    metavar="USAGE",
    multiple=True,
    help="Usage accordé par les personnes : notes, equipe, atelier, recit, publication.",
)
@click.option("--par", "who", metavar="QUI", help="Qui a recueilli l'accord.")
@click.option("--le", "when", metavar="QUAND", help="Quand l'accord a été donné.")
def import_files(
    paths: tuple[Path, ...],
    dry: bool,
    as_json: bool,
    kpa: str | None,
    uses: tuple[str, ...],
    who: str | None,
    when: str | None,
) -> None:
    """Prendre des comptes-rendus Word (fichiers ou dossiers).

    Chaque problème est dit, aucun fichier n'est pris à moitié. Une copie Word écrite par
    KParole devient une nouvelle version de son compte-rendu.

    Exemple : kparole importer comptes_rendus/ --essai
    """
    consent = _consent(uses, who, when)
    sources = _gather(paths)
    results: list[tuple[ReadFile, str | None]] = (
        [(read, None) for read in _read(sources, kpa)] if dry else _take(sources, kpa, consent)
    )
    for read, said in results:
        if as_json:
            click.echo(json.dumps(_as_object(read), ensure_ascii=False))
        else:
            _tell(read, said)
    refused = sum(read.document is None for read, _ in results)
    if refused:
        fate = "lisibles" if dry else "pris"
        others = f" Les autres sont {fate}." if refused < len(results) else ""
        raise UserError(f"{refused} fichier(s) refusé(s) sur {len(results)}.{others}")


@click.command("analyser")
@click.argument("paths", metavar="[CHEMIN…]", nargs=-1, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="Tout le résultat en un objet JSON.")
@click.option("--taxonomie", "taxonomy", type=PATHS, metavar="T.toml", help="Une autre grille d'effets.")
@click.option("--exemples", "examples", type=PATHS, metavar="E.csv", help="Des exemples : texte,effet.")
def analyse(paths: tuple[Path, ...], as_json: bool, taxonomy: Path | None, examples: Path | None) -> None:
    """Chercher les effets dans les comptes-rendus.

    Sans chemin : ceux déjà importés. Avec des chemins : ces fichiers, sans toucher à la base.

    Exemple : kparole analyser comptes_rendus/ --json > analyse.json
    """
    from analysis.report import as_json_object, as_lines

    if paths:
        analysis, grid = _analyse_paths(paths, taxonomy, examples, quiet=as_json)
    else:
        analysis, grid = _analyse_tables(taxonomy, examples)
    if as_json:
        click.echo(json.dumps(as_json_object(analysis), ensure_ascii=False))
    else:
        click.echo("\n".join(as_lines(analysis, grid)))


@click.command("recit")
@click.argument("output", metavar="SORTIE.docx", type=PATHS)
@click.argument("paths", metavar="[CHEMIN…]", nargs=-1, type=PATHS)
def write_recit_file(output: Path, paths: tuple[Path, ...]) -> None:
    """Écrire le récit évaluatif Word.

    Sans chemin : à partir des comptes-rendus importés. Avec des chemins : un brouillon,
    où tout ce qui peut identifier est masqué.

    Exemple : kparole recit recit.docx comptes_rendus/
    """
    from analysis.recit.word import write_recit

    if output.suffix.lower() != ".docx":
        raise click.UsageError("Le récit est un fichier Word : donnez un nom qui finit par .docx.")
    _check_recit_output(output)
    source = _draft(paths) if paths else _checked()
    write_whole(output, write_recit(source))
    click.echo(f"Le récit est écrit : {output}")


def _check_recit_output(output: Path) -> None:
    """« kparole recit *.docx » would write over the first compte-rendu; and a team may have worked in its récit."""
    from interviews.word_kinds import is_untouched_recit

    check_output(output)
    if output.exists() and output.stat().st_size and not is_untouched_recit(output.read_bytes()):
        raise UserError(
            f"« {output.name} » existe déjà, et ce n'est pas un récit tel que KParole l'a écrit. "
            "Rien n'a été changé : choisissez un autre nom, ou déplacez ce fichier."
        )


def _gather(paths: tuple[Path, ...]) -> list[SourceFile]:
    from interviews.reading import gather

    try:
        sources = gather(paths)
    except FileNotFoundError as error:
        raise UserError(f"« {error.args[0]} » n'existe pas. Vérifiez le nom et le dossier.") from error
    if not sources:
        raise UserError("Il n'y a pas de fichier .docx à cet endroit.")
    return sources


def _read(sources: list[SourceFile], kpa: str | None) -> list[ReadFile]:
    from cards.deck import load_deck
    from interviews.reading import read_files
    from kparole.store import known_names_if_any

    return read_files(sources, deck=load_deck(), known_kpas=known_names_if_any()[0], kpa=kpa)


def _take(
    sources: list[SourceFile], kpa: str | None, consent: dict[str, Any] | None
) -> list[tuple[ReadFile, str | None]]:
    from cards.deck import load_deck
    from interviews.service import leave_file, open_import, take_file, words_heard
    from kparole.db import db
    from kparole.store import open_store

    with open_store():
        read = _read_known(sources, kpa)
        word_import = open_import(consent=consent, kpa_id=None)
        results, heard = [], words_heard(read)
        for one in read:
            entry = leave_file(word_import, name=one.source.name, content=one.source.content)
            db.session.flush()
            take_file(word_import, entry, one, deck=load_deck(), heard=heard)
            results.append((one, _new_version(entry) if entry.state == "version" else entry.message))
        return results


def _new_version(entry: ImportedFile) -> str | None:
    """A Word copy of ours that came back becomes a new version; what stood is kept, and what came meanwhile stays."""
    from interviews.models import CompteRendu
    from interviews.word_out.errors import CannotTake
    from interviews.word_out.service import take
    from kparole.db import db

    row = db.session.get(CompteRendu, entry.compte_rendu_id)
    if row is None:
        return entry.message
    try:
        found = take(row.code, entry)
    except (CannotTake, LookupError) as error:
        return str(error) if isinstance(error, CannotTake) else entry.message
    doubts = "".join(f"\n    à vérifier : {problem}" for problem in found.problems)
    older = " Cette copie datait d'avant : ce qui est venu depuis reste." if found.meanwhile else ""
    return f"{entry.message}{older if not found.change.empty else ''}{doubts}"


def _read_known(sources: list[SourceFile], kpa: str | None) -> list[ReadFile]:
    from cards.deck import load_deck
    from interviews.reading import read_files, same_spelling
    from kparole.db import db
    from network.service import known_names

    known = known_names()[0]
    db.session.rollback()  # reading holds no lock
    return same_spelling(read_files(sources, deck=load_deck(), known_kpas=known, kpa=kpa))


def _consent(uses: tuple[str, ...], who: str | None, when: str | None) -> dict[str, Any] | None:
    from interviews.consent import USES

    if not uses:
        return None
    known = {use.id for use in USES}
    wrong = [use for use in uses if use not in known]
    if wrong:
        raise click.UsageError(f"Usage inconnu : {', '.join(wrong)}. Choisissez parmi {', '.join(sorted(known))}.")
    if not who or not when:
        raise click.UsageError("Un accord se garde avec qui l'a recueilli et quand : ajoutez --par et --le.")
    return {"uses": list(uses), "who": who, "when": when, "how": "oral", "noted": date.today().isoformat()}


def _as_object(read: ReadFile) -> dict[str, Any]:
    from interviews.exchange import json_object

    return json_object(read)


def _tell(read: ReadFile, said: str | None) -> None:
    name = read.source.name
    if read.document is None:
        click.echo(f"✗ {name} : {read.refusal}")
        return
    cards, kpa = len(read.document.cards), read.document.kpa or "KPA non dite"
    click.echo(f"✓ {name} : {said or f'{cards} carte(s), {kpa}'}")
    for problem in read.document.problems:
        click.echo(f"    à vérifier : {problem}")


def _people(paths: tuple[Path, ...]) -> tuple[list[ReadFile], list[ReadFile]]:
    from interviews.word_in import words_hash

    read = _read(_gather(paths), None)
    first: dict[str, ReadFile] = {}  # the same words in two files are one interview, as they are in the tables
    for one in read:
        if one.document is None:
            click.echo(f"Laissé de côté : {one.source.name}. {one.refusal}", err=True)
        elif (same := first.setdefault(words_hash(one.document), one)) is not one:
            click.echo(f"Laissé de côté : {one.source.name}. C'est le même texte que {same.source.name}.", err=True)
    taken = list(first.values())
    if not taken:
        raise UserError(NOTHING_READ)
    return taken, read


def _analyse_paths(
    paths: tuple[Path, ...], taxonomy: Path | None, examples: Path | None, *, quiet: bool
) -> tuple[Analysis, Any]:
    from analysis.engine import TAXONOMY, load_engine, read_taxonomy
    from analysis.files import analyse_documents

    taken, _ = _people(paths)
    grid = read_taxonomy(taxonomy or TAXONOMY)
    return analyse_documents(taken, load=lambda: load_engine(taxonomy=taxonomy, examples=examples)), grid


def _analyse_tables(taxonomy: Path | None, examples: Path | None) -> tuple[Analysis, Any]:
    from analysis.engine import load_engine
    from analysis.service import load_analysis, run_analysis
    from kparole.store import open_store

    with open_store():
        engine = load_engine(taxonomy=taxonomy, examples=examples)
        return load_analysis(run_analysis(engine, progress=_no_progress)), engine.taxonomy


def _draft(paths: tuple[Path, ...]) -> Any:
    from analysis.engine import load_engine
    from analysis.files import draft_of_documents

    taken, read = _people(paths)
    return draft_of_documents(taken, load=load_engine, left_out=len(read) - len(taken))


def _checked() -> Any:
    from analysis.recit.gathering import recit_source
    from analysis.service import is_stale, latest_run, run_analysis
    from analysis.tasks import engine
    from kparole.store import open_store

    with open_store():
        run = latest_run()
        if run is None or is_stale(run):
            run = run_analysis(engine(), progress=_no_progress)
        return recit_source(run)


def _no_progress(_step: str, _done: int, _total: int) -> None:
    return
