// Where we are, in the address: #screen, #screen/interview, #screen/interview/pick. Nothing personal stands there.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns {{screen: string, interview: string|null, args: {pick?: string}}} what an address names */
export function readAddress(hash) {
  const [screen, interview, pick] = hash.replace(/^#/, "").split("/");
  return {
    screen: screen || "home",
    interview: UUID.test(interview ?? "") ? interview : null,
    args: UUID.test(pick ?? "") ? { pick } : {},
  };
}

/** The address of a screen, without the parts that it does not need. */
export function addressOf(screen, interview, args = {}) {
  return "#" + [screen, interview, interview && args.pick].filter(Boolean).join("/");
}
