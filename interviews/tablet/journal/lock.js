// One tab at a time writes an interview: a Web Lock is held as long as it is open.

export class AlreadyOpen extends Error {
  constructor() {
    super("Cet entretien est ouvert dans un autre onglet. Fermez l’autre onglet, puis revenez ici.");
    this.name = "AlreadyOpen";
  }
}

// Gives what lets go of the interview. A page that is being reloaded lets go a moment late: hence the wait.
export function hold(id, { wait = 1500 } = {}) {
  if (!navigator.locks) return Promise.resolve(() => {});
  const { promise: held, resolve: release } = unsettled();
  return new Promise((resolve, reject) => {
    const taken = () => {
      resolve(release);
      return held;
    };
    const asked = navigator.locks.request(`kparole-${id}`, { signal: AbortSignal.timeout(wait) }, taken);
    asked.catch(() => reject(new AlreadyOpen()));
  });
}

function unsettled() {
  let resolve;
  const promise = new Promise((given) => {
    resolve = given;
  });
  return { promise, resolve };
}
