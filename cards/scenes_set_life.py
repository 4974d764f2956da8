"""Pictures to choose from, daily matters: computer, money, papers, speaking, telephone, time, anger, pride, a group."""

from __future__ import annotations

import math

from cards.bodies import GLASSES, bust, fist, reaching_arm
from cards.colours import SKIN, tones
from cards.drawing import Pen, circle, ellipse, floor, ground, group, line, lines, path, rect, star


def ordinateur(pen: Pen) -> str:
    """An old woman in glasses at her computer."""
    theme = tones(258, 0.065)
    return (
        ground(theme.ground)
        + circle(150, 132, 126, theme.halo)
        + bust(150, 164, 88, 120, "#c8457f", "light")
        + pen.emoji("old-woman-light", 150, 92, 140, extra=GLASSES)
        + rect(-40, 262, 380, 40, "#b9763d")
        + rect(-40, 262, 380, 8, "#d79c63")
        + lines(["M70 220L48 262", "M230 220L252 262"], "#a93468", 34)
        + path("M76 172Q76 160 88 160H212Q224 160 224 172V262H76z", "#5d6574")
        + rect(84, 168, 132, 86, "#3b4150", 6)
        + circle(150, 210, 15, "#dfe6ee")
        + path("M52 262H248L256 280H44z", "#8d96a5")
        + ellipse(52, 264, 24, 16, SKIN["light"][0])
        + ellipse(248, 264, 24, 16, SKIN["light"][0])
    )


def argent(pen: Pen) -> str:
    """A purse, and coins in growing piles."""
    theme = tones(100, 0.09)

    def pile(x: float, coins: int) -> str:
        return "".join(
            rect(x - 30, 262 - 17 * i, 60, 17, "#f5b21a", 7)
            + line(f"M{x - 22} {270.5 - 17 * i}H{x + 22}", "#b97700", 4)
            for i in range(coins)
        )

    return (
        ground(theme.ground)
        + circle(150, 140, 130, theme.halo)
        + floor(theme, 262)
        + pen.emoji("purse", 98, 108, 168, recolour={"#f70a8d": "#8a3fa5"})
        + pen.emoji("coin", 216, 72, 84)
        + pile(84, 2)
        + pile(164, 4)
        + pile(244, 7)
    )


def papiers(pen: Pen) -> str:
    """Forms to fill in, envelopes, a pen in hand."""
    theme = tones(230, 0.055)
    rows = lines([f"M{x} {y}H{x + 58}" for y in (92, 124, 156, 188) for x in (82,)], "#8d96a5", 7)
    boxes = "".join(
        rect(51, y - 10, 20, 20, "#8d96a5", 4) + rect(55, y - 6, 12, 12, "#ffffff", 2) for y in (92, 124, 156, 188)
    )
    ticks = lines(["M54 92l6 7l13 -17", "M54 124l6 7l13 -17"], "#1b6a42", 6)
    return (
        ground(theme.ground)
        + circle(150, 140, 130, theme.halo)
        + floor(theme, 250)
        + pen.emoji("open-file-folder", 216, 106, 168)
        + group(rect(30, 44, 136, 190, "#c9d2de", 8), 12, 8, 4)
        + group(
            rect(30, 44, 136, 190, "#fffdf8", 8) + rect(52, 60, 60, 12, "#23459b", 4) + boxes + rows + ticks, 0, 6, -3
        )
        + pen.emoji("envelope", 64, 252, 100)
        + line("M326 330L226 234", "#d9482a", 48)
        + pen.emoji("pen", 172, 186, 104)
        + fist(204, 214, "medium", -42, 1.05)
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


def telephone(pen: Pen) -> str:
    """A telephone in the hand rings."""
    theme = tones(160, 0.08)
    waves = [
        f"M{150 + s * 84} {a}q{s * 16} 24 0 48M{150 + s * 110} {a - 14}q{s * 26} 38 0 76"
        for s in (-1, 1)
        for a in (72,)
    ]
    skin, shade = SKIN["medium-dark"]
    hand = (
        line("M200 330L195 290", "#d9482a", 84)
        + line("M192 270L186 232", skin, 64)
        + line("M206 226Q222 190 214 164", skin, 26)
    )
    grip = "".join(line(f"M106 {y}Q92 {y} 92 {y + 2}L116 {y + 8}", skin, 22) for y in (168, 192, 216))
    folds = lines(["M88 181L112 187", "M88 205L112 211"], shade, 3)
    return (
        ground(theme.ground)
        + circle(150, 134, 130, theme.halo)
        + floor(theme, 258)
        + hand
        + rect(100, 22, 104, 206, "#2a2d38", 18)
        + rect(109, 36, 86, 168, "#bfe6ff", 8)
        + pen.emoji("grinning-face-with-smiling-eyes", 152, 92, 66)
        + circle(152, 164, 23, "#1b8a4f")
        + group(
            pen.emoji("telephone-receiver", 0, 0, 27, recolour={"#f8312f": "#ffffff", "#bb1d80": "#c8f0d8"}), 152, 164
        )
        + grip
        + folds
        + lines(waves, "#0b6a60", 9)
    )


def temps(pen: Pen) -> str:
    """A clock, an hourglass, a calendar."""
    theme = tones(48, 0.08)
    return (
        ground(theme.ground)
        + circle(150, 136, 132, theme.halo)
        + floor(theme, 250)
        + pen.emoji("tear-off-calendar", 226, 86, 138)
        + pen.emoji("alarm-clock", 104, 152, 206)
        + pen.emoji("hourglass-done", 246, 218, 128)
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
