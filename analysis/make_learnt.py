"""Write what ships with the package: ``python -m analysis.make_learnt``.

The vectors of our examples (only texts that are new are encoded), and what they taught.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np

from analysis.steps.classify import Classifier
from analysis.steps.lesson import write_lesson
from analysis.steps.lessons import described
from analysis.steps.shipped import shipped_examples, shipped_needs, with_shipped_vectors
from analysis.steps.taxonomy import Taxonomy, parse_taxonomy
from analysis.steps.vectors import DECIMALS, Encoder, content_key, default_encoder, word_encoder

log = logging.getLogger(__name__)


def write_learnt(folder: Path, *, encoder: Encoder, taxonomies: Sequence[Taxonomy]) -> Path:
    """Encode our examples and the taxonomies' descriptions; returns the file written, named after the encoder."""
    texts = [example.text for example in (*shipped_examples(), *shipped_needs())]
    texts += [line.text for taxonomy in taxonomies for line in described(taxonomy)]
    distinct = sorted(set(texts))
    rows = np.round(encoder.encode(distinct).astype(np.float64) * 10**DECIMALS).astype(np.int16)
    keys = np.array([list(bytes.fromhex(content_key(encoder.name, text))) for text in distinct], dtype=np.uint8)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{encoder.name}.npz"
    np.savez_compressed(target, keys=keys, rows=rows)
    return target


def teach(folder: Path, taxonomy: Taxonomy, encoder: Encoder) -> Path:
    """Learn our examples anew and keep what they taught; returns the file written."""
    classifier = Classifier.learn(taxonomy, encoder=encoder, anew=True)
    return write_lesson(folder, classifier.lesson_, taxonomy=taxonomy, examples=shipped_examples(), encoder=encoder)


def main() -> None:
    """Write one file for each encoder that we offer."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    here = resources.files("analysis")
    grids = [
        parse_taxonomy(here.joinpath(name).read_text(encoding="utf-8")) for name in ("taxonomy.toml", "needs.toml")
    ]
    for encoder in (default_encoder(), word_encoder()):
        known = with_shipped_vectors(encoder)
        target = write_learnt(Path(__file__).parent / "learnt", encoder=known, taxonomies=grids)
        log.info("%s : %d Ko", target.name, target.stat().st_size // 1024)
    log.info("%s", teach(Path(__file__).parent / "learnt", grids[0], default_encoder()).name)


if __name__ == "__main__":
    main()
