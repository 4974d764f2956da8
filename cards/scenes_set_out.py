"""Pictures to choose from, going out: music, theatre, sport, health, transport, market, path."""

from __future__ import annotations

from cards.bodies import bust, fist
from cards.colours import tones
from cards.drawing import Pen, circle, floor, ground, line, lines, path, rect, ring

_YELLOW = {"#f4f4f4": "#ffd24a", "#e6e6e6": "#f2b705", "#d3d3d3": "#d39b00"}
_VIOLET = {"#f4f4f4": "#8a3fa5", "#e6e6e6": "#783a91", "#d3d3d3": "#5b2a7c"}


def musique(pen: Pen) -> str:
    """A woman plays the drum, notes all around."""
    theme = tones(300, 0.075)
    notes = {"#402a32": "#5b2a7c"}
    return (
        ground(theme.ground)
        + circle(150, 140, 128, theme.halo)
        + floor(theme, 256)
        + bust(104, 176, 74, 130, "#0f7f73", "dark")
        + pen.emoji(
            "woman-wearing-turban-dark",
            104,
            106,
            134,
            recolour=_YELLOW,
        )
        + pen.emoji("long-drum", 108, 250, 120)
        + line("M36 236Q44 210 74 200", "#0b675d", 30)
        + line("M172 236Q164 210 142 200", "#0b675d", 30)
        + fist(80, 198, "dark", 80, 0.8)
        + fist(136, 198, "dark", -80, 0.8, flip=True)
        + pen.emoji("guitar", 244, 210, 150)
        + pen.emoji("musical-notes", 228, 66, 104, recolour=notes)
    )


def theatre(pen: Pen) -> str:
    """Two masks between red curtains, on a stage."""
    folds = lines(
        ["M-18 0Q-6 140 -30 262", "M18 0Q16 130 -4 262", "M318 0Q306 140 330 262", "M282 0Q284 130 304 262"],
        "#7d1220",
        8,
    )
    return (
        ground("#2b1e3f")
        + path("M150 -40L20 262H280z", "#574374")
        + rect(-40, 250, 380, 50, "#b9763d")
        + rect(-40, 250, 380, 9, "#e0a566")
        + pen.emoji("performing-arts", 150, 142, 216)
        + path("M-40 0H64Q58 140 8 250Q0 264 -40 264z", "#c8233a")
        + path("M340 0H236Q242 140 292 250Q300 264 340 264z", "#c8233a")
        + folds
        + path(
            "M-40 -4H340V30Q308 52 277 30Q245 52 214 30Q182 52 150 30Q118 52 86 30Q55 52 23 30Q-8 52 -40 30z", "#a5182b"
        )
    )


def sport(pen: Pen) -> str:
    """A player in a wheelchair about to throw a ball."""
    theme = tones(36, 0.09)
    net = lines(["M214 92L224 150", "M238 92V150", "M262 92L252 150", "M218 112H258", "M221 132H255"], "#ffffff", 4)
    spokes = lines(["M34 262V330M-4 296H72M7 269L61 323M61 269L7 323"], "#8d96a5", 3)
    wheel = ring(34, 296, 56, "#3b4150", 11) + ring(34, 296, 43, "#8d96a5", 4) + spokes + circle(34, 296, 9, "#3b4150")
    return (
        ground(theme.ground)
        + circle(140, 140, 128, theme.halo)
        + floor(theme, 262)
        + rect(196, 14, 104, 78, "#ffffff", 8)
        + rect(220, 40, 40, 34, "#c8233a", 4)
        + rect(228, 48, 24, 26, "#ffffff", 2)
        + net
        + line("M208 92H268", "#d9482a", 10)
        + line("M4 200V290M4 200H-16", "#3b4150", 9)
        + bust(92, 190, 72, 110, "#23459b", "medium")
        + pen.emoji("man-bald-medium", 92, 120, 128)
        + line("M138 240L190 228L196 196", "#1b3576", 32)
        + fist(194, 190, "medium", 20, 0.9)
        + pen.emoji("basketball", 196, 150, 74)
        + wheel
    )


