// The interviewer's own reminders, by sentence of the guide: kept on this device for the next interviews, never sent.

const PREFERENCE = "rappels";

/** The reminder of a sentence, "" when there is none. */
export function reminderOf(app, name) {
  return app.store.prefs.get(PREFERENCE)?.[name] ?? "";
}

/** Keep it, or forget it when it is empty. */
export async function keepReminder(app, name, words) {
  const { [name]: _before, ...others } = app.store.prefs.get(PREFERENCE) ?? {};
  await app.store.prefs.set(PREFERENCE, words.trim() ? { ...others, [name]: words.trim() } : others);
  app.redraw();
}
