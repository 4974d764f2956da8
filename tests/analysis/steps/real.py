"""The classifier with the real models, learnt once for all the tests marked ``model``."""

from __future__ import annotations

from functools import cache

from analysis.steps.classify import Classifier
from tests.bench.classification import our_taxonomy


@cache
def learnt() -> Classifier:
    """Our taxonomy, our examples, the default encoder."""
    return Classifier.learn(our_taxonomy())
