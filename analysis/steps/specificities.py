"""Words that one part of the corpus says more, or less, than its size would have it (Lafon, 1980: hypergeometric law)."""

from __future__ import annotations

import math
from functools import cache


def specificity(here: int, part: int, everywhere: int, total: int) -> float:
    """How surprising it is to find a thing ``here`` times: signed power of ten of the chance, 0 when it is as expected.

    Args:
        here: how often in the part.
        part: size of the part.
        everywhere: how often in all.
        total: size of all.

    Returns:
        +3.0: as often or more by chance once in a thousand; −3.0: as seldom or less.

    >>> round(specificity(8, 10, 10, 100), 1) > 5, specificity(1, 10, 10, 100)
    (True, 0.0)
    """
    if not 0 < part < total or not everywhere:
        return 0.0
    expected = everywhere * part / total
    low, high = max(0, everywhere + part - total), min(everywhere, part)
    if here == round(expected, 9):
        return 0.0
    tail = range(here, high + 1) if here > expected else range(low, here + 1)
    logs = [_choose(part, k) + _choose(total - part, everywhere - k) - _choose(total, everywhere) for k in tail]
    most = max(logs)
    chance = most + math.log(sum(math.exp(one - most) for one in logs))
    power = -min(chance, 0.0) / math.log(10)
    return round(power if here > expected else -power, 2)


@cache
def _choose(total: int, taken: int) -> float:
    """Natural logarithm of how many ways there are to take so many of them."""
    return math.lgamma(total + 1) - math.lgamma(taken + 1) - math.lgamma(total - taken + 1)
