"""A page where the store of the tablet can be tried alone, with the key of a server that its rescue files are made for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from interviews.rescue_key import public_key
from tests.browser.tablet_server import tablet_server
from tests.interviews.rescue_making import keyed

INTERVIEW = "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"
PHOTO = "0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d"
SOUND = "0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e"
PIN = "246810"
GIVEN = {"INTERVIEW": INTERVIEW, "PHOTO": PHOTO, "SOUND": SOUND, "PIN": PIN}


@dataclass(frozen=True, slots=True)
class Room:
    """Where the scripts are served; the data folder that has the private key, and the public one."""

    address: str
    home: Path
    key: dict[str, Any]


@contextmanager
def opened_room(folder: Path) -> Iterator[Room]:
    """Serve the scripts, and make a key."""
    home = keyed(folder)
    key = public_key(home)
    with tablet_server() as address:
        yield Room(address, home, {"serverKey": key.jwk, "keyId": key.id})


def prepared(page: Page, room: Room) -> Page:
    """This page, with what the tests of the store share."""
    page.goto(room.address)
    page.evaluate(
        "async (given) => Object.assign(globalThis, given, await import('/essais/store_page.js'))",
        {"server": room.key, **GIVEN},
    )
    return page


def run(page: Page, script: str, argument: object = None) -> Any:
    """Run these lines in the page, as an async function of ``given``."""
    return page.evaluate(f"async (given) => {{ {script} }}", argument)
