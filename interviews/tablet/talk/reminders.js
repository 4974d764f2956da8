// The interviewer's own reminders, by sentence of the guide: kept sealed on this device for the next interviews, never sent.

const SHELF = "tablette"; // beside the drafts of interviews, under a name that no interview has
const FIELD = "rappels";
let kept = null;
let reading = false;

/** The reminder of a sentence, "" when there is none or they are still being read. */
export function reminderOf(app, name) {
  if (kept === null) read(app);
  return kept?.[name] ?? "";
}

/** Keep it, or forget it when it is empty. */
export async function keepReminder(app, name, words) {
  if (kept === null) await read(app);
  const { [name]: _before, ...others } = kept ?? {};
  kept = words.trim() ? { ...others, [name]: words.trim() } : others;
  await app.store.draft(SHELF, FIELD, JSON.stringify(kept));
  app.redraw();
}

async function read(app) {
  if (reading || app.store.state !== "ouverte") return;
  reading = true;
  try {
    kept = JSON.parse((await app.store.drafts(SHELF)).get(FIELD) ?? "{}");
  } finally {
    reading = false;
  }
  app.redraw();
}
