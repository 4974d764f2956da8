from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from kparole.errors import UserError
from kparole.files import check_output, read_text, store, stored, write_whole


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
    plain = Path.write_bytes

    def write_while_another_does(path: Path, content: bytes) -> int:
        monkeypatch.setattr(Path, "write_bytes", plain)
        written = plain(path, content)
        store(tmp_path, content)
        return written

    monkeypatch.setattr(Path, "write_bytes", write_while_another_does)
    assert stored(tmp_path, store(tmp_path, b"x")) == b"x"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_the_folder_of_sendings_is_its_owners(tmp_path: Path) -> None:
    store(tmp_path, b"x")
    assert stat.S_IMODE((tmp_path / "fichiers").stat().st_mode) == 0o700


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        stored(tmp_path, "0" * 64)


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
