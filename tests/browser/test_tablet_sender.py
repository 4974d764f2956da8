"""The sender: what leaves the queue, what stays, what is set aside, and what is said of it."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from tests.browser.sending import (
    OTHER,
    Ground,
    Server,
    begun,
    send,
    wait_empty,
    wait_message,
    wait_phase,
    waiting,
    write,
)
from tests.interviews.journal_making import INTERVIEW, uid

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-sender")]

WRONG: list[tuple[Any, str, str]] = [
    ((200, "<p>Bienvenue sur le wifi", {"Content-Type": "text/html"}), "reseau", "wifi"),
    ([200, {"recues": []}], "attente", "accusé réception"),
    ((200, '{"recues": []}', {"Content-Type": "application/json"}), "reseau", "wifi"),
    ([401, {"message": "Votre séance est finie."}], "connexion", "Connectez-vous"),
    ((302, "", {"Location": "/portail"}), "reseau", "wifi"),
    ([503, {"message": "Panne."}], "attente", "indisponible"),
    ([200, {"recues": [uid("stranger")]}], "attente", "accusé réception"),
    ([429, {"message": "Trop vite."}], "attente", "indisponible"),
    ([200, {"recues": "tout"}], "attente", "accusé réception"),
    ([404, {"message": "Cet entretien n'est pas ici."}], "attente", "pas ici"),
]
"""An answer that acknowledges nothing, the phase of the sender after it, words it says; two that follow differ."""


def test_what_is_acknowledged_leaves_the_queue_and_is_counted(sending: Page) -> None:
    server = Server(sending)
    ids = write(sending)
    send(sending)
    wait_empty(sending)
    status = wait_phase(sending, "repos")
    assert server.batches == [ids]
    assert (status["unsent"], status["received"], status["aside"], status["message"]) == (0, 6, 0, None)
    assert sending.evaluate("() => phases") == ["repos", "envoi", "repos"]


def test_over_every_other_answer_the_queue_stays_whole_says_why_and_goes_in_the_end(sending: Page) -> None:
    server = Server(sending)
    ids = write(sending)
    for number, (answer, phase, words) in enumerate(WRONG):
        server.answer = lambda request, _ids, told=answer: told if request.method == "POST" else None
        sending.evaluate("() => sender.now()") if number else send(sending)
        assert words in wait_message(sending, words), answer
        assert wait_phase(sending, phase)["received"] == 0
        assert waiting(sending) == ids, answer
    server.answer = lambda _request, _ids: None
    wait_empty(sending)
    assert wait_phase(sending, "repos")["message"] is None


def test_a_batch_too_heavy_is_halved_in_order_until_it_passes(sending: Page) -> None:
    server = Server(sending)
    server.answer = lambda _request, ids: (413, "trop", {"Content-Type": "text/html"}) if len(ids) > 2 else None
    ids = write(sending, 9)
    send(sending)
    wait_empty(sending)
    taken = [batch for batch in server.batches if len(batch) <= 2]
    assert list(chain.from_iterable(taken)) == ids
    assert [len(batch) for batch in server.batches][:3] == [10, 5, 3]


def test_what_makes_the_server_fail_is_sent_in_smaller_batches(sending: Page) -> None:
    server = Server(sending)
    ids = write(sending)
    server.answer = lambda _request, sent: [500, {"message": "Panne."}] if ids[3] in sent else None
    send(sending)
    sending.evaluate("async (id) => until(async () => (await store.outbox(id)).length === 3)", INTERVIEW)
    assert waiting(sending) == ids[3:]


def test_conflicts_and_refusals_are_set_aside_with_their_reason_and_the_rest_is_received(sending: Page) -> None:
    server = Server(sending)
    ids = write(sending)
    told = {
        "recues": ids[2:],
        "conflits": [{"id": ids[0], "hash_connu": "0" * 64}],
        "refusees": [{"id": ids[1], "raison": "Carte inconnue."}, {"id": None, "raison": "?"}],
    }
    server.answer = lambda _request, sent: [409, told] if sent else None
    send(sending)
    wait_empty(sending)
    aside = sending.evaluate("async (id) => store.aside(id)", INTERVIEW)
    assert [(one["id"], one["why"]) for one in aside] == [(ids[0], "conflit"), (ids[1], "refus")]
    assert aside[1]["reason"] == "Carte inconnue."
    assert "Les deux sont gardées" in aside[0]["reason"]
    assert wait_phase(sending, "repos")["aside"] == 2


def test_an_id_both_received_and_in_conflict_is_not_let_go(sending: Page) -> None:
    server = Server(sending)
    ids = write(sending)
    server.answer = lambda _request, sent: [409, {"recues": ids, "conflits": [{"id": ids[0]}]}] if sent else None
    send(sending)
    wait_empty(sending)
    assert [one["id"] for one in sending.evaluate("async (id) => store.aside(id)", INTERVIEW)] == [ids[0]]


def test_an_interview_that_is_not_open_to_us_does_not_hold_up_the_others(sending: Page) -> None:
    server = Server(sending)
    server.answer = lambda request, _ids: [404, {"message": "Pas ici."}] if INTERVIEW in request.url else None
    ids = write(sending)
    write(sending, 2, OTHER)
    send(sending)
    wait_empty(sending, OTHER)
    assert waiting(sending) == ids


def test_a_token_that_is_over_is_asked_again_at_once(sending: Page) -> None:
    server = Server(sending)
    refused: list[str] = []

    def stale(request: Request, _ids: list[str]) -> Any:
        if request.method == "POST" and not refused:
            refused.append(request.url)
            return [400, {"message": "La page est restée ouverte trop longtemps."}]
        return None

    server.answer = stale
    write(sending)
    send(sending)
    wait_empty(sending)
    wait_phase(sending, "repos")
    assert [one.split("/")[0] for one in server.asked] == [
        "GET jeton",
        "POST entretiens",
        "GET jeton",
        "POST entretiens",
    ]
    assert sending.evaluate("() => phases") == ["repos", "envoi", "repos"]


def test_one_tab_sends_and_the_other_hears_then_takes_over(context: BrowserContext, here: Ground) -> None:
    first, second = (begun(context.new_page(), here, locks=True) for _ in range(2))
    servers = [Server(first), Server(second)]
    send(first)
    wait_phase(first, "repos")
    first.evaluate(
        "() => until(async () => (await navigator.locks.query()).held.some((one) => one.name === 'kparole-envoi'))"
    )
    send(second)
    ids = write(second)
    wait_empty(second)
    second.wait_for_function("() => sender.status.received === 6")
    assert (list(chain(*servers[0].batches)), servers[1].batches) == (ids, [])  # in as many batches as it heard of them
    first.close()
    more = write(second, 1, OTHER)
    wait_empty(second, OTHER)
    assert list(chain(*servers[1].batches)) == more


def test_what_waits_for_more_than_two_days_is_said(sending: Page) -> None:
    server = Server(sending)
    server.answer = lambda _request, _ids: [503, {"message": "Panne."}]
    write(sending)
    send(sending)
    assert wait_phase(sending, "attente")["late"] is False
    sending.evaluate("() => { const now = Date.now; Date.now = () => now() + 49 * 3600 * 1000; }")
    sending.wait_for_function("() => sender.status.late")


def test_an_interview_that_is_closed_and_received_leaves_the_tablet(sending: Page) -> None:
    Server(sending)
    write(sending)
    sending.evaluate("async (id) => store.keep(id, { closed: true })", INTERVIEW)
    send(sending)
    sending.evaluate("() => until(async () => (await store.interviews()).length === 0)")
    assert sending.evaluate("async (id) => (await store.journal(id)).length", INTERVIEW) == 0
