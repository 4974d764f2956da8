"""Says to someone who sends a compte-rendu why her file is not let in, and what to do in Word."""

from __future__ import annotations

from collections.abc import Iterable

from interviews.errors import WordFileError
from kparole.uploads.archive import unpack
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.kinds import DOC, DOCM, DOCX, LOCKED, PDF, PICTURES, PPTX, SOUNDS, TEXTS, XLSX, ZIP

SAVE_AS = "Ouvrez-le dans Word ou LibreOffice, choisissez « Enregistrer sous » puis « Document Word (.docx) »."
NEW_COPY = "Ouvrez-le dans Word, copiez le texte dans un document vide, enregistrez-le en .docx et réessayez."
DAMAGED = "Ce fichier est abîmé ou incomplet. Ouvrez-le dans Word, enregistrez-le de nouveau en .docx et réessayez."
PASSWORD = "Ce fichier est protégé par un mot de passe. Retirez-le dans Word, enregistrez et réessayez."
MACROS = "Ce fichier contient des macros. Dans Word, enregistrez-le comme « Document Word (.docx) »."
EMBEDDED = f"Ce fichier contient un objet incorporé ou un autre fichier. {NEW_COPY}"
TOO_LONG = (
    "Ce fichier contient trop de texte pour un compte rendu. Faites un document par personne ; "
    "s'il n'y en a qu'une, copiez le texte dans un document vide et réessayez."
)
RECIT = "Récit évaluatif KParole"
"""The category that our récits carry in their properties, so that none is taken for a compte-rendu or written over."""
KIT = "Kit KParole"
"""The category that our kits carry: what they print in headings looks like a compte-rendu."""
COPY = "Compte-rendu KParole"
"""The category of the copies of comptes-rendus: these do come back."""
PROPERTIES = "docprops/core.xml"

_TROUBLES = {
    Trouble.TOO_HEAVY: "Ce fichier pèse plus de 20 Mo. Retirez-en les images, enregistrez-le et réessayez.",
    Trouble.DAMAGED: DAMAGED,
    Trouble.PASSWORD: PASSWORD,
    Trouble.NESTED: EMBEDDED,
    Trouble.TOO_MANY: f"Ce fichier contient trop d'éléments pour un compte rendu. {NEW_COPY}",
    Trouble.BAD_NAME: f"Ce fichier contient un chemin interdit et pourrait être dangereux. {NEW_COPY}",
    Trouble.BOMB: f"Ce fichier devient démesuré une fois ouvert et pourrait être dangereux. {NEW_COPY}",
}
_KINDS = {
    LOCKED: PASSWORD,
    DOCM: MACROS,
    DOC: f"Ce fichier est un ancien document Word (.doc). {SAVE_AS}",
    PDF: "Ce fichier est un PDF. Prenez le document Word dont il vient, ou copiez son texte dans un .docx.",
    XLSX: f"Ce fichier est un classeur Excel, pas un texte Word. {SAVE_AS}",
    PPTX: f"Ce fichier est un diaporama, pas un texte Word. {SAVE_AS}",
    ZIP: "Ce fichier est une archive (.zip). Ouvrez-la et donnez les documents Word (.docx) qu'elle contient.",
}
_UNKNOWN = f"Ce fichier n'est pas un document Word (.docx). {SAVE_AS}"


def refusal(refused: UploadRefused) -> WordFileError:
    """The refusal of the common door, said for a compte-rendu."""
    kind = refused.kind
    if refused.trouble is not Trouble.WRONG_KIND:
        return WordFileError(_TROUBLES.get(refused.trouble, str(refused)))
    if kind is None or kind in TEXTS:
        return WordFileError(_UNKNOWN)
    if kind in PICTURES or kind in SOUNDS:
        return WordFileError(f"Ce fichier est {kind.said}. Tapez ce qu'il contient dans un document Word (.docx).")
    return WordFileError(_KINDS.get(kind, f"Ce fichier est {kind.said}. {SAVE_AS}"))


def refuse_embedded(names: Iterable[str]) -> None:
    """Raise WordFileError when entries of these names (lower case, « / ») are objects put inside the document."""
    if any("/embeddings/" in name or "/activex/" in name or name.endswith("oleobject.bin") for name in names):
        raise WordFileError(EMBEDDED)


def refuse_ours(properties: bytes) -> None:
    """Raise WordFileError when these core properties are those of another paper of ours.

    The quotes of a récit would be counted a second time; the fiches of the kit are nobody's words.
    """
    if RECIT.encode() in properties:
        raise WordFileError("Ce fichier est un récit écrit par KParole, pas un compte rendu. Rangez-le ailleurs.")
    if KIT.encode() in properties:
        raise WordFileError(
            "Ce fichier est le livret des fiches outils, pas un compte rendu. "
            "Le compte rendu à remplir est un autre fichier, au même endroit."
        )


def is_untouched_recit(data: bytes) -> bool:
    """Whether these bytes are a récit that nobody has worked in since KParole wrote it."""
    limits = DOCX.unpacking
    assert limits is not None
    try:
        found = unpack(data, limits=limits, keep=lambda name: name.lower() == PROPERTIES, room=1_000_000)
    except UploadRefused:
        return False
    properties = b"".join(found.kept.values())
    return RECIT.encode() in properties and b"lastModifiedBy>KParole<" in properties
