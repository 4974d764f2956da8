"""What the last analysis read, kept beside the base so that one more interview costs one interview.

Two lines an interview: where its passages are and what was read in them (offsets and figures), and the vectors of its
sentences. No word is in the file: interviews, notes and sentences are there as hashes. Losing it costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

from analysis import steps
from analysis.kept_lines import KeptLines, Line, digest, owner_of
from analysis.pipeline import without_names
from analysis.read_lines import Read, line_of, read_of, reads_of
from analysis.steps.types import Analysis, Person
from analysis.steps.vectors import CachedEncoder, Encoder, Whole, content_key, whole

MOST_BYTES = 1_000_000_000
"""Above, no more vectors are kept: about 25,000 interviews of twenty passages."""
READING, VECTORS = "lecture", "vecteurs"
_KEY_BYTES = 12


class Memory:
    """The file of what was read, in the data folder. One that is damaged or cannot be written is done without.

    ``version`` is the engine's: a reading of another one is not taken up again, its vectors are.
    """

    def __init__(self, home: Path, *, version: str, encoder: Encoder) -> None:
        self.version = version
        self._encoder = encoder
        self._file = KeptLines(home)
        self._reads: dict[str, tuple[str, Read]] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        """For the time of an analysis; the vectors it met are forgotten after it."""
        yield
        if isinstance(self._encoder, CachedEncoder):
            self._encoder.forget()

    def recall(self, people: Sequence[Person]) -> dict[str, Read]:
        """What was read of the people whose notes have not changed, by their id; their vectors go to the encoder."""
        known = {person.id: self._key(person) for person in people}
        if not self._file.there:
            self._read_file(people, known)
        return {name: self._reads[name][1] for name, key in known.items() if self._reads.get(name, ("",))[0] == key}

    def take(self, analysis: Analysis) -> None:
        """Have what was just read at hand, for another round."""
        reads = reads_of(analysis.extracts, analysis.readings, analysis.people)
        self._reads = {person.id: (self._key(person), reads[person.id]) for person in analysis.people}

    def keep(self, analysis: Analysis) -> None:
        """Write what this analysis read, and nothing of anybody else."""
        self._file.write(self._lines(analysis), owners={owner_of(person.id) for person in analysis.people})

    def _read_file(self, people: Sequence[Person], known: Mapping[str, str]) -> None:
        wanted = {owner_of(person.id): person for person in people}
        for line in self._file.read():
            person = wanted.get(line.owner)
            if person is None:
                continue
            if line.kind == VECTORS:
                _give(self._encoder, line.value)
            elif line.key == known[person.id]:
                self._reads[person.id] = line.key, read_of(person, json.loads(line.value))

    def _lines(self, analysis: Analysis) -> Iterator[Line]:
        """What is not in the file yet."""
        reads, texts = reads_of(analysis.extracts, analysis.readings, analysis.people), _texts(analysis)
        for person in analysis.people:
            owner, key = owner_of(person.id), self._key(person)
            if not self._file.has(owner, READING, key):
                yield Line(owner, READING, key, json.dumps(line_of(person, reads[person.id])).encode())
            key = digest(self._encoder.name, *texts[person.id])
            if not self._file.has(owner, VECTORS, key) and self._file.size < MOST_BYTES:
                yield Line(owner, VECTORS, key, _pack(self._encoder, texts[person.id]))

    def _key(self, person: Person) -> str:
        return digest(self.version, _rules(), repr(person.notes))


def _texts(analysis: Analysis) -> dict[str, list[str]]:
    """By person, the texts whose vectors serve again: her passages, as they are and without names."""
    texts: dict[str, dict[str, None]] = {person.id: {} for person in analysis.people}
    for extract in analysis.extracts:
        bare = without_names(extract, analysis.masks.get(extract.note, ()))
        texts[extract.person] |= dict.fromkeys((extract.text, bare.text))
    return {person: list(found) for person, found in texts.items()}


@cache
def _rules() -> str:
    """Stands for everything that decides how a note is cut and read: another version of KParole reads anew."""
    folder = Path(steps.__file__).parent
    files = sorted((*folder.glob("*.py"), *folder.glob("*.toml")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _pack(encoder: Encoder, texts: Sequence[str]) -> bytes:
    """How many, keys of 12 bytes, then a row of whole numbers a text."""
    keys = bytes.fromhex("".join(content_key(encoder.name, text) for text in texts))
    return len(texts).to_bytes(4, "little") + keys + whole(encoder.encode(texts)).tobytes()


def _give(encoder: Encoder, value: bytes) -> None:
    count = int.from_bytes(value[:4], "little")
    if not count or not isinstance(encoder, CachedEncoder):
        return
    start = 4 + _KEY_BYTES * count
    keys = [value[place : place + _KEY_BYTES].hex() for place in range(4, start, _KEY_BYTES)]
    rows: Whole = np.frombuffer(value, dtype=np.int16, offset=start).reshape(count, -1)
    encoder.remember(keys, rows)
