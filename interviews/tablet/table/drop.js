// Where a dragged card is let go of: from the table into the strip takes it, within the strip reorders, out of it puts it back.
import { follow, placeAt, stripAt } from "./drag.js";

/** What a pressed card of the table or of the strip listens to. */
export function dragged(hand) {
  return (event) => {
    const { card, pick } = event.currentTarget.dataset;
    follow(event, { drop: (point) => (pick ? dropPick(hand, pick, point) : dropCard(hand, card, point)) });
  };
}

function dropCard(hand, id, point) {
  if (stripAt(point)) hand.take(hand.app.card(id), { at: placeAt(point) });
}

function dropPick(hand, pick, point) {
  if (stripAt(point)) hand.moveTo(pick, placeAt(point, pick));
  else hand.back(pick);
}
