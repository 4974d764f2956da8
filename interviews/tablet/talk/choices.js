// What is chosen before an interview begins: defaults that let one start at once, and the operations they become.

import { OpenInterview } from "../journal/interview.js";

export const MODES = [
  { id: "ecran", label: "Cartes sur la tablette",
    help: "La personne touche les cartes. La tablette les lit à voix haute." },
  { id: "imprimees", label: "Cartes imprimées",
    help: "Les cartes sont sur la table. Ici, touchez celle qu’elle prend." },
  { id: "papier", label: "Notes sur papier, à recopier",
    help: "L’entretien est passé. Recopiez vos notes, carte par carte." },
];
export const ROLES = [
  { id: "contributeur-cooperant", label: "Vous posez les questions", help: "La personne prend les cartes et raconte.",
    told: "contributrice ou contributeur qui interroge, coopérante ou coopérant qui raconte" },
  { id: "cooperant-contributeur", label: "On échange les rôles",
    help: "La personne pose les questions, vous racontez. L’entretien est rangé à part.",
    told: "rôles échangés, coopérante ou coopérant qui interroge" },
  { id: "ensemble-cooperant", label: "Une coopérante ou un coopérant mène avec vous",
    help: "Vous posez les questions ensemble.",
    told: "une coopérante ou un coopérant interroge aussi" },
  { id: "binome", label: "Vous êtes deux à mener", help: "L’une ou l’un questionne, l’autre note.",
    told: "deux personnes interrogent" },
  { id: "entre-kpa", label: "Vous venez d’une autre KPA", help: "On ne se connaît pas encore\u00a0: prenez le temps.",
    told: "quelqu’un d’une autre KPA interroge" },
];
export const SWAPPED = "cooperant-contributeur";
const NAMELESS = "Entretien"; // what an appointment is called that has no name

/** Fresh choices, from an appointment or from nothing. */
export function choicesFrom(plan, known) {
  return {
    plan: plan?.id ?? null,
    kpa: plan?.kpa ?? known.kpa?.code ?? "",
    name: plan?.nom ?? (plan?.titre === NAMELESS ? "" : plan?.titre ?? ""),
    naming: plan?.appel ?? null,
    language: plan?.langue || "fr",
    interpreter: plan?.interprete ?? "",
    mode: MODES.some((one) => one.id === plan?.mode) ? plan.mode : "ecran",
    role: ROLES.some((one) => one.id === plan?.roles) ? plan.roles : ROLES[0].id,
    trial: false,
  };
}

/** Open the interview that was chosen, and make it the one on the table. */
export async function beginWith(app, choices, plan = null) {
  const opening = {
    deck: app.deck.id, version: app.deck.version, language: choices.language, mode: choices.mode, trial: choices.trial,
    roles: choices.role,
    ...(choices.kpa ? { kpa: choices.kpa } : {}),
  };
  const interview = await OpenInterview.begin(app.store, {
    ...(plan && !choices.trial ? { id: plan.id } : {}), opening, summary: summaryOf(choices, plan),
  });
  await interview.act("person.set", {
    language: choices.language,
    ...(choices.name ? { name: choices.name } : {}),
    ...(choices.naming ? { naming: choices.naming } : {}),
    ...(choices.interpreter ? { interpreter: choices.interpreter } : {}),
  });
  return interview;
}

/** What this device keeps about an interview, sealed, to name it in the list and to write the terms. */
function summaryOf(choices, plan) {
  return {
    title: choices.name, kpa: choices.kpa, language: choices.language, mode: choices.mode, trial: choices.trial,
    startedAt: new Date().toISOString(), role: choices.role, place: plan?.lieu ?? "", length: plan?.duree ?? null,
    agreed: plan,
  };
}
