"""A rescue file from a real tablet to the real server: by the page of a person, then by the tablet that lost its code."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from interviews.operations import hash_of
from kparole.secret import RESCUE
from tests.browser.looking import findings, keep_picture, too_wide
from tests.browser.serving import running_server
from tests.browser.store_room import run
from tests.interviews.journal_making import INTERVIEW, Device, uid
from tests.interviews.rescue_making import keyed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("store")]

PHOTO, SOUND, LATER = uid("photo"), uid("sound"), uid("later")
TABLET = """
    const { openStore } = await import("/entretien/app/store/store.js");
    const { ask } = await import("/entretien/app/sync/server.js");
    const settings = await (await fetch("/entretien/reglages.json")).json();
    globalThis.server = { serverKey: settings.cle, keyId: settings.cle_id };
    globalThis.store = await openStore();
    globalThis.ask = ask;
"""


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("secours")
    home = folder / "kparole"
    home.mkdir(mode=0o700)
    assert (keyed(home) / RESCUE).exists()
    with running_server("servir", home=home, cwd=folder) as link:
        yield link


def picture() -> str:
    out = io.BytesIO()
    Image.effect_noise((900, 800), 90).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def lead(page: Page) -> dict[str, Any]:
    """An interview led on this tablet, of which nothing was sent; what is in its rescue file."""
    tablet = Device()
    journal = [
        tablet.opens(),
        tablet.does("person.set", {"name": "Zéphyrine"}),
        tablet.writes("J'ai aidé 😀 \u0000 ma voisine"),
    ]
    return run(
        page,
        """
        await store.begin({ ...server, pin: "246810" });
        for (const one of given.journal) await store.append(one);
        await store.keep(given.interview, { summary: { title: "Zéphyrine" } });
        await store.draft(given.interview, "terms", "chez elle");
        const bytes = Uint8Array.from(atob(given.photo), (sign) => sign.charCodeAt(0));
        const photo = { attachment: given.PHOTO, kind: "photo", type: "image/png" };
        const told = await store.addFile(given.interview, { ...photo, blob: new Blob([bytes], { type: "image/png" }) });
        await store.append({ ...given.journal[0], id: given.LATER, seq: 9, kind: "attachment.add", data: { ...photo, ...told } });
        const sound = new Uint8Array(9000).map((_, n) => n < 4 ? "OggS".charCodeAt(n) : n % 251);
        for (const n of [0, 1, 2]) {
          await store.addChunk(given.interview, given.SOUND, n, sound.slice(n * 3000, n * 3000 + 3000), { type: "audio/ogg" });
        }
        await store.lock();
        return { file: await (await store.rescue()).text(), pieces: Math.ceil(bytes.length / 524288) };
        """,
        {"journal": journal, "interview": INTERVIEW, "PHOTO": PHOTO, "SOUND": SOUND, "LATER": LATER, "photo": picture()},
    )  # fmt: skip


def check(page: Page, name: str) -> None:
    """Nothing for axe, nothing wider than the screen, in the light and in the dark."""
    for size, look in ((1024, "light"), (360, "dark")):
        page.set_viewport_size({"width": size, "height": 768})
        page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
        keep_picture(page, f"{name}-{size}-{look}")
        assert findings(page) == []
        assert too_wide(page) <= 0


def received(page: Page) -> list[dict[str, Any]]:
    return run(page, "return (await ask('GET', given)).body.operations;", f"/api/entretiens/{INTERVIEW}/operations")


def test_a_rescue_file_goes_back_by_the_page_then_the_tablet_without_its_code_lets_go_of_all_it_held(
    page: Page, link: str
) -> None:
    page.goto(link)
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/entretiens/secours", link))
    run(page, TABLET)
    made = lead(page)
    assert "Zéphyrine" not in made["file"]
    assert made["pieces"] > 1
    check(page, "secours")
    page.set_input_files(
        "#fichier", {"name": "secours.kparole", "mimeType": "application/x-ndjson", "buffer": made["file"].encode()}
    )
    page.get_by_role("button", name="Remettre ce fichier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 éléments remis")  # 4 operations, a draft, 2 files
    expect(page.get_by_text("Vous pouvez l’effacer")).to_be_visible()
    page.set_input_files("#fichier", {"name": "x", "mimeType": "text/plain", "buffer": made["file"][:-400].encode()})
    page.get_by_role("button", name="Remettre ce fichier").click()
    expect(page.get_by_text("La fin du fichier manque")).to_be_visible()
    check(page, "secours-coupe")

    run(page, TABLET)
    told = run(
        page,
        """
        const refused = await store.unlock("000000");
        await store.startAgain({ ...server, pin: "777777" });
        const sent = await store.sendRescue(ask);
        return { refused, sent, left: await store.interviews(), again: await store.sendRescue(ask) };
        """,
    )
    assert told["refused"] is False
    assert told["sent"]["trouble"] is None
    assert told["sent"]["refused"] == 0
    assert told["left"] == []  # the server has everything: what this tablet can no longer read has left it
    assert told["again"]["received"] == 0
    kept = received(page)
    texts = {one["field"]: one["data"]["text"] for one in kept if one["kind"] == "note.write"}
    assert texts["terms"] == "chez elle"
    assert "J'ai aidé 😀 \ufffd ma voisine" in texts.values()
    assert {one["data"]["attachment"] for one in kept if one["kind"] == "attachment.add"} == {PHOTO, SOUND}
    assert all(len(one["hash"]) == 64 for one in kept)
    states = [
        run(page, "return (await ask('GET', given)).body;", f"/api/entretiens/{INTERVIEW}/pieces/{one}")
        for one in (PHOTO, SOUND)
    ]
    assert [one["complete"] for one in states] == [True, True]
    opening = next(one for one in kept if one["kind"] == "interview.open")
    assert hash_of(opening) == opening["hash"]
