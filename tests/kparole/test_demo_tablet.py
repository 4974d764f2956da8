"""The interviews led with the tablet in the demonstration: nothing refused, something to show."""

from __future__ import annotations

import pytest
from flask import Flask

from interviews.draft import draft
from interviews.draft_follow import deck_of
from interviews.fold import fold
from interviews.journal_service import journal_of
from interviews.received_service import received_interviews
from kparole.db import db
from kparole.demo_tablet import lead_interviews
from network.service import add_kpa


@pytest.mark.parametrize("code", ["ICI", None])
def test_one_interview_waits_to_be_poured_and_one_is_a_trial(app: Flask, code: str | None) -> None:
    with app.app_context():
        kpa = add_kpa("Les Mains d'ici", code="ICI").id
        db.session.commit()
        lead_interviews(code)
        trial, real = sorted(received_interviews(), key=lambda one: not one.state.trial)
        assert (trial.state.trial, trial.state.ended, real.state.trial, real.state.ended) == (True, True, False, True)
        assert real.interview.kpa_id == (kpa if code else None)
        found = draft(fold(journal_of(real.interview)), deck=deck_of(real.interview))
    assert [(card.id, card.title) for card in found.cards] == [
        ("utile", "J'ai été utile…"), ("aime", "Je n'ai pas aimé…"), ("joker", "Le permis"),
    ]  # fmt: skip
    assert found.cards[0].passages[0].exact
    assert found.problems == ()
