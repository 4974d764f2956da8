"""The pictures whose subject is someone: learning, changing, creating, trying, feeling inside."""

from __future__ import annotations

from cards.bodies import EYELIDS, afro, bust, fist
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
    """The same woman, grey and sad before, in colour and smiling after; the caterpillar has become a butterfly."""
    theme = tones(124, 0.11)
    old_ground = "#d2d3cf"
    mouth = line("M12.8 25.400Q16 22.6 19.2 25.4", "#60182f", 1.3)
    brows = lines(["M8.6 15.100Q10.8 14.9 12.6 13.1", "M23.4 15.100Q21.2 14.9 19.4 13.1"], "#2d242d", 1)
    before = bust(62, 222, 64, 90, "#7d5a9a", "medium-dark") + pen.emoji(
        "woman-medium-dark", 62, 166, 118, drop=(4, 10), extra=mouth + brows
    )
    caterpillar = pen.emoji("bug", 56, 52, 82, flip=True, recolour={"#00d26a": "#4b6b2f", "#008463": "#22331a"})
    after = bust(224, 216, 76, 90, "#e4572e", "medium-dark") + pen.emoji("woman-medium-dark", 224, 152, 138)
    return (
        ground(theme.ground)
        + path("M-40 0H142Q118 150 142 300H-40z", old_ground)
        + circle(228, 160, 96, theme.halo)
        + grey(before + caterpillar, old_ground, 0.14)
        + line("M142 -6Q118 150 142 306", "#ffffff", 8)
        + after
        + pen.emoji("butterfly", 236, 48, 92, rotate=10)
        + arrow(116, 182, 54, "#3f5119", 15)
    )


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
    """He tries a hard hat on with both hands, after a cook's hat and before a gardener's."""
    theme = tones(44, 0.08)
    hooks = lines(["M40 24V36", "M262 24V56"], "#6d3f30", 7)
    toque = (
        circle(-20, -18, 19, "#ffffff")
        + circle(20, -18, 19, "#ffffff")
        + circle(0, -26, 22, "#ffffff")
        + rect(-26, -12, 52, 40, "#ffffff", 6)
        + lines(["M-12 4V14", "M0 4V14", "M12 4V14"], "#b9c2cf", 3.5)
        + rect(-28, 18, 56, 14, "#c6d0de", 5)
    )
    shell = (
        path("M86 148Q88 86 150 84Q212 86 214 148z", "#f7b500")
        + path("M136 78H164Q169 78 169 83V148H131V83Q131 78 136 78z", "#ffe48f")
        + path("M76 144H224Q233 144 233 153Q233 162 224 162H76Q67 162 67 153Q67 144 76 144z", "#d07f00")
    )
    arms = "".join(line(f"M{150 + s * 62} 284L{150 + s * 108} 256L{150 + s * 90} 186", "#2a7de1", 32) for s in (-1, 1))
    hands = fist(66, 160, "light", rotate=-8, scale=0.86) + fist(234, 160, "light", rotate=8, scale=0.86, flip=True)
    swaps = lines(["M84 46Q112 34 128 56", "M216 46Q188 34 172 56"], "#b0391c", 8)
    heads = path("M-2 -13L12 6L-14 8z", "#b0391c")
    return (
        ground(theme.ground)
        + circle(150, 168, 126, theme.halo)
        + floor(theme, 270)
        + line("M-40 22H340", "#6d3f30", 9)
        + hooks
        + group(toque, 40, 76)
        + pen.emoji("womans-hat", 260, 78, 92, rotate=6)
        + swaps
        + group(heads, 128, 58, 150)
        + group(heads, 172, 58, 210)
        + bust(150, 248, 80, 90, "#2a7de1", "light")
        + pen.emoji("man-light", 150, 180, 138)
        + shell
        + arms
        + lines(["M92 276Q100 286 98 300", "M208 276Q200 286 202 300"], "#1c5fb8", 4)
        + hands
    )


def senti(pen: Pen) -> str:
    """Eyes closed, she looks inside: a window opens on the chest and shows the weather there, half sun, half rain."""
    theme = tones(278, 0.07)
    cloud = "M-10 22q-20 0 -20 -18q0 -17 19 -18q6 -22 31 -20q19 2 23 19q22 -2 23 17q0 20 -22 20z"
    drops = lines(["M6 36l-6 16", "M30 36l-6 16", "M52 36l-6 16"], "#2f6fc0", 7)
    weather = (
        rect(-72, -66, 144, 132, "#ffffff", 10)
        + rect(-62, -56, 64, 112, "#bfe6ff")
        + rect(0, -56, 62, 112, "#8fa6c6")
        + pen.emoji("sun", -24, -14, 72)
        + path(cloud, "#ffffff")
        + drops
    )
    shutter = path("M-74 -66L-116 -80V86L-74 66z", "#f2a65a") + lines(
        [f"M-82 {a}L-108 {b}" for a, b in ((-44, -52), (-22, -26), (0, 0), (22, 26), (44, 52))], "#b9651f", 6
    )
    return (
        ground(theme.ground)
        + circle(150, 128, 128, theme.floor)
        + bust(150, 138, 142, 170, "#4a57a8", "medium")
        + pen.emoji("woman-white-hair-medium", 150, 70, 136, drop=(6, 7, 8, 9, 10), extra=EYELIDS)
        + group(weather + shutter + group(shutter, flip=True), 150, 218)
    )
