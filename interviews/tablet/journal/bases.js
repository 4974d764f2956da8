// Which operation a new one builds on. What it builds on, it replaces: so it must be something that was seen here.

// Its own device's last word where it stands (another device's, made beside it, stays to be chosen), else the last of
// all. A mark builds on its note. An answer on a use builds on another device's: it was shown when this one was asked
// for, and one's own last answer is replaced anyway.
export function baseFor(folding, device, { kind = null, field = null, data = {} }) {
  if (kind === "consent.set") {
    const answers = folding.answers(data.use);
    return (answers.findLast((one) => one.device !== device) ?? answers.at(-1))?.id ?? null;
  }
  const standing = folding.heads(kind === "note.mark" ? data.note : field);
  return (standing.find((one) => one.device === device) ?? standing.at(-1))?.id ?? null;
}
