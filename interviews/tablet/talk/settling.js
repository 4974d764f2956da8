// Everything begun on the open interview becomes kept: passages of the composer first, then any other draft.

import { settleDesks } from "../screens/desk.js";

export async function settleNotes(app) {
  await settleDesks(app);
  await app.interview.settle();
}
