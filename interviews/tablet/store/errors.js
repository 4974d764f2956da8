// What can go wrong with what the tablet keeps: each trouble is one French sentence that says what to do.

export class StoreError extends Error {
  // code: what a screen may act upon; wait: seconds before one may try again; kept: the words are still in memory.
  constructor(code, message, { cause, wait = 0, kept = false } = {}) {
    super(message, { cause });
    this.name = "StoreError";
    this.code = code;
    this.wait = wait;
    this.kept = kept;
  }
}

const SAID = {
  place:
    "La tablette n’a plus de place. Vos derniers mots restent à l’écran : libérez de la place sur la tablette, " +
    "ou enregistrez un fichier de secours sur une clé.",
  privee:
    "Ce navigateur ne garde rien : il est peut-être en navigation privée. " +
    "Ouvrez KParole dans une fenêtre ordinaire, puis recommencez.",
  recente: "KParole a changé depuis l’ouverture de cette page. Rechargez-la : rien n’est perdu.",
  adresse:
    "Ici, le navigateur ne peut pas protéger vos notes. " +
    "Ouvrez KParole à son adresse qui commence par https, ou sur la machine elle-même.",
  fermee: "KParole est fermé sur cette tablette. Tapez votre code pour continuer.",
  code: "Choisissez un code d’au moins 6 signes.",
  cle: "La clé de KParole manque. Ouvrez cette page une fois avec le réseau, puis recommencez.",
  commence: "Cette tablette est déjà prête. Tapez votre code pour l’ouvrir.",
  reste: "Tout n’est pas encore reçu. L’entretien reste sur cette tablette jusque-là.",
  absente: "Cette pièce n’est plus sur la tablette.",
  vide: "L’enregistrement est vide : il n’y a rien à garder.",
  lourde: "Cette pièce est trop lourde pour la tablette. Prenez-en une plus légère.",
  panne: "La tablette n’a pas pu enregistrer. Réessayez ; si cela dure, enregistrez un fichier de secours.",
};

export function trouble(code, options) {
  return new StoreError(code, SAID[code], options);
}

// The browser's own words are English and technical: they stay in `cause`.
export function said(error) {
  if (error instanceof StoreError) return error;
  if (error?.name === "QuotaExceededError") return trouble("place", { cause: error });
  if (error?.name === "VersionError") return trouble("recente", { cause: error });
  return trouble("panne", { cause: error });
}
