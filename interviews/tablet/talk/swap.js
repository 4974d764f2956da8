// Roles swapped: a second interview begins at once, with the same cards, kept apart from the first.

import { beginWith, choicesFrom, SWAPPED } from "./choices.js";
import { knownOf } from "./known.js";
import { summaryOf } from "./summary.js";
import { tryTo } from "./try-to.js";

/** Begin the interview where the person asks the questions, and go to its opening. */
export async function swapRoles(app) {
  const before = summaryOf(app);
  const choices = {
    ...choicesFrom(null, knownOf(app)),
    kpa: before.kpa, language: before.language, mode: before.mode, trial: before.trial, role: SWAPPED,
    name: "",
  };
  if (!(await tryTo(app, async () => { app.interview = await beginWith(app, choices); }))) {
    return;
  }
  app.toast("Les rôles sont échangés\u00a0: à elle de poser les questions. L’autre entretien est gardé.");
  await app.refreshInterviews();
  await app.go("opening");
}
