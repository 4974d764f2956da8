"""The pictures whose subject is someone: learning, changing, creating, trying."""

from __future__ import annotations

from cards.bodies import afro, bust, fist
from cards.colours import SKIN, grey, tones
from cards.drawing import Pen, arrow, circle, ellipse, floor, ground, group, line, lines, path, rect, ring


def appris(pen: Pen) -> str:
    """She reads, and the bulb lights up."""
    theme = tones(90, 0.115)
    skin, shade = SKIN["medium"]
    hands = "".join(
        line(f"M{x - 18 * side} 304Q{x - 4 * side} 286 {x} 266", "#2f8f83", 31)
        + ellipse(x, 250, 16, 20, skin)
        + line(f"M{x + 4 * side} 246L{x + 15 * side} 230", shade, 14)
        + line(f"M{x + 4 * side} 245L{x + 15 * side} 229", skin, 11)
        for x, side in ((52, 1), (216, -1))
    )
    rays = lines(["M194 42L184 31", "M242 16V4", "M290 42L299 32"], "#c96a00", 8)
    written = lines(["M84 184H121", "M84 199H121", "M84 214H112", "M147 214H184", "M147 229H176"], "#a9a2b8", 5)
    drawn = rect(146, 172, 40, 30, "#9fd9f0", 3) + path("M146 202L160 184L170 194L176 188L186 202z", "#3d9a2a")
    return (
        ground(theme.ground)
        + circle(136, 140, 126, theme.halo)
        + floor(theme, 246)
        + circle(242, 82, 56, "#fffdf0")
        + rays
        + pen.emoji("light-bulb", 242, 82, 92, rotate=10)
        + pen.emoji("woman-with-headscarf-medium", 128, 116, 208, recolour={"#8d65c5": "#2f8f83", "#635994": "#226e66"})
        + lines(["M76 208L46 296", "M180 208L222 296"], "#226e66", 36)
        + pen.emoji("open-book", 134, 216, 168)
        + written
        + drawn
        + hands
    )


def change(pen: Pen) -> str:
    """The same woman, grey and looking back, then in colour, her hair up, looking ahead; the caterpillar is a butterfly."""
    theme = tones(124, 0.11)
    old_ground = "#d2d3cf"
    plain = line("M13 23.600Q16 24.6 19 23.6", "#60182f", 1.4) + _gaze(-1)
    before = bust(62, 222, 64, 90, "#7d5a9a", "medium-dark") + pen.emoji(
        "woman-medium-dark", 62, 166, 118, drop=(4, 7, 8, 9), extra=plain
    )
    caterpillar = pen.emoji("bug", 56, 52, 82, flip=True, recolour={"#00d26a": "#4b6b2f", "#008463": "#22331a"})
    hair = "#2d1b24"
    combed = (
        circle(222, 104, 24, hair)
        + path("M185 170Q172 116 222 115Q272 116 259 170Q252 142 222 140Q192 142 185 170z", hair)
        + line("M207 121Q222 127 237 121", "#1aa39a", 9)
    )
    rings = circle(175, 200, 9, "#ffd24a") + circle(269, 200, 9, "#ffd24a")
    after = (
        bust(222, 234, 78, 80, "#e4572e", "medium-dark")
        + pen.emoji("woman-bald-medium-dark", 222, 172, 130, drop=(6, 7, 8), extra=_gaze(1))
        + combed
        + rings
        + "".join(circle(x, y, 8, "#ffd24a") for x, y in ((166, 280), (202, 288), (242, 288), (278, 280)))
    )
    return (
        ground(theme.ground)
        + path("M-40 0H142Q118 150 142 300H-40z", old_ground)
        + circle(226, 172, 100, theme.halo)
        + grey(before + caterpillar, old_ground, 0.14)
        + line("M142 -6Q118 150 142 306", "#ffffff", 8)
        + after
        + pen.emoji("butterfly", 246, 42, 78, rotate=10)
        + arrow(116, 182, 50, "#3f5119", 15)
    )


def _gaze(side: int) -> str:
    """Two pupils that look to the left (-1) or to the right (1), for the head of an emoji."""
    return "".join(circle(x + 0.8 * side, 16.7, 1.55, "#3a1f1a") for x in (11.6, 20.4))


