"""The rescue file of a tablet: made without its code, read by the server, taken by another tablet."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from interviews.rescue import read_rescue
from interviews.rescue_key import private_key, public_key
from interviews.rescue_kinds import SavedDraft, SavedFile, SavedOperation, SavedPiece
from tests.browser.store_room import INTERVIEW, PHOTO, SOUND, Room, prepared, run

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("store")]


SAVING = """
    const store = await make({ pin: PIN });
    for (const seq of [1, 2, 3]) await store.append(operation(seq, { data: { text: `Zéphyrine ${seq} \\u0000 😀` } }));
    await store.acknowledge(INTERVIEW, [(await store.outbox(INTERVIEW))[0].id]);
    await store.draft(INTERVIEW, "terms", "en cours");
    await store.addFile(INTERVIEW, { attachment: PHOTO, blob: new Blob(["x".repeat(700_000)]), kind: "photo", type: "image/jpeg" });
    await store.addChunk(INTERVIEW, SOUND, 0, new TextEncoder().encode("un "), { type: "audio/webm" });
    await store.addChunk(INTERVIEW, SOUND, 1, new TextEncoder().encode("deux"), { type: "audio/webm" });
    await store.lock();
    return base64(await store.rescue());
"""


def test_a_rescue_file_made_without_the_code_is_read_with_the_server_s_key(
    store_tablet: Page, store_room: Room
) -> None:
    content = base64.b64decode(run(store_tablet, SAVING))
    assert "Zéphyrine".encode() not in content
    found = list(read_rescue(io.BytesIO(content), private_key(store_room.home)))
    texts = [one.operation["data"]["text"] for one in found if isinstance(one, SavedOperation)]
    assert texts == ["Zéphyrine 2 \0 😀", "Zéphyrine 3 \0 😀"]
    assert [(one.field, one.text) for one in found if isinstance(one, SavedDraft)] == [("terms", "en cours")]
    files = {one.attachment: one for one in found if isinstance(one, SavedFile)}
    assert {name: (one.whole, one.told["kind"]) for name, one in files.items()} == {
        PHOTO: (True, "photo"), SOUND: (False, "audio"),
    }  # fmt: skip
    pieces = {
        name: b"".join(one.content for one in found if isinstance(one, SavedPiece) and one.attachment == name)
        for name in files
    }
    assert pieces == {PHOTO: b"x" * 700_000, SOUND: b"un deux"}
    kinds = (SavedOperation, SavedDraft, SavedFile, SavedPiece)
    assert all(isinstance(one, kinds) for one in found)  # no damage


def test_an_old_rescue_file_brings_back_no_draft_that_its_tablet_went_on_from(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        await store.keep(INTERVIEW, { summary: {} });
        for (const field of ["terms", "hot-notes", "note:ouverture:a"]) await store.draft(INTERVIEW, field, "Elle a");
        const file = await store.rescue();
        for (const field of ["terms", "hot-notes", "note:ouverture:a"]) await store.draft(INTERVIEW, field, null);
        const [device, at] = [store.device, new Date().toISOString()];
        await store.append(operation(1, { device, at, field: "terms", data: { text: "Elle a dit oui" } }));
        const off = { device, at, kind: "note.off", field: "note:ouverture:a", data: { note: "note:ouverture:a" } };
        await store.append(operation(2, off));
        return { told: await store.takeRescue(file), drafts: [...await store.drafts(INTERVIEW)] };
        """,
    )
    assert (told["told"]["drafts"], told["told"]["already"]) == (1, 2)
    assert told["drafts"] == [["hot-notes", "Elle a"]]


def test_another_tablet_takes_a_rescue_file_with_its_code_once_and_tells_what_is_damaged(
    store_tablet: Page, browser: Browser, store_room: Room
) -> None:
    content = run(store_tablet, SAVING)
    other = browser.new_context()
    try:
        told = run(
            prepared(other.new_page(), store_room),
            """
            const store = await make();
            const file = fromBase64(given);
            const without = await refusal(store.takeRescue(file));
            const wrong = await refusal(store.takeRescue(file, { pin: "999999" }));
            const first = await store.takeRescue(file, { pin: PIN });
            const again = await store.takeRescue(file, { pin: PIN });
            const lines = (await file.text()).split("\\n");
            lines[2] = "{";
            const damaged = await store.takeRescue(new Blob([lines.join("\\n")]), { pin: PIN });
            return { without, wrong, first, again, damaged, none: await refusal(store.takeRescue(new Blob(["PK"]))),
              outbox: seqs(await store.outbox(INTERVIEW)), drafts: [...await store.drafts(INTERVIEW)],
              photo: (await store.file(PHOTO)).size, cut: (await store.orphans(INTERVIEW)).map((one) => one.bytes) };
            """,
            content,
        )
    finally:
        other.close()
    assert told["without"]["code"] == told["wrong"]["code"] == "code"
    assert told["first"] == {"operations": 2, "drafts": 1, "files": 2, "already": 0, "damaged": 0}
    assert told["again"] == {"operations": 0, "drafts": 0, "files": 0, "already": 5, "damaged": 0}
    assert told["damaged"]["damaged"] == 1
    assert told["none"]["code"] == "format"
    assert told["outbox"] == [2, 3]
    assert told["drafts"] == [["terms", "en cours"]]
    assert (told["photo"], told["cut"]) == (700_000, [7])


