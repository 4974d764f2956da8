// What the journal of a practice interview shows of how it went: cards read and taken, time at each, silences. Pure.

import { cardOf } from "../decks/deck.js";
import { standing } from "../journal/fold.js";
import { titleOf } from "./parts-said.js";

const MINUTE = 60_000;
const SECOND = 1000;
const SPOKEN = new Set(["note.write", "card.take", "step.enter"]);

/** {read, deck, taken: [{title, image, minutes, notes}], silence: the longest, in seconds, minutes}. */
export function noticed(state, journal, deck) {
  const times = journal.map((one) => ({ ...one, time: new Date(one.at).getTime() }));
  const end = endOf(times);
  const during = times.filter((one) => one.time <= end);
  const takes = during.filter((one) => one.kind === "card.take");
  return {
    read: state.read.length,
    deck: deck.cartes.length,
    taken: standing(state).map((pick) => cardNoticed(pick, { takes, during, end, deck })),
    silence: longestGap(during.filter((one) => SPOKEN.has(one.kind))),
    minutes: during.length ? Math.round((end - during[0].time) / MINUTE) : 0,
  };
}

/** When the cards were over: the closing, else the last gesture. */
function endOf(times) {
  const closing = times.find((one) => one.kind === "step.enter" && one.data?.step === "cloture");
  return closing?.time ?? times.at(-1)?.time ?? 0;
}

function cardNoticed(pick, { takes, during, end, deck }) {
  const start = takes.find((one) => one.data?.pick === pick.pick)?.time ?? end;
  const after = takes.find((one) => one.time > start)?.time ?? end;
  const notes = new Set(during.map((one) => one.field).filter((field) => field?.startsWith(`note:carte:${pick.pick}`)));
  return {
    title: titleOf(pick, deck),
    image: cardOf(deck, pick.card)?.image ?? null,
    minutes: Math.round((after - start) / MINUTE),
    notes: notes.size,
  };
}

function longestGap(gestures) {
  const gaps = gestures.slice(1).map((one, place) => one.time - gestures[place].time);
  return Math.round(Math.max(0, ...gaps) / SECOND);
}
