"""Images: made anew from their points alone, upright, and never decoded when they are too wide."""

from __future__ import annotations

import io
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kparole.uploads import images
from kparole.uploads.door import receive
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.image_size import ImageSize, image_size
from kparole.uploads.images import LONGEST_SIDE, clean_image
from kparole.uploads.kinds import GIF, JPEG, PICTURES, PNG, WEBP, Kind
from tests.bad_files.images import chunk, drawn, flat_png

CANARY = b"Nadia-le-canari"
KINDS = {"jpeg": JPEG, "png": PNG, "webp": WEBP, "gif": GIF}
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def cleaned(content: bytes) -> Image.Image:
    """What is kept of an image, decoded."""
    return Image.open(io.BytesIO(receive(content, name="photo", accept=PICTURES).content))


def trouble(content: bytes) -> Trouble:
    with pytest.raises(UploadRefused) as caught:
        receive(content, name="photo", accept=PICTURES)
    return caught.value.trouble


def corners(image: Image.Image) -> list[str]:
    """The colours of the four corners, from the top left, clockwise."""
    width, height = image.size
    places = [(8, 8), (width - 9, 8), (width - 9, height - 9), (8, height - 9)]
    pixels = [image.convert("RGB").getpixel(place) for place in places]
    named = {"rouge": RED, "vert": GREEN, "bleu": BLUE, "blanc": WHITE}
    return [min(named, key=lambda n: sum(abs(a - b) for a, b in zip(named[n], pixel, strict=True))) for pixel in pixels]


