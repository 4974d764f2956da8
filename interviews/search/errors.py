"""What can be wrong with a search; the sentence goes to the page as it is."""

from __future__ import annotations

from kparole.errors import UserError


class SearchError(UserError):
    """Nothing can be looked for; ``str(error)`` says in French what to type instead."""
