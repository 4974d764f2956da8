// Why a sending stopped, and what is said of it. « whole »: nothing else would pass now either, so the round ends there.

const SENTENCES = {
  nobody: "Pas de réseau. Tout est gardé ici et partira tout seul.",
  stranger: "Ce réseau ne mène pas à KParole. Ouvrez une page web pour accepter le wifi, ou attendez.",
  login: "Connectez-vous à KParole. Tout est gardé ici et partira ensuite.",
  busy: "KParole est indisponible. Tout est gardé ici et partira dans un moment.",
  silent: "KParole n’a pas accusé réception. Tout est gardé ici et repartira dans un moment.",
};

/** The trouble told by what `ask` gave; an answer that is none of those expected is one too. */
export function troubleOf(answer) {
  if (answer.kind !== "answer") return { kind: answer.kind, whole: true, message: SENTENCES[answer.kind] };
  if (answer.status >= 500 || answer.status === 429) return { kind: "busy", whole: answer.status === 429, message: SENTENCES.busy };
  return { kind: "refused", whole: false, message: said(answer.body) ?? SENTENCES.busy };
}

/** The trouble of an answer that acknowledges nothing of what was sent. */
export function silence() {
  return { kind: "silent", whole: false, message: SENTENCES.silent };
}

/** The trouble of this tablet itself: its disk is full, its database was closed. */
export function troubleHere(error) {
  return { kind: "here", whole: true, message: error.message };
}

/** The sentence for a person in an answer's body, null when there is none. */
export function said(body) {
  return typeof body.message === "string" && body.message ? body.message : null;
}

/** True when what was sent was too heavy for the server, or for a proxy before it. */
export function tooHeavy(answer) {
  return answer.status === 413;
}
