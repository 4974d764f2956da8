"""Says kindly what a file is when it is not a .docx: old Word, password, OpenDocument, PDF, another kind of zip."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence

from interviews.errors import WordFileError

SAVE_AS = "Ouvrez-le dans Word ou LibreOffice, choisissez « Enregistrer sous » puis « Document Word (.docx) »."
RECIT = "Récit évaluatif KParole"
"""The category that our récits carry in their properties, so that none is taken for a compte-rendu or written over."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_other_kinds(data: bytes, names: Sequence[str]) -> None:
    """Raise WordFileError when the bytes, or the entry names of a readable zip, are those of another kind of file.

    Returns quietly for what looks like a .docx, whole or damaged.
    """
    if names:
        _refuse_other_zips([name.replace("\\", "/").lower() for name in names], data)
    elif message := _not_a_zip(data):
        raise WordFileError(message)


def refuse_recit(properties: bytes) -> None:
    """Raise WordFileError when these core properties are those of a récit: its quotes would be counted a second time."""
    if RECIT.encode() in properties:
        raise WordFileError("Ce fichier est un récit écrit par KParole, pas un compte rendu. Rangez-le ailleurs.")


def is_untouched_recit(data: bytes) -> bool:
    """Whether these bytes are a récit that nobody has worked in since KParole wrote it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            properties = archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False
    return RECIT.encode() in properties and b"lastModifiedBy>KParole<" in properties


def _not_a_zip(data: bytes) -> str | None:
    if not data.strip(b"\0 \r\n\t"):
        return "Ce fichier est vide. Vérifiez que la copie s'est bien terminée et renvoyez-le."
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "Ce fichier est protégé par un mot de passe. Retirez-le dans Word, enregistrez et réessayez."
        return f"Ce fichier est un ancien document Word (.doc). {SAVE_AS}"
    head = data.lstrip()[:1024]
    if head.startswith(b"%PDF"):
        return "Ce fichier est un PDF. Prenez le document Word dont il vient, ou copiez son texte dans un .docx."
    if head.startswith(b"{\\rtf"):
        return f"Ce fichier est un document RTF. {SAVE_AS}"
    if head[:1] == b"<":
        return f"Ce fichier est une page web ou du XML. {SAVE_AS}"
    return None if head.startswith(b"PK") else f"Ce fichier n'est pas un document Word (.docx). {SAVE_AS}"


def _refuse_other_zips(names: list[str], data: bytes) -> None:
    if any(posixpath.basename(name) in {"vbaproject.bin", "vbadata.xml"} for name in names):
        raise WordFileError(
            "Ce fichier contient des macros. Dans Word, enregistrez-le comme « Document Word (.docx) »."
        )
    if any("/embeddings/" in name or "/activex/" in name or name.endswith("oleobject.bin") for name in names):
        raise WordFileError(
            "Ce fichier contient un objet incorporé. Copiez son texte dans un document vide et réessayez."
        )
    if "mimetype" in names and b"application/vnd.oasis.opendocument" in data[:200]:
        raise WordFileError(f"Ce fichier est un document OpenDocument (.odt). {SAVE_AS}")
    others = {
        "xl/workbook.xml": "classeur Excel",
        "ppt/presentation.xml": "diaporama",
        "index/document.iwa": "document Pages",
    }
    for name, kind in others.items():
        if name in names:
            raise WordFileError(f"Ce fichier est un {kind}, pas un texte Word. {SAVE_AS}")
