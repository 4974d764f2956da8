// Who is at this tablet, their KPAs and appointments: asked of the server when it is there, kept sealed for later.

import { ask } from "../sync/server.js";

const SHELF = "tablette"; // beside the drafts of interviews, under a name that no interview has
const FIELD = "connu";
const NOTHING = { nom: "", kpa: null, kpas: [], rendezvous: [], entretiens: [] };
let known = null;

/** What this tablet knows; empty parts for what is not known, and nothing while it is locked. */
export function knownOf(app) {
  return app.store.state === "ouverte" ? { ...NOTHING, ...known } : NOTHING;
}

/** Read what was kept, once. */
export async function readKnown(app) {
  known ??= JSON.parse((await app.store.drafts(SHELF)).get(FIELD) ?? "null");
  app.redraw();
}

/** Ask the server again. What was kept stays when nobody answers. */
export async function askKnown(app) {
  const answer = await ask("GET", "/api/tablette");
  if (answer.kind === "answer" && answer.status === 200) {
    known = answer.body;
    await app.store.draft(SHELF, FIELD, JSON.stringify(known));
    app.redraw();
  }
}