def cree(pen: Pen) -> str:
    """A painter in a wheelchair, her canvas before her."""
    theme = tones(192, 0.07)
    spokes = lines(["M36 262V340M-2 300H74M9 273L63 327M63 273L9 327"], "#8d96a5", 3)
    wheel = ring(36, 300, 56, "#3b4150", 11) + ring(36, 300, 43, "#8d96a5", 4) + spokes + circle(36, 300, 9, "#3b4150")
    canvas = (
        '<rect x="-66" y="-72" width="132" height="144" rx="7" fill="#ffffff" stroke="#c9a86e" stroke-width="7"/>'
        + pen.emoji("blossom", 4, 2, 116, recolour={"#d3d3d3": "#f58ab5"})
        + circle(-40, -46, 14, "#fcb72b")
    )
    brush = {"#f92f60": "#6d3f30", "#ffb02e": "#e8508c"}
    curls, front = afro(82, 122, 142, "#2a1a1c", "#ffd24a")
    return (
        ground(theme.ground)
        + circle(134, 142, 126, theme.halo)
        + floor(theme, 250)
        + lines(["M204 292L222 60", "M296 292L272 60"], "#7d4a3a", 11)
        + group(canvas, 244, 118, 3)
        + line("M-4 206V296M-4 206H-22", "#3b4150", 9)
        + curls
        + bust(82, 200, 74, 110, "#e8434f", "dark")
        + pen.emoji("woman-bald-dark", 82, 122, 142)
        + front
        + wheel
        + pen.emoji("artist-palette", 134, 262, 84, rotate=-8, recolour={"#fbb8ab": "#f3cf9c"})
        + line("M136 228Q164 226 186 200", "#d0343f", 29)
        + pen.emoji("paintbrush", 208, 172, 84, rotate=180, recolour=brush)
        + fist(192, 190, "dark", rotate=45, scale=0.76)
    )


def teste(pen: Pen) -> str:
    """He tries a hard hat on and looks at himself in a hand mirror; two other hats wait on their hooks."""
    theme = tones(44, 0.08)
    clip, wood = pen.new_id(), "#6d3f30"
    toque = (
        circle(-20, -18, 19, "#ffffff")
        + circle(20, -18, 19, "#ffffff")
        + circle(0, -26, 22, "#ffffff")
        + rect(-26, -12, 52, 34, "#ffffff", 6)
        + lines(["M-12 0V10", "M0 0V10", "M12 0V10"], "#b9c2cf", 3.5)
        + rect(-28, 14, 56, 14, "#c6d0de", 5)
    )
    hooks = lines([f"M{x} 14V36q0 10 10 10q9 0 9 -9" for x in (36, 130, 236)], wood, 6)
    mirror = (
        line("M240 230V330", "#b0391c", 17)
        + ellipse(240, 178, 64, 68, "#b0391c")
        + ellipse(240, 178, 54, 58, "#e3f4fb")
        + f'<clipPath id="{clip}">{ellipse(240, 178, 54, 58, "#fff")}</clipPath>'
        + f'<g clip-path="url(#{clip})">{bust(240, 231, 42, 60, "#2a7de1", "light")}'
        + group(_in_a_hard_hat(pen), 240, 192, scale=0.58, flip=True)
        + "</g>"
        + lines(["M194 170L210 142", "M198 188L204 178"], "#ffffff", 7)
    )
    return (
        ground(theme.ground)
        + circle(130, 168, 126, theme.halo)
        + floor(theme, 270)
        + line("M-40 10H340", wood, 13)
        + group(toque, 46, 70)
        + pen.emoji("womans-hat", 246, 62, 104, rotate=6)
        + hooks
        + line("M158 290L232 300", "#1c5fb8", 32)
        + mirror
        + bust(102, 254, 78, 90, "#2a7de1", "light")
        + group(_in_a_hard_hat(pen), 102, 186, scale=0.9)
        + line("M42 292L8 262L22 190", "#2a7de1", 30)
        + lines(["M46 282Q54 292 52 306"], "#1c5fb8", 4)
        + fist(26, 170, "light", rotate=-8, scale=0.8)
        + fist(240, 272, "light", rotate=-4, scale=0.8, flip=True)
    )


def _in_a_hard_hat(pen: Pen) -> str:
    """A man's head 138 wide around (0, 0), not sure of what he sees on his right, under a hard hat."""
    doubt = (
        line("M13.8 24.100Q16 25.4 18.4 24.3", "#8a2a2a", 1.4)
        + lines(["M8.4 13.200Q10.8 11.6 13.6 12.6", "M18.4 11.600Q21 9.6 23.8 11.8"], "#212121", 1.4)
        + _gaze(1)
    )
    return (
        pen.emoji("man-light", 0, 0, 138, drop=(4, 6, 7, 8, 9), extra=doubt)
        + path("M-64 -32Q-62 -94 0 -96Q62 -94 64 -32z", "#f7b500")
        + path("M-14 -102H14Q19 -102 19 -97V-32H-19V-97Q-19 -102 -14 -102z", "#ffe48f")
        + rect(-83, -36, 166, 18, "#d07f00", 9)
    )
