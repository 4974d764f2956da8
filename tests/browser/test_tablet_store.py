"""What the tablet keeps, in a real Chromium: sealed, on the disk, and given back whatever happens to the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.store_room import INTERVIEW, Room, prepared, run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("store")]


def test_what_is_written_is_there_after_the_page_was_closed_and_leaves_the_outbox_when_it_is_received(
    store_tablet: Page, context: BrowserContext, store_room: Room
) -> None:
    device = run(
        store_tablet,
        """
        globalThis.store = await make();
        for (const seq of [1, 2, 3]) await store.append(operation(seq));
        await store.draft(INTERVIEW, "terms", "en cours");
        await store.keep(INTERVIEW, { summary: { title: "Zéphyrine" } });
        await store.prefs.set("timer", true);
        return store.device;
        """,
    )
    store_tablet.close()
    told = run(
        prepared(context.new_page(), store_room),
        """
        const store = await make();
        const [first] = await store.outbox(INTERVIEW);
        await store.acknowledge(INTERVIEW, [first.id, crypto.randomUUID()]);
        await store.draft(INTERVIEW, "terms", null);
        const [row] = await store.interviews();
        return { device: store.device, journal: seqs(await store.journal(INTERVIEW)), row, timer: store.prefs.get("timer"),
          outbox: seqs(await store.outbox(INTERVIEW)), two: seqs(await store.outbox(INTERVIEW, { most: 1 })),
          light: seqs(await store.outbox(INTERVIEW, { bytes: 1 })), drafts: [...await store.drafts(INTERVIEW)] };
        """,
    )
    assert told["device"] == device
    assert told["journal"] == [1, 2, 3]
    assert told["outbox"] == [2, 3]
    assert told["two"] == told["light"] == [2]
    assert told["drafts"] == []
    assert told["timer"] is True
    assert told["row"]["summary"] == {"title": "Zéphyrine"}
    assert told["row"]["unsent"] == 2
    assert told["row"]["oldestUnsent"] > 0


def test_nothing_personal_is_in_clear_on_the_disk_and_no_key_can_be_taken_out(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make({ pin: "Cézembre-7" });
        const said = operation(1, { data: { text: "Zéphyrine a ri" } });
        await store.append(said);
        await store.draft(INTERVIEW, "terms", "Barnabé hésite");
        await store.keep(INTERVIEW, { summary: { title: "Théodule", kpa: "Les Tilleuls" } });
        await store.setAside(INTERVIEW, [{ id: said.id, reason: "Ménélas refuse", why: "refus" }]);
        await store.addFile(INTERVIEW, { attachment: PHOTO, blob: new Blob(["Hermione ".repeat(99)]), kind: "photo",
          type: "image/jpeg" });
        await store.addChunk(INTERVIEW, SOUND, 0, new TextEncoder().encode("Anatole ".repeat(99)), { type: "audio/webm" });
        await store.fileRefused(PHOTO, "Ménélas encore");
        return { found: await searched(["Zéphyrine", "Barnabé", "Théodule", "Tilleuls", "Ménélas", "Hermione", "Anatole",
          "Cézembre"]), sure: await searched([INTERVIEW]), keys: (await keysOnTheDisk()).length,
          rescue: words(await (await store.rescue()).text(), ["Zéphyrine", "Barnabé", "Théodule", "Hermione", "Cézembre"]) };
        """,
    )
    assert told["found"] == []
    assert told["sure"] == [INTERVIEW]  # the search does find what is there
    assert told["keys"] == 0
    assert told["rescue"] == []