def test_after_a_forgotten_code_one_begins_again_and_the_server_gets_what_was_sealed_before(
    store_tablet: Page, store_room: Room
) -> None:
    told = run(
        store_tablet,
        """
        const store = await make({ pin: PIN });
        const before = store.device;
        const old = operation(1);
        await store.append(old);
        await store.receive(INTERVIEW, [operation(7, { id: PHOTO })], 12);
        await store.keep(INTERVIEW, { summary: { title: "Zéphyrine" } });
        await store.draft(INTERVIEW, "terms", "en cours");
        await store.lock();
        await store.startAgain({ ...server, pin: "777777" });
        const fresh = { ...operation(2), device: store.device };
        await store.append(fresh);
        const seen = { journal: seqs(await store.journal(INTERVIEW)), rows: await store.interviews(),
          last: await store.lastNumber(INTERVIEW), drafts: (await store.drafts(INTERVIEW)).size };
        const parts = [];
        const answered = async (method, path, { bytes }) => {
          parts.push(new TextDecoder().decode(bytes));
          const iv = parts[0].match(/"draft".*?"iv":"([^"]+)"/)[1];
          return { kind: "answer", status: 200, body: { remis: 3, deja: 0, refuses: 0, entretiens: { [INTERVIEW]: {
            recues: [old.id], brouillons: [{ champ: "terms", iv }], pieces: [] } } } };
        };
        const nobody = await store.sendRescue(async () => ({ kind: "nobody" }));
        const sent = await store.sendRescue(answered);
        await store.receive(INTERVIEW, [operation(7, { id: PHOTO })], 12);
        return { renewed: before !== store.device, seen, sent, nobody, parts, outbox: seqs(await store.outbox(INTERVIEW)),
          journal: seqs(await store.journal(INTERVIEW)), recovered: await store.recover(PIN),
          all: seqs(await store.journal(INTERVIEW)) };
        """,
    )
    assert told["renewed"] is True
    assert told["seen"]["journal"] == [2]
    assert told["seen"]["last"] == 0
    assert told["seen"]["drafts"] == 0
    assert [(one["summary"], one["unsent"]) for one in told["seen"]["rows"]] == [(None, 3)]  # the draft too
    assert told["nobody"]["trouble"] == {"kind": "nobody"}
    assert told["sent"] == {"received": 3, "refused": 0, "trouble": None}
    assert told["outbox"] == [2]
    assert told["journal"] == [7, 2]
    assert told["recovered"] is True
    assert told["all"] == [1, 7, 2]
    found = list(read_rescue(io.BytesIO(told["parts"][0].encode()), private_key(store_room.home)))
    assert [type(one) for one in found] == [SavedOperation, SavedDraft]


def test_a_damaged_record_holds_up_nothing_behind_it_and_practice_is_in_no_rescue_file(store_tablet: Page) -> None:
    told = run(
        store_tablet,
        """
        const store = await make();
        for (const seq of [1, 2, 3]) await store.append(operation(seq));
        await damage(1);
        const light = seqs(await store.outbox(INTERVIEW, { most: 1 }));
        const journal = seqs(await store.journal(INTERVIEW));
        await store.append(operation(4, { interview: PHOTO, data: { text: "essai" } }));
        await store.keep(PHOTO, { summary: { title: "Essai", trial: true } });
        const lines = (await (await store.rescue()).text()).trim().split("\\n").map((line) => JSON.parse(line));
        const [practice] = (await store.interviews()).filter((one) => one.trial);
        const refused = await refusal(store.discard(INTERVIEW));
        await store.discard(PHOTO);
        return { light, journal, saved: lines.filter((one) => one.what === "operation").map((one) => one.interview),
          unsent: practice.unsent, refused, left: (await store.interviews()).map((one) => one.id) };
        """,
    )
    assert told["light"] == [2]
    assert told["journal"] == [2, 3]
    assert told["saved"] == [INTERVIEW] * 3
    assert told["unsent"] == 0
    assert told["refused"]["code"] == "reste"
    assert told["left"] == [INTERVIEW]


def test_a_server_that_was_set_up_anew_gets_the_device_key_at_the_next_code(
    store_tablet: Page, tmp_path: Any, store_room: Room
) -> None:
    theirs = public_key(tmp_path)
    content = run(
        store_tablet,
        """
        const store = await make({ pin: PIN });
        await store.append(operation(1));
        await store.lock();
        await store.unlock(PIN, given);
        await store.append(operation(2));
        return base64(await store.rescue());
        """,
        {"serverKey": theirs.jwk, "keyId": theirs.id},
    )
    found = list(read_rescue(io.BytesIO(base64.b64decode(content)), private_key(tmp_path)))
    assert [one.operation["seq"] for one in found] == [1, 2]
