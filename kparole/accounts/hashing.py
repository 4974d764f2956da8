"""At most two Argon2 hashes at once: each takes 64 MB and a core, and a crowd at the door must not stop the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from passlib.context import CryptContext
from werkzeug.exceptions import TooManyRequests

AT_ONCE = 2
PATIENCE = 3.0
"""Seconds to wait for one's turn: beyond, one is asked to try again, so that a crowd does not hold every thread."""


class Gate:
    """A password context that lets ``AT_ONCE`` computations through; the others wait their turn."""

    def __init__(self, context: CryptContext) -> None:
        self._context = context
        self._turn = BoundedSemaphore(AT_ONCE)

    def hash(self, *args: Any, **options: Any) -> Any:
        """As the context does, in turn."""
        with self._in_turn():
            return self._context.hash(*args, **options)

    def verify(self, *args: Any, **options: Any) -> Any:
        """As the context does, in turn."""
        with self._in_turn():
            return self._context.verify(*args, **options)

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=PATIENCE):
            raise TooManyRequests
        try:
            yield
        finally:
            self._turn.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)
