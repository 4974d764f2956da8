"""Walking through the demonstration as somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kparole.accounts.models import Account
from kparole.config import Settings
from kparole.db import db
from kparole.walk import WALK, identify
from tests.conftest import opened


@pytest.fixture
def walker(settings: Settings) -> Iterator[FlaskClient]:
    """A browser in a demonstration where somebody of the administration has account 1."""
    with opened(replace(settings, demo=True)) as app:
        with app.app_context():
            db.session.add(Account(username="awa", name="Awa", role="administration", fs_uniquifier="awa"))
            db.session.commit()
        app.extensions["kparole.identify"] = identify
        yield app.test_client()


def test_one_sees_as_the_account_that_was_chosen_then_as_oneself_again(walker: FlaskClient) -> None:
    assert walker.post("/demonstration", data={"comme": "compte:1"}).status_code == 302
    assert walker.get("/entretiens/").status_code == 403
    assert walker.post("/demonstration", data={"comme": ""}).status_code == 302
    assert walker.get("/entretiens/").status_code == 200


@pytest.mark.parametrize("number", ["²", "١", "9" * 30, "99999999999", "-1", "1 ", "", "2"])
@pytest.mark.parametrize("kind", ["compte", "passe"])
def test_a_number_of_nobody_is_a_404(walker: FlaskClient, kind: str, number: str) -> None:
    assert walker.post("/demonstration", data={"comme": f"{kind}:{number}"}).status_code == 404


@pytest.mark.parametrize("kept", ["compte:²", "compte:" + "9" * 30, "compte", "compte:7"])
def test_a_session_that_names_nobody_is_oneself(walker: FlaskClient, kept: str) -> None:
    with walker.session_transaction() as session:
        session[WALK] = kept
    assert walker.get("/entretiens/").status_code == 200
