"""What a classifier is taught, as tables: which text carries what, how much each is trusted, what else a score tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.steps.examples import Example
from analysis.steps.features import Matrix, Space, Views
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.vectors import Encoder

_NOISE = 1.5  # how little an ordinary example is trusted
_CORRECTION_NOISE = 0.4  # a correction is somebody's own word on this very corpus
_DESCRIPTION_NOISE = 1.0
_HELD = 40  # corrections during which the descriptions keep their full say; they fade after
_CORRECTION_WEIGHT = 3.0
_LEAST_BELIEVED = 9  # the grids that confidence starts from have about eight effects
_BACKGROUND_WEIGHT = 50  # our examples count as that many texts when another taxonomy's centre is set
_SIGNAL_SCALE = 5.0  # scores differ by about 0.2


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


def targets(taxonomy: Taxonomy, examples: Sequence[Example], lines: Sequence[Line]) -> Matrix:
    """One row an example then one a line; one column an effect, one a sub-effect in order, a last one for « nothing »."""
    effects = {name: column for column, name in enumerate(taxonomy.ids)}
    subs = {
        (effect.id, sub.id): len(effects) + column
        for column, (effect, sub) in enumerate((effect, sub) for effect in taxonomy.effects for sub in effect.subs)
    }
    rows = np.zeros((len(examples) + len(lines), len(effects) + len(subs) + 1))
    for row, example in enumerate(examples):
        rows[row, -1] = not example.effects
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


def noises(examples: int, corrections: int, lines: int) -> Matrix:
    """How little each row is trusted: examples, corrections, then the lines, that fade as corrections come."""
    faded = _DESCRIPTION_NOISE * max(1.0, corrections / _HELD)
    return np.array([_NOISE] * examples + [_CORRECTION_NOISE] * corrections + [faded] * lines)


def weights(examples: Sequence[Example], corrections: Sequence[Example], *, share: float | None) -> Matrix:
    """Weights that give the examples without effect their ``share`` of the whole (None: all 1); corrections count most."""
    empty = np.array([not example.effects for example in examples], dtype=bool)
    found = np.ones(len(examples))
    if share is not None and 0 < empty.sum() < len(examples):
        found[empty] = share / (1 - share) * (~empty).sum() / empty.sum()
    return np.concatenate([found, np.full(len(corrections), _CORRECTION_WEIGHT)])


def rates(told: Matrix, taxonomy: Taxonomy) -> Matrix:
    """How common each target is among the texts, near one in k effects while there are few.

    Never above one in ``_LEAST_BELIEVED``: in a grid of three, what resembles nothing would else carry all three.
    """
    believed = np.full(told.shape[1], 1.0 / max(len(taxonomy.ids) + 1, _LEAST_BELIEVED))
    believed[len(taxonomy.ids) :] = 0.02
    return np.asarray((told.sum(axis=0) + 10 * believed) / (len(told) + 10))


def signals(taxonomy: Taxonomy, scores: Matrix) -> Matrix:
    """What all the scores of a text say beside each one, shape (texts, s), about ±1.

    Every score, the best sub-effect of each effect, the three best effects in order: « rather that one », « nothing
    stands out », « these two go together ».
    """
    width = len(taxonomy.ids)
    ranked = -np.sort(-scores[:, :width], axis=1)[:, :3]
    ends = width + np.cumsum([len(effect.subs) for effect in taxonomy.effects])
    best = [
        scores[:, end - len(effect.subs) : end].max(axis=1)
        for effect, end in zip(taxonomy.effects, ends, strict=True)
        if effect.subs
    ]
    return np.column_stack([_SIGNAL_SCALE * np.column_stack([scores, ranked, *best]), np.ones(len(scores))])


def seen(
    examples: Sequence[Example],
    corrections: Sequence[Example],
    lines: Sequence[Line],
    ours: Sequence[Example],
    encoder: Encoder,
) -> tuple[Space, Views]:
    """The space, and the views of the examples, of the corrections, then of the lines.

    Our examples stand for everyday French where a team brings few texts of its own.
    """
    texts = [example.text for example in examples]
    rows = [example.text for example in corrections] + [line.text for line in lines]
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
