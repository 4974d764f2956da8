"""Which effects a text speaks of, how sure we are, and which of its words say so.

Ridge regression over a sum of likenesses (vectors, words, ideas). The taxonomy's own descriptions are learnt as
examples too: alone they make a first guess, beside five labelled texts a class they steady it, and they fade as
labelled texts come. Confidence is calibrated on held-out scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.steps.examples import Example
from analysis.steps.features import Matrix, Space, Views, likeness
from analysis.steps.learn import Calibration, Fit, calibrate, fit
from analysis.steps.shipped import shipped_examples, with_shipped_vectors
from analysis.steps.strength import Manner
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Label, Polarity, Reading
from analysis.steps.vectors import Encoder, default_encoder
from analysis.steps.witness import Witness

_NOISE = 1.5  # how little an ordinary example is trusted
_DESCRIPTION_NOISE = 1.0
_START = (20.0, -5.0)  # score → confidence before any example: measured on two grids read from their descriptions
_START_THRESHOLD = 0.3
_LEAST_BELIEVED = 9  # the grids that ``_START`` was measured on have about eight effects
_NOTHING_SHARE = 0.35  # in a compte-rendu about one passage in three speaks of no effect; our examples hold fewer
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

    def __init__(
        self, taxonomy: Taxonomy, *, space: Space, views: Views, learnt: Fit, curves: Calibration, manner: Manner
    ) -> None:
        self.taxonomy = taxonomy
        self.curves_ = curves
        self.held_out_: Matrix = np.zeros((0, len(taxonomy.ids)))
        self._space = space
        self._views = views
        self._fit = learnt
        self._witness = Witness.of(space, views, learnt.dual[:, : len(taxonomy.ids)])
        self._manner = manner

    @classmethod
    def learn(
        cls,
        taxonomy: Taxonomy,
        examples: Sequence[Example] | None = None,
        *,
        encoder: Encoder | None = None,
        usual: Sequence[Example] | None = None,
    ) -> Classifier:
        """Learn a taxonomy.

        Args:
            taxonomy: what to look for.
            examples: labelled texts; None = ``usual`` (an effect that the taxonomy lacks is ignored); () = none.
            encoder: how texts become vectors; None = ``default_encoder()``.
            usual: examples of interviews, that teach polarity, strength and everyday French; None = those that ship.
        """
        encoder = with_shipped_vectors(encoder or default_encoder())
        ours = shipped_examples() if usual is None else tuple(usual)
        given = ours if examples is None else tuple(examples)
        lines = described(taxonomy)
        space, views = _seen(given, lines, ours, encoder)
        alike = likeness(views, views)
        targets = _targets(taxonomy, given, lines)
        noise = np.array([_NOISE] * len(given) + [_DESCRIPTION_NOISE] * len(lines))
        learnt = fit(alike, targets, noise=noise, mean=_mean(targets[: len(given)], taxonomy))
        width = len(taxonomy.ids)
        held_out = learnt.held_out[: len(given), :width]
        weights = _weights(given, share=_NOTHING_SHARE if given is ours else None)
        curves = calibrate(
            held_out, targets[: len(given), :width], weights=weights, start=_START, threshold=_START_THRESHOLD
        )
        count = len(given)
        known = (space, views.rows(range(count)), alike[:count, :count]) if given is ours else None
        manner = _learn_manner(ours, encoder=encoder, known=known)
        made = cls(taxonomy, space=space, views=views, learnt=learnt, curves=curves, manner=manner)
        made.held_out_ = curves.confidence(held_out)
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
        alike = likeness(views, self._views)
        scores = self._fit.scores(alike)
        sure = self.curves_.confidence(scores[:, : len(self.taxonomy.ids)])
        manner = self._manner.read(texts, alike=alike if self._manner.space is self._space else None)
        return [
            self._reading(text, row, subs, how, always=always and _has_word(text))
            for text, row, subs, how in zip(texts, sure, scores[:, len(self.taxonomy.ids) :], manner, strict=True)
        ]

    def _reading(
        self, text: str, sure: Matrix, subs: Matrix, how: tuple[Polarity, int | None], *, always: bool
    ) -> Reading:
        order = np.argsort(-sure, kind="stable")
        said = [int(k) for k in order if sure[k] >= self.curves_.threshold[k]] if _has_word(text) else []
        # When no effect passes its threshold, the best one is the nearest to passing.
        best = said[0] if said else int(np.argmax(np.round(sure / self.curves_.threshold, 6)))
        if always and not said:
            said = [best]
        words = self._witness.words(text, said) if said else {}
        labels = tuple(
            Label(
                effect=self.taxonomy.ids[k],
                polarity=how[0],
                strength=how[1],
                confidence=round(float(sure[k]), 4),
                words=words.get(k, ()),
                sub=self._sub(k, subs),
            )
            for k in said
        )
        return Reading(labels, self.taxonomy.ids[best], round(float(sure[best]), 4))

    def _sub(self, effect: int, scores: Matrix) -> str | None:
        """The sub-effect that stands out, None when two are close or the effect has none."""
        first = sum(len(other.subs) for other in self.taxonomy.effects[:effect])
        names = [sub.id for sub in self.taxonomy.effects[effect].subs]
        if not names:
            return None
        own = np.round(scores[first : first + len(names)], 6)
        order = np.argsort(-own, kind="stable")
        alone = len(names) == 1 or own[order[0]] - own[order[1]] >= _SUB_MARGIN
        return names[int(order[0])] if alone and own[order[0]] > 0 else None


def _has_word(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _targets(taxonomy: Taxonomy, examples: Sequence[Example], lines: Sequence[Line]) -> Matrix:
    """One row an example then one a line; one column an effect, then one a sub-effect in the taxonomy's order."""
    effects = {name: column for column, name in enumerate(taxonomy.ids)}
    subs = {
        (effect.id, sub.id): len(effects) + column
        for column, (effect, sub) in enumerate((effect, sub) for effect in taxonomy.effects for sub in effect.subs)
    }
    rows = np.zeros((len(examples) + len(lines), len(effects) + len(subs)))
    for row, example in enumerate(examples):
        for name in example.effects:
            if name in effects:
                rows[row, effects[name]] = 1.0
            for sub in example.subs:
                if (name, sub) in subs:
                    rows[row, subs[name, sub]] = 1.0
    for row, line in enumerate(lines, len(examples)):
        rows[row, effects[line.effect]] = 1.0
        if line.sub is not None:
            rows[row, subs[line.effect, line.sub]] = 1.0
    return rows


