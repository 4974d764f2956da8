"""The one door: what is let in, under which name and kind, and how it is said when a file is not."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kparole.errors import UserError
from kparole.files import store, stored
from kparole.uploads import kinds
from kparole.uploads.door import Upload, receive
from kparole.uploads.errors import SENTENCES, Trouble, UploadRefused
from kparole.uploads.kinds import CSV, DOCX, OGG, PICTURES, SOUNDS, TEXT, TOML, ZIP, Kind
from kparole.uploads.names import LONGEST, folder_of, shown_name
from tests.bad_files.images import drawn
from tests.bad_files.making import GOOD
from tests.zip_making import Entry, zipped

EVERYTHING = frozenset(kind for kind in vars(kinds).values() if isinstance(kind, Kind))
TAKEN = frozenset(kind for kind in EVERYTHING if kind.heaviest)
SOUND = b"OggS\0\x02" + bytes(5_000)


class InCrumbs(io.BytesIO):
    """A connection that gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(1_000, size) if size and size > 0 else size)


def refusal(content: bytes, *accept: Kind, name: str = "a") -> UploadRefused:
    with pytest.raises(UploadRefused) as caught:
        receive(content, name=name, accept=accept)
    assert isinstance(caught.value, UserError)
    return caught.value


def test_a_file_let_in_says_what_it_is_and_what_was_kept() -> None:
    upload = receive(io.BytesIO(GOOD), name="C:\\Bureau\\compte rendu.docx", accept={DOCX})
    assert upload == Upload("compte rendu.docx", DOCX, GOOD, len(GOOD), hashlib.sha256(GOOD).hexdigest())


def test_a_stream_that_gives_little_at_a_time_is_read_to_its_end() -> None:
    assert receive(InCrumbs(GOOD), name="a", accept={DOCX}).content == GOOD


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (GOOD, DOCX),
        (zipped(Entry("jeu.toml", b"x")), ZIP),
        (drawn("jpeg"), kinds.JPEG),
        (drawn("png"), kinds.PNG),
        (drawn("webp"), kinds.WEBP),
        (drawn("gif"), kinds.PNG),
        (SOUND, OGG),
        ("Une note de café.".encode(), TEXT),
        ("Une note de café.".encode("cp1252"), TEXT),
        (b"BM, c'est le code du magasin", TEXT),
    ],
    ids=["docx", "zip", "jpeg", "png", "webp", "gif", "ogg", "utf-8", "cp1252", "BM"],
)
def test_the_kind_is_told_from_the_bytes_whatever_the_name(tmp_path: Path, content: bytes, kind: Kind) -> None:
    upload = receive(content, name="photo.exe", accept={DOCX, ZIP, TEXT} | PICTURES | SOUNDS, spool=tmp_path)
    assert upload.kind == kind


@pytest.mark.parametrize(
    ("name", "kind"), [("chiffres.CSV", CSV), ("jeu.toml", TOML), ("note.txt", TEXT), ("note", CSV), ("x.docx", CSV)]
)
def test_the_name_only_chooses_between_kinds_of_text(name: str, kind: Kind) -> None:
    assert receive(b"id,texte\n1,a\n", name=name, accept={CSV, TOML, TEXT}).kind == kind


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"a\0b", b"\x81\x8d", GOOD, "é".encode("utf-16")])
def test_what_is_no_text_is_not_let_in_as_one(content: bytes) -> None:
    assert refusal(content, CSV, name="a.csv").trouble is Trouble.WRONG_KIND


