// Runs in a blank page of the application's origin: leads interviews with the true store and the true sender, as told, and
// keeps an account of its own of what was written, acknowledged, set aside and forgotten.
async () => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const { hashOf } = await import("/entretien/app/journal/operation.js");
  const { Sender } = await import("/entretien/app/sync/sender.js");
  const { Puller } = await import("/entretien/app/sync/pull.js");
  const settings = await (await fetch("/entretien/reglages.json")).json();
  const store = await openStore();
  if (store.state === "neuve") await store.begin({ serverKey: settings.cle, keyId: settings.cle_id, pin: null });

  const RealDate = Date;
  let wrongBy = 0;
  globalThis.Date = class extends RealDate {
    constructor(...told) {
      if (told.length === 0) super(RealDate.now() + wrongBy);
      else super(...told);
    }
    static now() {
      return RealDate.now() + wrongBy;
    }
  };

  let account = null;
  const blankAccount = () =>
    ({ made: [], acknowledged: [], aside: [], forgotten: [], files: {}, over: 0, received: [], troubles: [] });
  watch("append", async (operation) => account.made.push({ operation, hash: await hashOf(operation) }));
  watch("acknowledge", (_interview, ids) => account.acknowledged.push(...ids));
  watch("setAside", (_interview, told) => account.aside.push(...told));
  watch("forget", (_interview, ids) => account.forgotten.push(...ids));
  watch("receive", (_interview, operations) => account.received.push(...operations.map((one) => one.id)));
  watch("fileDone", (attachment) => (account.files[attachment].done = true));
  watch("fileRefused", (attachment, reason) => (account.files[attachment].refused = reason));
  watch("dropFile", (attachment) => account.files[attachment] && (account.files[attachment].dropped = true));

  function watch(name, keep) {
    const real = store[name].bind(store);
    store[name] = async (...told) => {
      const answer = await real(...told);
      await keep(...told);
      return answer;
    };
  }

  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  // What a step does; `open`: the interviews that are open, by id.
  const DOES = {
    async begin(open, { on, opening }) {
      open.set(on, await OpenInterview.begin(store, { id: on, opening, summary: { title: "Essai" } }));
    },
    act: (open, { on, kind, data, field }) => open.get(on).act(kind, data, { field }),
    async write(open, { on, field, text, settle }) {
      open.get(on).write(field, text);
      if (settle) await open.get(on).settle(field);
    },
    off: (open, { on, field }) => open.get(on).offTheRecord(field),
    async photo(open, { on, attachment, photo, odd }) {
      const bytes = odd === "bytes" ? new TextEncoder().encode("Pas une image") : bytesOf(globalThis.photos[photo]);
      const type = odd === "type" ? "image/gif" : bytes[0] === 0x89 ? "image/png" : "image/jpeg";
      if (open.get(on).state.ended) return;
      account.files[attachment] = { photo, odd };
      await open.get(on).addFile({ attachment, kind: "photo", blob: new Blob([bytes], { type }), type });
    },
    drop: (open, { on, attachment }) => open.get(on).dropFile(attachment),
    pull: (open, { on }, pull) => pull(on),
    wait: (_open, { ms }) => sleep(ms),
  };

  async function follow(open, steps, pull) {
    for (const step of steps) {
      try {
        await DOES[step.do](open, step, pull);
      } catch (error) {
        if (error.name !== "Ended") throw error;
        account.over += 1;
      }
    }
    for (const interview of open.values()) await interview.settle();
  }

  function puller(open, sender) {
    const made = new Puller(store, { sender, every: 1e6 });
    const taken = [];
    made.addEventListener("operations", ({ detail: { interview, operations, last } }) => {
      taken.push(open.get(interview).receive(operations, last));
    });
    const pull = async (id) => {
      await made.follow(id);
      await Promise.all(taken.splice(0));
    };
    const stop = async () => {
      await made.stop();
      await Promise.all(taken);
    };
    return { pull, stop };
  }

  async function emptied(sender, deadline) {
    const end = performance.now() + deadline;
    while (performance.now() < end) {
      const resting = sender.status.phase === "repos" && sender.status.unsent === 0;
      if (resting && (await store.interviews()).every((one) => one.unsent === 0)) return true;
      await new Promise((resolve) => {
        sender.addEventListener("change", resolve, { once: true });
        setTimeout(resolve, 200);
      });
    }
    return false;
  }

  // Leads a scenario to its end: everything done, everything sent. Gives the account of it.
  globalThis.play = async ({ steps, clock, usual }, { deadline = 60000 } = {}) => {
    account = blankAccount();
    wrongBy = clock;
    const open = new Map();
    const sender = new Sender(store, { locks: false, usual: { least: 1, longest: 6, timeout: 1500, ...usual } });
    sender.addEventListener("change", () => sender.status.message && account.troubles.push(sender.status.phase));
    const { pull, stop } = puller(open, sender);
    sender.start();
    try {
      await follow(open, steps, pull);
      account.empty = await emptied(sender, deadline);
    } finally {
      await sender.stop();
      await stop();
      for (const interview of open.values()) await interview.close();
    }
    return account;
  };

  // What the store has of these interviews at the end; then they are closed, and leave if everything was received.
  globalThis.leave = async (interviews) => {
    const left = {};
    for (const id of interviews) {
      left[id] = { journal: (await store.journal(id)).map((one) => one.id), outbox: (await store.outbox(id)).length };
      left[id].aside = (await store.aside(id)).map((one) => one.id ?? one.attachment);
      await store.keep(id, { closed: true });
    }
    await store.sweep();
    const kept = (await store.interviews()).map((one) => one.id);
    const still = interviews.filter((id) => kept.includes(id));
    if (account.empty) for (const id of still) await settled(id);
    return { left, still };
  };

  // What was set aside is as good as received: the next scenario finds an empty tablet.
  async function settled(id) {
    for (const one of await store.aside(id)) {
      if (one.attachment) await store.dropFile(one.attachment);
      else await store.acknowledge(id, [one.id]);
    }
    await store.purge(id);
  }
};
