"""The sender, on the real store, before a server that answers as each test tells it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route

from interviews.rescue_key import public_key
from tests.browser.tablet_server import tablet_server
from tests.interviews.journal_making import INTERVIEW, OPEN, uid
from tests.interviews.rescue_making import keyed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-sender")]

OTHER = uid("other")
START = """async ({ server, opening, usual, locks }) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const { Sender } = await import("/entretien/app/sync/sender.js");
  globalThis.store = await openStore();
  if (store.state === "neuve") await store.begin({ ...server, pin: null });
  globalThis.lead = async (id) => OpenInterview.begin(store, { id, opening, summary: { title: "Essai" } });
  globalThis.until = async (test) => {
    const end = performance.now() + 30000;
    while (!(await test())) {
      if (performance.now() > end) throw new Error("never");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  globalThis.sender = new Sender(store, { locks, usual: { least: 5, longest: 20, gather: 5, ...usual } });
  globalThis.phases = [];
  sender.addEventListener("change", () => phases.at(-1) !== sender.status.phase && phases.push(sender.status.phase));
}"""
EMPTY = "async (id) => until(async () => (await store.interviews()).find((one) => one.id === id).unsent === 0)"

Answer = Callable[[Request, list[str]], Any]


class Server:
    """Answers batches as the real one would, unless ``answer`` says otherwise. ``batches``: the ids of each that came."""

    def __init__(self, page: Page) -> None:
        self.batches: list[list[str]] = []
        self.asked: list[str] = []
        self.answer: Answer = lambda _request, _ids: None
        page.route("**/api/**", self._take)

    def _take(self, route: Route, request: Request) -> None:
        path = request.url.partition("/api/")[2]
        self.asked.append(f"{request.method} {path}")
        operations = json.loads(request.post_data or "{}").get("operations", []) if path.endswith("/operations") else []
        ids = [one["id"] for one in operations]
        told = self.answer(request, ids)
        if path.endswith("/operations"):
            self.batches.append(ids)
        if isinstance(told, tuple):
            status, body, headers = told
            route.fulfill(status=status, body=body, headers=headers)
        else:
            usual = {"jeton": "j", "acteur": "local"} if path == "jeton" else {"recues": ids, "conflits": []}
            status, body = told if isinstance(told, list) else (200, usual)
            headers = {"X-KParole": "1", "Content-Type": "application/json"}
            route.fulfill(status=status, body=json.dumps(body), headers=headers)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with tablet_server() as address:
        yield address


@pytest.fixture(scope="module")
def server_key(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    key = public_key(keyed(tmp_path_factory.mktemp("cle")))
    return {"serverKey": key.jwk, "keyId": key.id}


@pytest.fixture
def tablet(context: BrowserContext, address: str, server_key: dict[str, Any]) -> Page:
    """A page with a store and a sender that has not started."""
    return begun(context.new_page(), address, server_key)


def begun(page: Page, address: str, server_key: dict[str, Any], *, locks: bool = False) -> Page:
    page.goto(address)
    page.evaluate(START, {"server": server_key, "opening": OPEN, "usual": {}, "locks": locks})
    return page


def write(page: Page, count: int = 5, interview: str = INTERVIEW) -> list[str]:
    """Lead an interview of one operation more than that; gives their ids."""
    return page.evaluate(
        """async ({ interview, count }) => {
          const one = await lead(interview);
          for (let seconds = 1; seconds <= count; seconds += 1) await one.act("timer.set", { seconds });
          await one.close();
          return (await store.journal(interview)).map((operation) => operation.id);
        }""",
        {"interview": interview, "count": count},
    )  # type: ignore[no-any-return]


def send(page: Page) -> None:
    page.evaluate("() => sender.start()")


def wait_empty(page: Page, interview: str = INTERVIEW) -> None:
    page.evaluate(EMPTY, interview)


def wait_phase(page: Page, phase: str) -> dict[str, Any]:
    """Wait for this phase; gives the status as it was then."""
    script = """async (phase) => {
      let status = null;
      await until(() => (status = sender.status).phase === phase);
      return status;
    }"""
    return page.evaluate(script, phase)  # type: ignore[no-any-return]


def waiting(page: Page) -> list[str]:
    return page.evaluate(  # type: ignore[no-any-return]
        "async (id) => (await store.outbox(id)).map((one) => one.id)", INTERVIEW
    )


def test_what_is_acknowledged_leaves_the_queue_and_is_counted(tablet: Page) -> None:
    server = Server(tablet)
    ids = write(tablet)
    send(tablet)
    wait_empty(tablet)
    status = wait_phase(tablet, "repos")
    assert server.batches == [ids]
    assert (status["unsent"], status["received"], status["aside"], status["message"]) == (0, 6, 0, None)
    assert tablet.evaluate("() => phases") == ["repos", "envoi", "repos"]


@pytest.mark.parametrize(
    ("answer", "phase", "words"),
    [
        ((200, "<p>Bienvenue sur le wifi", {"Content-Type": "text/html"}), "reseau", "wifi"),
        ((200, '{"recues": []}', {"Content-Type": "application/json"}), "reseau", "wifi"),
        ((302, "", {"Location": "/portail"}), "reseau", "wifi"),
        ([401, {"message": "Votre séance est finie."}], "connexion", "Connectez-vous"),
        ([503, {"message": "Panne."}], "attente", "indisponible"),
        ([429, {"message": "Trop vite."}], "attente", "indisponible"),
        ([200, {"recues": []}], "attente", "accusé réception"),
        ([200, {"recues": [uid("stranger")]}], "attente", "accusé réception"),
        ([200, {"recues": "tout"}], "attente", "accusé réception"),
        ([404, {"message": "Cet entretien n'est pas ici."}], "attente", "pas ici"),
    ],
)
def test_any_other_answer_keeps_the_queue_and_says_why_then_it_goes(
    tablet: Page, answer: Any, phase: str, words: str
) -> None:
    server = Server(tablet)
    server.answer = lambda request, _ids: answer if request.method == "POST" else None
    ids = write(tablet)
    send(tablet)
    status = wait_phase(tablet, phase)
    assert words in status["message"]
    assert (waiting(tablet), status["unsent"], status["received"]) == (ids, 6, 0)
    server.answer = lambda _request, _ids: None
    wait_empty(tablet)
    assert wait_phase(tablet, "repos")["message"] is None


def test_a_batch_too_heavy_is_halved_in_order_until_it_passes(tablet: Page) -> None:
    server = Server(tablet)
    server.answer = lambda _request, ids: (413, "trop", {"Content-Type": "text/html"}) if len(ids) > 2 else None
    ids = write(tablet, 9)
    send(tablet)
    wait_empty(tablet)
    taken = [batch for batch in server.batches if len(batch) <= 2]
    assert list(chain.from_iterable(taken)) == ids
    assert [len(batch) for batch in server.batches][:3] == [10, 5, 3]


def test_what_makes_the_server_fail_is_sent_in_smaller_batches(tablet: Page) -> None:
    server = Server(tablet)
    ids = write(tablet)
    server.answer = lambda _request, sent: [500, {"message": "Panne."}] if ids[3] in sent else None
    send(tablet)
    tablet.evaluate("async (id) => until(async () => (await store.outbox(id)).length === 3)", INTERVIEW)
    assert waiting(tablet) == ids[3:]


def test_conflicts_and_refusals_are_set_aside_with_their_reason_and_the_rest_is_received(tablet: Page) -> None:
    server = Server(tablet)
    ids = write(tablet)
    told = {
        "recues": ids[2:],
        "conflits": [{"id": ids[0], "hash_connu": "0" * 64}],
        "refusees": [{"id": ids[1], "raison": "Carte inconnue."}, {"id": None, "raison": "?"}],
    }
    server.answer = lambda _request, sent: [409, told] if sent else None
    send(tablet)
    wait_empty(tablet)
    aside = tablet.evaluate("async (id) => store.aside(id)", INTERVIEW)
    assert [(one["id"], one["why"]) for one in aside] == [(ids[0], "conflit"), (ids[1], "refus")]
    assert aside[1]["reason"] == "Carte inconnue."
    assert "Les deux sont gardées" in aside[0]["reason"]
    assert wait_phase(tablet, "repos")["aside"] == 2


def test_an_id_both_received_and_in_conflict_is_not_let_go(tablet: Page) -> None:
    server = Server(tablet)
    ids = write(tablet)
    server.answer = lambda _request, sent: [409, {"recues": ids, "conflits": [{"id": ids[0]}]}] if sent else None
    send(tablet)
    wait_empty(tablet)
    assert [one["id"] for one in tablet.evaluate("async (id) => store.aside(id)", INTERVIEW)] == [ids[0]]


def test_an_interview_that_is_not_open_to_us_does_not_hold_up_the_others(tablet: Page) -> None:
    server = Server(tablet)
    server.answer = lambda request, _ids: [404, {"message": "Pas ici."}] if INTERVIEW in request.url else None
    ids = write(tablet)
    write(tablet, 2, OTHER)
    send(tablet)
    wait_empty(tablet, OTHER)
    assert waiting(tablet) == ids


def test_a_token_that_is_over_is_asked_again_at_once(tablet: Page) -> None:
    server = Server(tablet)
    refused: list[str] = []

    def stale(request: Request, _ids: list[str]) -> Any:
        if request.method == "POST" and not refused:
            refused.append(request.url)
            return [400, {"message": "La page est restée ouverte trop longtemps."}]
        return None

    server.answer = stale
    write(tablet)
    send(tablet)
    wait_empty(tablet)
    assert [one.split("/")[0] for one in server.asked] == [
        "GET jeton",
        "POST entretiens",
        "GET jeton",
        "POST entretiens",
    ]
    assert tablet.evaluate("() => phases") == ["repos", "envoi", "repos"]


def test_a_photo_is_done_only_when_the_server_has_computed_its_hash(tablet: Page) -> None:
    server = Server(tablet)
    believed = {"recu": 1 << 40, "complete": "oui"}
    server.answer = lambda request, _ids: [200, believed] if "/pieces/" in request.url else None
    photo = """async (id) => {
      const one = await lead(id);
      const told = await one.addFile({ kind: "photo", blob: new Blob(["x".repeat(3000)], { type: "image/jpeg" }) });
      await one.close();
      return told.data.attachment;
    }"""
    attachment = tablet.evaluate(photo, INTERVIEW)
    send(tablet)
    wait_phase(tablet, "attente")
    assert tablet.evaluate("async (id) => (await store.filesToSend(id)).length", INTERVIEW) == 1
    server.answer = lambda request, _ids: _whole(request)
    wait_empty(tablet)
    assert f"POST entretiens/{INTERVIEW}/pieces/{attachment}/fin" in server.asked


def _whole(request: Request) -> Any:
    if request.method == "PUT":
        return [200, {"recu": int(request.url.rpartition("/")[2]) + len(request.post_data_buffer or b"")}]
    return [200, {"complete": True}] if request.url.endswith("/fin") else None


def test_a_photo_whose_announcement_is_refused_is_set_aside_with_it(tablet: Page) -> None:
    server = Server(tablet)
    announce = """async (id) => {
      const one = await lead(id);
      await one.addFile({ kind: "photo", blob: new Blob(["x"], { type: "image/jpeg" }) });
      await one.close();
      return (await store.journal(id)).at(-1).id;
    }"""
    refused = tablet.evaluate(announce, INTERVIEW)
    server.answer = lambda _request, sent: (
        [422, {"recues": sent[:-1], "refusees": [{"id": refused, "raison": "Trop de pièces."}]}] if sent else None
    )
    send(tablet)
    wait_empty(tablet)
    aside = tablet.evaluate("async (id) => store.aside(id)", INTERVIEW)
    assert [one["reason"] for one in aside] == ["Trop de pièces.", "Trop de pièces."]


def test_one_tab_sends_and_the_other_hears_then_takes_over(
    context: BrowserContext, address: str, server_key: dict[str, Any]
) -> None:
    first, second = (begun(context.new_page(), address, server_key, locks=True) for _ in range(2))
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
    assert (servers[0].batches, servers[1].batches) == ([ids], [])
    first.close()
    more = write(second, 1, OTHER)
    wait_empty(second, OTHER)
    assert servers[1].batches == [more]


def test_what_waits_for_more_than_two_days_is_said(tablet: Page) -> None:
    server = Server(tablet)
    server.answer = lambda _request, _ids: [503, {"message": "Panne."}]
    write(tablet)
    send(tablet)
    assert wait_phase(tablet, "attente")["late"] is False
    tablet.evaluate("() => { const now = Date.now; Date.now = () => now() + 49 * 3600 * 1000; }")
    tablet.wait_for_function("() => sender.status.late")


def test_an_interview_that_is_closed_and_received_leaves_the_tablet(tablet: Page) -> None:
    Server(tablet)
    write(tablet)
    tablet.evaluate("async (id) => store.keep(id, { closed: true })", INTERVIEW)
    send(tablet)
    tablet.evaluate("() => until(async () => (await store.interviews()).length === 0)")
    assert tablet.evaluate("async (id) => (await store.journal(id)).length", INTERVIEW) == 0
