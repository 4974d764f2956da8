// Who is at this tablet, their KPAs and appointments: asked of the server when it is there, kept sealed for when it is not.

import { ask } from "../sync/server.js";

const NOTHING = { nom: "", kpa: null, kpas: [], rendezvous: [], entretiens: [] };

/** What this tablet knows; empty parts for what is not known. */
export function knownOf(app) {
  return { ...NOTHING, ...(app.desk ?? {}) };
}

/** Ask the server again; what was kept stays when nobody answers. */
export async function refreshKnown(app) {
  const answer = await ask("GET", "/api/tablette");
  if (answer.kind === "answer" && answer.status === 200) {
    app.desk = answer.body;
    await app.keepDesk?.(answer.body);
    app.redraw();
  }
}
