"""The command that explains what is wrong on this machine, in plain French, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kparole.errors import UserError
from kparole.wording import count

if TYPE_CHECKING:
    from kparole.checks.points import Finding

INDENT = "\n    "


@click.command("verifier")
def verify() -> None:
    """Dire en clair si tout va bien sur cette machine, et sinon quoi faire.

    Rien n'est changé.

    Exemple : kparole verifier
    """
    from kparole.checks.points import examine

    wrong, skipped = 0, 0
    for finding in examine():
        click.echo(_line(finding))
        skipped += finding.skipped
        wrong += finding.problem is not None and not finding.skipped
    if wrong:
        raise UserError(f"{count(wrong, 'point', 'points')} à régler.")
    if skipped:  # nothing says why: somebody must have another look
        raise UserError(f"{count(skipped, 'point', 'points')} à regarder de nouveau : relancez kparole verifier.")


def _line(finding: Finding) -> str:
    if finding.problem is None:
        return f"✓ {finding.label}"
    return f"{'–' if finding.skipped else '✗'} {finding.label} : {finding.problem.replace(chr(10), INDENT)}"
