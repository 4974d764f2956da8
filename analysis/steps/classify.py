"""Which effects a text speaks of, how sure we are, and which of its words say so.

Ridge regression over a sum of three likenesses (vectors, words, ideas). The taxonomy's own descriptions are learnt as
examples too: alone they make a first guess, beside five labelled texts a class they steady it, and they fade as
labelled texts come. Confidence is calibrated on held-out scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.steps.evidence import Witness
from analysis.steps.examples import Example
from analysis.steps.features import Matrix, Space, Views, likeness
from analysis.steps.learn import Calibration, Fit, calibrate, fit
from analysis.steps.shipped import shipped_examples, with_shipped_vectors
from analysis.steps.strength import Manner
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Label, Reading
from analysis.steps.vectors import Encoder, default_encoder

_NOISE = 1.0  # how little an ordinary example is trusted
_DESCRIPTION_NOISE = 1.0
_START = (6.0, -1.6)  # score → confidence before any example
_START_THRESHOLD = 0.3
_SUB_MARGIN = 0.04  # a sub-effect stands out when it is that much above the next one
_BACKGROUND_WEIGHT = 50  # our examples count as that many texts when another taxonomy's centre is set


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a taxonomy that describes an effect, and maybe one of its sub-effects."""

    text: str
    effect: str
    sub: str | None = None


def described(taxonomy: Taxonomy) -> tuple[Line, ...]:
    """Every text of a taxonomy that says what an effect is: label, lines of help, words, labels of sub-effects."""
    return tuple(line for effect in taxonomy.effects for line in _lines(effect))


def _lines(effect: Effect) -> list[Line]:
    texts = [effect.label, *(line.strip() for line in effect.help.splitlines()), ", ".join(effect.words)]
    lines = [Line(text, effect.id) for text in texts if text]
    return lines + [Line(sub.label, effect.id, sub.id) for sub in effect.subs]


class Classifier:
    """Reads effects in texts; made by ``Classifier.learn``. Reading a text never depends on the texts beside it.

    Attributes:
        taxonomy: the effects it knows.
        curves_: calibration and thresholds, one an effect.
        held_out_: confidences (examples, effects) that each example would get had it not been learnt.
    """

    def __init__(self, taxonomy: Taxonomy, space: Space, views: Views, learnt: Fit, curves: Calibration) -> None:
        self.taxonomy = taxonomy
        self.curves_ = curves
        self.held_out_: Matrix = np.zeros((0, len(taxonomy.ids)))
        self._space = space
        self._views = views
        self._fit = learnt
        self._witness = Witness.of(space, views, learnt.dual[:, : len(taxonomy.ids)])
        self._manner: Manner | None = None

    @classmethod
    def learn(
        cls,
        taxonomy: Taxonomy,
        examples: Sequence[Example] | None = None,
        *,
        encoder: Encoder | None = None,
        manner: Manner | None = None,
    ) -> Classifier:
        """Learn a taxonomy.

        Args:
            taxonomy: what to look for.
            examples: labelled texts; None = those that ship, (an effect that the taxonomy lacks is ignored); () = none.
            encoder: how texts become vectors; None = ``default_encoder()``.
            manner: who says polarity and strength; None = learnt from the examples that ship.
        """
        encoder = with_shipped_vectors(encoder or default_encoder())
        ours = shipped_examples()
        given = ours if examples is None else tuple(examples)
        lines = described(taxonomy)
        space = _space(given, lines, ours, encoder)
        views = space.view([example.text for example in given] + [line.text for line in lines])
        targets = _targets(taxonomy, given, lines)
        noise = np.array([_NOISE] * len(given) + [_DESCRIPTION_NOISE] * len(lines))
        learnt = fit(likeness(views, views), targets, noise=noise, mean=_mean(targets[: len(given)], taxonomy))
        width = len(taxonomy.ids)
        held_out = learnt.held_out[: len(given), :width]
        curves = calibrate(held_out, targets[: len(given), :width], start=_START, threshold=_START_THRESHOLD)
        made = cls(taxonomy, space, views, learnt, curves)
        made.held_out_ = curves.confidence(held_out)
        made._manner = manner or Manner.learn(ours, space=space if given is ours else _own_space(ours, encoder))
        return made

    def read(self, texts: Sequence[str], *, always: bool = False) -> list[Reading]:
        """Read texts; one reading a text, in order.

        Args:
            texts: any texts; one without a word reads as no label.
            always: give the best effect as a label even when it is unsure (never for a text without a word).
        """
        if not texts:
            return []
        views = self._space.view(texts)
        scores = self._fit.scores(likeness(views, self._views))
        sure = self.curves_.confidence(scores[:, : len(self.taxonomy.ids)])
        manner = self._manners(texts, views)
        return [
            self._reading(text, row, subs, how, always=always and _has_word(text))
            for text, row, subs, how in zip(texts, sure, scores[:, len(self.taxonomy.ids) :], manner, strict=True)
        ]
