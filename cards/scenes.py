"""The fifteen pictures of the deck, composed from our own shapes and emojis, and the emojis they need."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from cards import scenes_people as people
from cards.drawing import (
    Pen,
    bust,
    circle,
    ellipse,
    ground,
    group,
    line,
    lines,
    mix,
    number,
    path,
    reaching_arm,
    rect,
    soft,
    tones,
)

Scene = Callable[[Pen], str]
ICONS = Path(__file__).parent / "icons.toml"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-40 0 380 300" preserveAspectRatio="xMidYMid slice">'


def icons_needed() -> list[str]:
    """The names of the emojis the pictures use, as listed in ``icons.toml``."""
    names: list[str] = tomllib.loads(ICONS.read_text(encoding="utf-8"))["emoji"]
    return names


def picture(name: str, icons: Mapping[str, str]) -> str:
    """The whole SVG of one picture; ``icons`` maps the name of an emoji to what its SVG contains."""
    drawn = SCENES[name](Pen(icons, name))
    return HEAD + drawn + "</svg>\n"


def partage(_pen: Pen) -> str:
    """A round tart in four equal parts, a hand for each."""
    theme = tones(64, 0.115)
    quarter = (
        path("M0 0V-92A92 92 0 0 1 92 0z", "#c9772b")
        + path("M0 0V-78A78 78 0 0 1 78 0z", "#ffd98c")
        + "".join(
            circle(x, y, r, "#d8262c") + circle(x - 3, y - 3, r * 0.3, "#ff9c94")
            for x, y, r in ((22, -24, 9.5), (24, -54, 10.5), (54, -24, 10.5), (46, -47, 8.5))
        )
    )
    tart = "".join(group(quarter, 150 + 5 * dx, 150 + 5 * dy, a) for a, dx, dy in _QUARTERS)
    arms = "".join(
        reaching_arm(150 + 95 * dx, 150 + 95 * dy, skin, sleeve, a + 225, 1.05, flip)
        for (a, dx, dy), (skin, sleeve, flip) in zip(_QUARTERS, _GUESTS, strict=True)
    )
    table = circle(150, 150, 150, theme.floor) + circle(150, 150, 124, "#ffffff") + circle(150, 150, 111, "#e9edf0")
    return ground(theme.ground) + table + tart + arms


_QUARTERS = ((0, 1, -1), (90, 1, 1), (180, -1, 1), (270, -1, -1))
_GUESTS = (
    ("light", "#23459b", False),
    ("dark", "#e4572e", True),
    ("medium", "#0f7f73", False),
    ("medium-dark", "#7a4fb8", True),
)


_LEAVES = {"#86d72f": "#3d9a2a", "#44911b": "#1f6a1c"}


def ameliore(pen: Pen) -> str:
    """From step to step, it grows."""
    theme = tones(150, 0.095)
    low, middle, high = mix(theme.floor, theme.deep, 0.62), mix(theme.floor, theme.deep, 0.28), theme.floor
    steps = (
        rect(-40, 262, 146, 38, low)
        + rect(104, 222, 100, 78, middle)
        + rect(200, 182, 140, 118, high)
        + rect(-40, 262, 144, 9, mix(low, "#ffffff", 0.4))
        + rect(104, 222, 96, 9, mix(middle, "#ffffff", 0.5))
        + rect(200, 182, 140, 9, mix(high, "#ffffff", 0.65))
    )
    rise = "M26 150Q56 78 112 52"
    return (
        ground(theme.ground)
        + circle(206, 118, 120, theme.halo)
        + steps
        + pen.emoji("seedling", 48, 222, 86, recolour=_LEAVES)
        + pen.emoji("potted-plant", 150, 166, 116, recolour=_LEAVES | {"#f3ad61": "#c9622b", "#f3c07b": "#e08a52"})
        + pen.emoji("sunflower", 238, 106, 156)
        + line(rise, "#14532b", 13)
        + group(path("M-6 -20L26 0L-6 20z", "#14532b"), 112, 52, -25)
    )


def ressenti(pen: Pen) -> str:
    """A beating heart, and three things it may feel."""
    theme = tones(318, 0.07)
    heart = "M150 288C40 222 46 132 102 128C132 126 146 146 150 158C154 146 168 126 198 128C254 132 260 222 150 288z"
    shade = "M102 128C46 132 40 222 150 288C86 222 88 156 120 131C114 129 108 128 102 128z"
    beats = ["M22 196q12 15 4 32M42 184q16 21 6 50", "M278 196q-12 15 -4 32M258 184q-16 21 -6 50"]
    return (
        ground(theme.ground)
        + circle(150, 160, 132, theme.halo)
        + path(heart, "#e0243f")
        + path(shade, "#b40f3c")
        + ellipse(208, 166, 15, 10, "#ff8a94")
        + pen.emoji("grinning-face-with-smiling-eyes", 54, 98, 108, rotate=-10)
        + pen.emoji("astonished-face", 150, 60, 100)
        + pen.emoji("crying-face", 246, 98, 108, rotate=10)
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


CONFETTI = ("#ffd24a", "#ff8a5c", "#7ed6c5", "#c9a7f5", "#ffb3c7", "#a8d26b")


def confetti(seed: int) -> str:
    """Forty bits of paper; the same seed always scatters them the same way."""
    bits = []
    for i in range(40):
        draws = []
        for _ in range(4):
            seed = seed * 16807 % 2147483647
            draws.append(seed / 2147483647)
        x, y = -40 + 380 * (i % 8 + draws[0]) / 8, 300 * (i // 8 + draws[1]) / 5
        colour = CONFETTI[int(draws[2] * len(CONFETTI))]
        shape = (circle(0, 0, 7, colour), rect(-10, -4, 20, 8, colour, 4), path("M-7 -6L8 -3L-3 8z", colour))[i % 3]
        bits.append(group(shape, x, y, draws[3] * 180))
    return "".join(bits)


def star(x: float, y: float, radius: float, fill: str) -> str:
    """A five-pointed star with rounded points."""
    points = []
    for i in range(10):
        r, angle = (radius * 0.5 if i % 2 else radius), -math.pi / 2 + i * math.pi / 5
        points.append(f"{number(x + r * math.cos(angle))} {number(y + r * math.sin(angle))}")
    return soft("M" + "L".join(points) + "z", fill, radius * 0.24)


def joker(seed: int, colour: str, speaker: str) -> str:
    """Someone speaks: a bubble without words, a star in it, and confetti all around."""
    bubble = (
        "M122 14C62 14 14 46 14 92C14 138 62 170 122 170C125 170 128 170 131 169.800Q136 190 160 204"
        "Q160 182 163 163.500C203 153 230 125 230 92C230 46 182 14 122 14z"
    )
    return ground(colour) + confetti(seed) + speaker + path(bubble, "#fffdf8") + star(122, 92, 50, "#f5a800")


def joker_1(pen: Pen) -> str:
    """A woman speaks."""
    head = pen.emoji("woman-medium-light", 230, 216, 132)
    return joker(138, "#2f3f8f", bust(230, 278, 76, 60, "#ff8a5c", "medium-light") + head)


def joker_2(pen: Pen) -> str:
    """An old man speaks."""
    head = pen.emoji("old-man-light", 230, 216, 132)
    return joker(269, "#7a2f6b", bust(230, 278, 76, 60, "#7ed6c5", "light") + head)


def joker_3(pen: Pen) -> str:
    """A boy speaks."""
    head = pen.emoji("boy-medium-dark", 230, 216, 130)
    return joker(400, "#12685c", bust(230, 278, 76, 60, "#ffd24a", "medium-dark") + head)


SCENES: dict[str, Scene] = {
    "appris": people.appris,
    "change": people.change,
    "partage": partage,
    "rencontre": people.rencontre,
    "ameliore": ameliore,
    "utile": people.utile,
    "ressenti": ressenti,
    "cree": people.cree,
    "teste": people.teste,
    "senti": people.senti,
    "aime": aime,
    "difficile": people.difficile,
    "joker-1": joker_1,
    "joker-2": joker_2,
    "joker-3": joker_3,
}
