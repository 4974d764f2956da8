"""Archives: what is refused, and why, each limit on its own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kparole.uploads.archive import entry_names, unpack
from kparole.uploads.door import receive
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.kinds import ZIP, Unpacking
from tests.zip_making import STORED, Entry, chained, zipped

LIMITS = Unpacking(entries=5, unpacked=4_000_000, ratio=100, floor=1_000_000)
NOTE = Entry("notes/a.txt", b"bonjour " * 100)


def trouble(content: bytes, *, room: int = 1_000) -> Trouble:
    with pytest.raises(UploadRefused) as caught:
        unpack(content, limits=LIMITS, keep=lambda name: name.endswith(".txt"), room=room)
    return caught.value.trouble


def test_what_is_asked_for_is_kept_and_the_rest_only_checked() -> None:
    found = unpack(
        zipped(NOTE, Entry("b.png", b"x"), Entry("vide/")), limits=LIMITS, keep=lambda n: n == NOTE.name, room=800
    )
    assert found.names == ("notes/a.txt", "b.png")
    assert found.kept == {"notes/a.txt": NOTE.content}


def test_an_archive_with_nothing_in_it_is_empty() -> None:
    assert unpack(zipped(), limits=LIMITS).names == ()


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([NOTE, replace(NOTE, name="b.txt")], Trouble.TOO_HEAVY),
        ([Entry(f"{n}") for n in range(6)], Trouble.TOO_MANY),
        ([Entry("a", bytes(1_100_000))], Trouble.BOMB),
        ([Entry(str(n), bytes(range(256)) * 5_000, method=STORED) for n in range(4)], Trouble.BOMB),
        ([Entry("a.bin", zipped(NOTE))], Trouble.NESTED),
        ([Entry("a.txt", b"x", flags=1)], Trouble.PASSWORD),
        ([Entry("a.txt", b"x", method=14)], Trouble.DAMAGED),
        ([Entry("a.txt", b"x", crc=7)], Trouble.DAMAGED),
        ([Entry("a.txt", b"x", said_size=2)], Trouble.DAMAGED),
        ([Entry("a.txt", b"xx", said_size=1)], Trouble.DAMAGED),
        ([Entry("a.txt", b"x", local_size=2)], Trouble.DAMAGED),
        ([Entry("a.txt", b"x", local_name=b"b.txt")], Trouble.DAMAGED),
        ([NOTE, replace(NOTE, name="b", at=0)], Trouble.BOMB),
        ([Entry("a.txt", mode=0o120777)], Trouble.BAD_NAME),
        ([Entry(b"a.txt\0.png")], Trouble.BAD_NAME),
        ([Entry("a.txt"), Entry("A.TXT")], Trouble.BAD_NAME),
        ([Entry("a"), Entry("a/")], Trouble.BAD_NAME),
    ],
)
def test_each_limit_says_what_it_stops(entries: list[Entry], expected: Trouble) -> None:
    assert trouble(zipped(*entries)) is expected


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../b", "/a", "\\a", "C:/a", "c:a", "a//b", "", "nul", "aux.txt", "a/COM1", "LPT³.x", "a.", "a ", "a|b", "a\x07", "x" * 501],
)  # fmt: skip
def test_names_that_some_system_would_take_for_another_place_are_refused(name: str) -> None:
    assert trouble(zipped(Entry(name, flags=0x800))) is Trouble.BAD_NAME


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "cartes/été 1.png", "a.b.c", "console.txt", "auxiliaire", "..a", "é/a"]
)
def test_honest_names_are_let_in(name: str) -> None:
    assert unpack(zipped(Entry(name, flags=0x800)), limits=LIMITS).names == (name,)


def test_sizes_that_follow_the_bytes_are_honest() -> None:
    assert unpack(zipped(replace(NOTE, flags=8, local_size=0)), limits=LIMITS).names == (NOTE.name,)


def test_a_chain_of_entries_that_quote_each_other_is_a_bomb() -> None:
    assert trouble(chained(bytes(50_000), 4)) is Trouble.BOMB


def test_the_list_is_not_read_when_it_is_too_long() -> None:
    with pytest.raises(UploadRefused) as caught:
        entry_names(b"PK\x03\x04" + b"PK\x01\x02" * 2_001)
    assert caught.value.trouble is Trouble.TOO_MANY


def test_a_deck_comes_in_as_a_zip_checked_whole() -> None:
    deck = zipped(Entry("jeu.toml", b"x"), Entry("images/a.png", b"y"))
    assert receive(deck, name="jeu.zip", accept={ZIP}).kind is ZIP
    with pytest.raises(UploadRefused) as caught:
        receive(zipped(Entry("../jeu.toml", b"x")), name="jeu.zip", accept={ZIP})
    assert caught.value.trouble is Trouble.BAD_NAME


@given(st.data())
def test_any_damage_gives_a_result_or_a_refusal(data: st.DataObject) -> None:
    damaged = bytearray(zipped(NOTE, Entry("b.bin", bytes(range(200)))))
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UploadRefused):
        assert len(unpack(bytes(damaged), limits=LIMITS).names) <= LIMITS.entries
