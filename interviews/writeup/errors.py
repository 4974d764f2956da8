"""What can be wrong with an edit, said in French."""

from __future__ import annotations

from kparole.errors import UserError


class EditError(UserError):
    """The edit cannot be made on what is there now; nothing was written."""


class TextConflict(UserError):
    """Somebody wrote something else in the same paragraph meanwhile; ``theirs`` is what stands."""

    def __init__(self, theirs: str) -> None:
        super().__init__("Quelqu'un d'autre a écrit ici en même temps. Les deux textes sont gardés : choisissez.")
        self.theirs = theirs
