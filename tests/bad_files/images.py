"""Images that are too wide, cut, spoiled, or that are not what they say."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from functools import partial

from PIL import Image

from tests.bad_files.making import Bad, of

FORMATS = ("jpeg", "png", "webp", "gif")


def drawn(kind: str, size: tuple[int, int] = (160, 120), mode: str = "RGB", **how: object) -> bytes:
    """A small picture with something to see in it."""
    out = io.BytesIO()
    grey = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (grey, grey.transpose(Image.Transpose.FLIP_TOP_BOTTOM), grey.rotate(90)))
    image.convert(mode).save(out, kind, **how)
    return out.getvalue()


def _plain(kind: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def chunk(name: bytes, body: bytes, *, crc: int | None = None) -> bytes:
    """One chunk of a PNG."""
    sum_ = zlib.crc32(name + body) if crc is None else crc
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", sum_)


def flat_png(width: int, height: int, *, bits: int = 1, colour: int = 0, rows: int | None = None) -> bytes:
    """A PNG of one colour, packed without ever holding it; ``rows``: those really there."""
    packer = zlib.compressobj(1)
    row = bytes(1 + (width * bits * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8)
    step = max(1, 1_000_000 // len(row))
    left = height if rows is None else rows
    body = b"".join(packer.compress(row * min(step, left - at)) for at in range(0, left, step)) + packer.flush()
    head = struct.pack(">2I5B", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _bomb(png: bytes, name: bytes) -> bytes:
    return png[:33] + chunk(name, b"a\0\0" + zlib.compress(bytes(90_000_000), 9)) + png[33:]


def all_bad() -> list[Bad]:
    """Every one."""
    return [*_wide(), *_cut(), *_spoiled(), *_posing(), *_full()]


def _bad(name: str, content: bytes, *, may_enter: bool = False) -> Bad:
    return of(f"image-{name}", content, may_enter=may_enter, image=True)


def _wide() -> Iterator[Bad]:
    yield Bad("image-png-30000", lambda: flat_png(30_000, 30_000), image=True)
    yield Bad("image-png-30000-couleur", lambda: flat_png(30_000, 30_000, bits=8, colour=2, rows=500), image=True)
    yield _bad("png-ruban", flat_png(2_000_000_000, 1, rows=0))
    yield _bad("png-sans-largeur", flat_png(0, 100))
    jpeg = drawn("jpeg")
    at = jpeg.index(b"\xff\xc0") + 5
    for width, height in ((30_000, 30_000), (65_535, 65_535), (0, 0), (9_000, 9_000)):
        yield _bad(
            f"jpeg-dit-{width}x{height}",
            jpeg[:at] + struct.pack(">2H", height, width) + jpeg[at + 4 :],
            may_enter=width == 9_000,
        )
    gif = drawn("gif")
    for width, height in ((30_000, 30_000), (65_535, 65_535), (0, 9)):
        yield _bad(f"gif-dit-{width}x{height}", gif[:6] + struct.pack("<2H", width, height) + gif[10:])
    webp = drawn("webp")
    yield _bad("webp-dit-16383", webp[:26] + struct.pack("<2H", 16_383, 16_383) + webp[30:])
    lossless = drawn("webp", lossless=True)
    yield _bad("webp-sans-perte-dit-16384", lossless[:21] + b"\xff\xff\xff\x0f" + lossless[25:])
    canvas = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\xff\xff\xff" * 2
    yield _bad("webp-toile", webp[:12] + canvas + webp[12:])
    # The widest that may enter, which are those that take the most memory.
    yield Bad("image-jpeg-la-plus-large", lambda: drawn("jpeg", (4_799, 3_850), quality=60), may_enter=True, image=True)
    yield Bad("image-jpeg-de-88-mega", lambda: _plain("jpeg", (11_000, 8_000)), may_enter=True, image=True)
    yield Bad(
        "image-jpeg-en-couches",
        lambda: drawn("jpeg", (4_100, 3_100), quality=60, progressive=True, subsampling=0),
        may_enter=True,
        image=True,
    )
    yield Bad(
        "image-png-la-plus-large",
        lambda: drawn("png", (3_640, 2_740), "RGBA", compress_level=1),
        may_enter=True,
        image=True,
    )
    yield Bad("image-webp-la-plus-large", lambda: drawn("webp", (3_000, 2_270), method=0), may_enter=True, image=True)
    yield Bad("image-gif-la-plus-large", lambda: _plain("gif", (3_800, 3_000)), may_enter=True, image=True)


def _cut() -> Iterator[Bad]:
    for kind in FORMATS:
        whole = drawn(kind)
        for part in (1, 3, 6):
            yield _bad(f"{kind}-coupe-{part}", whole[: len(whole) * part // 8])
        yield _bad(f"{kind}-tete-seule", whole[:30])


def _spoiled() -> Iterator[Bad]:
    for kind in FORMATS:
        for seed in range(6):
            draw = random.Random(f"{kind}{seed}")
            content = bytearray(drawn(kind))
            for _ in range(draw.choice([1, 10, 100])):
                at = draw.randrange(12, len(content))
                content[at] = draw.randrange(256)
            yield _bad(f"{kind}-octets-{seed}", bytes(content), may_enter=True)
    png = drawn("png")
    at = png.index(b"IDAT")
    yield _bad("png-somme-fausse", png[: at + 8] + bytes([png[at + 8] ^ 255]) + png[at + 9 :])
    yield _bad("png-sans-donnees", png[: at - 4] + chunk(b"IEND", b""))
    yield _bad("png-donnees-fausses", png[: at - 4] + chunk(b"IDAT", b"pas du zlib") + chunk(b"IEND", b""))
    for name in (b"zTXt", b"iCCP"):
        yield Bad(f"image-png-{name.decode()}-bombe", partial(_bomb, png, name), may_enter=True, image=True)
    many = b"".join(chunk(b"tEXt", b"a\0b") for _ in range(50_000))
    yield _bad("png-textes-50000", png[:33] + many + png[33:], may_enter=True)
    jpeg = drawn("jpeg")
    yield _bad("jpeg-segment-trop-long", jpeg[:2] + b"\xff\xe1\xff\xff" + jpeg[2:])
    yield _bad("jpeg-exif-faux", jpeg[:2] + b"\xff\xe1\x00\x20Exif\0\0" + b"\xff" * 24 + jpeg[2:], may_enter=True)
    yield _bad("jpeg-tables-perdues", jpeg.replace(b"\xff\xdb", b"\xff\xfe"))
    yield _bad("jpeg-sans-image", jpeg[: jpeg.index(b"\xff\xda")] + b"\xff\xd9")
    yield _bad("jpeg-mille-cadres", jpeg[:2] + jpeg[jpeg.index(b"\xff\xc0") :][:19] * 1_000 + jpeg[2:])
    gif = drawn("gif")
    at = gif.index(b"\x2c", 13 + 3 * 256)
    yield _bad(
        "gif-cent-mille-images",
        gif[:-1] + gif[at:-1] * 2 + b"\x21\xf9\x04\0\0\0\0\0\x2c" * 100_000 + b"\x3b",
        may_enter=True,
    )
    yield _bad("gif-cadre-enorme", gif[: at + 5] + struct.pack("<2H", 60_000, 60_000) + gif[at + 9 :])
    yield _bad("gif-code-fou", gif[: at + 10] + b"\x63" + gif[at + 11 :], may_enter=True)


def _posing() -> Iterator[Bad]:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    yield _bad("svg", svg)
    yield _bad("svg-avec-marque", b"\xef\xbb\xbf<?xml version='1.0'?>" + svg)
    yield _bad("gif-puis-script", b"GIF89a/*" + b"*/=1;alert(1)//")
    yield _bad("jpeg-puis-php", b"\xff\xd8\xff\xe0<?php echo 1; ?>")
    yield _bad("png-de-nom-seul", b"\x89PNG\r\n\x1a\n")
    yield _bad("webp-de-nom-seul", b"RIFF\x04\0\0\0WEBP")
    yield _bad("riff-inconnu", b"RIFF\x04\0\0\0AVI " + bytes(90))
    yield _bad("jpeg-puis-zip", drawn("jpeg") + b"PK\x03\x04" + bytes(90), may_enter=True)


def _full() -> Iterator[Bad]:
    """Good pictures with too much said around: place, comments, profiles, several pictures."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Nadia devant chez elle", 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (45.0, 46.0, 3.0)
    for kind in ("jpeg", "png", "webp"):
        yield _bad(f"{kind}-avec-lieu", drawn(kind, exif=exif.tobytes()), may_enter=True)
    yield _bad("jpeg-avec-commentaire", drawn("jpeg", comment=b"Nadia"), may_enter=True)
    frames = [Image.new("RGB", (200, 200), (n, 0, 0)) for n in range(60)]
    for kind in ("gif", "png", "webp"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        yield _bad(f"{kind}-anime", out.getvalue(), may_enter=True)
