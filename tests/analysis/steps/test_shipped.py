"""What ships is what would be computed: our examples, and their vectors by content."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from analysis.make_learnt import write_learnt
from analysis.steps.classify import Classifier
from analysis.steps.lesson import shipped_lesson, shipped_manner
from analysis.steps.lessons import described
from analysis.steps.shipped import shipped_examples, shipped_needs, with_shipped_vectors
from analysis.steps.vectors import CachedEncoder, content_key, default_encoder
from tests.analysis.steps.fake_encoder import FakeEncoder
from tests.bench.classification import our_taxonomy


def test_an_encoder_without_shipped_vectors_still_works() -> None:
    assert with_shipped_vectors(FakeEncoder()).encode(["coudre"]).shape == (1, 32)


def test_a_cached_encoder_is_not_wrapped_twice() -> None:
    cached = CachedEncoder(FakeEncoder())
    assert with_shipped_vectors(cached) is cached


def test_written_vectors_come_back_without_loss(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    written = write_learnt(tmp_path, encoder=encoder, taxonomies=[our_taxonomy()])
    with np.load(written) as stored:
        place = [key.tobytes().hex() for key in stored["keys"]].index(
            content_key(encoder.name, shipped_examples()[0].text)
        )
        row = stored["rows"][place] / np.float32(1e4)
    assert row == pytest.approx(encoder.encode([shipped_examples()[0].text])[0], abs=1e-6)


def test_the_shipped_file_covers_every_example_and_every_description() -> None:
    name = default_encoder().name
    with resources.files("analysis").joinpath("learnt", f"{name}.npz").open("rb") as stream, np.load(stream) as stored:
        keys = {key.tobytes().hex() for key in stored["keys"]}
    texts = [one.text for one in (*shipped_examples(), *shipped_needs())]
    texts += [line.text for grid in (our_taxonomy(), our_taxonomy("needs.toml")) for line in described(grid)]
    assert [text for text in texts if content_key(name, text) not in keys] == []


@pytest.mark.model
def test_shipped_vectors_are_those_of_the_real_encoder() -> None:
    texts = [one.text for one in shipped_examples()[:3]]
    assert np.abs(with_shipped_vectors(default_encoder()).encode(texts) - default_encoder().encode(texts)).max() < 2e-4


@pytest.mark.model
def test_the_shipped_lesson_is_what_our_examples_teach() -> None:
    encoder, texts = with_shipped_vectors(default_encoder()), [one.text for one in shipped_examples()[:40]]
    assert shipped_lesson(our_taxonomy(), shipped_examples(), encoder) is not None
    assert shipped_manner(shipped_examples(), encoder) is not None
    shipped = Classifier.learn(our_taxonomy(), encoder=encoder)
    anew = Classifier.learn(our_taxonomy(), encoder=encoder, anew=True)
    assert shipped.read(texts) == anew.read(texts)
    assert shipped.lesson_.learnt.dual == pytest.approx(anew.lesson_.learnt.dual, abs=1e-6)
