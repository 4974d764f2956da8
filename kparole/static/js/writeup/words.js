// How things are called on the screen.

export const TITLES = {
  introduction: "En arrivant",
  cloture: "Pour finir",
  vecu: "Comment la personne l’a vécu",
  modalites: "Où, avec qui, comment, quand",
  "non-classe": "À ranger",
};
export const HELP = {
  introduction: "Depuis quand elle vient, pourquoi elle est venue.",
  cloture: "Ce qu’elle a ajouté, ce qu’elle a pensé de l’entretien.",
  vecu: "Ce qu’elle en a dit, et ce que vous avez vu ou ressenti.",
  modalites: "Le lieu, les personnes présentes, le moyen, la date.",
  "non-classe": "Ce qui n’a pas encore trouvé sa carte.",
};
export const MARKS = [
  ["important", "Important", "star"],
  ["observation", "Vu", "eye"],
  ["feeling", "Ressenti", "heart"],
  ["paraphrase", "Résumé", "pencil"],
];
export const AWAY = {
  reseau: "Pas de liaison. Vos mots restent dans cette fenêtre, rien d’autre ne les garde\u00a0: ne la fermez pas. KParole réessaie.",
  entree: "Votre séance est finie. Reconnectez-vous dans un autre onglet\u00a0: vos mots vous attendent dans cette fenêtre.",
  parti: "Ce compte-rendu n’est plus ouvert pour vous. Vos mots restent dans cette fenêtre\u00a0: copiez-les.",
  vite: "C’est un peu vite pour KParole. Vos mots partent dans un instant.",
};

/** The title of a card taken, as it was said, else the deck's. */
export function cardTitle(card, titles) {
  return (card.title || titles[card.card] || (card.card === "joker" ? "JOKER" : "Carte sans titre")).replaceAll("'", "’");
}
