"""The command line: French words in, French words out, 0 when fine, 1 when the input is wrong, 2 when misused."""

from __future__ import annotations

import logging
import os
import sys

from kparole.cli.french import speak_french

# The matrices here are small: several threads would spend their time waiting for each other (35 s of work become 20).
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

speak_french()  # before click builds its first message

import click  # noqa: E402

from kparole.cli.check import verify  # noqa: E402
from kparole.cli.corpus import analyse, import_files, write_recit_file  # noqa: E402
from kparole.cli.kit import write_kit  # noqa: E402
from kparole.cli.print import print_cards  # noqa: E402
from kparole.cli.serve import demo, serve  # noqa: E402
from kparole.cli.settings import show_settings  # noqa: E402
from kparole.cli.store import back_up, migrate, restore  # noqa: E402
from kparole.cli.texts import classify, group, mask  # noqa: E402
from kparole.cli.word import write_all  # noqa: E402
from kparole.errors import UserError  # noqa: E402


@click.group(context_settings={"help_option_names": ["-h", "--help", "--aide"], "max_content_width": 100})
@click.version_option(package_name="kparole", prog_name="kparole", message="%(prog)s %(version)s")
def commands() -> None:
    """KParole : des mots dits autour d'un jeu de cartes au récit évaluatif Word.

    Pour essayer sans rien risquer : kparole demo
    """


CORPUS = (import_files, write_all, analyse, write_recit_file, classify, group, mask)
for command in (demo, serve, *CORPUS, print_cards, write_kit, show_settings, verify, migrate, back_up, restore):
    commands.add_command(command)


def main() -> None:
    """Entry of the ``kparole`` command. All it writes, results included, is for the owner of the account only."""
    before = os.umask(0o077)
    try:
        _run()
    finally:
        os.umask(before)  # whoever calls this from Python finds the process as it was


def _run() -> None:
    logging.getLogger().addHandler(logging.NullHandler())  # what a command has to say, it says in French
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        commands.main(prog_name="kparole", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Arrêté.", err=True)
        sys.exit(130)
    except UserError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:  # no right, no room, a disk that only reads, a name too long…
        what = error.filename or "un fichier"
        click.echo(f"Impossible de lire ou d'écrire « {what} ». Vérifiez le nom, la place et vos droits.", err=True)
        sys.exit(1)
