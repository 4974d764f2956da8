"""Pictures to choose from, around the house: cooking, garden, sewing, repair, home, children, rest, animals."""

from __future__ import annotations

from cards.bodies import EYELIDS, GLASSES, bust, fist
from cards.colours import tones
from cards.drawing import Pen, circle, floor, ground, group, line, lines, path, rect, ring


def toque() -> str:
    """A cook's hat, its band from -28 to 28 across."""
    puffs = circle(-20, -18, 19, "#ffffff") + circle(20, -18, 19, "#ffffff") + circle(0, -26, 22, "#ffffff")
    folds = lines(["M-12 4V14", "M0 4V14", "M12 4V14"], "#b9c2cf", 3.5)
    return puffs + rect(-26, -12, 52, 40, "#ffffff", 6) + folds + rect(-28, 18, 56, 14, "#c6d0de", 5)


def cuisine(pen: Pen) -> str:
    """He stirs a steaming pot."""
    theme = tones(60, 0.095)
    pot = (
        rect(74, 206, 168, 84, "#4b5a70", 18)
        + rect(62, 198, 192, 18, "#33405a", 9)
        + lines(["M58 236H76", "M240 236H258"], "#33405a", 13)
    )
    steam = lines(["M196 176q-14 -16 0 -32t0 -32", "M232 178q-14 -16 0 -32t0 -32"], "#ffffff", 9)
    return (
        ground(theme.ground)
        + circle(140, 140, 126, theme.halo)
        + floor(theme, 268)
        + bust(110, 202, 80, 110, "#ffffff", "medium-dark")
        + pen.emoji("man-beard-medium-dark", 110, 140, 124)
        + group(toque(), 110, 78, scale=1.45)
        + steam
        + line("M168 214L150 142", "#b9651f", 10)
        + pot
        + line("M40 310L66 250L140 196", "#cfd8e4", 34)
        + fist(154, 178, "medium-dark", -12, 0.84)
        + pen.emoji("carrot", 268, 262, 62)
        + pen.emoji("tomato", 22, 268, 58)
    )


def jardin(pen: Pen) -> str:
    """She waters a row of plants."""
    theme = tones(132, 0.1)
    can = (
        path("M-34 -24H34L28 34H-28z", "#2a7de1")
        + line("M30 12L66 -26", "#2a7de1", 14)
        + line("M54 -36L78 -16", "#1c5fb8", 11)
        + line("M-30 -22Q-4 -62 28 -24", "#1c5fb8", 9)
    )
    drops = lines(["M246 158l6 18", "M262 146l8 20", "M240 186l6 18", "M272 180l6 18"], "#2f6fc0", 6)
    beds = path("M-40 246Q150 222 340 246V300H-40z", "#7a4a2e") + line("M-40 248Q150 224 340 248", "#96603f", 9)
    leaves = {"#86d72f": "#3d9a2a", "#44911b": "#1f6a1c"}
    return (
        ground(theme.ground)
        + circle(120, 130, 124, theme.halo)
        + bust(86, 184, 70, 120, "#c8457f", "medium-light")
        + pen.emoji("woman-medium-light", 86, 118, 122)
        + pen.emoji("womans-hat", 86, 52, 132)
        + line("M112 226L158 172", "#a93468", 32)
        + group(can, 192, 148, 14)
        + fist(176, 112, "medium-light", 84, 0.72)
        + drops
        + beds
        + "".join(pen.emoji("seedling", x, 222, 66, recolour=leaves) for x in (20, 84))
        + pen.emoji("carrot", 150, 236, 64, rotate=-42)
        + pen.emoji("tulip", 254, 228, 92)
    )


def couture(pen: Pen) -> str:
    """A sewing machine, its cloth and its thread."""
    theme = tones(340, 0.075)
    machine = (
        path("M58 88Q58 70 76 70H236Q256 70 256 90V226H206V128H112V150H70Q58 146 58 130z", "#23459b")
        + rect(44, 216, 222, 32, "#1b3576", 10)
        + ring(256, 112, 24, "#f5a800", 9)
        + line("M92 150V196", "#8d96a5", 8)
        + line("M92 196V214", "#dfe6ee", 5)
        + rect(80, 190, 24, 8, "#8d96a5", 4)
        + circle(224, 96, 8, "#ffd24a")
    )
    cloth = path("M-20 212H176Q176 222 160 224L60 226Q40 250 52 276Q20 292 -20 280z", "#e8508c")
    stitches = lines([f"M{x} 218H{x + 9}" for x in (-8, 14, 36, 58, 108, 130)], "#ffffff", 4)
    return (
        ground(theme.ground)
        + circle(150, 140, 128, theme.halo)
        + floor(theme, 244)
        + line("M150 46Q120 30 92 70V150", "#c8233a", 5)
        + machine
        + cloth
        + stitches
        + pen.emoji("thread", 160, 42, 66)
        + pen.emoji("scissors", 240, 268, 70, rotate=70)
    )


