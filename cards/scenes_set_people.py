"""Pictures to choose from, what is lived with others: a party, speaking, anger, pride, a group."""

from __future__ import annotations

import math

from cards.bodies import bust, fist, reaching_arm
from cards.colours import tones
from cards.drawing import Pen, circle, floor, ground, line, lines, path, rect, star


def fete(pen: Pen) -> str:
    """A cake with its candles, balloons and paper ribbons."""
    theme = tones(328, 0.08)
    strings = lines(["M60 100Q70 150 120 190", "M240 100Q230 150 180 190"], "#5c5346", 4)
    flags = "".join(
        path(f"M{x} {y}h34l-17 30z", colour)
        for x, y, colour in (
            (-20, 6, "#23459b"),
            (28, 14, "#f5a800"),
            (76, 20, "#0f7f73"),
            (126, 22, "#c8233a"),
            (176, 20, "#783a91"),
            (226, 14, "#23459b"),
            (276, 6, "#f5a800"),
        )
    )
    return (
        ground(theme.ground)
        + circle(150, 150, 128, theme.halo)
        + floor(theme, 262)
        + line("M-40 0Q150 46 340 0", "#5c5346", 5)
        + flags
        + strings
        + pen.emoji("balloon", 48, 110, 112, flip=True)
        + pen.emoji(
            "balloon", 252, 110, 112, recolour={"#f8312f": "#2a7de1", "#ca0b4a": "#1c5fb8", "#ff8687": "#a9cdf7"}
        )
        + pen.emoji("birthday-cake", 150, 204, 172)
        + pen.emoji("wrapped-gift", 270, 254, 76)
        + pen.emoji("party-popper", 34, 250, 82)
    )


def langue(pen: Pen) -> str:
    """Two people speak, each with a bubble of its own kind of signs."""
    theme = tones(172, 0.075)
    left = path("M-8 64Q-8 20 40 20H96Q142 20 142 60Q142 100 96 100H66L34 124L40 100Q-8 100 -8 64z", "#fffdf8")
    right = path(
        "M308 64Q308 20 260 20H206Q158 20 158 60Q158 100 206 100H234L266 124L260 100Q308 100 308 64z", "#ffe27a"
    )
    signs = circle(32, 60, 12, "#c8233a") + path("M68 48L82 72H54z", "#c8233a") + rect(96, 49, 22, 22, "#c8233a", 3)
    waves = lines(["M184 60q8 -18 16 0t16 0t16 0t16 0t16 0t16 0"], "#23459b", 8)
    return (
        ground(theme.ground)
        + circle(150, 170, 128, theme.halo)
        + floor(theme, 268)
        + bust(64, 244, 68, 80, "#783a91", "dark")
        + pen.emoji("woman-with-headscarf-dark", 64, 186, 140, recolour={"#8d65c5": "#f5a800", "#635994": "#c98a00"})
        + bust(236, 244, 68, 80, "#0f7f73", "light")
        + pen.emoji("man-blonde-hair-light", 236, 182, 116)
        + left
        + right
        + signs
        + waves
    )


def colere(pen: Pen) -> str:
    """Two people quarrel: lightning between them."""
    theme = tones(24, 0.12)
    mouth = line("M12.4 25.600Q16 22.2 19.6 25.6", "#3a0a14", 1.6)
    brows = lines(["M7.8 12.300L13.4 15", "M24.2 12.300L18.6 15"], "#1d1418", 1.7)
    steam = [
        f"M{x} {y}q{s * 10} -12 0 -24t0 -24" for x, y, s in ((10, 86, -1), (36, 66, -1), (290, 86, 1), (264, 66, 1))
    ]
    return (
        ground(theme.ground)
        + circle(150, 140, 130, theme.halo)
        + floor(theme, 262)
        + bust(58, 222, 72, 90, "#23459b", "medium")
        + pen.emoji("man-medium", 58, 148, 132, rotate=6, drop=(4, 9), extra=mouth + brows)
        + bust(242, 222, 72, 90, "#0f7f73", "light")
        + pen.emoji("man-light", 242, 148, 132, rotate=-6, drop=(4, 9), extra=mouth + brows)
        + path("M160 40L116 138H144L128 226L186 116H156L182 40z", "#c8233a")
        + lines(steam, "#b0391c", 8)
    )


def fierte(pen: Pen) -> str:
    """Arms up, a medal on the chest, a cup in hand."""
    theme = tones(92, 0.12)
    shine = lines(["M30 70L12 56", "M56 34L46 14", "M264 34L274 14", "M290 70L308 56"], "#c96a00", 8)
    return (
        ground(theme.ground)
        + circle(150, 140, 132, theme.halo)
        + floor(theme, 264)
        + shine
        + lines(["M102 262L50 226L62 150", "M198 262L250 226L238 150"], "#5f3a96", 34)
        + bust(150, 206, 76, 110, "#7a4fb8", "medium-dark")
        + pen.emoji("older-person-medium-dark", 150, 132, 130)
        + line("M116 206L150 250L184 206", "#23459b", 12)
        + circle(150, 258, 30, "#f5a800")
        + star(150, 259, 15, "#fff3c4")
        + pen.emoji("trophy", 64, 78, 96)
        + fist(63, 142, "medium-dark", scale=0.92)
        + fist(237, 142, "medium-dark", scale=0.92, flip=True)
        + star(238, 86, 27, "#f5a800")
    )


_SEATED = (
    ("medium", "#0f7f73"),
    ("dark", "#f2b705"),
    ("light", "#c8233a"),
    ("medium-dark", "#23459b"),
    ("medium-light", "#783a91"),
    ("dark", "#d9482a"),
)


def groupe(_pen: Pen) -> str:
    """Six hands that meet in the middle of a circle: a team."""
    theme = tones(200, 0.07)
    arms = []
    for place, (skin, sleeve) in enumerate(_SEATED):
        turn = 30 + 60 * place
        dx, dy = math.sin(math.radians(turn)), -math.cos(math.radians(turn))
        arms.append(reaching_arm(150 + 62 * dx, 150 + 62 * dy, skin, sleeve, turn + 180, 1, place % 2 == 0))
    return ground(theme.ground) + circle(150, 150, 146, theme.halo) + "".join(arms)
