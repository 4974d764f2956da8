// What this device keeps of the open interview to name it: code, KPA, place, appointment. Sealed, and never sent.

const NOTHING = { title: "", kpa: "", language: "fr", mode: "ecran", role: "", place: "", length: null, agreed: null };

/** The summary of the open interview; empty parts for one that another tablet began. */
export function summaryOf(app) {
  const kept = app.interviews.find((one) => one.id === app.interview?.id);
  const opened = app.interview?.state.opened ?? {};
  const told = { kpa: opened.kpa, language: opened.language, mode: opened.mode, role: opened.roles };
  return { ...NOTHING, ...withoutGaps(told), ...withoutGaps(kept?.summary ?? {}) };
}

function withoutGaps(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}