def reparation(pen: Pen) -> str:
    """A bicycle taken care of, tools in hand."""
    theme = tones(246, 0.06)
    return (
        ground(theme.ground)
        + circle(150, 138, 130, theme.halo)
        + floor(theme, 232)
        + pen.emoji("bicycle", 146, 124, 236, recolour={"#f92f60": "#c8233a"})
        + line("M320 310L268 258", "#e4572e", 46)
        + pen.emoji("wrench", 212, 200, 106, recolour={"#998ea4": "#5d6574"})
        + fist(246, 236, "light", -45, 1.05)
        + pen.emoji("toolbox", 56, 256, 96)
    )


def maison(pen: Pen) -> str:
    """A house, and the key to it."""
    theme = tones(210, 0.065)
    return (
        ground(theme.ground)
        + circle(140, 130, 126, theme.halo)
        + floor(theme, 222)
        + pen.emoji("house-with-garden", 130, 108, 224)
        + line("M334 322L262 244", "#783a91", 50)
        + pen.emoji("key", 198, 230, 124)
        + fist(238, 212, "dark", 45, 1.1, flip=True)
    )


def enfants(pen: Pen) -> str:
    """Three children and their toys."""
    theme = tones(84, 0.1)
    return (
        ground(theme.ground)
        + circle(150, 140, 130, theme.halo)
        + floor(theme, 250)
        + pen.emoji("kite", 256, 52, 92)
        + bust(62, 190, 52, 120, "#c8233a", "dark")
        + pen.emoji("girl-dark", 62, 132, 112)
        + bust(234, 196, 52, 120, "#2a7de1", "light")
        + pen.emoji("boy-light", 234, 138, 110, extra=GLASSES)
        + bust(148, 236, 46, 80, "#7ed6c5", "medium")
        + pen.emoji("baby-medium", 148, 190, 96)
        + pen.emoji("teddy-bear", 100, 266, 78)
        + pen.emoji("soccer-ball", 210, 272, 60)
    )


def repos(pen: Pen) -> str:
    """Night: someone sleeps, under the moon and the stars."""
    night = "#28346e"
    stars = "".join(circle(x, y, r, "#ffe9a8") for x, y, r in ((24, 40, 5), (98, 26, 4), (150, 66, 5), (300, 118, 4)))
    bed = (
        rect(-10, 134, 22, 166, "#7a4a2e", 8) + rect(0, 212, 340, 60, "#f4efe6", 14) + rect(0, 262, 340, 38, "#7a4a2e")
    )
    pillow = rect(14, 158, 130, 70, "#ffffff", 26)
    sleeper = pen.emoji("man-medium-light", 84, 170, 104, rotate=-78, drop=(5, 6, 7, 8), extra=EYELIDS)
    cover = path("M110 236Q104 176 140 172Q240 150 340 178V276H110z", "#d9482a") + lines(
        ["M176 168Q164 214 178 274", "M246 162Q236 214 248 274"], "#ff8a5c", 10
    )
    return (
        ground(night)
        + circle(222, 76, 92, "#3b4a92")
        + pen.emoji("crescent-moon", 226, 70, 112)
        + stars
        + bed
        + pillow
        + sleeper
        + cover
    )


def animaux(pen: Pen) -> str:
    """A dog, a cat, a hen and a rabbit."""
    theme = tones(108, 0.1)
    return (
        ground(theme.ground)
        + circle(150, 140, 132, theme.halo)
        + floor(theme, 250)
        + pen.emoji("chicken", 220, 92, 128)
        + pen.emoji("rabbit-face", 88, 84, 124)
        + pen.emoji("dog-face", 84, 200, 148)
        + pen.emoji("cat-face", 218, 208, 134)
    )
