// Something that may fail for a reason a person can act upon (no more room, an interview that is over): it is said.

const EXPECTED = new Set(["StoreError", "Ended"]);

/** True when it was done; otherwise what went wrong is given to `say`, in French. What nobody foresaw is thrown. */
export async function attempt(work, say) {
  try {
    await work();
    return true;
  } catch (error) {
    say(error.message);
    if (!EXPECTED.has(error.name)) throw error;
    return false;
  }
}
