"""What can go wrong with one interview's papers; each class is one French sentence that proposes the mend."""

from __future__ import annotations

from kparole.errors import UserError


class WordFileError(Exception):
    """This file cannot be taken in; ``str(error)`` says why in French and what to do. Nothing was changed."""


class NotHere(Exception):
    """This interview, or this photo or sound of it, is not within reach; whether it exists elsewhere is not said."""


class NoKpaError(UserError):
    """Whoever sends an interview has no KPA it could belong to."""


class PieceRefused(UserError):
    """A photo or a sound that cannot be taken; ``str(error)`` says why in French. Nothing of it was kept."""


class Unfinished(Exception):
    """A photo or a sound is not whole yet: its sending goes on from byte ``received``."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class CannotPour(UserError):
    """An interview of which no compte-rendu can be made (yet); ``str(error)`` says why in French and what to do."""


class KitError(UserError):
    """The kit cannot be used; ``str(error)`` lists every problem, one a line."""
