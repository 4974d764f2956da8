"""What cannot be done to a theme, in words for whoever asked."""

from __future__ import annotations

from kparole.errors import UserError


class ThemeError(UserError):
    """The gesture was not done; ``str(error)`` says why and what to do."""