def test_without_accounts_the_key_on_the_disk_can_be_used_and_never_read(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        await make();
        const [key] = await keysOnTheDisk();
        return { extractable: key.extractable, refused: await refusal(crypto.subtle.exportKey("raw", key)),
          again: (await make()).state };
        """,
    )
    assert told["extractable"] is False
    assert told["refused"] is not None
    assert told["again"] == "ouverte"


def test_a_code_opens_the_tablet_and_wrong_ones_wait_longer_and_longer(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const short = await refusal((await make({ closed: true })).begin({ ...server, pin: "12345" }));
        const store = await make({ pin: PIN });
        const twice = await refusal(store.begin({ ...server, pin: PIN }));
        await store.append(operation(1));
        const again = await make();
        const closed = { state: again.state, append: await refusal(again.append(operation(2))),
          rows: (await again.interviews()).map((one) => [one.summary, one.unsent]), journal: await again.journal(INTERVIEW) };
        const tries = [];
        for (let n = 0; n < 5; n += 1) tries.push(await again.unlock("135790"));
        const early = await refusal(again.unlock(PIN));
        const reopened = await refusal((await make()).unlock(PIN));
        const now = Date.now; Date.now = () => now() + 31_000;
        const late = await again.unlock(` ${PIN} `);
        Date.now = now;
        const open = seqs(await again.journal(INTERVIEW));
        await again.lock();
        return { short, twice, closed, tries, early, reopened, late, open, locked: again.state, wait: await again.wait() };
        """,
    )
    assert told["short"]["code"] == "code"
    assert told["twice"]["code"] == "commence"
    assert told["closed"]["state"] == "fermee"
    assert told["closed"]["append"]["code"] == "fermee"
    assert told["closed"]["rows"] == [[None, 1]]
    assert told["closed"]["journal"] == []
    assert told["tries"] == [False] * 5
    assert told["early"]["code"] == told["reopened"]["code"] == "attente"
    assert 25 <= told["early"]["wait"] <= 30
    assert "secondes" in told["early"]["message"]
    assert told["late"] is True
    assert told["open"] == [1]
    assert (told["locked"], told["wait"]) == ("fermee", 0)


def test_two_tabs_share_one_key_one_journal_and_the_lock(
    store_tablet: Page, context: BrowserContext, store_room: Room
) -> None:
    other = prepared(context.new_page(), store_room)
    for page in (store_tablet, other):
        run(page, "globalThis.store = await make({ closed: true });")
    begin = "refusal(store.begin({ ...server, pin: PIN }))"
    for page in (store_tablet, other):
        page.evaluate(f"() => {{ globalThis.begun = {begin}; }}")
    refused = [run(page, "return await begun;") for page in (store_tablet, other)]
    assert [one["code"] for one in refused if one] == ["commence"]
    late = other if refused[1] else store_tablet
    assert run(late, "return await store.unlock(PIN);") is True
    run(store_tablet, "await store.append(operation(1)); heard(store);")
    run(other, "await store.append(operation(2));")
    store_tablet.wait_for_function("() => said.some((one) => one.elsewhere && one.what === 'append')")
    assert run(store_tablet, "return seqs(await store.journal(INTERVIEW));") == [1, 2]
    run(other, "await store.lock();")
    store_tablet.wait_for_function("() => store.state === 'fermee'")


def test_a_connection_that_the_browser_closes_is_opened_again_and_every_write_is_strict(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const asked = spied();
        const store = await make();
        await store.append(operation(1));
        asked.last.close();
        await store.append(operation(2));
        asked.last.close();
        const journal = seqs(await store.journal(INTERVIEW));
        asked.last.dispatchEvent(new Event("close"));
        await store.draft(INTERVIEW, "terms", "a");
        await Promise.all([1, 2, 3].map(() => store.append(operation(3, { id: PHOTO }))));
        return { journal, once: seqs(await store.journal(INTERVIEW)), writes: asked.writes };
        """,
    )
    assert told["journal"] == [1, 2]
    assert told["once"] == [1, 2, 3]
    assert set(told["writes"]) == {"strict"}
    assert len(told["writes"]) >= 7


def test_a_newer_page_takes_the_database_and_this_one_says_to_reload(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        heard(store);
        const { openDB } = await import("/static/vendor/idb.js");
        (await openDB("kparole-tablette", 99)).close();
        return { refused: await refusal(store.append(operation(1))), said: said.map((one) => one.what),
          opening: await refusal(make()) };
        """,
    )
    assert told["refused"]["code"] == told["opening"]["code"] == "recente"
    assert "Rechargez" in told["refused"]["message"]
    assert "outdated" in told["said"]


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        ("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }", "privee"),
        ("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })", "privee"),
        ("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })", "adresse"),
    ],
)
def test_a_browser_that_keeps_nothing_is_said_in_french(store_tablet: Page, spoiled: str, code: str) -> None:
    told = run(store_tablet, f"{spoiled}; return refusal(make());")
    assert told["code"] == code
    assert told["message"].endswith(".")