@pytest.mark.parametrize(
    ("content", "accept", "said"),
    [
        (b"%PDF-1.7", {CSV}, "Ce fichier est un PDF. Donnez plutôt un tableau (.csv)."),
        (b"\xfe\xfe\xfe\0", {CSV}, "Ce fichier n'est pas d'une sorte que KParole connaît. Donnez plutôt un tableau (.csv)."),
        (b"x", PICTURES, "une image GIF, une image JPEG, une image PNG ou une image WebP."),
        (b"<svg xmlns='x'/>", PICTURES, "Ce fichier est un dessin SVG. Enregistrez-le en PNG, puis donnez cette image."),
        (b"\0\0\0\x18ftypheic\0\0", PICTURES, "« Le plus compatible »."),
        (GOOD, PICTURES, "Ce fichier est un document Word (.docx). Donnez plutôt une image"),
        (b"", {CSV}, SENTENCES[Trouble.EMPTY]),
        (b"x" * 1_000_001, {TOML}, "Ce fichier pèse plus de 1 Mo."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_the_file_is_and_what_to_do(content: bytes, accept: set[Kind], said: str) -> None:
    assert said in str(refusal(content, *accept))


@pytest.mark.parametrize("kind", sorted(TAKEN, key=lambda kind: kind.id), ids=lambda kind: kind.id)
def test_every_kind_that_is_taken_has_an_ending_a_type_and_a_limit_under_that_of_a_sending(kind: Kind) -> None:
    assert kind.suffix.isalnum()
    assert "/" in kind.mime
    assert 0 < kind.heaviest <= 100_000_000


@pytest.mark.parametrize("kind", sorted(EVERYTHING - TAKEN, key=lambda kind: kind.id), ids=lambda kind: kind.id)
def test_what_is_only_recognised_can_be_said_in_a_sentence(kind: Kind) -> None:
    assert kind.said.startswith(("un ", "une "))
    assert not kind.mend or kind.mend.endswith(".")


@pytest.mark.parametrize("trouble", SENTENCES)
def test_every_trouble_has_its_sentence_and_the_mend(trouble: Trouble) -> None:
    assert SENTENCES[trouble].count(".") >= 2
    assert SENTENCES[trouble][0].isupper()


def test_words_lock_file_is_known_by_its_name() -> None:
    assert refusal(b"\x05Nadia" + bytes(156), DOCX, name="dossier/~$a.docx").trouble is Trouble.LOCK


def test_a_file_is_read_no_further_than_the_heaviest_asked_for() -> None:
    stream = io.BytesIO(b"\1" * 3_000_000)
    with pytest.raises(UploadRefused, match="pèse plus de 1 Mo"):
        receive(stream, name="a", accept={TOML})
    assert stream.tell() <= 1_000_001


def test_a_sound_waits_in_a_file_of_its_own_and_is_moved_where_it_stays(tmp_path: Path) -> None:
    upload = receive(io.BytesIO(SOUND), name="a.ogg", accept=SOUNDS, spool=tmp_path)
    assert isinstance(upload.body, Path)
    assert (upload.body.parent, upload.size) == (tmp_path, len(SOUND))
    assert upload.content == SOUND
    assert stored(tmp_path, store(tmp_path, upload.body)) == SOUND
    assert store(tmp_path, SOUND) == upload.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["fichiers"]


def test_a_sound_that_is_too_heavy_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Kind("ogg", OGG.said, "ogg", "audio/ogg", 4_500)
    monkeypatch.setattr("kparole.uploads.door.SOUNDS", {small})
    monkeypatch.setattr("kparole.uploads.door.recognise", lambda _content: small)
    with pytest.raises(UploadRefused):
        receive(SOUND, name="a.ogg", accept={small}, spool=tmp_path)
    assert list(tmp_path.iterdir()) == []


@given(st.binary(max_size=300), st.sampled_from(["", "x.csv", "x.docx"]))
def test_any_bytes_are_let_in_or_refused_with_a_sentence(content: bytes, name: str) -> None:
    said = ""
    try:
        said = receive(content, name=name, accept=TAKEN - SOUNDS).kind.said + "."
    except UploadRefused as refused:
        said = str(refused)
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("a.docx", "a.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Bureau\\a.docx", "a.docx"),
        ("dossier/", "dossier"),
        ("..", "fichier sans nom"),
        ("", "fichier sans nom"),
        (None, "fichier sans nom"),
        ("\0\x1b[2J", "[2J"),
        ("a\nb\t c.docx", "a b c.docx"),
        ("exe\u202excod.\u2066a\u200b", "exexcod.a"),
        ("e\u0301te\u0301.docx", "été.docx"),
        ("\ud800.docx", ".docx"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
        ("x" * 300, "x" * 200),
        ("مقابلة.docx", "مقابلة.docx"),
    ],
)
def test_a_name_is_shown_on_one_line_without_path_or_hidden_mark(sent: str | None, shown: str) -> None:
    assert shown_name(sent) == shown


@given(st.text(max_size=400))
def test_any_name_can_be_shown(sent: str) -> None:
    shown = shown_name(sent)
    assert 0 < len(shown) <= LONGEST
    assert shown.isprintable()
    assert not {"/", "\\"} & set(shown)
    assert shown_name(shown) == shown


@pytest.mark.parametrize(
    ("sent", "folder"),
    [("Documents/Les Tilleuls/a.docx", "Les Tilleuls"), ("a.docx", None), ("../a.docx", None), ("/a.docx", None), ("C:\\b\\a", "b")],
)  # fmt: skip
def test_the_folder_of_a_file_is_remembered_when_there_was_one(sent: str, folder: str | None) -> None:
    assert folder_of(sent) == folder
