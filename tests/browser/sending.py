"""A page with the real store and the real sender, before a server that answers as each test tells it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, Route

from interviews.rescue_key import public_key
from tests.browser.tablet_server import tablet_server
from tests.interviews.journal_making import INTERVIEW, OPEN, uid
from tests.interviews.rescue_making import keyed

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

Ground = tuple[str, dict[str, Any]]
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


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Where the scripts are served, and the key that the store wraps its own with."""
    key = public_key(keyed(folder))
    with tablet_server() as address:
        yield address, {"serverKey": key.jwk, "keyId": key.id}


def begun(page: Page, ground: Ground, *, locks: bool = False) -> Page:
    """This page, with a store and a sender that has not started."""
    address, server_key = ground
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
    )


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
    return page.evaluate(script, phase)


def wait_message(page: Page, words: str) -> str:
    """Wait until the sender says this; gives all of what it says."""
    page.wait_for_function("(words) => sender.status.message?.includes(words)", arg=words)
    return str(page.evaluate("() => sender.status.message"))


def waiting(page: Page) -> list[str]:
    return page.evaluate("async (id) => (await store.outbox(id)).map((one) => one.id)", INTERVIEW)