def sante(pen: Pen) -> str:
    """A doctor listens to a heart."""
    theme = tones(18, 0.06)
    return (
        ground(theme.ground)
        + circle(150, 136, 130, theme.halo)
        + floor(theme, 258)
        + bust(92, 184, 84, 120, "#ffffff", "medium-dark")
        + pen.emoji(
            "woman-with-headscarf-medium-dark", 92, 118, 170, recolour={"#8d65c5": "#3f6fc4", "#635994": "#2a4f96"}
        )
        + line("M60 204Q54 250 92 256Q132 252 126 204", "#3b4150", 8)
        + line("M92 256Q96 292 150 282Q196 268 206 224", "#3b4150", 8)
        + pen.emoji("red-heart", 226, 180, 118)
        + line("M176 182H204L216 158L234 206L246 182H274", "#ffffff", 8)
        + circle(208, 226, 17, "#8d96a5")
        + circle(208, 226, 9, "#dfe6ee")
        + pen.emoji("pill", 256, 74, 70)
        + rect(184, 40, 16, 44, "#1b8a4f", 4)
        + rect(170, 54, 44, 16, "#1b8a4f", 4)
    )


def transport(pen: Pen) -> str:
    """A bus at its stop, and someone with a white cane who waits."""
    theme = tones(222, 0.06)
    return (
        ground(theme.ground)
        + circle(170, 120, 128, theme.halo)
        + rect(-40, 222, 380, 30, "#d3dae4")
        + rect(-40, 250, 380, 50, "#5d6574")
        + rect(-40, 246, 380, 7, "#98a2b3")
        + lines(["M-20 284H30", "M80 284H130", "M180 284H230", "M280 284H330"], "#ffffff", 7)
        + line("M22 60V232", "#3b4150", 9)
        + rect(-8, 28, 60, 46, "#23459b", 8)
        + pen.emoji("oncoming-bus", 22, 51, 40)
        + pen.emoji("person-with-white-cane-medium", 50, 182, 128, flip=True)
        + pen.emoji("bus", 190, 150, 218)
    )


def marche(pen: Pen) -> str:
    """A market stall, its fruit and vegetables, and who sells them."""
    theme = tones(150, 0.075)
    stripes = "".join(
        path(f"M{x} 30H{x + 40}V76A20 20 0 0 1 {x} 76z", "#ffffff" if i % 2 else "#d9482a")
        for i, x in enumerate(range(-10, 310, 40))
    )
    goods = (
        ("tomato", 22),
        ("tomato", 64),
        ("eggplant", 110),
        ("bell-pepper", 156),
        ("tangerine", 202),
        ("tangerine", 240),
        ("red-apple", 282),
    )
    return (
        ground(theme.ground)
        + circle(150, 150, 124, theme.halo)
        + lines(["M2 60V290", "M298 60V290"], "#7a4a2e", 11)
        + bust(150, 188, 66, 90, "#23459b", "medium")
        + pen.emoji("man-wearing-turban-medium", 150, 134, 112, recolour=_VIOLET)
        + stripes
        + "".join(pen.emoji(name, x, 204, 58) for name, x in goods)
        + rect(-14, 226, 328, 70, "#b9763d", 6)
        + lines(["M-8 248H308", "M-8 272H308"], "#8a532a", 5)
    )


def chemin(pen: Pen) -> str:
    """A road winds to a flag on the hill, under the rising sun."""
    theme = tones(70, 0.09)
    road = (
        "M96 300C20 250 300 236 232 196C180 168 70 176 118 142C140 126 176 128 186 112L200 112"
        "C200 136 150 136 158 150C170 168 300 164 302 206C304 250 176 246 224 300z"
    )
    return (
        ground(theme.ground)
        + circle(92, 92, 80, theme.halo)
        + circle(92, 92, 54, "#ffc21f")
        + path("M-40 176Q60 96 150 134Q220 60 340 120V300H-40z", "#5f9e3c")
        + path("M-40 214Q90 150 340 206V300H-40z", "#4c8a30")
        + path(road, "#f4e3c2")
        + line("M196 116V32", "#6d3f30", 8)
        + path("M200 32L258 52L200 74z", "#c8233a")
        + pen.emoji("deciduous-tree", 272, 128, 92)
        + pen.emoji("deciduous-tree", 20, 190, 80)
    )
