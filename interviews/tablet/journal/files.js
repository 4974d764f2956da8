// Photos and sounds in the journal: announced once their bytes are in the store, taken away from both.
import { hashOf } from "./operation.js";

// A photo or a sound made elsewhere (blob), or a recording whose pieces are in the store already (no blob).
export async function announce(store, book, { attachment = crypto.randomUUID(), kind, blob = null, type, card = null }) {
  const told = { attachment, kind, type: type ?? blob?.type, card };
  const kept = blob ? await store.addFile(book.id, { ...told, blob }) : await store.finishChunks(attachment);
  return book.inTurn(() => add(book, { ...kept, ...given(told) }));
}

export async function dropFile(store, book, attachment) {
  const adds = book.operations.filter((one) => one.kind === "attachment.add" && one.data?.attachment === attachment);
  const drop = await book.write("attachment.drop", { attachment });
  for (const one of adds) await book.write("erase", { target: one.id, hash: one.hash ?? (await hashOf(one)) });
  await store.dropFile(attachment);
  await book.forgetErased();
  return drop;
}

// After a crash: recordings that were not ended, and what is whole in the store but was not announced.
export async function recover(store, book) {
  for (const { attachment } of await store.orphans(book.id)) await ended(store, attachment);
  const announced = new Set(book.operations.map((one) => one.data?.attachment));
  for (const file of await store.filesToSend(book.id)) {
    if (!announced.has(file.attachment)) await book.inTurn(() => add(book, file));
  }
}

// A recording of which no piece was whole is let go of. Another trouble leaves it for the next opening.
async function ended(store, attachment) {
  try {
    await store.finishChunks(attachment);
  } catch (error) {
    if (error.name !== "StoreError") throw error;
    if (error.code === "vide") await store.dropFile(attachment);
  }
}

function add(book, { attachment, kind, sha256, bytes, type, card }) {
  return book.write("attachment.add", { attachment, kind, sha256, bytes, type, card: card ?? undefined });
}

function given(told) {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== undefined));
}
