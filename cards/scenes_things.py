"""The pictures whose subject is a thing done or felt: sharing, improving, feeling, liking or not."""

from __future__ import annotations

import math

from cards.bodies import reaching_arm
from cards.colours import mix, tones
from cards.drawing import Pen, circle, ellipse, ground, group, line, lines, path, rect, star

_GUESTS = (
    ("medium-dark", "#7a4fb8"),
    ("light", "#23459b"),
    ("dark", "#e4572e"),
    ("medium", "#0f7f73"),
    ("medium-light", "#c8233a"),
)


def partage(_pen: Pen) -> str:
    """A round tart in five equal parts, a hand for each."""
    theme = tones(64, 0.115)
    part = (
        path("M0 0L-54 -74.300A92 92 0 0 1 54 -74.300z", "#b9651f")
        + path("M0 -6L-46 -64A80 80 0 0 1 46 -64z", "#ffd98c")
        + "".join(
            circle(x, y, r, "#d8262c") + circle(x - 3, y - 3, r * 0.3, "#ff9c94")
            for x, y, r in ((0, -36, 9), (-17, -58, 10), (17, -58, 10))
        )
    )
    parts, arms = [], []
    for place, (skin, sleeve) in enumerate(_GUESTS):
        turn = 36 + 72 * place
        dx, dy = math.sin(math.radians(turn)), -math.cos(math.radians(turn))
        parts.append(group(part, 150 + 11 * dx, 152 + 11 * dy, turn))
        arms.append(reaching_arm(150 + 119 * dx, 152 + 119 * dy, skin, sleeve, turn + 180, 0.94, place % 2 == 0))
    table = circle(150, 152, 150, theme.floor) + circle(150, 152, 126, "#ffffff") + circle(150, 152, 112, "#e3e9ee")
    return ground(theme.ground) + table + "".join(parts) + "".join(arms)


_LEAVES = {"#86d72f": "#3d9a2a", "#44911b": "#1f6a1c"}


def ameliore(pen: Pen) -> str:
    """From step to step it grows, and earns one more star."""
    theme = tones(150, 0.095)
    low, middle, high = (mix(theme.floor, "#0f5a33", share) for share in (0.85, 0.66, 0.47))
    steps = (
        rect(-40, 250, 146, 50, low)
        + rect(104, 206, 100, 94, middle)
        + rect(200, 162, 140, 138, high)
        + rect(-40, 250, 144, 9, mix(low, "#ffffff", 0.4))
        + rect(104, 206, 96, 9, mix(middle, "#ffffff", 0.5))
        + rect(200, 162, 140, 9, mix(high, "#ffffff", 0.6))
    )
    marks = ((50, 280), (128, 240), (174, 240), (225, 200), (257, 200), (289, 200))
    return (
        ground(theme.ground)
        + circle(206, 108, 120, theme.halo)
        + steps
        + "".join(star(x, y, 13, "#ffe27a") for x, y in marks)
        + pen.emoji("seedling", 50, 210, 84, recolour=_LEAVES)
        + pen.emoji("potted-plant", 152, 152, 112, recolour=_LEAVES | {"#f3ad61": "#c9622b", "#f3c07b": "#e08a52"})
        + pen.emoji("sunflower", 246, 92, 146)
        + line("M22 142Q48 76 104 52", "#14532b", 13)
        + group(path("M-6 -20L26 0L-6 20z", "#14532b"), 104, 52, -25)
    )


def ressenti(pen: Pen) -> str:
    """A beating heart, and three things it may feel."""
    theme = tones(318, 0.07)
    heart = "M150 290C40 224 46 134 102 130C132 128 146 148 150 160C154 148 168 128 198 130C254 134 260 224 150 290z"
    shade = "M102 130C46 134 40 224 150 290C86 224 88 158 120 133C114 131 108 130 102 130z"
    beats = ["M22 206q12 15 4 32M42 194q16 21 6 50", "M278 206q-12 15 -4 32M258 194q-16 21 -6 50"]
    return (
        ground(theme.ground)
        + circle(150, 160, 132, theme.halo)
        + path(heart, "#e0243f")
        + path(shade, "#b40f3c")
        + ellipse(208, 168, 15, 10, "#ff8a94")
        + pen.emoji("grinning-face-with-smiling-eyes", 54, 104, 108, rotate=-10)
        + pen.emoji("pouting-face", 150, 62, 104)
        + pen.emoji("crying-face", 246, 104, 108, rotate=10)
        + lines(beats, "#c3183a", 8)
    )


def aime(pen: Pen) -> str:
    """One side delighted, thumb up; the other not, thumb down."""
    theme = tones(355, 0.10)
    clip = pen.new_id()
    edge = "M308 -6L-8 306"
    return (
        ground(theme.ground)
        + circle(84, 96, 98, theme.halo)
        + f'<clipPath id="{clip}"><path d="{edge}H340V-6z"/></clipPath>'
        + f'<g clip-path="url(#{clip})">{ground("#9fa9ba")}{circle(220, 206, 94, "#c6cdd8")}</g>'
        + line(edge, "#ffffff", 11)
        + pen.emoji("smiling-face-with-heart-eyes", 78, 100, 144, rotate=-8)
        + pen.emoji("thumbs-up-medium-dark", 196, 56, 92)
        + pen.emoji("unamused-face", 222, 202, 138, rotate=8)
        + pen.emoji("thumbs-down-light", 102, 250, 90)
    )
