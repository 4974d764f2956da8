"""Who could be recognised although every name is changed."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from interviews.replacing.service import confirm_all
from interviews.replacing.warnings import warnings_among, warnings_of
from kparole.access import acting_as
from tests.interviews.replacing.names_making import contributor, interview, propose


@pytest.fixture
def codes(app: Flask) -> list[str]:
    """Four women of about thirty in « Ici », one of sixty who speaks of her health, one elsewhere."""
    with app.app_context():
        made = [interview("Ici", f"Bonjour {number}.") for number in range(4)]
        made.append(interview("Ici", "J'ai du diabète.", age=61))
        made.append(interview("Ailleurs", "Bonsoir."))
        propose(made[4], ("diabète", "SANTE"))
        return made


def test_who_shares_all_with_three_others_is_warned_of_for_nothing(app: Flask, codes: list[str]) -> None:
    with app.app_context():
        assert warnings_of(codes[0]).shown == ()


def test_who_is_alone_of_her_age_is_told_with_what_to_do(app: Flask, codes: list[str]) -> None:
    with app.app_context():
        told = [(one.why, one.todo) for one in warnings_of(codes[4]).shown]
        assert any("55 ans et plus" in why and "âge" in todo for why, todo in told)


def test_a_fact_counts_once_somebody_confirmed_it(app: Flask, codes: list[str]) -> None:
    with app.app_context():
        assert not any("diabete" in one.why for one in warnings_of(codes[4]).shown)
        confirm_all(codes[4])
        assert any("diabete" in one.why and "ne citez pas" in one.todo.lower() for one in warnings_of(codes[4]).shown)


def test_the_recit_is_warned_of_those_it_quotes_only(app: Flask, codes: list[str]) -> None:
    with app.app_context():
        assert warnings_among(codes[:4]).people == 0
        assert warnings_among(codes).people == 2
        assert warnings_among([]).shown == ()


def test_a_contributor_is_warned_as_if_she_reached_everybody_and_reads_her_own(
    app: Flask, client: FlaskClient, codes: list[str]
) -> None:
    with app.app_context(), acting_as(contributor("Ici")):
        assert {code for one in warnings_of(codes[4]).shown for code in one.codes} == {codes[4]}
    shown = client.get(f"/entretiens/{codes[4]}").get_data(as_text=True)
    assert "pourrait être reconnue" in shown
    assert "pourrait être reconnue" not in client.get(f"/entretiens/{codes[0]}").get_data(as_text=True)
