"""Bodies for the heads of the emojis: shoulders, arms, hands, and what people wear. Same input, same text out."""

from __future__ import annotations

from cards.colours import SKIN, mix
from cards.drawing import Pen, circle, ellipse, group, line, lines, number, path, rect, ring

# Details added to the head of an emoji, in its own 32 × 32 square.
GLASSES = (
    ring(11.8, 17.2, 4, "#2a2d38", 1)
    + ring(20.2, 17.2, 4, "#2a2d38", 1)
    + line("M15.5 16.500Q16 16 16.5 16.500M7.9 16.200L6.3 15.600M24.1 16.200L25.7 15.6", "#2a2d38", 1)
)
HEARING_AID = line("M27.3 13.600Q29.6 16 27.6 19.4", "#3bb0ff", 1.8)
EYELIDS = lines(["M8.8 17Q11.8 20 14.6 17", "M17.4 17Q20.2 20 23.2 17"], "#3d2a26", 1.1)


def bust(x: float, y: float, half: float, height: float, colour: str, skin: str) -> str:
    """Neck and shoulders: collar at ``y``, ``half`` a width, down over ``height``."""
    neck, collar, top = half * 0.2, half * 0.36, y + half * 0.62
    throat = (
        f"M{number(x - neck)} {number(y - half * 0.4)}h{number(2 * neck)}v{number(half * 0.5)}q0 {number(neck)} "
        f"{number(-neck)} {number(neck)}q{number(-neck)} 0 {number(-neck)} {number(-neck)}z"
    )
    dip = f"M{number(x - collar)} {number(y)}Q{number(x)} {number(y + half * 0.34)} {number(x + collar)} {number(y)}"
    body = (
        f"M{number(x - half)} {number(y + height)}V{number(top)}Q{number(x - half)} {number(y)} {number(x - collar)} "
        f"{number(y)}Q{number(x)} {number(y + half * 0.34)} {number(x + collar)} {number(y)}Q{number(x + half)} "
        f"{number(y)} {number(x + half)} {number(top)}V{number(y + height)}z"
    )
    return path(throat, SKIN[skin][1]) + path(body, colour) + line(dip, mix(colour, "#1d1030", 0.25), half * 0.07)


def fist(x: float, y: float, skin: str, rotate: float = 0, scale: float = 1, flip: bool = False) -> str:
    """A hand closed round an upright stick: four fingers one above the other, the thumb across."""
    tone, shade = SKIN[skin]
    fingers = rect(-19, -25, 38, 50, tone, 15) + lines(["M-8 -12H16", "M-8 0H17", "M-8 12H16"], shade, 3.2)
    thumb = line("M-13 -4Q-15 -17 -1 -20", tone, 12) + line("M-20 2Q-20 -10 -9 -13", shade, 2.4)
    return group(fingers + thumb, x, y, rotate, scale, flip)


def open_hand(x: float, y: float, skin: str, rotate: float = 0, scale: float = 1, flip: bool = False) -> str:
    """The back of an open hand: before turning, fingers up and thumb on the left (right hand)."""
    return group(_open_hand(skin), x, y, rotate, scale, flip)


def _open_hand(skin: str) -> str:
    tone, shade = SKIN[skin]
    fingers = [("M-18 14L-23 -22", 13.5), ("M-6 8L-7.5 -34", 14), ("M7 8L8 -32", 14), ("M19 14L23 -16", 12.5)]
    parts = [rect(-26, 0, 52, 52, tone, 21), line("M-14 40Q-36 34 -45 10", tone, 14.5)]
    parts += [line(d, tone, width) for d, width in fingers]
    parts.append(lines(["M-12.5 11L-14.5 -8", "M.5 6V-12", "M13 11L15 -5"], shade, 3))
    return "".join(parts) + line("M-24 34Q-31 31 -35 25", shade, 3)


def reaching_arm(
    x: float, y: float, skin: str, sleeve: str, rotate: float = 0, scale: float = 1, flip: bool = False
) -> str:
    """An arm seen from above in a long sleeve, ending in an open hand."""
    cuff = rect(-25, 72, 50, 150, sleeve, 8) + rect(-28, 70, 56, 15, mix(sleeve, "#1d1030", 0.22), 7)
    return group(rect(-15, 30, 30, 60, SKIN[skin][0], 10) + _open_hand(skin) + cuff, x, y, rotate, scale, flip)


def handshake(pen: Pen, x: float, y: float, size: float, left: str, right: str) -> str:
    """Two hands that shake: the first four shapes of the emoji are the hand on the left, the others the right one."""
    (near, near_shade), (far, far_shade) = SKIN[left], SKIN[right]
    fills = (near, near_shade, near_shade, near_shade, far, far_shade, far, far_shade)
    return pen.emoji("handshake", x, y, size, fills=fills)


def afro(x: float, y: float, size: float, hair: str, band: str) -> tuple[str, str]:
    """A round head of curls behind a bald head ``size`` wide, and the band to draw over its forehead."""
    puffs = ((-0.37, 0.02), (-0.35, -0.22), (-0.2, -0.4), (0, -0.46), (0.2, -0.4), (0.35, -0.22), (0.37, 0.02))
    curls = "".join(circle(x + dx * size, y + dy * size, size * 0.17, hair) for dx, dy in puffs)
    fringe = "M-9.3 -3.4Q-9.600 -11.6 0 -11.800Q9.600 -11.6 9.3 -3.4Q6 -7.2 0 -7.300Q-6 -7.2 -9.3 -3.4z"
    ribbon = line("M-9.4 -4.6Q-5.5 -7.9 0 -8Q5.5 -7.9 9.4 -4.6", band, 2.6)
    return (
        ellipse(x, y - size * 0.1, size * 0.42, size * 0.42, hair) + curls,
        group(path(fringe, hair) + ribbon, x, y, scale=size / 32),
    )