def lying_down() -> Image.Image:
    """A picture with a colour a corner."""
    image = Image.new("RGB", (160, 80))
    for colour, place in ((RED, (0, 0)), (GREEN, (80, 0)), (BLUE, (80, 40)), (WHITE, (0, 40))):
        image.paste(colour, (*place, place[0] + 80, place[1] + 40))
    return image


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def with_everything(kind: str) -> bytes:
    """A picture that says where it was taken, by whom, of whom, and what colours it means."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = CANARY.decode(), CANARY.decode(), 6
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (45.0, 46.0, 3.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(lying_down(), kind, exif=exif.tobytes(), icc_profile=profile)
    if kind == "jpeg":
        return content[:2] + b"\xff\xfe" + struct.pack(">H", len(CANARY) + 2) + CANARY + content[2:] + CANARY
    if kind == "png":
        notes = chunk(b"tEXt", b"Author\0" + CANARY) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + CANARY)
        return content[:33] + notes + content[33:] + CANARY
    note = b"XMP " + struct.pack("<I", len(CANARY) + 1) + CANARY + b"\0"
    return content[:4] + struct.pack("<I", len(content) - 8 + len(note)) + content[8:] + note


def png_chunks(content: bytes) -> set[bytes]:
    names, at = set(), 8
    while at < len(content):
        names.add(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return names


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_nothing_is_kept_but_the_picture_upright(kind: str) -> None:
    sent = with_everything(kind)
    assert CANARY in sent
    upload = receive(sent, name="photo", accept=PICTURES)
    assert CANARY not in upload.content
    assert not any(
        word in upload.content for word in (b"Exif", b"ICC_PROFILE", b"ICCP", b"iCCP", b"XMP", b"EXIF", b"eXIf")
    )
    kept = Image.open(io.BytesIO(upload.content))
    assert not kept.getexif()
    assert set(kept.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "loop",
        "background",
        "timestamp",
        "duration",
    }
    assert kept.size == (80, 160)
    assert corners(kept) == ["blanc", "rouge", "vert", "bleu"]


def test_a_png_keeps_only_what_makes_the_picture() -> None:
    content = receive(with_everything("png"), name="photo", accept=PICTURES).content
    assert png_chunks(content) == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("way", range(1, 9))
def test_every_way_a_camera_is_held_is_set_upright(way: int) -> None:
    back = {
        2: "FLIP_LEFT_RIGHT",
        3: "ROTATE_180",
        4: "FLIP_TOP_BOTTOM",
        5: "TRANSPOSE",
        6: "ROTATE_90",
        7: "TRANSVERSE",
        8: "ROTATE_270",
    }
    image = lying_down()
    held = image.transpose(Image.Transpose[back[way]]) if way in back else image
    exif = Image.Exif()
    exif[0x0112] = way
    found = cleaned(saved(held, "jpeg", exif=exif.tobytes(), quality=95))
    assert found.size == (160, 80)
    assert corners(found) == ["rouge", "vert", "bleu", "blanc"]


def test_a_picture_on_which_one_works_again_does_not_change_size() -> None:
    once = receive(drawn("png"), name="a", accept=PICTURES)
    assert receive(once.content, name="a", accept=PICTURES).sha256 == once.sha256


@pytest.mark.parametrize(("kind", "format_"), [("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("gif", "PNG")])
@pytest.mark.parametrize("size", [(1, 1), (160, 120), (3_200, 40)])
def test_each_kind_comes_out_as_itself_no_longer_than_needed(kind: str, format_: str, size: tuple[int, int]) -> None:
    found = cleaned(drawn(kind, size))
    assert found.format == format_
    assert found.size == (min(size[0], LONGEST_SIDE), size[1] if size[0] < LONGEST_SIDE else 38)


@pytest.mark.parametrize(
    ("kind", "mode", "kept"),
    [("png", "1", "L"), ("png", "L", "L"), ("png", "P", "RGB"), ("png", "LA", "RGBA"), ("png", "RGBA", "RGBA"),
     ("png", "I;16", "L"), ("jpeg", "L", "L"), ("jpeg", "CMYK", "RGB"), ("gif", "L", "L"), ("gif", "P", "RGB"), ("webp", "RGBA", "RGB")],
)  # fmt: skip
def test_every_way_of_writing_colours_is_read(kind: str, mode: str, kept: str) -> None:
    grey = Image.linear_gradient("L")
    image = (
        grey.convert("I").point(lambda value: value * 257).convert("I;16")
        if mode == "I;16"
        else grey.convert("RGB").convert(mode)
    )
    found = cleaned(saved(image, kind))
    assert found.mode == kept
    bands = [found.convert("L").crop((0, y - 8, 256, y + 8)) for y in (8, 128, 247)]
    light = [band.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) for band in bands]  # some are made of dots
    assert [abs(seen - y) < 24 for seen, y in zip(light, (8, 128, 247), strict=True)] == [True] * 3


def test_what_one_sees_through_stays_so() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    for kind in ("gif", "png"):
        found = cleaned(saved(image, kind, transparency=1))
        assert found.getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_other_colours_are_brought_to_the_common_ones() -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    assert cleaned(saved(Image.new("RGB", (9, 9), RED), "png", icc_profile=wide.tobytes())).getpixel((4, 4)) == RED
    assert cleaned(saved(Image.new("RGB", (9, 9), RED), "png", icc_profile=b"faux" * 50)).getpixel((4, 4)) == RED


@pytest.mark.parametrize("kind", ["gif", "png", "webp"])
def test_of_an_image_that_moves_the_first_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in (RED, GREEN, BLUE)]
    found = cleaned(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert getattr(found, "n_frames", 1) == 1
    assert corners(found) == ["rouge"] * 4


@pytest.mark.parametrize(
    ("width", "height"), [(30_000, 30_000), (12_000, 12_000), (2_000_000_000, 1), (1, 200_000_000)]
)
def test_an_image_that_is_too_wide_is_refused_before_it_is_opened(
    width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images.Image, "open", None)
    assert trouble(flat_png(width, height, rows=0)) is Trouble.TOO_WIDE


def test_a_photo_of_a_good_camera_is_let_in() -> None:
    image = Image.new("L", (8_064, 6_048), 128)
    assert cleaned(saved(image, "jpeg", quality=10)).size == (3_000, 2_250)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_an_image_cut_short_is_refused(kind: str, part: float) -> None:
    whole = drawn(kind, (400, 300))
    assert trouble(whole[: int(len(whole) * part)]) is Trouble.DAMAGED


@pytest.mark.parametrize("at", [30, -20], ids=["head", "points"])
def test_a_wrong_checksum_is_refused(at: int) -> None:
    png = bytearray(drawn("png"))
    png[at] ^= 1
    assert trouble(bytes(png)) is Trouble.DAMAGED


def test_a_header_that_lies_about_the_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "image_size", lambda _content, _kind: ImageSize(10, 10))
    assert trouble(drawn("png")) is Trouble.DAMAGED


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", [{}, {"lossless": True}, {"progressive": True}], ids=str)
def test_the_size_is_read_without_decoding(kind: str, how: dict[str, object]) -> None:
    content = drawn(kind, (321, 123), **how)
    found = image_size(content, KINDS[kind])
    assert found == ImageSize(321, 123, by_layers=kind == "jpeg" and "progressive" in how)
    assert image_size(content[:8], KINDS[kind]) is None


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_any_damage_gives_a_picture_or_a_refusal(name: str, data: st.DataObject) -> None:
    damaged = bytearray(drawn(name, (40, 30)))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UploadRefused):
        assert clean_image(bytes(damaged), KINDS[name])[0] in PICTURES


@given(st.sampled_from([JPEG, PNG, WEBP, GIF]), st.binary(max_size=80))
def test_the_size_of_any_bytes_is_known_or_not(kind: Kind, content: bytes) -> None:
    found = image_size(content, kind)
    assert found is None or found.points > 0
