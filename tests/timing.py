"""How long something takes, whatever else the machine does meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable


def least(work: Callable[[], object], *, tries: int = 3) -> float:
    """Processor seconds of the quickest of some tries: neighbours make a try slower, never quicker."""
    taken = []
    for _ in range(tries):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)
