"""What can go wrong in a double reading, in French."""

from __future__ import annotations

from kparole.errors import UserError


class RoundError(UserError):
    """A double reading that cannot be opened, read or ended."""
