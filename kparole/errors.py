"""Errors that reach a person: one French sentence, and the mend when there is one."""

from __future__ import annotations


class UserError(Exception):
    """Something the person can mend. The pages show it, the command line prints it and exits with 1."""


class SettingError(UserError):
    """A setting has a value that cannot be used."""


class Cancelled(Exception):
    """The person asked a job to stop; raised at its next step."""
