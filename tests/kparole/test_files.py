from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from kparole.errors import UserError
from kparole.files import StoreError, check_output, damaged_names, read_text, store, stored, sweep, write_whole


def test_bytes_come_back_as_they_went_in(tmp_path: Path) -> None:
    name = store(tmp_path, b"\0 des octets")
    assert name == hashlib.sha256(b"\0 des octets").hexdigest()
    assert stored(tmp_path, name) == b"\0 des octets"


def test_the_same_bytes_are_kept_once_and_nothing_half_written_stays(tmp_path: Path) -> None:
    assert store(tmp_path, b"x") == store(tmp_path, b"x") != store(tmp_path, b"y")
    assert len(list((tmp_path / "fichiers").iterdir())) == 2


def test_two_threads_that_keep_the_same_bytes_at_once_both_succeed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.fsync

    def sync_while_another_keeps(number: int) -> None:
        monkeypatch.setattr(os, "fsync", plain)
        plain(number)
        store(tmp_path, b"x")

    monkeypatch.setattr(os, "fsync", sync_while_another_keeps)
    assert stored(tmp_path, store(tmp_path, b"x")) == b"x"
    assert len(list((tmp_path / "fichiers").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_what_is_kept_is_its_owners_only(tmp_path: Path) -> None:
    left = tmp_path / "son.part"
    left.write_bytes(b"un son")
    left.chmod(0o644)
    names = [store(tmp_path, b"x"), store(tmp_path, left)]
    assert stat.S_IMODE((tmp_path / "fichiers").stat().st_mode) == 0o700
    assert [stat.S_IMODE((tmp_path / "fichiers" / name).stat().st_mode) for name in names] == [0o600, 0o600]


def test_the_bytes_then_their_name_are_on_the_disk_before_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    plain_sync, plain_replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda number: (done.append("fsync"), plain_sync(number))[1])
    monkeypatch.setattr(Path, "replace", lambda path, to: (done.append("replace"), plain_replace(path, to))[1])
    store(tmp_path, b"x")
    assert done == ["fsync", "replace"] + (["fsync"] if os.name != "nt" else [])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_no_more_is_said_in_french_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_number: int) -> None:
        raise OSError(number, "plein")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="Faites de la place, puis recommencez") as caught:
        store(tmp_path, b"x")
    assert isinstance(caught.value, UserError)
    assert list((tmp_path / "fichiers").iterdir()) == []


def test_a_file_that_is_moved_in_is_gone_from_where_it_was(tmp_path: Path) -> None:
    for content in (b"un son", b"un son"):
        left = tmp_path / "son.part"
        left.write_bytes(content)
        assert stored(tmp_path, store(tmp_path, left)) == content
        assert not left.exists()


@pytest.mark.parametrize("spoiled", [b"", b"un", b"un mou", b"un mot de plus"])
def test_a_kept_file_that_changed_is_never_given_for_what_it_was(tmp_path: Path, spoiled: bytes) -> None:
    name = store(tmp_path, b"un mot")
    assert damaged_names(tmp_path) == []
    (tmp_path / "fichiers" / name).write_bytes(spoiled)
    assert damaged_names(tmp_path) == [name]
    with pytest.raises(StoreError, match=r"abîmé.*Renvoyez le fichier d'origine"):
        stored(tmp_path, name)
    store(tmp_path, b"un mot")  # the same file sent again mends it
    assert stored(tmp_path, name) == b"un mot"
    assert damaged_names(tmp_path) == []


@pytest.mark.parametrize("name", ["0" * 64, "", "../secret", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_what_was_never_kept_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "fichiers").mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(FileNotFoundError):
        stored(tmp_path, name)


def test_what_was_half_written_when_the_machine_stopped_is_swept_away(tmp_path: Path) -> None:
    assert sweep(tmp_path) == 0
    name = store(tmp_path, b"x")
    (tmp_path / "fichiers" / f"{'0' * 64}.abc.part").write_bytes(b"moiti")
    assert sweep(tmp_path) == 1
    assert [path.name for path in (tmp_path / "fichiers").iterdir()] == [name]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbfd\xc3\xa9j\xc3\xa0", "déjà"),
        ("déjà".encode(), "déjà"),
        ("déjà « vu »".encode("cp1252"), "déjà « vu »"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"", ""),
    ],
)
def test_a_text_is_read_whatever_its_alphabet_and_line_ends(tmp_path: Path, raw: bytes, text: str) -> None:
    (tmp_path / "t.txt").write_bytes(raw)
    assert read_text(tmp_path / "t.txt") == text


def test_a_place_that_suits_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    check_output(path, inputs=[tmp_path / "e.csv"])
    write_whole(path, b"x")
    check_output(path, inputs=[tmp_path / "e.csv"])
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("s.csv", b"x")]


@pytest.mark.parametrize(
    ("name", "said"), [("absent/s.csv", "n'existe pas"), ("", "est un dossier"), ("e.csv", "serait lu puis écrasé")]
)
def test_a_place_that_does_not_suit_is_said_in_french(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "e.csv").write_bytes(b"mots")
    with pytest.raises(UserError, match=said):
        check_output(tmp_path / name, inputs=[tmp_path / "e.csv"])


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "s.csv").mkdir()
    with pytest.raises(UserError, match="n'a pas pu être écrit"):
        write_whole(tmp_path / "s.csv", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["s.csv"]


def test_a_text_that_is_not_there_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"« rien.txt » n'existe pas"):
        read_text(tmp_path / "rien.txt")


def test_a_file_that_is_no_text_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\0\0\0")
    with pytest.raises(UserError, match="n'est pas un fichier de texte"):
        read_text(tmp_path / "image.csv")


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(UserError, match="pas un fichier ordinaire"):
        check_output(Path(os.devnull))
