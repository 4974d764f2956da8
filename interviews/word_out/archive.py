"""All the comptes-rendus that may go, as files of a folder or of one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from interviews.models import CompteRendu
from interviews.word_kinds import COPY, PROPERTIES
from interviews.word_out.export import Choice, asked_for, left_sentence
from interviews.word_out.filling import filled
from kparole.uploads.archive import unpack
from kparole.uploads.errors import UploadRefused
from kparole.uploads.kinds import DOCX, Unpacking

_DATE = (2024, 1, 1, 0, 0, 0)  # no clock in the archive
LEFT = "LISEZ-MOI.txt"


def file_name(code: str, *, masked: bool) -> str:
    """The name of a file: the code of the interview, nobody's name."""
    return f"{code}-prenoms-changes.docx" if masked else f"{code}.docx"


def is_untouched(content: bytes) -> bool:
    """Whether these bytes are a copy that nobody worked in since KParole wrote it."""
    try:
        properties = unpack(content, limits=DOCX.unpacking or Unpacking(), keep=_is_core, room=1_000_000).kept
    except UploadRefused:
        return False
    told = b"".join(properties.values())
    return COPY.encode() in told and b"lastModifiedBy>KParole<" in told


def written(rows: Sequence[CompteRendu], *, masked: bool, on: date, home: Path) -> Iterator[tuple[str, bytes]]:
    """Each compte-rendu that may go: the name of its file, its bytes. Raises NotExported, TemplateRefused."""
    papers = (asked_for(row, masked=masked, on=on) for row in rows)
    for row, content in zip(rows, filled(papers, home=home), strict=True):
        yield file_name(row.code, masked=masked), content


def archived(
    files: Iterator[tuple[str, bytes]], choice: Choice, *, total: int, tell: Callable[[int, int], None]
) -> bytes:
    """One .zip of these files, with a note on those that stay; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:  # a .docx is packed already
        for done, (name, content) in enumerate(files):
            tell(done, total)
            _add(archive, name, content)
        if choice.left:
            lines = ["Ces comptes-rendus ne sont pas dans l'archive :", "", *left_sentence(choice.left), ""]
            _add(archive, LEFT, "\r\n".join(lines).encode("utf-8-sig"))
    return whole.getvalue()


def _is_core(name: str) -> bool:
    return name.lower() == PROPERTIES


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system, entry.external_attr = 3, 0o600 << 16
    archive.writestr(entry, content)
