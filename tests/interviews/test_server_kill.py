"""The server killed while a tablet sends, ten times; ``make endurance`` does it a hundred times."""

from __future__ import annotations

import pytest

from kparole.config import Settings
from tests.endurance.server_kills import BATCH, kill_server

TIMES = {"sqlite": 10, "postgresql": 3}


@pytest.mark.both_databases
def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(settings: Settings, database: str) -> None:
    tablet = kill_server(settings, times=TIMES[database])
    assert tablet.wrong == []
    assert tablet.cut > 0
    # At least one batch got through in each life, and the first life may have heard of the opening only.
    assert len(tablet.acknowledged) == len(tablet.sent) > (TIMES[database] - 1) * BATCH
