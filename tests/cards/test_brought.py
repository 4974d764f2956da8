from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cards.bare import is_bare
from cards.brought import LARGEST, Brought, brought_picture, brought_sound
from cards.sound_labels import without_labels
from kparole.uploads.errors import UploadRefused
from kparole.uploads.kinds import GIF, JPEG, M4A, MP3, OGG, PNG, WAV, WEBP
from tests.bad_files.images import chunk, drawn
from tests.cards.deck_making import beep, has_a_place, photo_with_a_place
from tests.timing import least


@pytest.mark.parametrize(("kind", "suffix"), [("jpeg", "jpg"), ("png", "png"), ("webp", "webp"), ("gif", "png")])
def test_a_large_picture_becomes_the_size_of_a_card_and_stays_so(kind: str, suffix: str) -> None:
    made = brought_picture(drawn(kind, (2_000, 300)), name="photo")
    assert made.suffix == suffix
    with Image.open(io.BytesIO(made.content)) as image:
        assert image.size == (LARGEST, round(300 * LARGEST / 2_000))
    assert brought_picture(made.content, name="photo") == made


def test_a_photo_loses_its_place_even_when_it_is_small() -> None:
    photo = photo_with_a_place((200, 150))
    assert has_a_place(photo)
    assert not has_a_place(brought_picture(photo, name="photo").content)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_file_with_more_than_its_picture_is_not_bare(kind: str) -> None:
    of = {"jpeg": JPEG, "png": PNG, "webp": WEBP}[kind]
    bare = brought_picture(drawn(kind), name="photo").content
    assert is_bare(bare, of)
    assert not is_bare(bare + b"Nadia", of)
    assert not is_bare(bare[:-1], of)
    exif = Image.Exif()
    exif[0x010E] = "Nadia"
    assert not is_bare(drawn(kind, exif=exif.tobytes()), of)


def test_notes_hidden_between_the_layers_of_a_jpeg_are_seen() -> None:
    layered = drawn("jpeg", (300, 200), progressive=True)
    assert is_bare(layered, JPEG)
    last = layered.rindex(b"\xff\xda")
    assert not is_bare(layered[:last] + b"\xff\xfe\x00\x07Nadia" + layered[last:], JPEG)
    assert not is_bare(drawn("jpeg", comment=b"Nadia"), JPEG)


def test_a_text_in_a_png_is_seen_and_a_gif_is_never_bare() -> None:
    png = drawn("png")
    assert not is_bare(png[:33] + chunk(b"tEXt", b"a\0Nadia") + png[33:], PNG)
    assert not is_bare(drawn("gif"), GIF)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"bonjour", "un texte simple"),
        (b"%PDF-1.4", "un PDF"),
        (drawn("png")[:60], "abîmé"),
        (beep(), "un son WAV"),
    ],
)
def test_what_is_no_picture_is_said_to_be_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(UploadRefused, match=said):
        brought_picture(content, name="photo.png")


HIDING = b"ID3\x04" + bytes(6) + b"<html><script>alert(1)</script></html>"
"""A web page after the label of a sound."""


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "vide"), (b"bonjour", "pas un son"), (beep(400), "plus de 3 Mo"), (HIDING, "pas un son")],
)
def test_what_is_no_sound_for_a_card_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UploadRefused, match=said):
        brought_sound(content, name="voix.wav")


def test_a_wav_keeps_its_sound_and_loses_its_labels() -> None:
    made = brought_sound(beep(), name="voix.wav")
    assert b"INFOIART" in beep()
    assert b"INFO" not in made.content
    assert made.content.endswith(bytes(range(256)))
    assert brought_sound(made.content, name="voix.wav") == made


def test_an_mp3_loses_the_labels_before_and_after_it() -> None:
    sound = b"\xff\xfb\x90\x00" + bytes(400)
    head = b"ID3\x04\0\0\0\0\0\x0a" + b"TPE1 Nadia"
    tail = b"TAG" + b"Nadia".ljust(125, b"\0")
    assert without_labels(head + head + sound + tail, MP3) == sound
    assert without_labels(sound, MP3) == sound


def test_labels_without_end_are_taken_out_in_one_go() -> None:
    labels = (b"ID3\x03" + bytes(6)) * 100_000
    assert without_labels(labels + b"\xff\xfb\x90\x00", MP3) == b"\xff\xfb\x90\x00"
    assert least(lambda: without_labels(labels + b"\xff\xfb\x90\x00", MP3)) < 0.5


def atom(name: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + name + body


def test_an_m4a_keeps_its_length_and_its_sound_and_loses_where_it_was_taken() -> None:
    moov = atom(
        b"moov",
        atom(b"mvhd", bytes(20))
        + atom(b"udta", atom(b"\xa9xyz", b"+45.77+003.08/"))
        + atom(b"trak", atom(b"meta", b"Nadia")),
    )
    content = atom(b"ftyp", b"M4A ") + moov + atom(b"mdat", b"le son")
    made = without_labels(content, M4A)
    assert len(made) == len(content)
    assert b"+45.77" not in made
    assert b"Nadia" not in made
    assert made.endswith(atom(b"mdat", b"le son"))
    assert without_labels(made, M4A) == made


@pytest.mark.parametrize("kind", [MP3, M4A, WAV, OGG])
@pytest.mark.parametrize(
    "content", [b"", b"ID3", b"RIFF\0\0\0\0WAVE", b"\xff" * 40, b"\0\0\0\x01moov" + b"\xff" * 20, b"\0\0\0\0udta"]
)
def test_what_cannot_be_read_stays_what_it_is_or_shrinks_to_nothing_less(kind: object, content: bytes) -> None:
    assert len(without_labels(content, kind)) <= max(len(content), 12)  # type: ignore[arg-type]


def tried(bring: Callable[..., Brought], content: bytes) -> tuple[bytes, str]:
    """What is kept, or why nothing is."""
    try:
        return bring(content, name="x").content, ""
    except UploadRefused as error:
        return b"", str(error)


HEADS = st.sampled_from(
    [b"", b"ID3\4\0\0", b"\xff\xfb", b"RIFF\x20\0\0\0WAVE", b"\0\0\0\x10ftypM4A ", b"OggS", b"\x1a\x45\xdf\xa3", b"<svg ",
     drawn("png")[:40], drawn("jpeg")[:200], drawn("webp")[:30], drawn("gif")[:20]]
)  # fmt: skip


@settings(max_examples=40)
@given(HEADS, st.binary(max_size=120))
def test_any_bytes_end_in_something_kept_or_one_french_sentence(head: bytes, rest: bytes) -> None:
    for bring in (brought_picture, brought_sound):
        made, said = tried(bring, head + rest)
        assert made or said.endswith(".")
