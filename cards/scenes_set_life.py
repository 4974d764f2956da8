"""Pictures to choose from, daily matters: computer, money, papers, telephone, time."""

from __future__ import annotations

from cards.bodies import GLASSES, bust, fist
from cards.colours import SKIN, tones
from cards.drawing import Pen, circle, ellipse, floor, ground, group, line, lines, path, rect


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
