"""The pictures of what is felt: a state, an emotion, liking or not."""

from __future__ import annotations

from cards.bodies import bust, open_hand
from cards.colours import tones
from cards.drawing import Pen, circle, ground, group, heart, line, lines, path, ring


def senti(pen: Pen) -> str:
    """A hand on the chest, she looks down at herself; her body holds the weather of the day, half sun, half rain."""
    theme = tones(278, 0.07)
    clip, cloth = pen.new_id(), "#3d4a9c"
    body = "M8 320V226Q8 138 99 138Q150 186 201 138Q292 138 292 226V320z"
    cloud = "M-10 22q-20 0 -20 -18q0 -17 19 -18q6 -22 31 -20q19 2 23 19q22 -2 23 17q0 20 -22 20z"
    drops = lines(["M6 36l-6 18", "M30 36l-6 18", "M52 36l-6 18"], "#1f5fc0", 8)
    weather = (
        path("M0 120H156L140 320H0z", "#d9f0ff")
        + path("M156 120H300V320H140z", "#8095b8")
        + pen.emoji("sun", 72, 222, 104)
        + group(path(cloud, "#ffffff") + drops, 204, 206, scale=1.25)
    )
    down = lines(["M8.8 18.400Q11.8 21 14.6 18.4", "M17.4 18.400Q20.2 21 23.2 18.4"], "#3d2a26", 1.3) + line(
        "M13.6 25Q16 25.8 18.4 25", "#8a2a3a", 1.3
    )
    return (
        ground(theme.ground)
        + circle(150, 128, 128, theme.floor)
        + bust(150, 138, 142, 170, cloth, "medium")
        + f'<clipPath id="{clip}"><path d="{body}"/></clipPath><g clip-path="url(#{clip})">{weather}</g>'
        + line(body, cloth, 12)
        + pen.emoji("woman-white-hair-medium", 150, 76, 136, rotate=6, drop=(5, 6, 7, 8, 9, 10), extra=down)
        + line("M196 330L164 288", cloth, 46)
        + open_hand(146, 244, "medium", rotate=-32, scale=0.82, flip=True)
    )


def ressenti(pen: Pen) -> str:
    """A hand on a beating heart, and three emotions that come up from it in waves."""
    theme = tones(318, 0.07)
    moved = line("M13.8 24.100Q16 25.6 18.2 24.1", "#60182f", 1.5) + lines(
        ["M8.6 12.800Q10.8 10.8 13.4 12", "M18.6 12Q21.2 10.8 23.4 12.8"], "#8a6a3a", 1.1
    )
    return (
        ground(theme.ground)
        + "".join(ring(150, 250, r, c, 11) for r, c in ((186, "#d48bd0"), (150, "#bb5fbb"), (114, "#9c3ba3")))
        + bust(150, 222, 80, 100, "#0f7f73", "medium-light")
        + pen.emoji("woman-medium-light", 150, 158, 122, drop=(4, 10), extra=moved)
        + heart(178, 260, 0.92, "#e0243f")
        + line("M84 320L112 292", "#0b6a60", 38)
        + open_hand(140, 268, "medium-light", rotate=62, scale=0.72)
        + pen.emoji("grinning-face-with-smiling-eyes", 44, 112, 96, rotate=-10)
        + pen.emoji("pouting-face", 150, 50, 92)
        + pen.emoji("crying-face", 256, 112, 96, rotate=10)
    )


def aime(pen: Pen) -> str:
    """One side delighted, thumb up; the other not, thumb down."""
    theme = tones(355, 0.10)
    clip = pen.new_id()
    edge = "M308 -6L-8 306"
    return (
        ground(theme.ground)
        + circle(84, 96, 98, theme.halo)
        + f'<clipPath id="{clip}"><path d="{edge}H340V-6z"/></clipPath>'
        + f'<g clip-path="url(#{clip})">{ground("#9fa9ba")}{circle(220, 206, 94, "#c6cdd8")}</g>'
        + line(edge, "#ffffff", 11)
        + pen.emoji("smiling-face-with-heart-eyes", 78, 100, 144, rotate=-8)
        + pen.emoji("thumbs-up-medium-dark", 196, 56, 92)
        + pen.emoji("unamused-face", 222, 202, 138, rotate=8)
        + pen.emoji("thumbs-down-light", 102, 250, 90)
    )
