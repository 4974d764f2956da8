"""The pictures of an effort or of two people: meeting, helping, pushing uphill."""

from __future__ import annotations

from cards.bodies import GLASSES, HEARING_AID, bust, fist, handshake
from cards.colours import SKIN, mix, oklch, tones
from cards.drawing import Pen, circle, floor, ground, group, heart, line, lines, path, rect


def rencontre(pen: Pen) -> str:
    """Two people shake hands, and a red thread goes from one wrist to the other."""
    theme = tones(8, 0.08)
    sleeves = line("M6 300L74 222", "#3d3190", 56) + line("M294 300L226 222", "#c98a00", 56)
    thread = [
        "M150 160Q62 150 56 188Q56 208 78 222Q90 230 102 232",
        "M150 160Q238 150 244 188Q244 208 222 222Q210 230 198 232",
    ]
    bow = ["M150 160C128 116 96 128 104 146C110 158 132 162 150 160C168 162 190 158 196 146C204 128 172 116 150 160"]
    tails = ["M150 160L134 184", "M150 160L166 184"]
    return (
        ground(theme.ground)
        + circle(150, 124, 124, theme.halo)
        + floor(theme, 258)
        + bust(66, 166, 74, 140, "#5b4bb7", "dark")
        + pen.emoji("man-dark", 66, 92, 126, extra=HEARING_AID)
        + bust(234, 166, 74, 140, "#f2b705", "light")
        + pen.emoji("woman-red-hair-light", 234, 94, 126)
        + sleeves
        + handshake(pen, 150, 218, 154, "dark", "light")
        + lines(thread + bow + tails, "#fff4f4", 15)
        + lines(thread + bow + tails, "#d7263d", 10)
    )


def utile(pen: Pen) -> str:
    """He carries the heavy shopping of an old woman with a cane, who smiles and thanks him."""
    theme = tones(236, 0.07)
    paper, fold = "#ecc48a", "#c9934f"
    bag = (
        line("M72 206L46 128", "#e0a04a", 26)
        + lines(["M48 150L58 146", "M54 170L64 166"], "#b3701f", 5)
        + lines(["M104 206L100 140", "M110 206L124 146"], "#3d9a2a", 14)
        + circle(132, 192, 20, "#d8262c")
        + path("M44 196L62 206L80 196L98 206L116 196L134 206L152 196V312H44z", paper)
        + path("M44 196L62 206V312H44z", fold)
    )
    return (
        ground(theme.ground)
        + circle(132, 130, 134, theme.halo)
        + floor(theme, 262)
        + bust(218, 214, 56, 90, "#7a4fb8", "dark")
        + pen.emoji("old-woman-dark", 218, 154, 112)
        + bust(94, 164, 84, 140, "#d9482a", "medium")
        + pen.emoji("man-medium", 94, 84, 140, extra=GLASSES)
        + group(bag, -2, 16)
        + line("M22 214L20 262L44 276", "#b43718", 36)
        + line("M164 222L168 262L150 276", "#b43718", 36)
        + fist(54, 272, "medium", rotate=80, scale=0.9)
        + fist(138, 272, "medium", rotate=-80, scale=0.9, flip=True)
        + path("M184 46Q184 10 234 10Q284 10 284 46Q284 80 240 82L232 98L224 81Q184 76 184 46z", "#ffffff")
        + heart(234, 46, 1, "#e0243f")
        + line("M230 318L256 296L276 262", "#5f3a96", 26)
        + line("M254 226Q254 206 267 206Q280 206 280 226V312", "#6d3f30", 11)
        + fist(280, 250, "dark", scale=0.62, flip=True)
    )


def difficile(pen: Pen) -> str:
    """He pushes a rock uphill, and sweats."""
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
    far_arm = line("M14 -80L72 -100", shade, 18) + _pressed_hand(81, -102, shade, mix(shade, "#000000", 0.25))
    near_arm = line("M2 -82L34 -54L68 -60", skin, 19) + line("M2 -83L24 -64", mix(shirt, "#5a0000", 0.3), 26)
    near_arm += _pressed_hand(73, -62, skin, shade)
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
    drop = "M0 -15C4 -7 9 -2 9 5A9 9 0 0 1 -9 5C-9 -2 -4 -7 0 -15z"
    sweat = line(drop, "#ffffff", 5) + path(drop, "#1f6fd6")
    drops = group(sweat, 62, -158, 70) + group(sweat, 30, -172, 29) + group(sweat, 0, -164, -10, 0.85)
    rock = pen.emoji("rock", 132, -66, 160, recolour=stone)
    pusher = legs + body + head + rock + far_arm + near_arm + drops
    return (
        ground(sky)
        + circle(222, 92, 98, oklch(0.92, 0.025, 250))
        + path("M-40 306L340 92V300H-40z", hill)
        + path("M-40 306L340 92V113L-40 327z", edge)
        + group(pusher, 118, 217, -29.4, 1.08)
    )


def _pressed_hand(x: float, y: float, skin: str, shade: str) -> str:
    """A hand seen from the side, flat against what it pushes."""
    return rect(x - 8, y - 22, 17, 38, skin, 8) + lines(
        [f"M{x + 1} {y - 12}H{x + 8}", f"M{x + 1} {y - 3}H{x + 8}"], shade, 3
    )
