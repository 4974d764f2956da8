"""The pictures whose subject is a thing: a tart that is shared, a chair that is made better."""

from __future__ import annotations

import math

from cards.bodies import fist, reaching_arm
from cards.colours import mix, tones
from cards.drawing import Pen, circle, ground, group, line, lines, path, rect, soft, star


def partage(_pen: Pen) -> str:
    """A round tart in five equal parts: a hand gives one to another hand, two more wait for theirs."""
    theme = tones(64, 0.115)
    part = (
        path("M0 0L-54 -74.300A92 92 0 0 1 54 -74.300z", "#b9651f")
        + path("M0 -6L-46 -64A80 80 0 0 1 46 -64z", "#ffd98c")
        + "".join(
            circle(x, y, r, "#d8262c") + circle(x - 3, y - 3, r * 0.3, "#ff9c94")
            for x, y, r in ((0, -36, 9), (-17, -58, 10), (17, -58, 10))
        )
    )
    left = []
    for turn in (72, 144, 216, 288):
        dx, dy = math.sin(math.radians(turn)), -math.cos(math.radians(turn))
        left.append(group(part, 150 + 9 * dx, 196 + 9 * dy, turn))
    return (
        ground(theme.ground)
        + circle(150, 196, 146, theme.floor)
        + circle(150, 196, 120, "#ffffff")
        + circle(150, 196, 108, "#e3e9ee")
        + "".join(left)
        + reaching_arm(230, 62, "medium", "#23459b", -90, 1.05)
        + group(part, 150, 112, scale=1.1)
        + reaching_arm(70, 50, "dark", "#e4572e", 90, 1.05, True)
        + reaching_arm(264, 238, "medium-dark", "#0f7f73", -70, 0.9, True)
        + reaching_arm(36, 238, "light", "#7a4fb8", 70, 0.9)
    )


def ameliore(pen: Pen) -> str:
    """The same chair three times: broken, mended, painted; from step to step it earns one more star."""
    theme = tones(150, 0.095)
    low, middle, high = (mix(theme.floor, "#0f5a33", share) for share in (0.85, 0.66, 0.47))
    steps = (
        rect(-40, 250, 126, 50, low)
        + rect(84, 220, 84, 80, middle)
        + rect(166, 190, 174, 110, high)
        + rect(-40, 250, 124, 9, mix(low, "#ffffff", 0.4))
        + rect(84, 220, 82, 9, mix(middle, "#ffffff", 0.5))
        + rect(166, 190, 174, 9, mix(high, "#ffffff", 0.6))
    )
    marks = ((42, 280), (106, 258), (144, 258), (196, 232), (230, 232), (264, 232))
    broken = group(
        _chair("#85796b", "#a59a8c") + line("M-12 -66L14 -86", "#85796b", 8) + rect(-20, -44, 18, 12, "#d8cdbd"),
        40,
        252,
        -9,
    )
    mended = group(
        _chair("#a5642e", "#cf8f52") + line("M-24 -88H24", "#cf8f52", 8) + line("M19 -25L34 -21", "#ffe9c9", 9),
        124,
        220,
        scale=1.1,
    )
    cushion = soft("M-18 -52H18L23 -44H-23z", "#ffd24a", 8)
    brush = (
        line("M340 26L288 52", "#23459b", 40)
        + line("M286 42L254 72", "#6d3f30", 10)
        + line("M252 74L240 85", "#e8434f", 21)
        + fist(276, 52, "medium-dark", rotate=-132, scale=0.84)
    )
    return (
        ground(theme.ground)
        + circle(196, 108, 120, theme.halo)
        + steps
        + "".join(star(x, y, 12, "#ffe27a") for x, y in marks)
        + broken
        + line("M68 246L82 242", "#85796b", 9)
        + mended
        + group(_chair("#c8233a", "#e8434f") + cushion, 206, 190, scale=1.28)
        + brush
        + line("M12 146Q30 74 84 46", "#14532b", 13)
        + group(path("M-6 -20L26 0L-6 20z", "#14532b"), 84, 46, -25)
    )


def _chair(frame: str, seat: str) -> str:
    """A chair seen from the front on (0, 0), 100 high."""
    return (
        lines(["M-26 -96V-40", "M26 -96V-40", "M-18 -40V-14", "M18 -40V-14"], frame, 9)
        + lines(["M-26 -40L-29 -4", "M26 -40L29 -4"], frame, 10)
        + lines(["M-26 -88H26", "M-26 -66H26"], frame, 10)
        + soft("M-24 -46H24L32 -34H-32z", seat, 8)
    )
