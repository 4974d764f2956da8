"""Polarity and strength: spoken French turns are heard, and the choice is the same in any company."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.steps.classify import Classifier
from analysis.steps.examples import Example
from analysis.steps.features import Space, likeness
from analysis.steps.strength import Manner, turns_of
from tests.analysis.steps.fake_encoder import FakeEncoder
from tests.analysis.steps.real import learnt

TAUGHT = (
    Example("j'ai osé parler au marché", ("c",), (), "positive", 2),
    Example("depuis je parle tous les jours", ("c",), (), "positive", 3),
    Example("je crois que j'ose un peu", ("c",), (), "positive", 1),
    Example("on s'est engueulées, j'ai pleuré", ("c",), (), "negative", 2),
    Example("on m'a humiliée, je n'ose plus", ("c",), (), "negative", 2),
    Example("ça a rien changé, toujours pareil", ("c",), (), "absente", None),
    Example("j'ai jamais réussi, rien appris", ("c",), (), "absente", None),
    Example("le bus était en retard"),
)


@pytest.fixture(scope="module")
def manner() -> Manner:
    space, views = Space.build([one.text for one in TAUGHT], encoder=FakeEncoder())
    return Manner.learn(TAUGHT, space=space, views=views, alike=likeness(views, views))


def test_an_absent_effect_has_no_strength(manner: Manner) -> None:
    assert manner.read(["pour l'argent ça a rien changé, c'est pareil"]) == [("absente", None)]


def test_a_text_reads_the_same_alone_and_among_others(manner: Manner) -> None:
    texts = ["j'ai pleuré de rage", "", "depuis j'ose tous les jours", "🙂"]
    assert manner.read(texts) == [manner.read([text])[0] for text in texts]
    assert manner.read([]) == []


def test_examples_without_polarity_cannot_teach() -> None:
    space, views = Space.build(["un", "deux"], encoder=FakeEncoder())
    with pytest.raises(ValueError, match="polarity"):
        Manner.learn([Example("un"), Example("deux")], space=space, views=views, alike=np.eye(2))


@pytest.mark.parametrize(
    ("left", "right"),
    [("j'ai plus peur", "j'ai plus envie"), ("ça change tout", "ça a rien changé"), ("un jour", "tous les jours")],
)
def test_turns_tell_apart_what_words_confuse(left: str, right: str) -> None:
    rows = turns_of([left, right])
    assert not np.array_equal(rows[0], rows[1])


@pytest.fixture
def real_classifier() -> Classifier:
    return learnt()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("J'ai plus peur de parler.", "positive"),
        ("J'avais peur, maintenant non.", "positive"),
        ("Je n'ai plus honte de mon accent.", "positive"),
        ("Je suis moins stressée.", "positive"),
        ("J'ai plus envie de venir.", "negative"),
        ("C'est pire qu'avant, je dors plus.", "negative"),
        ("On s'est engueulées et elle me parle plus.", "negative"),
        ("Il n'ose plus rien dire depuis qu'on l'a humilié.", "negative"),
        ("J'ai jamais réussi à prendre la parole en réunion.", "absente"),
        ("Ça a rien changé pour les papiers.", "absente"),
        ("Pas vraiment, je me sens pas plus sûre de moi.", "absente"),
        ("Elle n'a pas appris à faire un devis.", "absente"),
    ],
)
def test_spoken_negation_is_understood(text: str, polarity: str, real_classifier: Classifier) -> None:
    assert real_classifier.read([text], always=True)[0].labels[0].polarity == polarity
