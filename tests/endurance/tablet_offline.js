// Runs in a blank page: makes interviews with photos while nobody answers, with the true sender knocking all the time.
async () => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const { Sender } = await import("/entretien/app/sync/sender.js");
  const store = await openStore();
  const sender = new Sender(store, { usual: { least: 20, longest: 200 } });
  const made = { interviews: [], operations: [], photos: [] };
  const append = store.append.bind(store);
  store.append = async (operation) => {
    await append(operation);
    made.operations.push(operation);
  };

  // A picture with enough grain to weigh as much as a photo of a page of notes.
  async function photo([width, height], number) {
    const canvas = new OffscreenCanvas(width, height);
    const drawn = canvas.getContext("2d");
    const grain = drawn.createImageData(width, height);
    const words = new Uint32Array(grain.data.buffer);
    let seed = number + 1;
    for (let place = 0; place < words.length; place += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      words[place] = 0xff808080 | ((seed >>> 10) & 0x3f3f3f);
    }
    drawn.putImageData(grain, 0, 0);
    return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  }

  async function hex(blob) {
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function interviewOf(photos, size) {
    const opening = { deck: "kpa", version: "v1", language: "fr", mode: "ecran", trial: false };
    const interview = await OpenInterview.begin(store, { opening, summary: { title: "Hors réseau" } });
    const pick = crypto.randomUUID();
    made.interviews.push(interview.id);
    await interview.act("card.take", { pick, card: "utile" });
    interview.write(`note:carte:${pick}:${crypto.randomUUID()}`, "Dit sans réseau, à la table. ".repeat(20));
    await interview.settle();
    for (const number of photos) {
      const attachment = crypto.randomUUID();
      const blob = await photo(size, number);
      await interview.addFile({ attachment, kind: "photo", blob, type: blob.type, card: pick });
      made.photos.push({ attachment, sha256: await hex(blob), bytes: blob.size });
    }
    await interview.act("end.mark");
    await interview.close();
  }

  globalThis.makeOffline = async ({ interviews, photos, size }) => {
    sender.start();
    for (let number = 0; number < interviews; number += 1) {
      const mine = [];
      for (let one = number; one < photos; one += interviews) mine.push(one);
      await interviewOf(mine, size);
    }
    return made;
  };

  // Gives how much still waits at the end.
  globalThis.sendAll = async (deadline) => {
    const end = performance.now() + deadline;
    let left = Infinity;
    while (left > 0 && performance.now() < end) {
      sender.now();
      await new Promise((resolve) => setTimeout(resolve, 250));
      left = (await store.interviews()).reduce((sum, one) => sum + one.unsent, 0);
    }
    await sender.stop();
    return left;
  };
};
