"""The pictures of an effort or of two people: meeting, helping, pushing uphill."""

from __future__ import annotations

from cards.bodies import GLASSES, HEARING_AID, bust, fist, handshake
from cards.colours import SKIN, mix, oklch, tones
from cards.drawing import Pen, circle, floor, ground, group, line, lines, path, rect


def rencontre(pen: Pen) -> str:
    """Two people shake hands, and a red thread goes from one wrist to the other."""
    theme = tones(8, 0.08)
    sleeves = line("M6 300L74 222", "#3d3190", 56) + line("M294 300L226 222", "#c98a00", 56)
    thread = "M86 186Q68 216 84 242Q114 294 150 292Q186 294 216 242Q232 216 214 186"
    sparks = lines(["M150 150V128", "M120 158L106 140", "M180 158L194 140"], "#d7263d", 8)
    return (
        ground(theme.ground)
        + circle(150, 124, 124, theme.halo)
        + floor(theme, 258)
        + bust(66, 166, 74, 140, "#5b4bb7", "dark")
        + pen.emoji("man-dark", 66, 92, 126, extra=HEARING_AID)
        + bust(234, 166, 74, 140, "#f2b705", "light")
        + pen.emoji("woman-red-hair-light", 234, 94, 126)
        + sparks
        + sleeves
        + handshake(pen, 150, 218, 154, "dark", "light")
        + line(thread, "#fff4f4", 14)
        + line(thread, "#d7263d", 10)
    )


def utile(pen: Pen) -> str:
    """From the top of the cliff an old woman gives a hand to a man who climbs."""
    theme = tones(236, 0.07)
    side = "H150Q138 190 150 208L138 232L152 258L142 300"
    grass = (
        "M340 158H160Q138 158 138 174Q138 190 156 188Q168 202 186 188Q206 206 228 188Q250 202 270 188Q296 204 340 190z"
    )
    cliff = (
        path(f"M340 172{side}H340z", "#c9a074")
        + path(f"M340 172{side}H176L190 262L172 230L184 172z", "#9a6f45")
        + lines(["M222 230L242 218L268 232", "M214 276L250 262", "M276 280L292 258L316 266"], "#9a6f45", 7)
        + path(grass, "#4c8a30")
    )
    return (
        ground(theme.ground)
        + circle(132, 130, 134, theme.halo)
        + pen.emoji("deciduous-tree", 270, 112, 104)
        + bust(206, 114, 56, 70, "#7a4fb8", "dark")
        + pen.emoji("old-woman-dark", 206, 60, 110)
        + cliff
        + bust(56, 258, 66, 60, "#d9482a", "medium")
        + line("M90 308L96 268", "#b43718", 42)
        + pen.emoji("man-medium", 56, 194, 118, extra=GLASSES)
        + line("M96 266L112 226", SKIN["medium"][0], 29)
        + line("M178 144L160 168", "#5f3a96", 40)
        + line("M160 168L136 196", SKIN["dark"][0], 29)
        + fist(112, 224, "dark", rotate=40, scale=1.05)
        + fist(142, 186, "medium", rotate=40, scale=1.05, flip=True)
    )


def difficile(pen: Pen) -> str:
    """He pushes the rock uphill under a stormy sky."""
    sky = oklch(0.80, 0.045, 250)
    hill, edge = "#4f6079", "#7f92a9"
    skin, shade = SKIN["medium-light"]
    trousers, shirt, shoe = "#262e4a", "#d9482a", "#5b2a1c"
    stone = {"#9b9b9b": "#71757f", "#e6e6e6": "#c3c7ce", "#636363": "#454952", "#d3d3d3": "#9a9fa9"}
    legs = (
        line("M-44 -56L-50 -26L-92 -10", mix(trousers, "#000000", 0.25), 25)
        + line("M-95 -8L-82 -5", shoe, 16)
        + line("M-42 -58L-2 -46L-14 -12", trousers, 26)
        + line("M-16 -8L4 -8", shoe, 16)
    )
    body = line("M-38 -64L2 -90", shirt, 50)
    far_arm = line("M14 -80L66 -92", shade, 18)
    near_arm = line("M2 -82L34 -58L68 -62", skin, 19) + line("M2 -83L24 -66", mix(shirt, "#5a0000", 0.3), 26)
    head = group(
        line("M-4 16L-10 30", shade, 18)
        + circle(0, 0, 30, skin)
        + path("M25 -6L39 5Q39 10 27 10z", skin)
        + path("M23 -19Q12 -40 -12 -34Q-38 -25 -32 6Q-28 17 -19 16Q-16 2 -9 -8Q6 -10 23 -19z", "#5a2c12")
        + circle(-8, 4, 7.5, shade)
        + lines(["M10 -1L21 -4", "M11 -11L23 -7"], "#2b1a12", 4)
        + rect(13, 13, 14, 7, "#ffffff", 2),
        24,
        -120,
        20,
    )
    sweat = path("M0 -13C3 -6 8 -2 8 4A8 8 0 0 1 -8 4C-8 -2 -3 -6 0 -13z", "#2f6fc0")
    drops = group(sweat, -24, -148, 24) + group(sweat, -34, -118, 24, 0.8)
    rock = pen.emoji("rock", 142, -68, 164, recolour=stone)
    pusher = rock + far_arm + legs + body + head + near_arm + drops
    return (
        ground(sky)
        + circle(222, 92, 98, oklch(0.92, 0.025, 250))
        + path("M-40 306L340 92V300H-40z", hill)
        + path("M-40 306L340 92V113L-40 327z", edge)
        + pen.emoji("cloud-with-lightning-and-rain", 38, 46, 88)
        + group(pusher, 112, 220, -29.4)
    )
