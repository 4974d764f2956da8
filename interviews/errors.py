"""What can go wrong with one interview's papers; each class is one French sentence that proposes the mend."""

from __future__ import annotations


class WordFileError(Exception):
    """This file cannot be taken in; ``str(error)`` says why in French and what to do. Nothing was changed."""
