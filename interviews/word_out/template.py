"""The template of the comptes-rendus: ours, or the one that the team brought in its place and that was tried."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from uuid import uuid4

from interviews.errors import WordFileError
from interviews.word_file import open_word
from interviews.word_out.errors import TemplateRefused
from kparole.files import FOLDER, NO_ROOM, StoreError
from kparole.paths import TEMPLATES

SHIPPED = TEMPLATES / "word" / "compte_rendu.docx"
NAME = "modele-compte-rendu.docx"
"""Beside what is kept under a digest, so that backups take it along."""


def team_template(home: Path) -> Path | None:
    """The file that the team brought, None when ours is in use."""
    path = home / FOLDER / NAME
    return path if path.is_file() else None


def template_in_use(home: Path) -> bytes:
    """The bytes of the template that exports are filled in."""
    return (team_template(home) or SHIPPED).read_bytes()


def brought_on(home: Path) -> date | None:
    """The day the team brought its own."""
    path = team_template(home)
    return date.fromtimestamp(path.stat().st_mtime) if path else None


def put_template(home: Path, content: bytes) -> None:
    """Use this Word file from now on. Raises TemplateRefused when it cannot be filled, StoreError when the disk is full."""
    from interviews.word_out.trial import try_template

    try:
        open_word(content)
    except WordFileError as error:
        raise TemplateRefused(str(error)) from error
    try_template(content)
    target = home / FOLDER / NAME
    half = target.with_name(f"{NAME}.{uuid4().hex}.part")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with open(half, "wb", opener=_for_owner) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise StoreError(NO_ROOM) from error


def reset_template(home: Path) -> None:
    """Back to ours."""
    (home / FOLDER / NAME).unlink(missing_ok=True)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
