"""What can go wrong with what is filled by hand; each message is French and says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.effect_map.by_hand import Difference, Entry
from kparole.errors import UserError

GONE = "Quelqu'un a supprimé cet effet. Vos mots sont gardés ci-dessous : enregistrez-les comme un nouvel effet."
RIVAL = (
    "Quelqu'un a changé cet effet pendant que vous écriviez. Vos mots sont gardés ci-dessous ; sous chaque question, ce "
    "que l'autre personne a mis. Choisissez, puis enregistrez de nouveau."
)


class HandError(UserError):
    """This cannot be done; ``str(error)`` says why. Nothing was written."""


class GoneMeanwhile(HandError):
    """Somebody deleted the entry."""


class ChangedMeanwhile(HandError):
    """Somebody changed the same fields of the entry: ``entry`` as it stands now, and what differs."""

    def __init__(self, entry: Entry, apart: Sequence[Difference]) -> None:
        super().__init__(RIVAL)
        self.entry = entry
        self.apart = {one.field: one.theirs for one in apart}
