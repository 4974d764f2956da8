"""Photos on their way to the server, and what other devices wrote on its way back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.browser.sending import Server, send, wait_empty, wait_phase
from tests.interviews.journal_making import INTERVIEW, OPEN, Device

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tablet-sender")]

WEIGHT = 40_000
PHOTO = """async ({ id, weight }) => {
  const one = await lead(id);
  const blob = new Blob(["x".repeat(weight)], { type: "image/jpeg" });
  const told = await one.addFile({ kind: "photo", blob });
  await one.close();
  return { attachment: told.data.attachment, announced: told.id };
}"""


def photo(page: Page) -> tuple[str, str]:
    """Make one; gives its id and that of the operation that announces it."""
    told = page.evaluate(PHOTO, {"id": INTERVIEW, "weight": WEIGHT})
    return told["attachment"], told["announced"]


def to_send(page: Page) -> int:
    return page.evaluate("async (id) => (await store.filesToSend(id)).length", INTERVIEW)  # type: ignore[no-any-return]


def aside(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("async (id) => store.aside(id)", INTERVIEW)  # type: ignore[no-any-return]


def whole(request: Request) -> Any:
    """What a server that takes everything says."""
    if request.method == "PUT":
        return [200, {"recu": int(request.url.rpartition("/")[2]) + len(request.post_data_buffer or b"")}]
    return [200, {"complete": True}] if request.url.endswith("/fin") else None


def test_a_photo_is_done_only_when_the_server_has_computed_its_hash(sending: Page) -> None:
    server = Server(sending)
    believed = {"recu": 1 << 40, "complete": "oui"}
    server.answer = lambda request, _ids: [200, believed] if "/pieces/" in request.url else None
    attachment, _ = photo(sending)
    send(sending)
    wait_phase(sending, "attente")
    assert to_send(sending) == 1
    server.answer = lambda request, _ids: whole(request)
    wait_empty(sending)
    assert f"POST entretiens/{INTERVIEW}/pieces/{attachment}/fin" in server.asked


def test_a_photo_goes_on_from_where_the_server_says(sending: Page) -> None:
    server = Server(sending)
    offsets: list[str] = []

    def forgetful(request: Request, _ids: list[str]) -> Any:
        if request.method != "PUT":
            return whole(request)
        offsets.append(request.url.rpartition("/")[2])
        return [409, {"recu": 1000}] if len(offsets) == 1 else whole(request)

    server.answer = forgetful
    photo(sending)
    send(sending)
    wait_empty(sending)
    assert offsets == ["0", "1000"]


def test_pieces_too_heavy_are_cut_smaller(sending: Page) -> None:
    server = Server(sending)
    weights: list[int] = []

    def narrow(request: Request, _ids: list[str]) -> Any:
        if request.method != "PUT":
            return whole(request)
        weights.append(len(request.post_data_buffer or b""))
        return (413, "trop", {"Content-Type": "text/html"}) if weights[-1] > 17_000 else whole(request)

    server.answer = narrow
    photo(sending)
    send(sending)
    wait_empty(sending)
    assert weights[0] == WEIGHT
    assert sum(one for one in weights if one <= 17_000) == WEIGHT


def test_a_piece_spoilt_on_its_way_is_sent_again(sending: Page) -> None:
    server = Server(sending)
    spoilt: list[str] = []

    def once(request: Request, _ids: list[str]) -> Any:
        if request.method == "PUT" and not spoilt:
            spoilt.append(request.url)
            return [422, {"message": "Ce morceau est arrivé abîmé. Renvoyez-le."}]
        if request.method == "GET" and "/pieces/" in request.url:
            return [200, {"recu": 0, "complete": False, "effacee": False, "refusee": False}]
        return whole(request)

    server.answer = once
    photo(sending)
    send(sending)
    wait_empty(sending)
    assert (len(spoilt), aside(sending)) == (1, [])


@pytest.mark.parametrize(("state", "reasons"), [("refusee", ["Pas une image."]), ("effacee", [])])
def test_a_photo_that_is_not_wanted_any_more_is_set_aside_or_goes(
    sending: Page, state: str, reasons: list[str]
) -> None:
    server = Server(sending)

    def unwanted(request: Request, _ids: list[str]) -> Any:
        if request.method == "PUT":
            return [422, {"message": "Pas une image."}]
        return [200, {"recu": 0, "complete": False, state: True}] if "/pieces/" in request.url else None

    server.answer = unwanted
    attachment, _ = photo(sending)
    send(sending)
    wait_empty(sending)
    assert [one["reason"] for one in aside(sending)] == reasons
    kept = sending.evaluate("async (attachment) => (await store.file(attachment)) !== null", attachment)
    assert kept is (state == "refusee")


def test_a_photo_whose_announcement_is_refused_is_set_aside_with_it(sending: Page) -> None:
    server = Server(sending)
    _, announced = photo(sending)
    server.answer = lambda _request, sent: (
        [422, {"recues": sent[:-1], "refusees": [{"id": announced, "raison": "Trop de pièces."}]}] if sent else None
    )
    send(sending)
    wait_empty(sending)
    assert [one["reason"] for one in aside(sending)] == ["Trop de pièces.", "Trop de pièces."]


PULL = """async (interview) => {
  const { Puller } = await import("/entretien/app/sync/pull.js");
  const puller = new Puller(store);
  const heard = [];
  puller.addEventListener("operations", ({ detail }) => heard.push(detail));
  await puller.follow(interview);
  await puller.stop();
  return heard;
}"""


def test_what_other_devices_wrote_comes_page_after_page_as_they_made_it(sending: Page) -> None:
    server = Server(sending)
    other = Device("B")
    made = [other.does("interview.open", OPEN), other.writes("Vu d'ici."), other.writes("Vu de là.")]
    told = [{**one, "n": number + 1, "hash": "0" * 64} for number, one in enumerate(made)]

    def pages(request: Request, _ids: list[str]) -> Any:
        after = int(request.url.partition("apres=")[2] or 0)
        page = told[after : after + 2]
        return [200, {"operations": page, "dernier": page[-1]["n"] if page else after}]

    server.answer = pages
    heard = sending.evaluate(PULL, INTERVIEW)
    assert [one["operations"] for one in heard] == [made[:2], made[2:]]
    assert [one["last"] for one in heard] == [2, 3]


def test_what_is_not_an_answer_brings_nothing(sending: Page) -> None:
    server = Server(sending)
    for answer in (
        (200, "<p>Bienvenue", {"Content-Type": "text/html"}),
        [404, {"message": "Pas ici."}],
        [200, {"operations": [{"interview": "un autre"}], "dernier": 1}],
        [200, {"operations": [{"interview": INTERVIEW}], "dernier": "demain"}],
    ):
        server.answer = lambda _request, _ids, told=answer: told
        assert sending.evaluate(PULL, INTERVIEW) == [], answer


@pytest.mark.parametrize(
    "answer", [[404, {"message": "Pas ici."}], [200, {"operations": [], "dernier": 9, "nombre": 1}]]
)
def test_a_server_put_back_to_an_older_copy_gets_again_what_it_had_acknowledged(sending: Page, answer: Any) -> None:
    """The tablet must not go on saying « reçu » of words that only it has."""
    server = Server(sending)
    server.answer = lambda request, _ids: whole(request)
    attachment, _ = photo(sending)
    send(sending)
    wait_empty(sending)
    everything = {one for batch in server.batches for one in batch}
    sending.evaluate("() => sender.stop()")
    server.answer = lambda _request, _ids: [200, {"operations": [], "dernier": 9, "nombre": len(everything)}]
    sending.evaluate(PULL, INTERVIEW)
    unsent = "async (id) => (await store.interviews()).find((one) => one.id === id).unsent"
    assert sending.evaluate(unsent, INTERVIEW) == 0
    server.answer = lambda _request, _ids: answer
    sending.evaluate(PULL, INTERVIEW)
    assert sending.evaluate(unsent, INTERVIEW) == len(everything) + 1
    server.batches.clear()
    server.answer = lambda request, _ids: whole(request)
    send(sending)
    wait_empty(sending)
    assert {one for batch in server.batches for one in batch} == everything
    assert server.asked.count(f"POST entretiens/{INTERVIEW}/pieces/{attachment}/fin") == 2
