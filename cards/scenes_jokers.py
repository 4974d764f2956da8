"""The three jokers: someone speaks, and in the bubble a star in a jester's hat stands for anything one likes."""

from __future__ import annotations

from cards.bodies import GLASSES, bust
from cards.drawing import Pen, circle, ground, group, line, lines, path, rect, star

CONFETTI = ("#ffd24a", "#ff8a5c", "#7ed6c5", "#c9a7f5", "#ffb3c7", "#a8d26b")
_BUBBLE = (
    "M122 12C58 12 8 46 8 96C8 144 58 178 122 178C125 178 128 178 131 177.800Q136 196 162 208"
    "Q160 190 163 171.500C208 160 236 132 236 96C236 46 186 12 122 12z"
)


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


def jester(one: str, other: str) -> str:
    """A smiling star in a hat with three horns and their bells."""
    left = "M-32 -28Q-34 -52 -58 -46Q-72 -42 -74 -22Q-84 -52 -62 -66Q-32 -80 -14 -50z"
    middle = "M-22 -36Q-24 -70 0 -86Q24 -70 22 -36z"
    face = circle(-14, -2, 5.5, "#5b3a00") + circle(14, -2, 5.5, "#5b3a00") + line("M-15 14Q0 29 15 14", "#5b3a00", 5)
    bells = "".join(circle(x, y, 9, "#ffd24a") for x, y in ((-75, -18), (0, -86), (75, -18)))
    horns = path(left, one) + group(path(left, one), 0, 0, flip=True) + path(middle, other)
    brim = lines(["M-36 -28Q0 -46 36 -28"], "#ffd24a", 11)
    return star(0, 14, 56, "#f5a800") + face + horns + brim + bells


def joker(seed: int, colour: str, speaker: str, hat: tuple[str, str]) -> str:
    """Someone speaks: a bubble without words, the jester in it, and confetti all around."""
    return ground(colour) + confetti(seed) + speaker + path(_BUBBLE, "#fffdf8") + group(jester(*hat), 122, 104)


def joker_1(pen: Pen) -> str:
    """A woman speaks."""
    head = pen.emoji("woman-light", 232, 220, 128)
    return joker(138, "#2f3f8f", bust(232, 280, 74, 60, "#ff8a5c", "light") + head, ("#c8233a", "#23459b"))


def joker_2(pen: Pen) -> str:
    """An old man speaks."""
    head = pen.emoji("old-man-medium", 232, 220, 128)
    return joker(269, "#7a2f6b", bust(232, 280, 74, 60, "#7ed6c5", "medium") + head, ("#0f7f73", "#7a2f6b"))


def joker_3(pen: Pen) -> str:
    """A boy in glasses speaks."""
    head = pen.emoji("boy-medium-dark", 232, 220, 126, extra=GLASSES)
    return joker(400, "#12685c", bust(232, 280, 74, 60, "#ffd24a", "medium-dark") + head, ("#e4572e", "#12685c"))
