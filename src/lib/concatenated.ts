/** All parts one after the other, in a new array of the kind of `Own`, e.g. Uint8Array. */
export function concatenated<Own extends { set(values: ArrayLike<number>, at: number): void }>(
  Own: new (length: number) => Own,
  parts: readonly ArrayLike<number>[],
): Own {
  const all = new Own(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
