"""Writes the whole index of the search anew, should it ever be in doubt: python -m kparole.search_again, KParole closed.

What is merely missing is written each time KParole opens.
"""

from __future__ import annotations

import click

from interviews.search.index import write_again
from kparole.store import open_store
from kparole.wording import count


@click.command()
def main() -> None:
    """Refaire de zéro ce qui sert à chercher dans les paroles. Fermez KParole avant."""
    with open_store():
        written = write_again()
    click.echo(f"C'est refait : on peut chercher dans {count(written, 'passage', 'passages')}.")


if __name__ == "__main__":
    main()
