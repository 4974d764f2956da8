// What may still be written once an interview is over (the same on the server: interviews/operation_kinds.py).

const AFTER_END = new Set(["consent.set", "step.enter", "note.off", "erase", "attachment.drop", "end.mark"]);
const AFTER_END_FIELDS = new Set(["terms", "hot-notes"]);

// Consent, hot notes, terms, and what takes away.
export function mayFollowEnd({ kind, field = null, data = null }) {
  const about = kind === "note.mark" ? data?.note : field;
  return AFTER_END.has(kind) || AFTER_END_FIELDS.has(field) || AFTER_END_FIELDS.has(about);
}

// The seq of the end mark, by device.
export function endsOf(operations) {
  const ends = new Map();
  for (const one of operations) {
    if (one.kind === "end.mark") ends.set(one.device, Math.min(one.seq, ends.get(one.device) ?? one.seq));
  }
  return ends;
}

// True for what a device wrote after its own end mark and may not be. Another device may not have known of the end.
export function isLate(one, ends) {
  return one.seq > (ends.get(one.device) ?? one.seq) && !mayFollowEnd(one);
}
