"""How many requests a minute one person may make. Counted by account or pass, never by address: a whole KPA shares one."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Pace:
    """Counts the requests of each person over the last minute, in memory: one server holds the data."""

    def __init__(self, a_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._item = RateLimitItemPerMinute(a_minute)

    def allows(self, who: str) -> bool:
        """Count one request of this person; False when there were too many."""
        return self._limiter.hit(self._item, who)
