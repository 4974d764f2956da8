// Words that a crash left half typed become operations and leave, even when nobody opens their interview again.
import { AlreadyOpen, OpenInterview } from "./interview.js";

// Once an interview and a page (`tried`): what cannot be written stays a draft, and is not tried at every turn.
export async function settleLeft(store, tried) {
  const here = await store.interviews(); // one without a summary was sealed with a key that is lost
  const left = here.filter((one) => one.drafts > 0 && one.summary && !one.trial && !tried.has(one.id));
  if (!left.length || !navigator.locks) return;
  const { held } = await navigator.locks.query();
  const open = new Set(held.map((lock) => lock.name));
  for (const { id } of left) if (!open.has(`kparole-${id}`)) await settleOne(store, id, tried);
}

async function settleOne(store, id, tried) {
  tried.add(id);
  try {
    await (await OpenInterview.reopen(store, id)).close();
  } catch (error) {
    if (!(error instanceof AlreadyOpen) && error.name !== "StoreError" && error.name !== "Ended") throw error;
  }
}
