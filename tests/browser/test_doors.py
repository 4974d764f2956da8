"""The doors as people meet them: first start, the README's https, an invitation, a second factor, a session ended elsewhere."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.serving import running_server
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("doors")]

PASSWORD = "quatre mots sans aucun lien"
KEY = "0123456789abcdef" * 4


@dataclass(frozen=True, slots=True)
class Network:
    """A KParole for a network behind its proxy: the public address, and the invitation it printed."""

    address: str
    invitation: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def caddyfile(port: int, inner: int) -> str:
    """The file of the README, on free ports of this machine, kept out of its trust store."""
    recipe = re.search(r"```caddyfile\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert recipe is not None
    site = (
        recipe[1]
        .replace("https://kparole.local", f"https://localhost:{port}")
        .replace("127.0.0.1:8000", f"127.0.0.1:{inner}")
    )
    return "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n" + site


@contextmanager
def proxy(folder: Path, port: int, inner: int) -> Iterator[None]:
    """Caddy, started as the README says and ended by its process."""
    (folder / "Caddyfile").write_text(caddyfile(port, inner), encoding="utf-8")
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(folder / "caddy"),
        "XDG_CONFIG_HOME": str(folder / "caddy-config"),
    }
    process = subprocess.Popen(
        ["caddy", "run", "--config", "Caddyfile"], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "serving initial configuration" in line:
                break
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    folder = tmp_path_factory.mktemp("reseau")
    port, inner = free_port(), free_port()
    address = f"https://localhost:{port}"
    settings = {"KPAROLE_CLE": KEY, "KPAROLE_ADRESSE": address, "KPAROLE_MANDATAIRE": "127.0.0.1"}
    with (
        running_server(
            "servir", "--reseau", "--port", str(inner), home=folder / "maison", cwd=folder, **settings
        ) as link,
        proxy(folder, port, inner),
    ):
        assert link.startswith(f"{address}/invitation/")
        yield Network(address, link)


@pytest.fixture
def tablet(browser: Browser) -> Iterator[BrowserContext]:
    """A tablet on which the proxy's certificate is trusted."""
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="fr-FR", ignore_https_errors=True)
    yield context
    context.close()


def log_in(page: Page, network: Network, who: str) -> None:
    page.goto(f"{network.address}/entrer")
    page.get_by_label("Votre nom pour entrer").fill(who)
    page.get_by_label("Votre mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Entrer").click()


def join(page: Page, link: str, who: str) -> None:
    page.goto(link)
    page.get_by_label("Comment on vous appelle").fill(who.title())
    page.get_by_label("Votre nom pour entrer").fill(who)
    page.get_by_label("Votre mot de passe", exact=True).fill(PASSWORD)
    page.get_by_label("Le même").fill(PASSWORD)
    page.get_by_role("button", name="Entrer dans KParole").click()


def test_the_first_start_asks_and_the_printed_address_serves_once(
    tablet: BrowserContext, browser: Browser, tmp_path: Path
) -> None:
    page = tablet.new_page()  # not watched: a question left empty is a refused page, which the console tells
    with running_server("servir", home=None, cwd=tmp_path) as printed:
        page.goto(printed)
        expect(page.get_by_role("heading", name="Bienvenue dans KParole")).to_be_visible()
        assert page.locator("form.questions > ol > li").count() == 5
        page.get_by_role("button", name="C’est parti").click()
        expect(page.get_by_text("Remplissez cette case.")).to_be_visible()
        page.get_by_label(re.compile("votre réseau")).fill("Les KPA du Val")
        page.get_by_label("Quelles sont vos KPA").fill("Les Mains Vertes\nL'Atelier du Pont")
        page.get_by_role("button", name="C’est parti").click()
        expect(page.get_by_text("C'est noté").or_(page.get_by_text("C’est noté"))).to_be_visible()
        other = browser.new_context()
        for address in (printed, printed.partition("/ouvrir/")[0]):
            answer = other.new_page().goto(address)
            assert answer is not None
            assert answer.status == 403
        other.close()


def test_the_data_can_be_put_elsewhere_at_the_first_start(page: Page, tmp_path: Path) -> None:
    chosen = tmp_path / "clef usb" / "KParole"
    with running_server("servir", home=None, cwd=tmp_path) as printed:
        page.goto(printed)
        page.get_by_label(re.compile("votre réseau")).fill("Les KPA du Val")
        page.get_by_label("Où garder les données").fill(str(chosen))
        page.get_by_role("button", name="C’est parti").click()
        expect(page.get_by_text(str(chosen))).to_be_visible()
        page.goto(printed.partition("/ouvrir/")[0] + "/entretiens/")
        expect(page.get_by_text(str(chosen))).to_be_visible()  # nothing more is taken by the old place
    assert (chosen / "kparole.sqlite3").is_file()
    with running_server("servir", home=None, cwd=tmp_path) as printed:
        page.goto(printed)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Des paroles")
        page.goto(printed.partition("/ouvrir/")[0] + "/bienvenue")
        expect(page.get_by_label(re.compile("votre réseau"))).to_have_value("Les KPA du Val")


