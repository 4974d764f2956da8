// Photos and sounds in the journal: announced once their bytes are in the store, taken away from both.
import { Ended } from "./book.js";
import { hashOf } from "./operation.js";

// A photo or a sound made elsewhere (blob), or a recording whose pieces are in the store already (no blob). Announced
// once, however often it is asked for.
export async function announce(store, book, { attachment = crypto.randomUUID(), kind, blob = null, type, card }) {
  const told = { attachment, kind, type: type ?? blob?.type, card };
  const kept = blob ? await store.addFile(book.id, { ...told, blob }) : await store.finishChunks(attachment);
  try {
    return await book.inTurn(() => announced(book, attachment) ?? add(book, { ...kept, ...given(told) }));
  } catch (error) {
    if (error instanceof Ended) await store.dropFile(attachment); // nothing would ever announce it, nor let it leave
    throw error;
  }
}

export async function dropFile(store, book, attachment) {
  const adds = addsOf(book, attachment);
  const drop = await book.write("attachment.drop", { attachment });
  for (const one of adds) await book.write("erase", { target: one.id, hash: one.hash ?? (await hashOf(one)) });
  await store.dropFile(attachment);
  await book.forgetErased();
  return drop;
}

// After a crash: what is whole in the store and was not announced.
export async function recover(store, book) {
  for (const file of await store.filesToSend(book.id)) {
    if (!addsOf(book, file.attachment).length) await book.inTurn(() => add(book, file));
  }
}

function announced(book, attachment) {
  return book.state.attachments.has(attachment) ? addsOf(book, attachment)[0] : null;
}

function addsOf(book, attachment) {
  return book.operations.filter((one) => one.kind === "attachment.add" && one.data?.attachment === attachment);
}

function add(book, { attachment, kind, sha256, bytes, type, card }) {
  return book.write("attachment.add", { attachment, kind, sha256, bytes, type, card: card ?? undefined });
}

function given(told) {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== undefined));
}
