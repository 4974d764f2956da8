"""What can be wrong with a deck, said in one French sentence."""

from __future__ import annotations


class DeckError(Exception):
    """The deck file cannot be used; ``str(error)`` lists every problem, one a line."""
