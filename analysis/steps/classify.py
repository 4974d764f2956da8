"""Which effects a text speaks of, how sure we are, and which of its words say so.

Ridge regression over a sum of likenesses (vectors, words, ideas). The taxonomy's own descriptions are learnt as
examples too: alone they make a first guess, beside five labelled texts a class they steady it, and they fade as
labelled texts come, then as people correct. Confidence is calibrated on held-out scores, whole voices left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.steps.examples import Example
from analysis.steps.features import Matrix, Space, Views, likeness
from analysis.steps.learn import Calibration, Fit, calibrate, fit
from analysis.steps.lesson import Lesson, shipped_lesson, shipped_manner
from analysis.steps.lessons import Line, described, noises, rates, seen, signals, targets, weights
from analysis.steps.shipped import shipped_examples, with_shipped_vectors
from analysis.steps.strength import Manner
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Label, Polarity, Reading
from analysis.steps.vectors import Encoder, default_encoder
from analysis.steps.witness import Witness

_START = (20.0, -5.0)  # score → confidence before any example: measured on two grids read from their descriptions
_START_THRESHOLD = 0.3
_NOTHING_SHARE = 0.25  # passages without effect: one in three in a compte-rendu, few in what is chosen for print
_BESIDE = 0.6  # a second effect is said when it is at least that sure beside the first


class Classifier:
    """Reads effects in texts; made by ``Classifier.learn``. Reading a text never depends on the texts beside it.

    Attributes:
        taxonomy: the effects it knows.
        curves_: calibration and thresholds, one an effect.
        nothing_: the same for « speaks of no effect ».
        held_out_: confidences (examples, effects) that each example would get had it not been learnt; none of ours as shipped.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        *,
        space: Space,
        views: Views,
        learnt: Fit,
        curves: tuple[Calibration, Calibration],
        manner: Manner,
    ) -> None:
        self.taxonomy = taxonomy
        self.curves_, self.nothing_ = curves
        self.held_out_: Matrix = np.zeros((0, len(taxonomy.ids)))
        self._given = 0
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
        corrections: Sequence[Example] = (),
        before: Classifier | None = None,
        anew: bool = False,
    ) -> Classifier:
        """Learn a taxonomy.

        Args:
            taxonomy: what to look for.
            examples: labelled texts; None = ``usual`` (an effect that the taxonomy lacks is ignored); () = none.
            encoder: how texts become vectors; None = ``default_encoder()``.
            usual: examples of interviews, that teach polarity, strength and everyday French; None = those that ship.
            corrections: what people decided on their own extracts, in order; they weigh most.
            before: what learnt the same with other corrections; what they do not change is taken from it, which is quicker.
            anew: learn our examples even where what they taught ships with the package.
        """
        encoder = with_shipped_vectors(encoder or default_encoder())
        ours = shipped_examples() if usual is None else tuple(usual)
        given = ours if examples is None else tuple(examples)
        lines = described(taxonomy)
        if given is ours and not corrections and not anew and (lesson := shipped_lesson(taxonomy, given, encoder)):
            return cls._taught(taxonomy, given, lines, lesson, encoder)
        space, views = before._again(corrections, lines) if before else seen(given, corrections, lines, ours, encoder)
        alike = likeness(views, views, rough=True)
        labelled = [*given, *corrections]
        count, width = len(labelled), len(taxonomy.ids)
        told = targets(taxonomy, labelled, lines)
        learnt = fit(
            alike,
            told,
            noise=noises(len(given), len(corrections), len(lines)),
            mean=rates(told[:count], taxonomy),
            voices=[one.interview for one in labelled],
        )
        held_out = learnt.held_out[:count]
        beside = signals(taxonomy, held_out)
        trust = weights(given, corrections, share=_NOTHING_SHARE if given is ours else None)
        curves, nothing = (
            calibrate(
                held_out[:, part],
                told[:count, part],
                weights=trust,
                start=_START,
                threshold=_START_THRESHOLD,
                signals=beside,
            )
            for part in (slice(0, width), slice(-1, None))
        )
        known = (space, views.rows(range(len(given))), alike[: len(given), : len(given)]) if given is ours else None
        manner = before._manner if before else _learn_manner(ours, encoder=encoder, known=known)
        made = cls(taxonomy, space=space, views=views, learnt=learnt, curves=(curves, nothing), manner=manner)
        made._given = len(given)
        made.held_out_ = curves.confidence(held_out[:, :width], beside)
        return made

    @classmethod
    def _taught(
        cls, taxonomy: Taxonomy, ours: Sequence[Example], lines: Sequence[Line], lesson: Lesson, encoder: Encoder
    ) -> Classifier:
        """What learning our examples gives, out of what ships; without held-out confidences."""
        space, views = seen(ours, (), lines, ours, encoder)
        manner = Manner.of(ours, space=space, views=views.rows(range(len(ours))), learnt=lesson.manner)
        made = cls(taxonomy, space=space, views=views, learnt=lesson.learnt, curves=lesson.curves, manner=manner)
        made._given = len(ours)
        return made

    @property
    def lesson_(self) -> Lesson:
        """What it learnt, to be kept."""
        return Lesson(self._fit, (self.curves_, self.nothing_), self._manner.learnt)

    def _again(self, corrections: Sequence[Example], lines: Sequence[Line]) -> tuple[Space, Views]:
        """The same space, and the views of the same examples, of other corrections, then of the lines."""
        rows = [example.text for example in corrections] + [line.text for line in lines]
        return self._space, self._views.rows(range(self._given)).above(self._space.view(rows))

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
        beside = signals(self.taxonomy, scores)
        sure = self.curves_.confidence(scores[:, : len(self.taxonomy.ids)], beside)
        # Two views of « it speaks of something », better together: one effect or another is there, « nothing » is not.
        some = np.round((2 - np.prod(1 - sure, axis=1) - self.nothing_.confidence(scores[:, -1:], beside)[:, 0]) / 2, 4)
        manner = self._manner.read(texts, alike=alike if self._manner.space is self._space else None)
        found = [
            self._reading(text, row, subs, how, always=always and _has_word(text))
            for text, row, subs, how in zip(texts, sure, scores[:, len(self.taxonomy.ids) :], manner, strict=True)
        ]
        return [
            replace(reading, something=float(share) if _has_word(text) else 0.0)
            for text, reading, share in zip(texts, found, some, strict=True)
        ]

    def _reading(
        self, text: str, sure: Matrix, subs: Matrix, how: tuple[Polarity, int | None], *, always: bool
    ) -> Reading:
        order = np.argsort(-sure, kind="stable")
        said = [int(k) for k in order if sure[k] >= self.curves_.threshold[k]] if _has_word(text) else []
        said = [k for k in said if sure[k] >= _BESIDE * sure[said[0]]]
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
        """The likeliest sub-effect, None when nothing speaks for any or the effect has none."""
        first = sum(len(other.subs) for other in self.taxonomy.effects[:effect])
        names = [sub.id for sub in self.taxonomy.effects[effect].subs]
        if not names:
            return None
        own = np.round(scores[first : first + len(names)], 6)
        best = int(np.argmax(own))
        return names[best] if own[best] > 0 else None


def _has_word(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _learn_manner(
    examples: Sequence[Example], *, encoder: Encoder, known: tuple[Space, Views, Matrix] | None = None
) -> Manner:
    if known is None:
        space, views = Space.build([example.text for example in examples], encoder=encoder)
        if (learnt := shipped_manner(examples, encoder)) is not None:
            return Manner.of(examples, space=space, views=views, learnt=learnt)
        known = space, views, likeness(views, views)
    return Manner.learn(examples, space=known[0], views=known[1], alike=known[2])
