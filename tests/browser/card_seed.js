// Evaluated by the tests of the card in hand: begins an interview of which cards were taken, with passages already written.
async ({ passages = [], consents = { notes: "given" }, opening = {}, many = false, ended = false }) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const [settings, game] = await Promise.all(["reglages", "jeu"].map(async (name) => (await fetch(`/entretien/${name}.json`)).json()));
  const store = await openStore();
  if (store.state === "neuve") await store.begin({ serverKey: settings.cle, keyId: settings.cle_id, pin: null });
  const told = { language: "fr", mode: "ecran", trial: false, ...opening };
  const interview = await OpenInterview.begin(store, {
    opening: { deck: game.jeu.id, version: String(game.jeu.version), ...told },
    summary: { title: "Essai", kpa: null, startedAt: new Date().toISOString(), ...told },
  });
  for (const [use, state] of Object.entries(consents)) await interview.act("consent.set", { use, state, how: "oral" });
  await interview.act("step.enter", { step: "ouverture" });
  const cards = many ? game.jeu.cartes.map((card) => card.id) : ["difficile", "rencontre", "joker-1"];
  const picks = [];
  for (const card of cards) {
    picks.push(crypto.randomUUID());
    await interview.act("card.take", { pick: picks.at(-1), card });
  }
  for (const [place, text, marks] of passages) {
    const note = `note:carte:${picks[place]}:${crypto.randomUUID()}`;
    interview.write(note, text);
    await interview.settle(note);
    for (const mark of marks) await interview.act("note.mark", { note, start: 0, end: 0, mark });
  }
  if (ended) await interview.act("end.mark");
  await interview.close();
  store.close();
  return { id: interview.id, picks };
}
