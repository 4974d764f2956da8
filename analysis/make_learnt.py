"""Write the vectors that ship with the package: ``python -m analysis.make_learnt``."""

from __future__ import annotations

import logging
from importlib import resources
from pathlib import Path

import numpy as np

from analysis.steps.lessons import described
from analysis.steps.shipped import shipped_examples
from analysis.steps.taxonomy import Taxonomy, parse_taxonomy
from analysis.steps.vectors import DECIMALS, Encoder, content_key, default_encoder, word_encoder

log = logging.getLogger(__name__)


def write_learnt(folder: Path, *, encoder: Encoder, taxonomy: Taxonomy) -> Path:
    """Encode our examples and the taxonomy's descriptions; returns the file written, named after the encoder."""
    texts = [example.text for example in shipped_examples()] + [line.text for line in described(taxonomy)]
    distinct = sorted(set(texts))
    rows = np.round(encoder.encode(distinct).astype(np.float64) * 10**DECIMALS).astype(np.int16)
    keys = np.array([list(bytes.fromhex(content_key(encoder.name, text))) for text in distinct], dtype=np.uint8)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{encoder.name}.npz"
    np.savez_compressed(target, keys=keys, rows=rows)
    return target


def main() -> None:
    """Write one file for each encoder that we offer."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    taxonomy = parse_taxonomy(resources.files("analysis").joinpath("taxonomy.toml").read_text(encoding="utf-8"))
    for encoder in (default_encoder(), word_encoder()):
        target = write_learnt(Path(__file__).parent / "learnt", encoder=encoder, taxonomy=taxonomy)
        log.info("%s : %d Ko", target.name, target.stat().st_size // 1024)


if __name__ == "__main__":
    main()
