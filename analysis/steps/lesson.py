"""What our own examples taught, kept with the package: the same figures as learning them again, without the seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.steps.examples import Example
from analysis.steps.features import Matrix
from analysis.steps.learn import Calibration, Fit
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.vectors import Encoder

METHOD = 1
"""Another number each time the way of learning changes; a test learns again and compares."""
CURVES = ("slope", "offset", "threshold", "pulls")


@dataclass(frozen=True, slots=True)
class Lesson:
    """All that learning gives: the fit of the effects, their curves and those of « nothing », the fit of the manner."""

    learnt: Fit
    curves: tuple[Calibration, Calibration]
    manner: Fit


def lesson_key(taxonomy: Taxonomy, examples: Sequence[Example], encoder: Encoder) -> str:
    """16 hex digits of what is learnt from."""
    return _key(examples, encoder, taxonomy.version)


def shipped_lesson(taxonomy: Taxonomy, examples: Sequence[Example], encoder: Encoder) -> Lesson | None:
    """What these examples taught, None when the package does not hold it."""
    stored = _stored(encoder.name)
    if not stored or stored["key"].tobytes().hex() != lesson_key(taxonomy, examples, encoder):
        return None
    curves, nothing = (
        Calibration(*(np.asarray(stored[f"{name}_{part}"], dtype=np.float64) for part in CURVES))
        for name in ("curves", "nothing")
    )
    return Lesson(_fit(stored, "effects"), (curves, nothing), _fit(stored, "manner"))


def shipped_manner(examples: Sequence[Example], encoder: Encoder) -> Fit | None:
    """What these examples taught of polarity and strength, whatever the grid; None when the package does not hold it."""
    stored = _stored(encoder.name)
    known = bool(stored) and stored["manner_key"].tobytes().hex() == _key(examples, encoder)
    return _fit(stored, "manner") if known else None


def write_lesson(
    folder: Path, lesson: Lesson, *, taxonomy: Taxonomy, examples: Sequence[Example], encoder: Encoder
) -> Path:
    """Keep what these examples taught beside the vectors of its encoder; returns the file."""
    kept: dict[str, Matrix | NDArray[np.uint8]] = {
        "key": _digits(lesson_key(taxonomy, examples, encoder)),
        "manner_key": _digits(_key(examples, encoder)),
    }
    for name, fit in (("effects", lesson.learnt), ("manner", lesson.manner)):
        kept |= {f"{name}_dual": fit.dual, f"{name}_mean": fit.mean}
    for name, curves in zip(("curves", "nothing"), lesson.curves, strict=True):
        kept |= {f"{name}_{part}": getattr(curves, part) for part in CURVES}
    target = folder / f"{encoder.name}-lecon.npz"
    np.savez_compressed(target, allow_pickle=False, **kept)
    return target


def _key(examples: Sequence[Example], encoder: Encoder, *more: str) -> str:
    told = repr((METHOD, tuple(examples), encoder.name, *more))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _digits(key: str) -> NDArray[np.uint8]:
    return np.frombuffer(bytes.fromhex(key), dtype=np.uint8)


@lru_cache(maxsize=2)
def _stored(name: str) -> dict[str, NDArray[np.float64]]:
    file = resources.files("analysis").joinpath("learnt", f"{name}-lecon.npz")
    if not file.is_file():
        return {}
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        return {part: stored[part] for part in stored.files}


def _fit(stored: dict[str, NDArray[np.float64]], name: str) -> Fit:
    dual, mean = (np.asarray(stored[f"{name}_{part}"], dtype=np.float64) for part in ("dual", "mean"))
    return Fit(dual, mean, np.zeros((0, dual.shape[1])))
