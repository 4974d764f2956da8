"""The pictures as they are seen: drawn small, cropped like on a card, in grey."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import typst
from PIL import Image, ImageChops, ImageStat

SIDE = 96
"""Pixels of a small card on a telephone."""
PAGE = """#set page(width: 96pt, height: 96pt, margin: 0pt, fill: white)
#set image(width: 121.6pt)
#for name in ({names},) {{ page(move(dx: -12.8pt, block(width: 121.6pt, height: 96pt, image(name)))) }}
"""


def seen(svgs: dict[str, str], folder: Path) -> dict[str, Image.Image]:
    """The middle square of each picture, 96 pixels wide, in grey."""
    for name, svg in svgs.items():
        (folder / name).write_text(svg, encoding="utf-8")
    page = folder / "images.typ"
    page.write_text(PAGE.format(names=", ".join(f'"{name}"' for name in svgs)), encoding="utf-8")
    made = typst.compile(str(page), format="png", ppi=72)
    pages = made if isinstance(made, list) else [made]
    return {name: Image.open(BytesIO(png)).convert("L") for name, png in zip(svgs, pages, strict=True)}


def contrast(picture: Image.Image) -> float:
    """How far the greys of a picture are from each other: 0 when it is flat, 127 for half black and half white."""
    return ImageStat.Stat(picture).stddev[0]


def outlines(picture: Image.Image) -> float:
    """The share (0 to 1) of neighbouring points whose greys differ by 24 levels of 255 or more: what the eye follows."""
    moved = ImageChops.offset(picture, 1, 1)
    differing = ImageChops.difference(picture, moved).crop((1, 1, SIDE, SIDE)).histogram()[24:]
    return sum(differing) / (SIDE - 1) ** 2


def likeness(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other seen from afar: mean difference of grey (0 to 255) in 24 by 24 points."""
    small = (picture.resize((24, 24), Image.Resampling.BOX) for picture in (one, other))
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0]
