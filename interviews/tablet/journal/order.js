// The one order of a journal, whatever the order it came in, however wrong the clocks, with however many copies: an
// operation comes after those its device made before it (seq) and after the one it builds on (base). The server orders
// alike (interviews/journal_order.py).
import { canonical } from "./operation.js";

// The operations once each. By rank: one more than the highest rank of what comes before it; then by device, seq, id.
export function ordered(operations) {
  return ranked(operations).map(({ one }) => one);
}

// The same, each with its rank: [{one, rank}].
export function ranked(operations) {
  const placed = once(operations).sort(byPlace);
  const rank = ranks(placed);
  const numbers = placed.map((_one, number) => number).sort((one, other) => rank[one] - rank[other] || one - other);
  return numbers.map((number) => ({ one: placed[number], rank: rank[number] }));
}

// Among ordered operations on one thing, those that nobody has seen and replaced: one, or several made side by side.
export function heads(writes) {
  const found = new Heads();
  for (const one of writes) found.add(one);
  return found.standing;
}

// The same, one operation after the other. It replaces its base, and what its own device wrote before.
export class Heads {
  standing = [];
  #last = new Map();

  add(one) {
    const before = this.#last.get(one.device);
    this.standing = [...this.standing.filter(({ id }) => id !== one.base && id !== before), one];
    this.#last.set(one.device, one.id);
  }
}

export function byPlace(one, other) {
  if (one.device !== other.device) return one.device < other.device ? -1 : 1;
  if (one.seq !== other.seq) return one.seq - other.seq;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

// Each id once; of two contents under one id, which the server never lets in, always the same.
function once(operations) {
  const found = new Map();
  for (const one of operations) {
    const known = found.get(one.id);
    if (known === undefined || (known !== one && preferred(one, known))) found.set(one.id, one);
  }
  return [...found.values()];
}

function preferred(one, known) {
  if ((one.data === null) !== (known.data === null)) return known.data === null;
  return (one.hash ?? canonical(one)) < (known.hash ?? canonical(known));
}

// The rank of each operation, by its number in ``placed``.
function ranks(placed) {
  const before = comesAfter(placed);
  const after = placed.map(() => []);
  before.forEach((earlier, number) => earlier.forEach((other) => after[other].push(number)));
  const waiting = before.map((earlier) => earlier.length);
  const free = waiting.flatMap((number, one) => (number === 0 ? [one] : []));
  const rank = new Array(placed.length).fill(0);
  const opening = circles(placed, rank);
  for (let done = 0; done < placed.length; ) {
    const current = free.length ? free.pop() : opening();
    if (rank[current]) continue;
    rank[current] = 1 + Math.max(0, ...before[current].map((other) => rank[other]));
    done += 1;
    for (const other of after[current]) {
      waiting[other] -= 1;
      if (waiting[other] === 0) free.push(other);
    }
  }
  return rank;
}

// What is left when nothing is free turns in a circle: it is opened at its first operation, the same every time.
function circles(placed, rank) {
  let left = null;
  return () => {
    const bySeq = (one, other) => placed[one].seq - placed[other].seq || one - other;
    left ??= placed.map((_one, number) => number).sort(bySeq);
    return left.find((number) => !rank[number]);
  };
}

// What each operation directly comes after, among those that are there.
function comesAfter(placed) {
  const numbers = new Map(placed.map((one, number) => [one.id, number]));
  return placed.map((one, number) => {
    const before = number > 0 && placed[number - 1].device === one.device ? [number - 1] : [];
    const base = one.base === null ? undefined : numbers.get(one.base);
    if (base !== undefined && base !== number && base !== before[0]) before.push(base);
    return before;
  });
}
