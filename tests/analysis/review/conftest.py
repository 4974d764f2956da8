"""What the tests of the review share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from kparole.access import Actor
from tests.analysis.review.making import actor, make_interviews

Be = Callable[..., None]


@pytest.fixture
def be(app: Flask) -> Iterator[Be]:
    """Two interviews read by the machine; whoever knocks is the one named here, Inès at first."""
    with app.app_context():
        make_interviews()

    def become(*who: str, as_: Actor | None = None) -> None:
        now = as_ or actor(*who)
        app.extensions["kparole.identify"] = lambda: now

    become()
    return become
