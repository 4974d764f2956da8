// How the interview was held (where, who, how, when, how long), proposed in sentences from what the tablet knows. Pure.

import { standing } from "../journal/fold.js";
import { clock, day } from "./pieces.js";
import { MODES, ROLES } from "./choices.js";

const MINUTE = 60_000;

/** The sentences, one a line; what is not known is left to fill in. */
export function termsProposed({ state, summary, languages, readBack, now = Date.now() }) {
  const role = ROLES.find((one) => one.id === summary.role) ?? ROLES[0];
  const mode = MODES.find((one) => one.id === summary.mode) ?? MODES[0];
  const language = languages.find((one) => one.code === summary.language)?.nom.toLowerCase() ?? summary.language;
  const { interpreter } = state.person;
  const translated = typeof interpreter === "string" && interpreter ? `, avec ${interpreter} pour traduire` : "";
  return [
    `Où\u00a0: ${summary.place}`,
    `Qui\u00a0: ${role.told}${translated}.`,
    `Comment\u00a0: ${mode.label.toLowerCase()}, langue\u00a0: ${language}, ${cardsTaken(state)}.`,
    ...whenSaid(state, summary, now),
    ...(readBack ? ["Les notes ont été relues avec la personne."] : []),
  ].join("\n");
}

function cardsTaken(state) {
  const count = standing(state).length;
  return ["aucune carte prise", "une carte prise"][count] ?? `${count}\u00a0cartes prises`;
}

function whenSaid(state, summary, now) {
  const start = state.steps[0]?.at ?? summary.startedAt;
  if (!start || summary.mode === "papier") { // typed up afterwards: the clock knows nothing of it
    return ["Quand\u00a0: "];
  }
  const end = state.steps.find((one) => one.step === "cloture")?.at ?? new Date(now).toISOString();
  const minutes = Math.round((new Date(end) - new Date(start)) / MINUTE);
  const lasted = minutes >= 1 && minutes < 600 ? [`Durée\u00a0: ${minutes}\u00a0min.`] : [];
  const hours = minutes < 1 ? `à ${clock(start)}` : `de ${clock(start)} à ${clock(end)}`;
  return [`Quand\u00a0: ${day(start)} ${new Date(start).getFullYear()}, ${hours}.`, ...lasted];
}
