// Brings what other devices wrote on the open interview, as long as one is open.
import { Puller } from "../sync/pull.js";

/** Follow the interview at hand, whichever it is from now on. */
export function startPulling(app) {
  const puller = new Puller(app.store, { sender: app.sender });
  puller.addEventListener("operations", ({ detail }) => receive(app, detail));
  const follow = () => puller.follow(app.interview && !app.interview.state.trial ? app.interview.id : null);
  app.addEventListener("interview", follow);
  follow();
}

async function receive(app, { interview, operations, last }) {
  if (app.interview?.id === interview) await app.interview.receive(operations, last);
}
