// What each kind of operation changes in the state, one after the other: (state, data, operation). Texts and consents,
// which two devices may write side by side, are told in folding.js.

export const TOLD = {
  "interview.open": (state, data) => {
    state.opened ??= data;
  },
  "person.set": (state, data) => Object.assign(state.person, data),
  "card.read": first("read"),
  "card.skip": first("skipped"),
  "card.later": first("later"),
  "card.take": take,
  "card.back": back,
  "card.order": lay,
  "note.mark": mark,
  "step.enter": (state, { step }, { device, seq, at }) => state.steps.push({ step, device, seq, at }),
  "timer.set": (state, data) => {
    state.timer = data.seconds;
  },
  "end.mark": (state) => {
    state.ended = true;
  },
  "attachment.add": attach,
  "attachment.drop": (state, data) => state.attachments.delete(data.attachment),
};

function first(name) {
  return (state, data) => {
    if (!state[name].includes(data.card)) state[name].push(data.card);
  };
}

function take(state, { pick, card, title }) {
  const place = state.picks.findIndex((one) => one.pick === pick); // taken again: it keeps the place of the first time
  const known = state.picks[place];
  const taken = { pick, card, title: title || (known?.title ?? null), returned: false };
  if (known) state.picks[place] = taken;
  else state.picks.push(taken);
}

function back(state, { pick }) {
  state.picks = state.picks.map((one) => (one.pick === pick ? { ...one, returned: true } : one));
}

function lay(state, { picks }) {
  const byId = new Map(state.picks.map((one) => [one.pick, one]));
  const wanted = picks.filter((pick) => byId.has(pick));
  state.picks = [...new Set([...wanted, ...byId.keys()])].map((pick) => byId.get(pick));
}

// A mark taken away goes with its like: at the same place, or everywhere in the note when it was on the whole of it.
function mark(state, { note, start, end, mark: kind, off }, { base }) {
  const whole = start === 0 && end === 0;
  const alike = (one) => one.note === note && one.mark === kind && (whole || (one.start === start && one.end === end));
  if (off) state.marks = state.marks.filter((one) => !alike(one));
  else state.marks.push({ note, start, end, mark: kind, on: base });
}

function attach(state, { attachment, kind, sha256, bytes, type, card = null }) {
  if (state.attachments.has(attachment)) return;
  state.attachments.set(attachment, { attachment, kind, sha256, bytes, type, card });
}
