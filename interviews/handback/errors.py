"""What cannot be done on the way of a compte-rendu; each class is a French sentence that says what to do."""

from __future__ import annotations

from kparole.errors import UserError


class StageError(UserError):
    """A compte-rendu cannot go there from where it is, or not without saying why."""


class AnswerError(UserError):
    """What was answered about a passage cannot be kept."""


class WithdrawalError(UserError):
    """Words cannot be taken back, or put back, from where they are."""
