// Everything begun on the open interview becomes kept: passages of the composer first, then any other draft.

import { settleDesks } from "../screens/desk.js";

export async function settleNotes(app) {
  await settleDesks(app);
  await app.interview.settle();
}

/** The end mark, after the last words and the last sound. */
export async function putPenDown(app) {
  await settleNotes(app);
  await app.recorder.stop();
  await app.interview.act("end.mark");
}
