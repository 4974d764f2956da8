"""Why a file is not let in: one reason a program can test, one French sentence or two that a person can act on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kparole.errors import UserError

if TYPE_CHECKING:
    from kparole.uploads.kinds import Kind


class Trouble(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    LOCK = "lock"
    WRONG_KIND = "wrong kind"
    TOO_HEAVY = "too heavy"
    DAMAGED = "damaged"
    PASSWORD = "password"
    TOO_MANY = "too many entries"
    BAD_NAME = "bad name"
    BOMB = "bomb"
    NESTED = "nested archive"
    TOO_WIDE = "too many points"


SENTENCES = {
    Trouble.EMPTY: "Ce fichier est vide. Vérifiez que la copie s'est bien terminée et renvoyez-le.",
    Trouble.LOCK: "Ce fichier est la marque que Word pose à côté d'un document ouvert. Fermez Word et donnez le document.",
    Trouble.TOO_HEAVY: "Ce fichier est trop lourd. Allégez-le ou partagez-le en plusieurs, puis réessayez.",
    Trouble.DAMAGED: "Ce fichier est abîmé ou incomplet. Enregistrez-le de nouveau et renvoyez-le.",
    Trouble.PASSWORD: "Ce fichier est protégé par un mot de passe. Retirez le mot de passe et renvoyez-le.",
    Trouble.TOO_MANY: "Ce fichier contient trop d'éléments. Partagez-le en plusieurs fichiers et réessayez.",
    Trouble.BAD_NAME: (
        "Ce fichier contient un nom interdit et pourrait être dangereux. Refaites l'archive avec des noms simples."
    ),
    Trouble.BOMB: "Ce fichier devient démesuré une fois ouvert et pourrait être dangereux. Refaites-le avec moins.",
    Trouble.NESTED: "Ce fichier contient une autre archive. Sortez-la et donnez ses fichiers directement.",
    Trouble.TOO_WIDE: "Cette image a trop de points pour être ouverte. Réduisez-la, par exemple à 3 000 points de large.",
}


class UploadRefused(UserError):
    """A file that is not let in; nothing was kept. ``kind``: what it was recognised as, None when that is not known."""

    def __init__(self, trouble: Trouble, message: str = "", *, kind: Kind | None = None) -> None:
        super().__init__(message or SENTENCES[trouble])
        self.trouble = trouble
        self.kind = kind
