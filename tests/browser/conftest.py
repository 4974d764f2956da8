"""What the tests in Chromium share: the browser, a page that is watched, the demonstration, a KParole of one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.demo_window import Window
from tests.browser.own_server import Server, served
from tests.browser.sending import Ground, begun, ground
from tests.browser.serving import ARTEFACTS, CHROMIUM, FLAGS, Watched, running_server
from tests.browser.store_room import Room, opened_room, prepared
from tests.browser.tablet_interview import Tablet, still_page
from tests.browser.tablet_server import tablet_server

__all__ = ["ARTEFACTS", "CHROMIUM", "FLAGS", "Watched", "running_server"]

LONGEST = ("tablet-networks", "demo", "tablet-card", "chain", "tablet-deaths", "tablet-talk", "tablet-shell")
"""The groups that take longest: they begin first, else one worker would end them alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest groups first; make test keeps that order (--no-loadscope-reorder)."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    group = item.get_closest_marker("xdist_group")
    return LONGEST.index(group.args[0]) if group and group.args[0] in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="fr-FR")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    watched = Watched(page)
    yield page
    assert watched.console == []
    assert watched.elsewhere == []


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, thirty samples analysed, served for the whole session."""
    folder = tmp_path_factory.mktemp("demo")
    with running_server("demo", home=folder / "inutile", cwd=folder) as address:
        yield address


@pytest.fixture(scope="session")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A KParole for one person, where tablets come and go: each test leads interviews of its own."""
    with served(browser, tmp_path_factory.mktemp("entretiens")) as server:
        yield server


@pytest.fixture(scope="session")
def window(browser: Browser, demo: str) -> Iterator[Window]:
    """Whoever opens the demonstration."""
    context = browser.new_context(locale="fr-FR")
    yield Window(context.new_page(), demo)
    context.close()


@pytest.fixture(scope="session")
def somebody(browser: Browser, demo: str) -> Iterator[Window]:
    """Whoever sees the demonstration as one role, then as another."""
    context = browser.new_context(locale="fr-FR")
    yield Window(context.new_page(), demo)
    context.close()


@pytest.fixture(scope="session")
def scripts() -> Iterator[str]:
    """Where the scripts of the tablet are served as they are, without the server."""
    with tablet_server() as address:
        yield address


@pytest.fixture(scope="session")
def sheet(browser: Browser, scripts: str) -> Iterator[Page]:
    """One page for many interviews above a store in memory."""
    with still_page(browser, scripts) as page:
        yield page


@pytest.fixture
def tablet(sheet: Page) -> Tablet:
    """A new interview, open in the page, above a store in memory."""
    return Tablet(sheet)


@pytest.fixture(scope="session")
def store_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """What the store of the tablet is tried with."""
    with opened_room(tmp_path_factory.mktemp("cle")) as room:
        yield room


@pytest.fixture
def store_tablet(page: Page, store_room: Room) -> Page:
    """A page where a store can be made."""
    return prepared(page, store_room)


@pytest.fixture(scope="session")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """What the sender of the tablet is tried with."""
    with ground(tmp_path_factory.mktemp("cle")) as found:
        yield found


@pytest.fixture
def sending(context: BrowserContext, here: Ground) -> Page:
    """A page with a store and a sender that has not started."""
    return begun(context.new_page(), here)
