"""A disk that is full, a page that dies: what the tablet could not write yet is kept, told, and written once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.store_room import Room, run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("store")]


def test_a_full_disk_is_said_in_french_and_the_words_wait_in_memory(store_tablet: Page, store_room: Room) -> None:
    disk = store_tablet.context.new_cdp_session(
        store_tablet
    )  # Chromium asks how much room there is now and then only: before all
    disk.send("Storage.overrideQuotaForOrigin", {"origin": store_room.address, "quotaSize": 100_000})
    told = run(
        store_tablet,
        """
        const store = await make();
        await store.append(operation(1));
        const big = operation(2, { data: { text: "é".repeat(200_000) } });
        const append = await refusal(store.append(big));
        const draft = await refusal(store.draft(INTERVIEW, "terms", "Zéphyrine ".repeat(20_000)));
        const file = await refusal(store.addFile(INTERVIEW, { attachment: PHOTO, blob: new Blob(["x".repeat(900_000)]),
          kind: "photo", type: "image/jpeg" }));
        return { append, draft, file, held: store.held, outbox: seqs(await store.outbox(INTERVIEW)),
          journal: seqs(await store.journal(INTERVIEW)), drafts: (await store.drafts(INTERVIEW)).get("terms").length,
          files: await store.filesToSend(INTERVIEW), again: await store.retryHeld(), purge: await refusal(store.purge(INTERVIEW)),
          rescue: (await (await store.rescue()).text()).split("\\n").filter((one) => one.includes('"draft"')).length };
        """,
    )
    assert told["append"]["code"] == told["draft"]["code"] == told["file"]["code"] == "place"
    assert "plus de place" in told["append"]["message"]
    assert told["append"]["kept"] is True
    assert told["held"] == told["again"] == 2
    assert told["outbox"] == told["journal"] == [1, 2]
    assert told["drafts"] == 200_000
    assert told["files"] == []
    assert told["purge"]["code"] == "reste"
    assert told["rescue"] == 1


def test_what_waited_in_memory_is_written_as_soon_as_there_is_room_and_once(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        await store.append(operation(1));
        const room = full();
        const [second, third] = [operation(2), operation(3)];
        for (const one of [second, third, second]) await refusal(store.append(one));
        await refusal(store.draft(INTERVIEW, "terms", "a"));
        await refusal(store.draft(INTERVIEW, "hot-notes", "b"));
        const held = store.held;
        await store.setAside(INTERVIEW, [{ id: second.id, reason: "Non.", why: "refus" }]);
        const aside = [seqs(await store.outbox(INTERVIEW)), (await store.aside(INTERVIEW)).map((one) => one.reason)];
        await store.retry(INTERVIEW);
        await store.acknowledge(INTERVIEW, [third.id]);
        room();
        await store.draft(INTERVIEW, "hot-notes", "c");
        await store.append(second);
        const again = await make();
        return { held, aside, left: store.held, journal: seqs(await again.journal(INTERVIEW)), drafts: [...await again.drafts(INTERVIEW)] };
        """,
    )
    assert (told["held"], told["left"]) == (4, 0)
    assert told["aside"] == [[1, 3], ["Non."]]
    assert told["journal"] == [1, 2]
    assert sorted(told["drafts"]) == [["hot-notes", "c"], ["terms", "a"]]


def test_what_is_let_go_of_while_the_memory_empties_itself_does_not_come_back(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        const all = [1, 2, 3, 4, 5, 6].map((seq) => operation(seq));
        const room = full();
        for (const one of all) await refusal(store.append(one));
        await refusal(store.draft(INTERVIEW, "terms", "secret"));
        room();
        const emptied = store.retryHeld();
        await Promise.all([store.forget(INTERVIEW, [all[5].id]), store.draft(INTERVIEW, "terms", null)]);
        await emptied;
        return { outbox: seqs(await store.outbox(INTERVIEW)), drafts: [...await store.drafts(INTERVIEW)], held: store.held };
        """,
    )
    assert told == {"outbox": [1, 2, 3, 4, 5], "drafts": [], "held": 0}


LEFT = """
const { OpenInterview } = await import("/entretien/app/journal/interview.js");
const { settleLeft } = await import("/entretien/app/journal/left.js");
const store = await make();
const opening = { deck: "kpa", version: "v1", language: "fr", mode: "ecran", trial: false };
const open = await OpenInterview.begin(store, { id: INTERVIEW, opening, summary: { title: "Essai" } });
await store.acknowledge(INTERVIEW, (await store.outbox(INTERVIEW)).map((one) => one.id));
await store.draft(INTERVIEW, "terms", "Ses derniers mots");
const tried = new Set();
const unsent = async () => (await store.interviews())[0].unsent;
const told = [await unsent(), (await settleLeft(store, tried), (await store.drafts(INTERVIEW)).size)];
await open.close();
await settleLeft(store, tried);
const texts = (await store.outbox(INTERVIEW)).map((one) => one.data.text);
return { told, texts, drafts: (await store.drafts(INTERVIEW)).size, unsent: await unsent() };
"""


def test_words_left_half_typed_by_a_crash_count_as_unsent_and_leave_without_being_opened(store_tablet: Page) -> None:
    told = run(store_tablet, LEFT)
    assert told["told"] == [1, 1]  # as long as a page has it open, they are that page's
    assert told == {"told": [1, 1], "texts": ["Ses derniers mots"], "drafts": 0, "unsent": 1}
