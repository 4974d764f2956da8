// Sends the operations of one interview, in order. An operation leaves the queue only under its own id: « received » lets
// it go, a conflict or a refusal sets it aside with its reason, anything else leaves it where it is.

import { silence, tooHeavy, troubleOf } from "./trouble.js";

const STATUSES = [200, 409, 422];
const CONFLICT = "Le serveur a déjà une autre version de cette note. Les deux sont gardées\u00a0: comparez-les.";
const REFUSED = "Le serveur n’a pas pu prendre cette note.";

/** How much is sent at once: less when it was too heavy, too slow or made the server fail, then more again. */
export class Pace {
  constructor({ most = 500, bytes = 1_500_000 } = {}) {
    this.full = { most, bytes };
    this.fill();
  }

  /** Takes the largest batches again. */
  fill() {
    this.most = this.full.most;
    this.bytes = this.full.bytes;
  }

  /** Halves; false when a batch is one operation already. `sent`: how many were in the last one. */
  halve(sent) {
    if (sent <= 1) return false;
    this.most = Math.ceil(sent / 2);
    this.bytes = Math.max(1, Math.ceil(this.bytes / 2));
    return true;
  }

  /** A batch went through: the next may be twice as large. */
  widen() {
    this.most = Math.min(this.full.most, this.most * 2);
    this.bytes = Math.min(this.full.bytes, this.bytes * 2);
  }
}

/**
 * Sends until nothing is left; gives null, or the trouble that stopped it.
 * `tools`: {store, ask, pace, moved(received)}, `moved` being called after each answer that emptied a part of the queue.
 */
export async function sendOperations(tools, interview) {
  const { store, ask, pace } = tools;
  for (;;) {
    const batch = await store.outbox(interview, { most: pace.most, bytes: pace.bytes });
    if (batch.length === 0) return null;
    const answer = await ask("POST", `/api/entretiens/${interview}/operations`, { json: { operations: batch } });
    if (tooHeavy(answer) && pace.halve(batch.length)) continue;
    const trouble = await settle(tools, interview, { batch, answer });
    if (trouble) return trouble;
    pace.widen();
  }
}

async function settle({ store, pace, moved }, interview, { batch, answer }) {
  if (answer.kind !== "answer" || !STATUSES.includes(answer.status)) {
    if (answer.slow || answer.status >= 500) pace.halve(batch.length);
    return troubleOf(answer);
  }
  const { received, aside } = sorted(batch, answer.body);
  if (aside.length > 0) await setAside(store, interview, { batch, aside });
  if (received.length > 0) await store.acknowledge(interview, received);
  if (received.length + aside.length === 0) return silence();
  moved(received.length);
  return null;
}

/** A photo that could not be announced would wait for ever: it is set aside with its announcement. */
async function setAside(store, interview, { batch, aside }) {
  const reasons = new Map(aside.map((one) => [one.id, one.reason]));
  for (const { id, kind, data } of batch) {
    if (kind === "attachment.add" && reasons.has(id)) await store.fileRefused(data.attachment, reasons.get(id));
  }
  await store.setAside(interview, aside);
}

/** What the answer says of this very batch; ids of another origin count for nothing. */
export function sorted(batch, { recues, conflits, refusees }) {
  const sent = new Set(batch.map((operation) => operation.id));
  const aside = new Map();
  for (const one of list(refusees)) {
    if (sent.has(one?.id)) aside.set(one.id, { id: one.id, why: "refus", reason: words(one.raison) });
  }
  for (const one of list(conflits)) {
    if (sent.has(one?.id)) aside.set(one.id, { id: one.id, why: "conflit", reason: CONFLICT });
  }
  const received = new Set(list(recues).filter((id) => sent.has(id) && !aside.has(id)));
  return { received: [...received], aside: [...aside.values()] };
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

function words(reason) {
  return typeof reason === "string" && reason ? reason : REFUSED;
}
