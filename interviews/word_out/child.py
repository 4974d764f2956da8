"""Fills a team's template in a process of its own: ``python -m interviews.word_out.child``, limited in time and memory.

A template is a small program. It is sandboxed, and whatever it does all the same ends with this process. In comes a
pickle of ours; out come frames, that the parent never unpickles: a letter, a length of eight bytes, the content.
"""

from __future__ import annotations

import contextlib
import pickle
import re
import sys
from typing import BinaryIO

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError, UndefinedError

from interviews.word_out.fill import fill

SECONDS_EACH, SECONDS_MORE, MEMORY = 5, 20, 2_000_000_000
DONE, WRONG = b"D", b"E"
SYNTAX = (
    "Une balise du modèle est mal écrite, ou n'est pas refermée. Comparez avec notre modèle, corrigez dans Word, "
    "puis renvoyez-le."
)
UNKNOWN = "Le modèle demande quelque chose qui n'existe pas{}. Les noms possibles sont ceux de notre modèle."
FORBIDDEN = "Le modèle demande une chose interdite. Ne gardez que les balises de notre modèle."
BROKEN = "Le modèle ne se remplit pas. Repartez de notre modèle, et changez-le peu à peu."


def main() -> None:
    """Read the work on the standard input, fill, write each result as soon as it is there."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may write between the frames
    template, papers = pickle.load(sys.stdin.buffer)  # from the parent, which made it
    _limit(SECONDS_MORE + SECONDS_EACH * len(papers))
    for paper, uid, revision in papers:
        try:
            frame(out, DONE, fill(paper, uid=uid, revision=revision, template=template))
        except Exception as error:  # whatever a template does is a sentence, and the end
            frame(out, WRONG, sentence(error).encode())
            return


def frame(out: BinaryIO, letter: bytes, content: bytes) -> None:
    """Write one result."""
    out.write(letter + len(content).to_bytes(8, "big") + content)
    out.flush()


def sentence(error: Exception) -> str:
    """What is wrong with a template, in French."""
    if isinstance(error, SecurityError):
        return FORBIDDEN
    if isinstance(error, UndefinedError):
        asked = re.search(r"attribute '(\w+)'|^'(\w+)' is undefined", str(error.message or ""))
        return UNKNOWN.format(f" : « {asked[1] or asked[2]} »" if asked else "")
    return SYNTAX if isinstance(error, TemplateError) else BROKEN


def _limit(seconds: int) -> None:
    with contextlib.suppress(
        ImportError, ValueError, OSError
    ):  # Windows has no such limits; the parent counts the time
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
