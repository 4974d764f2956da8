// The interviewer's own reminders, by sentence of the guide: kept on this device for the next interviews, never sent.

const PREFERENCE = "rappels";
let reminders = {};

/** Read them again; called when a screen that shows sentences is entered. */
export async function readReminders(app) {
  reminders = (await app.store.prefs.get(PREFERENCE)) ?? {};
  app.redraw();
}

/** The reminder of a sentence, "" when there is none. */
export function reminderOf(name) {
  return reminders[name] ?? "";
}

/** Keep it, or forget it when it is empty. */
export async function keepReminder(app, name, words) {
  const { [name]: _before, ...others } = reminders;
  reminders = words.trim() ? { ...others, [name]: words.trim() } : others;
  await app.store.prefs.set(PREFERENCE, reminders);
  app.redraw();
}
