"""What reads the words: the grid of effects, the classifier that learnt it, the French model. Loaded late, once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app, has_app_context

from analysis.steps.french import FrenchModelError, load_french
from analysis.steps.taxonomy import Taxonomy, TaxonomyError, parse_taxonomy
from kparole.errors import UserError
from kparole.files import read_text
from kparole.wording import count

if TYPE_CHECKING:
    from spacy.language import Language

    from analysis.needs_reading import Needs
    from analysis.steps.classify import Classifier
    from analysis.steps.examples import Example
    from analysis.steps.vectors import Encoder

HERE = Path(__file__).parent
TAXONOMY = HERE / "taxonomy.toml"
GRID_FILE = "grille.toml"
"""The team's own grid, in the data folder: ours and the themes that became effects."""
EXAMPLES = HERE / "examples.csv"
VERSION = "1"
NOTHING: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Engine:
    """A grid of effects, a classifier that learnt it, an encoder of sentences; ``needs``: what reads the second grid."""

    taxonomy: Taxonomy
    classifier: Classifier
    encoder: Encoder
    examples: str
    needs: Needs | None = None
    doubts: tuple[str, ...] = ()
    """What the team's examples say twice, differently, in French."""

    @property
    def thresholds(self) -> dict[str, float]:
        """From which confidence each effect is proposed."""
        return {
            name: float(level) for name, level in zip(self.taxonomy.ids, self.classifier.curves_.threshold, strict=True)
        }

    @property
    def version(self) -> str:
        """Names everything that can change a result: our rules, the grid, the examples (their hash), the encoder."""
        return f"kparole {VERSION} · grille {self.taxonomy.version} · exemples {self.examples} · {self.encoder.name}"


def our_grid() -> Path:
    """The team's own grid when it made one, else the one that ships. Outside the application: the one that ships."""
    if has_app_context() and (own := current_app.config["KPAROLE"].home / GRID_FILE).is_file():
        return Path(own)
    return TAXONOMY


def read_taxonomy(path: Path | None = None) -> Taxonomy:
    """The grid of effects of this file, or of the team, read again only when it changed. Raises UserError."""
    path = path or our_grid()
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


def load_engine(
    *,
    taxonomy: Path | None = None,
    examples: Path | None = None,
    taught: Mapping[str, Sequence[str]] = NOTHING,
    corrections: Sequence[Example] = (),
) -> Engine:
    """Our grid and our examples, or the user's: a grid given without examples is read from its descriptions alone.

    ``taught``: more texts by effect, those of the themes that became effects. ``corrections``: what people decided of
    passages; they weigh most.

    Raises UserError when a file does not suit.
    """
    from analysis.steps.classify import Classifier
    from analysis.steps.examples import Example, ExamplesError, parse_examples
    from analysis.steps.shipped import shipped_examples, with_shipped_vectors
    from analysis.steps.vectors import EncoderError, default_encoder

    grid = read_taxonomy(taxonomy)
    try:
        if examples is not None:
            learnt = parse_examples(read_text(examples), known=grid.ids)
        else:
            learnt = () if taxonomy else shipped_examples()
        if more := [Example(text, (name,)) for name in taught if name in grid.ids for text in taught[name]]:
            learnt = (*learnt, *more)
        encoder = with_shipped_vectors(default_encoder())
    except ExamplesError as error:
        name = (examples or EXAMPLES).name
        raise UserError(f"Les exemples « {name} » ne conviennent pas :\n{error}") from error
    except EncoderError as error:
        raise UserError(str(error)) from error
    known = [one for one in corrections if set(one.effects) <= set(grid.ids)]
    said = repr((learnt, known) if known else learnt)
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    classifier = Classifier.learn(grid, learnt, encoder=encoder, corrections=known)
    doubts = _contradictions(learnt) if examples is not None else ()
    return Engine(grid, classifier, encoder, digest, doubts=doubts)


def _contradictions(examples: Sequence[Example]) -> tuple[str, ...]:
    """One sentence for the texts that two lines label differently; () when there is none."""
    said: dict[str, set[tuple[str, ...]]] = {}
    for one in examples:
        said.setdefault(" ".join(one.text.casefold().split()), set()).add(tuple(sorted(one.effects)))
    torn = [text for text, answers in said.items() if len(answers) > 1]
    if not torn:
        return ()
    number = count(len(torn), "texte y a deux réponses différentes", "textes y ont deux réponses différentes")
    return (f"Exemples : {number}, à commencer par « {torn[0][:60]} ». Toutes ont compté ; gardez la bonne.",)