def _weights(examples: Sequence[Example], *, share: float | None) -> Matrix:
    """Weights that give the examples without effect their ``share`` of the whole; all 1 when it is None."""
    empty = np.array([not example.effects for example in examples], dtype=bool)
    weights = np.ones(len(examples))
    if share is not None and 0 < empty.sum() < len(examples):
        weights[empty] = share / (1 - share) * (~empty).sum() / empty.sum()
    return weights


def _mean(targets: Matrix, taxonomy: Taxonomy) -> Matrix:
    """How common each target is among the examples, near one in k effects while there are few.

    Never above one in ``_LEAST_BELIEVED``: in a grid of three, what resembles nothing would else carry all three.
    """
    believed = np.full(targets.shape[1], 1.0 / max(len(taxonomy.ids) + 1, _LEAST_BELIEVED))
    believed[len(taxonomy.ids) :] = 0.02
    return np.asarray((targets.sum(axis=0) + 10 * believed) / (len(targets) + 10))


def _learn_manner(
    examples: Sequence[Example], *, encoder: Encoder, known: tuple[Space, Views, Matrix] | None = None
) -> Manner:
    if known is None:
        space, views = Space.build([example.text for example in examples], encoder=encoder)
        known = space, views, likeness(views, views)
    return Manner.learn(examples, space=known[0], views=known[1], alike=known[2])


def _seen(
    examples: Sequence[Example], lines: Sequence[Line], ours: Sequence[Example], encoder: Encoder
) -> tuple[Space, Views]:
    """The space, and the views of the examples then of the lines.

    Our examples stand for everyday French where a team brings few texts of its own.
    """
    texts, rows = [example.text for example in examples], [line.text for line in lines]
    if examples is ours:
        space, views = Space.build(texts, encoder=encoder)
        return space, views.above(space.view(rows))
    usual = [example.text for example in ours]
    space, _ = Space.build(texts + rows + usual, encoder=encoder)
    share = len(texts + rows) / (len(texts + rows) + _BACKGROUND_WEIGHT)
    centre = share * _mean_vector(texts + rows, encoder) + (1 - share) * _mean_vector(usual, encoder)
    space = replace(space, centre=centre)
    return space, space.view(texts + rows)


def _mean_vector(texts: Sequence[str], encoder: Encoder) -> Matrix:
    return np.asarray(encoder.encode(texts).astype(np.float64).mean(axis=0))
