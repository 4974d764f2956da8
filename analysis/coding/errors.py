"""What can go wrong when somebody decides, in French."""

from __future__ import annotations

from kparole.errors import UserError


class CodingError(UserError):
    """A decision that cannot be kept."""
