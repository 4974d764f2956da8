"""A program killed while it writes, thirty times at random moments; ``make endurance`` does it a thousand times."""

from __future__ import annotations

import pytest

from kparole.config import Settings
from tests.endurance.kills import kill_many

TIMES = {"sqlite": 30, "postgresql": 6}


@pytest.mark.both_databases
def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(settings: Settings, database: str) -> None:
    deaths = kill_many(settings, times=TIMES[database])
    assert deaths.wrong == []
    assert deaths.kills == TIMES[database]
    assert len(deaths.told) > deaths.kills
