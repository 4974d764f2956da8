"""What the tests of the récit share: one full source and the file written from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from analysis.effect_map.picture import MapPicture
from analysis.recit.source import RecitSource
from analysis.recit.word import write_recit
from analysis.steps.chart_sheet import Chart
from tests.analysis.recit.making import make_source


@pytest.fixture(scope="session")
def source() -> RecitSource:
    return make_source()


@pytest.fixture(scope="session")
def written(source: RecitSource) -> bytes:
    return write_recit(source)


@pytest.fixture(scope="session")
def drawing() -> Callable[[Chart | MapPicture], bytes]:
    """Draws a chart, or the map of effects, the first time it is asked for."""
    plain = {Chart: Chart.png, MapPicture: MapPicture.png}
    return cache(lambda chart: plain[type(chart)](chart))


@pytest.fixture
def charts_drawn_once(drawing: Callable[[Chart | MapPicture], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """For what looks at the words of a récit: its charts, which take most of the time, are not drawn again."""
    for kind in (Chart, MapPicture):
        monkeypatch.setattr(kind, "png", lambda chart: drawing(chart))
