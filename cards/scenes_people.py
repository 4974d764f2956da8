"""The pictures whose subject is someone: learning, changing, meeting, helping, creating, trying, feeling, failing."""

from __future__ import annotations

from cards.drawing import (
    SKIN,
    Pen,
    arrow,
    bust,
    circle,
    ellipse,
    fist,
    floor,
    grey,
    ground,
    group,
    line,
    lines,
    mix,
    oklch,
    path,
    rect,
    ring,
    tones,
)

# Details added to the head of an emoji, in its own 32 × 32 square.
GLASSES = (
    ring(11.8, 17.2, 4, "#2a2d38", 1)
    + ring(20.2, 17.2, 4, "#2a2d38", 1)
    + line("M15.5 16.500Q16 16 16.5 16.500M7.9 16.200L6.3 15.600M24.1 16.200L25.7 15.6", "#2a2d38", 1)
)


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


def rencontre(pen: Pen) -> str:
    """A red thread goes from one to the other and knots into a heart."""
    theme = tones(8, 0.08)
    thread = (
        "M-40 258C20 286 108 268 140 236C112 210 110 176 134 172C145 170 150 180 150 190C150 180 155 170 166 172"
        "C190 176 188 210 160 236C192 268 280 286 340 258"
    )
    hearing_aid = line("M27.3 13.600Q29.6 16 27.6 19.4", "#3bb0ff", 1.8)
    return (
        ground(theme.ground)
        + circle(150, 142, 130, theme.halo)
        + floor(theme, 258)
        + bust(68, 204, 76, 110, "#5b4bb7", "dark")
        + pen.emoji("man-dark", 68, 128, 138, extra=hearing_aid)
        + bust(232, 204, 76, 110, "#f2b705", "light")
        + pen.emoji("woman-light", 232, 130, 138)
        + line(thread, "#fff4f4", 15)
        + line(thread, "#d7263d", 10)
    )


def utile(pen: Pen) -> str:
    """He holds the umbrella for her too."""
    theme = tones(236, 0.07)
    falling = [(-24, 30), (14, 20), (48, -8), (-20, 88), (-30, 150), (4, 140), (-14, 206), (262, -8), (296, 20)]
    falling += [(330, 48), (318, 98), (302, 140), (330, 160), (314, 210)]
    rain = lines([f"M{x} {y}l-8 22" for x, y in falling], "#2f6fc0", 8)
    canopy = (
        "M10 122Q24 12 150 8Q276 12 290 122Q266 102 243 122Q220 102 197 122Q174 102 150 122Q126 102 103 122"
        "Q80 102 57 122Q34 102 10 122z"
    )
    return (
        ground(theme.ground)
        + floor(theme, 256)
        + rain
        + line("M150 20V250", "#6d3f30", 10)
        + path(canopy, "#d9482a")
        + path("M103 122Q108 40 150 8Q192 40 197 122Q174 102 150 122Q126 102 103 122z", "#ff8a5c")
        + bust(74, 236, 68, 90, "#7a4fb8", "dark")
        + pen.emoji("old-woman-dark", 74, 170, 124)
        + bust(232, 236, 70, 90, "#0f7f73", "medium")
        + pen.emoji("man-medium", 232, 168, 126, extra=GLASSES)
        + line("M192 300Q176 282 156 244", "#0b675d", 30)
        + fist(150, 226, "medium", scale=0.92)
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
    chair = line("M-4 206V296M-4 206H-22", "#3b4150", 9)
    return (
        ground(theme.ground)
        + circle(134, 142, 126, theme.halo)
        + floor(theme, 250)
        + lines(["M204 292L222 60", "M296 292L272 60"], "#7d4a3a", 11)
        + group(canvas, 244, 118, 3)
        + chair
        + bust(82, 200, 74, 110, "#e8434f", "dark")
        + pen.emoji("woman-curly-hair-dark", 82, 122, 142)
        + wheel
        + pen.emoji("artist-palette", 134, 262, 84, rotate=-8, recolour={"#fbb8ab": "#f3cf9c"})
        + line("M136 228Q164 226 186 200", "#d0343f", 29)
        + pen.emoji("paintbrush", 208, 172, 84, rotate=180, recolour=brush)
        + fist(192, 190, "dark", rotate=45, scale=0.76)
    )


def teste(pen: Pen) -> str:
    """She tries a hard hat on with both hands; other hats wait on their hooks."""
    theme = tones(44, 0.08)
    hooks = lines(["M36 30V46Q36 58 46 58", "M264 30V46Q264 58 254 58"], "#6d3f30", 6)
    shell = (
        path("M78 124Q80 58 150 56Q220 58 222 124z", "#f7b500")
        + path("M135 50H165Q170 50 170 55V124H130V55Q130 50 135 50z", "#ffe48f")
        + path("M66 120H234Q244 120 244 130Q244 140 234 140H66Q56 140 56 130Q56 120 66 120z", "#d07f00")
    )
    arms = "".join(line(f"M{150 + s * 66} 272L{150 + s * 112} 244L{150 + s * 97} 166", "#2a7de1", 32) for s in (-1, 1))
    hands = fist(54, 138, "light", rotate=-8, scale=0.86) + fist(246, 138, "light", rotate=8, scale=0.86, flip=True)
    return (
        ground(theme.ground)
        + circle(150, 160, 126, theme.halo)
        + floor(theme, 264)
        + line("M-40 28H340", "#6d3f30", 9)
        + hooks
        + pen.emoji("billed-cap", 28, 84, 80, rotate=-8)
        + pen.emoji("womans-hat", 266, 84, 82, rotate=6)
        + bust(150, 232, 82, 90, "#2a7de1", "light")
        + pen.emoji("woman-red-hair-light", 150, 158, 146)
        + shell
        + arms
        + lines(["M92 268Q100 280 98 300", "M208 268Q200 280 202 300"], "#1c5fb8", 4)
        + hands
    )


def senti(pen: Pen) -> str:
    """Eyes closed, she looks inside: a window on the chest shows the weather there, half sun, half rain."""
    theme = tones(278, 0.07)
    eyelids = lines(["M8.8 17Q11.8 20 14.6 17", "M17.4 17Q20.2 20 23.2 17"], "#3d2a26", 1.1)
    left, right = "M150 161A65 65 0 0 0 150 291z", "M150 161A65 65 0 0 1 150 291z"
    cloud = "M140 240q-20 0 -20 -18q0 -17 19 -18q6 -22 31 -20q19 2 23 19q22 -2 23 17q0 20 -22 20z"
    drops = lines(["M158 256l-6 16", "M182 256l-6 16", "M168 274l-4 10"], "#2f6fc0", 7)
    return (
        ground(theme.ground)
        + circle(150, 128, 128, theme.floor)
        + bust(150, 142, 138, 170, "#4a57a8", "medium")
        + pen.emoji("woman-white-hair-medium", 150, 72, 138, drop=(6, 7, 8, 9, 10), extra=eyelids)
        + circle(150, 226, 73, "#ffffff")
        + path(left, "#bfe6ff")
        + path(right, "#8fa6c6")
        + pen.emoji("sun", 122, 208, 78)
        + path(cloud, "#ffffff")
        + drops
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
