"""The training: series of passages, an answer beside the reference, a score that a page sent twice does not change."""

from __future__ import annotations

from flask.testing import FlaskClient

from analysis.coding.decisions import Told
from analysis.engine import read_taxonomy
from analysis.game.reference import LENGTH, compare, questions, series
from analysis.game.views import LABELS

EVERY = questions(LABELS)


def test_every_label_of_the_reference_is_of_the_grid() -> None:
    assert len(EVERY) == 310
    assert {effect for one in EVERY for effect in one.effects} == set(read_taxonomy().ids)


def test_series_are_always_the_same_hold_passages_without_effect_and_repeat_none_before_long() -> None:
    found = [series(EVERY, number) for number in range(20)]
    assert found == [series(EVERY, number) for number in range(20)]
    assert {len(one) for one in found} == {LENGTH}
    assert all(sum(not one.labels for one in each) >= 2 for each in found)
    texts = [one.text for each in found for one in each]
    assert len(set(texts)) == len(texts)
    assert len(series(EVERY, 9999)) == LENGTH


def test_an_answer_is_set_beside_the_reference() -> None:
    asked = next(one for one in EVERY if one.effects == {"confiance", "competences-metier"})
    outcome = compare(asked, [Told("confiance"), Told("projection")], read_taxonomy().ids)
    assert (outcome.both, outcome.missed, outcome.more) == (("confiance",), ("competences-metier",), ("projection",))
    assert not outcome.same
    assert compare(asked, [Told("competences-metier"), Told("confiance", "negative", None)], read_taxonomy().ids).same


def test_one_plays_a_series_and_a_page_sent_twice_counts_once(client: FlaskClient) -> None:
    for place, question in enumerate(series(EVERY, 0)):
        page = client.get(f"/analyse/entrainement/0/{place}").get_data(as_text=True)
        assert "lu autrement" not in page
        told = {f"effet-{one.effect}": str(one.strength or "absente") for one in question.labels} if place else {}
        for _ in range(2):
            page = client.post(f"/analyse/entrainement/0/{place}", data=told).get_data(as_text=True)
        if place:
            assert "Nous voyons la même chose" in page
    assert "6 passages lus" in client.get("/analyse/entrainement/").get_data(as_text=True)
    client.post("/analyse/entrainement/recommencer")
    assert "passages lus" not in client.get("/analyse/entrainement/").get_data(as_text=True)
    assert client.get("/analyse/entrainement/0/6").status_code == 404
