"""The whole analysis, step after step, on plain data: the same for files and for the tables, for the pages and the command line."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.steps.classify import Classifier, Example, read_examples
from analysis.steps.cluster import themes
from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.french import load_french
from analysis.steps.mask import Known, propose
from analysis.steps.saturate import ORDERS, saturate
from analysis.steps.segment import segment
from analysis.steps.taxonomy import Taxonomy, TaxonomyError, parse_taxonomy
from analysis.steps.types import Analysis, Extract, Mask, Person, Reading, Theme
from analysis.steps.vectors import Encoder, default_encoder
from analysis.steps.weigh import DRAWS, weigh
from kparole.errors import UserError

HERE = Path(__file__).parent
TAXONOMY = HERE / "taxonomy.toml"
EXAMPLES = HERE / "examples.csv"
LEARNT = HERE / "learnt"
VERSION = "1"
SEED = 0
BATCH = 64

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads the words: the grid of effects, the classifier that learnt it, the encoder of sentences."""

    taxonomy: Taxonomy
    classifier: Classifier
    encoder: Encoder

    @property
    def version(self) -> str:
        """Names everything that can change a result."""
        return f"kparole-analyse {VERSION} · grille {self.taxonomy.version} · {self.classifier.version}"


def read_taxonomy(path: Path = TAXONOMY) -> Taxonomy:
    """The grid of effects of this file. Raises UserError."""
    try:
        return parse_taxonomy(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UserError(f"La grille « {path.name} » n'existe pas. Vérifiez son nom et son dossier.") from error
    except (TaxonomyError, UnicodeDecodeError) as error:
        raise UserError(f"La grille « {path.name} » ne convient pas :\n{error}") from error
