// Folds a journal, then one more operation at a time: on a slow tablet, a tap must not fold two thousand of them again.
import { endsOf, isLate } from "./ending.js";
import { erasedAmong } from "./erasure.js";
import { byPlace, Heads, ranked } from "./order.js";
import { TOLD } from "./told.js";

const WRITES = new Set(["note.write", "title.write", "note.off"]);
// Of answers that two devices wrote down side by side, the one that protects the person most is believed.
const PROTECTING = ["withdrawn", "refused", "given"];

export class Folding {
  #told = { opened: null, person: {}, read: [], skipped: [], later: [], picks: [], marks: [], steps: [], timer: null,
    attachments: new Map(), ended: false };
  #fields = new Map(); // field → Heads
  #uses = new Map(); // use → {heads: Heads, history}
  #ranks = new Map(); // id → rank
  #lasts = new Map(); // device → its last operation
  #awaited = new Set(); // ids that operations name: what comes under one of these may change the past
  #tail = null;
  #turns; // true: bases turn in a circle, and one operation more may open it elsewhere
  #ends;
  #late;
  #erased;

  constructor(operations) {
    const all = ranked(operations);
    const alone = all.map(({ one }) => one);
    this.#ends = endsOf(alone);
    this.#late = new Set(alone.filter((one) => isLate(one, this.#ends)).map((one) => one.id));
    this.#erased = erasedAmong(alone);
    for (const { one, rank } of all) {
      this.#place(one, rank);
      if (!this.#late.has(one.id)) this.#tell(one);
    }
    this.#turns = all.some(({ one, rank }) => this.#ranks.get(one.base) >= rank);
  }

  // One more operation. False, and nothing is changed, when it is not simply the last: all is to be folded again.
  add(one) {
    const last = this.#lasts.get(one.device);
    const rank = 1 + Math.max(this.#ranks.get(last?.id) ?? 0, this.#ranks.get(one.base) ?? 0);
    if (last && one.seq <= last.seq) return false;
    if (this.#tail && (rank - this.#tail.rank || byPlace(one, this.#tail.one)) < 0) return false;
    if (this.#bearsOnThePast(one)) return false;
    this.#place(one, rank);
    this.#tell(one);
    return true;
  }

  // What stands of a field, of the answers on a use: operations, the last one last.
  heads(field) {
    return this.#fields.get(field)?.standing ?? [];
  }

  answers(use) {
    return this.#uses.get(use)?.heads.standing ?? [];
  }

  get state() {
    const { read, skipped, later, marks, picks, steps, person, attachments, ...plain } = this.#told;
    const texts = this.#texts();
    const differ = (versions) => new Set(versions.map((one) => one.text)).size > 1;
    return {
      ...plain,
      person: { ...person },
      read: [...read], skipped: [...skipped], later: [...later], steps: [...steps],
      picks: picks.map((one) => ({ ...one, title: texts.get(`title:${one.pick}`)?.at(-1).text ?? one.title })),
      texts,
      marks: marks.filter((one) => texts.has(one.note) && !this.#erased.has(one.on)),
      consents: new Map([...this.#uses].map(([use, said]) => [use, believed(said)])),
      attachments: new Map(attachments),
      trial: Boolean(plain.opened?.trial),
      toSettle: [...texts].filter(([, versions]) => differ(versions)).map(([field]) => field),
      afterEnd: this.#late,
      erased: this.#erased,
    };
  }

  #place(one, rank) {
    this.#ranks.set(one.id, rank);
    const last = this.#lasts.get(one.device);
    if (!last || byPlace(last, one) < 0) this.#lasts.set(one.device, one);
    this.#tail = { one, rank };
    if (one.base !== null) this.#awaited.add(one.base);
    if (one.kind === "erase" && one.data) this.#awaited.add(one.data.target);
    if (one.kind === "note.off" && one.data) this.#awaited.add(one.data.note);
    if (one.kind === "end.mark" && !this.#ends.has(one.device)) this.#ends.set(one.device, one.seq);
  }

  #bearsOnThePast(one) {
    const known = this.#turns || this.#ranks.has(one.id) || this.#awaited.has(one.id) || this.#awaited.has(one.field);
    return known || one.data === null || one.kind === "erase" || one.kind === "note.off" || isLate(one, this.#ends);
  }

  #tell(one) {
    if (WRITES.has(one.kind) && one.field !== null) {
      if (!this.#fields.has(one.field)) this.#fields.set(one.field, new Heads());
      this.#fields.get(one.field).add(one); // one that was forgotten still says that what it replaced is past
    }
    if (one.data === null || this.#erased.has(one.id)) return;
    if (one.kind === "consent.set") this.#answer(one);
    else TOLD[one.kind]?.(this.#told, one.data, one);
  }

  #answer(one) {
    const { use, state, how } = one.data;
    if (!this.#uses.has(use)) this.#uses.set(use, { heads: new Heads(), history: [] });
    const said = this.#uses.get(use);
    said.heads.add(one);
    said.history.push({ state, how });
  }

  #texts() {
    const texts = new Map();
    for (const [field, { standing }] of this.#fields) {
      const kept = standing.filter((one) => one.data !== null && "text" in one.data && !this.#erased.has(one.id));
      const versions = kept.map((one) => ({ operation: one.id, device: one.device, text: one.data.text }));
      if (versions.length) texts.set(field, versions);
    }
    return texts;
  }
}

function believed({ heads, history }) {
  const rank = (one) => PROTECTING.indexOf(one.data.state);
  const { state, how } = heads.standing.reduce((best, one) => (rank(one) < rank(best) ? one : best)).data;
  return { state, how, history: [...history] };
}
