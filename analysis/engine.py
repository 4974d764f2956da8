"""What reads the words: the grid of effects, the classifier that learnt it, the French model. Loaded late, once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.steps.french import FrenchModelError, load_french
from analysis.steps.taxonomy import Taxonomy, TaxonomyError, parse_taxonomy
from kparole.errors import UserError
from kparole.files import read_text

if TYPE_CHECKING:
    from spacy.language import Language

    from analysis.steps.classify import Classifier
    from analysis.steps.vectors import Encoder

HERE = Path(__file__).parent
TAXONOMY = HERE / "taxonomy.toml"
EXAMPLES = HERE / "examples.csv"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Engine:
    """A grid of effects, a classifier that learnt it, an encoder of sentences."""

    taxonomy: Taxonomy
    classifier: Classifier
    encoder: Encoder
    examples: str

    @property
    def version(self) -> str:
        """Names everything that can change a result: our rules, the grid, the examples (their hash), the encoder."""
        return f"kparole {VERSION} · grille {self.taxonomy.version} · exemples {self.examples} · {self.encoder.name}"


def read_taxonomy(path: Path = TAXONOMY) -> Taxonomy:
    """The grid of effects of this file, read again only when it changed. Raises UserError."""
    try:
        return _read_taxonomy(path, path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise UserError(f"La grille « {path.name} » n'existe pas. Vérifiez son nom et son dossier.") from error
    except TaxonomyError as error:
        raise UserError(f"La grille « {path.name} » ne convient pas :\n{error}") from error


@cache
def _read_taxonomy(path: Path, _changed: int) -> Taxonomy:
    return parse_taxonomy(read_text(path))


@cache
def load_nlp() -> Language:
    """The French model of this process. Raises UserError when it is not installed."""
    try:
        return load_french()
    except FrenchModelError as error:
        raise UserError(str(error)) from error


def load_engine(*, taxonomy: Path | None = None, examples: Path | None = None) -> Engine:
    """Our grid and our examples, or the user's: a grid given without examples is read from its descriptions alone.

    Raises UserError when a file does not suit.
    """
    from analysis.steps.classify import Classifier
    from analysis.steps.examples import ExamplesError, parse_examples
    from analysis.steps.shipped import shipped_examples, with_shipped_vectors
    from analysis.steps.vectors import EncoderError, default_encoder

    grid = read_taxonomy(taxonomy or TAXONOMY)
    try:
        if examples is not None:
            learnt = parse_examples(read_text(examples), known=grid.ids)
        else:
            learnt = () if taxonomy else shipped_examples()
        encoder = with_shipped_vectors(default_encoder())
    except ExamplesError as error:
        name = (examples or EXAMPLES).name
        raise UserError(f"Les exemples « {name} » ne conviennent pas :\n{error}") from error
    except EncoderError as error:
        raise UserError(str(error)) from error
    digest = hashlib.sha256(repr(learnt).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Engine(grid, Classifier.learn(grid, learnt, encoder=encoder), encoder, digest)
