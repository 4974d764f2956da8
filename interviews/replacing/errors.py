"""What can go wrong with the names of the words; each message is French and says what to do."""

from __future__ import annotations

from kparole.errors import UserError


class ReplacingError(UserError):
    """A name cannot be changed this way; ``str(error)`` says why. Nothing was written."""
