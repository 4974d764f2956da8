"""What can be wrong when a compte-rendu goes to Word or comes back, said in French."""

from __future__ import annotations

from kparole.errors import UserError


class TemplateRefused(UserError):
    """A Word template that cannot be filled; what was in use stays."""


class NotExported(UserError):
    """A compte-rendu that may not go out like this; ``str(error)`` says why and what to do."""


class CannotTake(UserError):
    """A Word file that cannot become a version of this compte-rendu; nothing was changed."""
