"""What can be wrong with a deck, said in French."""

from __future__ import annotations

from kparole.errors import UserError


class DeckError(UserError):
    """The deck cannot be used; ``str(error)`` lists every problem, one a line."""


class DeckConflict(UserError):
    """Somebody changed the same card meanwhile; nothing was written."""


class NoDeck(LookupError):
    """No deck has this name."""


class PrintError(UserError):
    """What was asked cannot be printed; ``str(error)`` says what and why."""
