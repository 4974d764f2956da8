"""Many comptes-rendus in Word: ours filled here, a team's template filled in a limited process beside."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO

from interviews.word_out.errors import TemplateRefused
from interviews.word_out.paper import Paper
from interviews.word_out.template import SHIPPED, team_template

Asked = tuple[Paper, str, int]
"""A paper, the id of its compte-rendu, its revision."""
AT_ONCE = 50
SECONDS_EACH, SECONDS_MORE = 5, 30
MOST_BYTES = 60_000_000
TOO_LONG = "Le modèle met trop de temps à se remplir. Repartez de notre modèle, et changez-le peu à peu."
_ROOT = Path(__file__).parent.parent.parent


def filled(asked: Iterable[Asked], *, home: Path) -> Iterator[bytes]:
    """Each paper in Word, in order. Raises TemplateRefused when the team's template cannot be filled."""
    own = team_template(home)
    if own is None:
        from interviews.word_out.fill import fill  # docxtpl takes a moment: only who writes Word waits for it

        template = SHIPPED.read_bytes()
        for paper, uid, revision in asked:
            yield fill(paper, uid=uid, revision=revision, template=template)
        return
    template, waiting = own.read_bytes(), iter(asked)
    while batch := list(islice(waiting, AT_ONCE)):
        yield from in_child(template, batch)


def in_child(template: bytes, asked: Sequence[Asked]) -> Iterator[bytes]:
    """The same papers, filled in a process that cannot take more than its share. Raises TemplateRefused."""
    command = [sys.executable, "-m", "interviews.word_out.child"]
    environ = {name: value for name, value in os.environ.items() if name in _NEEDED}
    with tempfile.TemporaryFile() as work, tempfile.TemporaryFile() as results:
        work.write(pickle.dumps((template, list(asked))))
        work.seek(0)
        try:
            subprocess.run(
                command,
                stdin=work,
                stdout=results,
                stderr=subprocess.DEVNULL,
                env=environ,
                cwd=_ROOT,
                timeout=SECONDS_MORE + SECONDS_EACH * len(asked),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TemplateRefused(TOO_LONG) from error
        results.seek(0)
        for _ in asked:
            yield _next(results)


_NEEDED = {"PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV", "OPENBLAS_CORETYPE"}


def _next(results: IO[bytes] | BinaryIO) -> bytes:
    from interviews.word_out.child import BROKEN, DONE

    letter, size = results.read(1), int.from_bytes(results.read(8), "big")
    content = results.read(min(size, MOST_BYTES))
    if letter == DONE and len(content) == size:
        return content
    raise TemplateRefused(content.decode("utf-8", "replace") if letter and len(content) == size else BROKEN)
