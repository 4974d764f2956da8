"""What stays on the tablet and for how long: what is set aside, forgotten, photos and sounds."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import Page

from tests.browser.store_room import INTERVIEW, PHOTO, SOUND, run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("store")]


def test_what_is_set_aside_keeps_its_reason_and_nothing_is_purged_before_all_is_received(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        const all = [1, 2, 3].map((seq) => operation(seq));
        for (const one of all) await store.append(one);
        await store.acknowledge(INTERVIEW, [all[0].id]);
        await store.setAside(INTERVIEW, [{ id: all[1].id, reason: "Trop long.", why: "refus" },
          { id: all[2].id, reason: "Autre contenu.", why: "conflit" }]);
        const aside = await store.aside(INTERVIEW);
        const [row] = await store.interviews();
        const early = await refusal(store.purge(INTERVIEW));
        await store.retry(INTERVIEW);
        const outbox = seqs(await store.outbox(INTERVIEW));
        await store.acknowledge(INTERVIEW, all.map((one) => one.id));
        await store.draft(INTERVIEW, "terms", "a");
        const typing = await refusal(store.purge(INTERVIEW));
        await store.draft(INTERVIEW, "terms", null);
        const open = await store.sweep();
        await store.keep(INTERVIEW, { ended: true, closed: true });
        const held = await navigator.locks.request(`kparole-${INTERVIEW}`, () => store.sweep());
        const swept = await store.sweep();
        return { aside, row, early, outbox, typing, open, held, swept, left: await rowsOnTheDisk() };
        """,
    )
    assert [(one["why"], one["reason"], one["operation"]["seq"]) for one in told["aside"]] == [
        ("refus", "Trop long.", 2), ("conflit", "Autre contenu.", 3),
    ]  # fmt: skip
    assert (told["row"]["unsent"], told["row"]["aside"]) == (0, 2)
    assert told["early"]["code"] == told["typing"]["code"] == "reste"
    assert told["outbox"] == [2, 3]
    assert (told["open"], told["held"], told["swept"]) == ([], [], [INTERVIEW])
    assert told["left"] == {"interviews": 0, "operations": 0, "drafts": 0, "files": 0, "pieces": 0}


def test_what_must_be_forgotten_goes_when_unsent_and_is_emptied_when_sent(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        const all = [1, 2, 3].map((seq) => operation(seq));
        for (const one of all) await store.append(one);
        await store.acknowledge(INTERVIEW, [all[0].id]);
        await store.forget(INTERVIEW, [all[0].id, all[1].id, crypto.randomUUID()]);
        const left = (await store.journal(INTERVIEW)).map((one) => [one.seq, one.data]);
        const other = { ...operation(9), device: PHOTO, n: 41, hash: "f".repeat(64) };
        await store.receive(INTERVIEW, [other, { ...all[2], data: null, n: 42 }], 42);
        await store.receive(INTERVIEW, [{ ...other, data: { text: "encore" } }], 40);
        return { left, journal: await store.journal(INTERVIEW), last: await store.lastNumber(INTERVIEW),
          outbox: await store.outbox(INTERVIEW), nowhere: await store.lastNumber(PHOTO) };
        """,
    )
    assert told["left"] == [[1, None], [3, {"text": "mot 3"}]]
    assert [(one["seq"], one["data"]) for one in told["journal"]] == [(1, None), (3, None), (9, {"text": "mot 9"})]
    assert told["journal"][2]["hash"] == "f" * 64
    assert all("n" not in one for one in told["journal"])
    assert (told["last"], told["nowhere"], told["outbox"]) == (42, 0, [])


def test_photos_and_sounds_come_back_whole_and_a_recording_cut_short_is_not_lost(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        const photo = new Uint8Array(1_300_000).map((_, n) => n % 251);
        const made = await store.addFile(INTERVIEW, { attachment: PHOTO, blob: new Blob([photo], { type: "image/jpeg" }),
          kind: "photo", card: "utile" });
        const back = new Uint8Array(await (await store.file(PHOTO)).arrayBuffer());
        for (const [n, text] of [[0, "un "], [1, "deux "], [1, "deux "], [2, "trois"]]) {
          await store.addChunk(INTERVIEW, SOUND, n, new TextEncoder().encode(text), { type: "audio/webm;codecs=opus" });
        }
        const cut = await store.orphans(INTERVIEW);
        const early = (await store.filesToSend(INTERVIEW)).map((one) => one.attachment);
        const sound = await store.finishChunks(SOUND);
        const again = await store.finishChunks(SOUND);
        await store.fileReceived(PHOTO, 524288);
        const sending = await store.filesToSend(INTERVIEW);
        await store.fileRefused(SOUND, "Trop lourd.");
        const refused = await store.aside(INTERVIEW);
        await store.retry(INTERVIEW);
        await store.fileDone(PHOTO);
        const left = (await store.filesToSend(INTERVIEW)).map((one) => one.attachment);
        const kept = (await store.file(PHOTO)).size;
        await store.dropFile(SOUND);
        return { made, same: back.length === photo.length && back.every((one, n) => one === photo[n]), cut, early, sound, again,
          sending, refused, left, kept, gone: await store.file(SOUND), rows: await rowsOnTheDisk(),
          empty: await refusal(store.addFile(INTERVIEW, { attachment: SOUND, blob: new Blob([]), kind: "photo" })),
          nothing: await refusal(store.finishChunks(SOUND)) };
        """,
    )
    assert told["same"] is True
    assert told["made"]["bytes"] == 1_300_000
    assert [(one["attachment"], one["bytes"]) for one in told["cut"]] == [(SOUND, 13)]
    assert told["early"] == [PHOTO]
    assert told["sound"] == told["again"]
    assert told["sound"]["bytes"] == 13
    assert told["sound"]["sha256"] == hashlib.sha256(b"un deux trois").hexdigest()
    assert [(one["attachment"], one["received"]) for one in told["sending"]] == [(PHOTO, 524288), (SOUND, 0)]
    assert told["refused"] == [{"attachment": SOUND, "why": "refus", "reason": "Trop lourd."}]
    assert told["left"] == [SOUND]
    assert told["kept"] == 1_300_000
    assert told["gone"] is None
    assert told["rows"]["pieces"] == 3
    assert (told["empty"]["code"], told["nothing"]["code"]) == ("vide", "absente")
