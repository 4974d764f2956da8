"""What a tablet sends over bad networks, to a server that dies, from a browser that dies. The long forms: make endurance."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kparole.config import read_settings
from tests.endurance.browser_kills import kill_while_typing
from tests.endurance.fault_kinds import WEIGHTS
from tests.endurance.tablet_faults import run
from tests.endurance.tablet_kills import kill_during_sync
from tests.endurance.tablet_offline import make_then_send

pytestmark = pytest.mark.browser
NETWORKS, DEATHS = pytest.mark.xdist_group("tablet-networks"), pytest.mark.xdist_group("tablet-deaths")

Result = TypeVar("Result")


def awaited(work: Coroutine[Any, Any, Result]) -> Result:
    """What this gives, run beside the loop that Playwright keeps in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@NETWORKS
def test_over_200_bad_networks_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    outcome = awaited(run(read_settings({}, home=tmp_path), scenarios=200))
    assert outcome.wrong == []
    assert outcome.scenarios == 200
    assert set(outcome.faults) == set(WEIGHTS)
    assert outcome.totals.acknowledged > 2500
    assert outcome.totals.photos > 50
    assert min(outcome.totals.aside["refus"], outcome.totals.aside["conflit"]) > 3


@DEATHS
def test_a_server_that_dies_during_the_sync_loses_nothing(tmp_path: Path) -> None:
    outcome = awaited(kill_during_sync(read_settings({}, home=tmp_path), kills=5))
    assert outcome.wrong == []
    assert outcome.faults["server killed"] == 5
    assert outcome.totals.acknowledged > 10


@DEATHS
def test_a_browser_that_dies_while_somebody_types_takes_a_second_at_most(tmp_path: Path) -> None:
    typing = awaited(kill_while_typing(read_settings({}, home=tmp_path), kills=2))
    assert typing.wrong == []
    assert len(typing.taken) == 2
    assert len(typing.words) > 10


@pytest.mark.long
@DEATHS
def test_interviews_and_photos_made_without_a_server_arrive_with_the_same_hashes(tmp_path: Path) -> None:
    trip = awaited(make_then_send(read_settings({}, home=tmp_path), interviews=2, photos=4))
    assert trip.wrong == []
    assert (trip.photos, trip.operations) == (4, 2 * 4 + 4)