def test_the_recipe_of_the_readme_serves_https_and_nothing_goes_round_it(
    network: Network, tablet: BrowserContext
) -> None:
    page = tablet.new_page()
    answer = page.goto(network.address)
    assert answer is not None
    assert page.url.startswith(f"{network.address}/entrer")
    assert "max-age=31536000" in (answer.header_value("strict-transport-security") or "")
    cookies = {cookie["name"]: cookie for cookie in tablet.cookies()}
    assert cookies["__Host-kparole"]["secure"]
    assert cookies["__Host-kparole"]["httpOnly"]


def test_from_the_printed_invitation_to_a_session_closed_elsewhere(network: Network, browser: Browser) -> None:
    def device() -> Page:
        return browser.new_context(locale="fr-FR", ignore_https_errors=True).new_page()

    # The first administrator comes by the printed link, and answers the first questions.
    admin = device()
    join(admin, network.invitation, "awa")
    admin.goto(f"{network.address}/bienvenue")
    admin.get_by_label(re.compile("votre réseau")).fill("Les KPA du Val")
    admin.get_by_label("Quelles sont vos KPA").fill("Les Mains Vertes")
    admin.get_by_role("button", name="C’est parti").click()

    # She invites a contributor, by a link that is shown once.
    admin.goto(f"{network.address}/comptes/")
    admin.get_by_label(re.compile("Contributeur")).check()
    admin.get_by_label("Sa KPA", exact=True).select_option(label="Les Mains Vertes")
    admin.get_by_role("button", name="Faire le lien").click()
    found = re.search(rf"{network.address}/invitation/[\w-]+", admin.content())
    assert found is not None
    assert admin.locator("svg path").count() > 0

    # The contributor joins, and turns the second factor on.
    one = device()
    join(one, found[0], "nadia")
    expect(one.get_by_role("link", name="Entretiens").first).to_be_visible()
    one.goto(f"{network.address}/compte/second-facteur")
    one.get_by_role("button", name=re.compile("dessin|Commencer|Continuer|Montrer")).first.click()
    key = re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){5,}", one.content())
    assert key is not None
    totp = TOTP(key=key[0].replace("-", ""))
    one.get_by_label("Les six chiffres").fill(totp.generate().token)
    one.get_by_role("button", name="Allumer le second facteur").click()

    # From another device, the code is asked for.
    two = device()
    log_in(two, network, "nadia")
    two.get_by_label("Les six chiffres").fill(totp.generate(time=time.time() + 60).token)
    two.get_by_role("button", name=re.compile("Entrer|Continuer|Vérifier")).click()
    expect(two.get_by_role("link", name="Entretiens").first).to_be_visible()

    # From there, she closes the session of the first.
    two.goto(f"{network.address}/compte")
    two.get_by_role("button", name=re.compile("^Fermer la séance")).click()
    one.goto(f"{network.address}/entretiens/")
    assert "/entrer" in one.url
    expect(two.get_by_text("ici, maintenant")).to_be_visible()

    # What she did is in the journal, and an administrator's page never shows words.
    two.goto(f"{network.address}/journal/")
    expect(two.get_by_role("heading", level=1)).to_contain_text("pas ouverte")
    admin.goto(f"{network.address}/journal/")
    expect(admin.get_by_text("fermer une session").first).to_be_visible()
    admin.goto(f"{network.address}/entretiens/")
    expect(admin.get_by_role("heading", level=1)).to_contain_text("pas ouverte")
    for page in (admin, one, two):
        page.context.close()


@pytest.mark.parametrize("missing", ["KPAROLE_CLE", "KPAROLE_ADRESSE", "KPAROLE_MANDATAIRE"])
def test_a_network_without_a_key_or_on_plain_http_does_not_start(tmp_path: Path, missing: str) -> None:
    settings = {"KPAROLE_CLE": KEY, "KPAROLE_ADRESSE": "https://kparole.test", "KPAROLE_MANDATAIRE": "127.0.0.1"}
    del settings[missing]
    run = subprocess.run(
        [sys.executable, "-c", "from kparole.cli import main; main()", "servir", "--reseau"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "KPAROLE_HOME": str(tmp_path), **settings},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert missing.removeprefix("KPAROLE_").lower() in run.stderr
    assert "Traceback" not in run.stderr
