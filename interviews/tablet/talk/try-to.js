// Do something to the interview, and say it when it could not be done: no more room, an interview that is over.

import { attempt } from "../screens/attempt.js";

/** True when it was done. */
export function tryTo(app, work) {
  return attempt(work, (words) => app.toast(words));
}
