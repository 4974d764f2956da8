"""What the tablet keeps, in a real Chromium: sealed, on the disk, and given back whatever happens to the browser."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from interviews.rescue import read_rescue
from interviews.rescue_key import private_key, public_key
from interviews.rescue_kinds import SavedDraft, SavedFile, SavedOperation, SavedPiece
from tests.browser.tablet_server import tablet_server
from tests.interviews.rescue_making import keyed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("store")]

INTERVIEW = "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"
PHOTO = "0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d"
SOUND = "0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e"
PIN = "246810"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with tablet_server() as address:
        yield address


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return keyed(tmp_path_factory.mktemp("cle"))


@pytest.fixture(scope="module")
def server_key(home: Any) -> dict[str, Any]:
    key = public_key(home)
    return {"serverKey": key.jwk, "keyId": key.id}


@pytest.fixture
def tablet(page: Page, address: str, server_key: dict[str, Any]) -> Page:
    return prepared(page, address, server_key)


def prepared(page: Page, address: str, server_key: dict[str, Any]) -> Page:
    page.goto(address)
    page.evaluate(
        "async (given) => Object.assign(globalThis, given, await import('/essais/store_page.js'))",
        {"server": server_key, "INTERVIEW": INTERVIEW, "PHOTO": PHOTO, "SOUND": SOUND, "PIN": PIN},
    )
    return page


def run(page: Page, script: str, argument: object = None) -> Any:
    """Run these lines in the page, as an async function of ``given``."""
    return page.evaluate(f"async (given) => {{ {script} }}", argument)


def test_what_is_written_is_there_after_the_page_was_closed_and_leaves_the_outbox_when_it_is_received(
    tablet: Page, context: BrowserContext, address: str, server_key: dict[str, Any]
) -> None:
    device = run(
        tablet,
        """
        globalThis.store = await make();
        for (const seq of [1, 2, 3]) await store.append(operation(seq));
        await store.draft(INTERVIEW, "terms", "en cours");
        await store.keep(INTERVIEW, { summary: { title: "Zéphyrine" } });
        await store.prefs.set("timer", true);
        return store.device;
        """,
    )
    tablet.close()
    told = run(
        prepared(context.new_page(), address, server_key),
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


def test_nothing_personal_is_in_clear_on_the_disk_and_no_key_can_be_taken_out(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_without_accounts_the_key_on_the_disk_can_be_used_and_never_read(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_a_code_opens_the_tablet_and_wrong_ones_wait_longer_and_longer(tablet: Page) -> None:
    told = run(
        tablet,
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
    tablet: Page, context: BrowserContext, address: str, server_key: dict[str, Any]
) -> None:
    other = prepared(context.new_page(), address, server_key)
    for page in (tablet, other):
        run(page, "globalThis.store = await make({ closed: true });")
    begin = "refusal(store.begin({ ...server, pin: PIN }))"
    for page in (tablet, other):
        page.evaluate(f"() => {{ globalThis.begun = {begin}; }}")
    refused = [run(page, "return await begun;") for page in (tablet, other)]
    assert [one["code"] for one in refused if one] == ["commence"]
    late = other if refused[1] else tablet
    assert run(late, "return await store.unlock(PIN);") is True
    run(tablet, "await store.append(operation(1)); heard(store);")
    run(other, "await store.append(operation(2));")
    tablet.wait_for_function("() => said.some((one) => one.elsewhere && one.what === 'append')")
    assert run(tablet, "return seqs(await store.journal(INTERVIEW));") == [1, 2]
    run(other, "await store.lock();")
    tablet.wait_for_function("() => store.state === 'fermee'")


def test_a_full_disk_is_said_in_french_and_the_words_wait_in_memory(tablet: Page, address: str) -> None:
    disk = tablet.context.new_cdp_session(tablet)  # Chromium asks how much room there is now and then only: before all
    disk.send("Storage.overrideQuotaForOrigin", {"origin": address, "quotaSize": 100_000})
    told = run(
        tablet,
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


def test_what_waited_in_memory_is_written_as_soon_as_there_is_room_and_once(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_what_is_let_go_of_while_the_memory_empties_itself_does_not_come_back(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_words_left_half_typed_by_a_crash_count_as_unsent_and_leave_without_being_opened(tablet: Page) -> None:
    told = run(tablet, LEFT)
    assert told["told"] == [1, 1]  # as long as a page has it open, they are that page's
    assert told == {"told": [1, 1], "texts": ["Ses derniers mots"], "drafts": 0, "unsent": 1}


def test_a_connection_that_the_browser_closes_is_opened_again_and_every_write_is_strict(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_a_newer_page_takes_the_database_and_this_one_says_to_reload(tablet: Page) -> None:
    told = run(
        tablet,
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
def test_a_browser_that_keeps_nothing_is_said_in_french(tablet: Page, spoiled: str, code: str) -> None:
    told = run(tablet, f"{spoiled}; return refusal(make());")
    assert told["code"] == code
    assert told["message"].endswith(".")


def test_what_is_set_aside_keeps_its_reason_and_nothing_is_purged_before_all_is_received(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_what_must_be_forgotten_goes_when_unsent_and_is_emptied_when_sent(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_photos_and_sounds_come_back_whole_and_a_recording_cut_short_is_not_lost(tablet: Page) -> None:
    told = run(
        tablet,
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


def test_a_rescue_file_made_without_the_code_is_read_with_the_server_s_key(tablet: Page, home: Any) -> None:
    content = base64.b64decode(run(tablet, SAVING))
    assert "Zéphyrine".encode() not in content
    found = list(read_rescue(io.BytesIO(content), private_key(home)))
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


def test_an_old_rescue_file_brings_back_no_draft_that_its_tablet_went_on_from(tablet: Page) -> None:
    told = run(
        tablet,
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
    tablet: Page, browser: Browser, address: str, server_key: dict[str, Any]
) -> None:
    content = run(tablet, SAVING)
    other = browser.new_context()
    try:
        told = run(
            prepared(other.new_page(), address, server_key),
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
    tablet: Page, home: Any
) -> None:
    told = run(
        tablet,
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
    found = list(read_rescue(io.BytesIO(told["parts"][0].encode()), private_key(home)))
    assert [type(one) for one in found] == [SavedOperation, SavedDraft]


def test_a_damaged_record_holds_up_nothing_behind_it_and_practice_is_in_no_rescue_file(tablet: Page) -> None:
    told = run(
        tablet,
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
    tablet: Page, tmp_path: Any, server_key: dict[str, Any]
) -> None:
    theirs = public_key(tmp_path)
    content = run(
        tablet,
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
