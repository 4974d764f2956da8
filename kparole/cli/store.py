"""Commands that look after the data: migrer, sauvegarder, restaurer."""

from __future__ import annotations

from pathlib import Path

import click

from kparole.lock import only_server, only_worker

PATH = click.Path(path_type=Path)


@click.command("migrer")
@click.option("--oui", "agreed", is_flag=True, help="La base PostgreSQL vient d'être sauvegardée avec pg_dump.")
def migrate(agreed: bool) -> None:
    """Mettre la base à jour après avoir installé une nouvelle version.

    Une base SQLite est d'abord sauvegardée. KParole doit être arrêté.

    Exemple : kparole migrer
    """
    from kparole.app import create_app
    from kparole.config import read_settings
    from kparole.db import db
    from kparole.migrate import Standing, standing, update_on_request
    from kparole.store import at_work

    settings = read_settings()
    with only_server(settings.home), at_work(create_app(settings)):
        if standing(db.engine) is Standing.CURRENT:
            click.echo("La base est déjà à jour.")
            return
        kept = update_on_request(db.engine, settings, agreed=agreed)
    if kept is not None:
        click.echo(f"Sauvegarde d'avant la mise à jour : {kept}")
    click.echo("La base est à jour.")


@click.command("sauvegarder")
@click.argument("target", metavar="FICHIER", type=PATH)
def back_up(target: Path) -> None:
    """Tout écrire dans un fichier : la base et les fichiers reçus.

    Le fichier contient les paroles des personnes : gardez-le en lieu sûr. La clé secrète n'y est pas.

    Exemple : kparole sauvegarder kparole.zip
    """
    from kparole.archives import save_all
    from kparole.config import read_settings
    from kparole.files import check_output
    from kparole.journal import Action, note
    from kparole.store import open_store

    check_output(target)
    with open_store():
        files = save_all(read_settings(), target.absolute())
        note(Action.BACK_UP, "donnees")
    click.echo(f"Sauvegarde écrite : {target} (la base et {files} fichier(s))")


@click.command("restaurer")
@click.argument("source", metavar="FICHIER", type=PATH)
def restore(source: Path) -> None:
    """Remettre en place une sauvegarde, après l'avoir vérifiée.

    Ce qu'il y avait avant est gardé à côté. KParole doit être arrêté.

    Exemple : kparole restaurer kparole.zip
    """
    from kparole.archives import restore_all
    from kparole.config import read_settings
    from kparole.journal import Action, note
    from kparole.store import open_store

    settings = read_settings()
    with only_server(settings.home), only_worker(settings.home):
        aside = restore_all(settings, source.absolute())
        with open_store():
            note(Action.RESTORE, "donnees")
    click.echo("La sauvegarde est remise en place. Tout le monde doit se reconnecter.")
    click.echo(f"Ce qu'il y avait avant est gardé dans : {aside}")
