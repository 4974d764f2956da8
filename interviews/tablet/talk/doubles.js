// The texts that two devices wrote side by side on one field: what each is about, who wrote it and when.

import { versionsOf } from "../journal/fold.js";
import { titleOf } from "./parts-said.js";

const PLACES = {
  terms: "Comment ça s’est passé",
  "hot-notes": "Les souvenirs à chaud",
  "note:ouverture": "Une note de l’ouverture",
  "note:cloture": "Une note de la fin",
};

/** What a person must choose between: [{field, about, versions: [{operation, text, here, at}]}]. */
export function doublesOf(app, journal) {
  const { state, device } = app.interview;
  const times = new Map(journal.map((one) => [one.id, one.at]));
  return state.toSettle.map((field) => ({
    field,
    about: aboutOf(app, field),
    versions: versionsOf(state, field).map((one) => ({
      operation: one.operation, text: one.text, here: one.device === device, at: times.get(one.operation) ?? null,
    })),
  }));
}

function aboutOf(app, field) {
  const [kind, place, pick] = field.split(":");
  if (kind === "title") {
    return "Le titre d’un joker";
  }
  const taken = app.interview.state.picks.find((one) => one.pick === pick);
  if (place === "carte" && taken) {
    return `Une note de la carte «\u00a0${titleOf(taken, app.deck)}\u00a0»`;
  }
  return PLACES[field] ?? PLACES[`${kind}:${place}`] ?? "Une note";
}
