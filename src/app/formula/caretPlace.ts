export interface CaretPlace {
  /** From the left end of what is seen of the field, CSS pixels. */
  readonly left: number;
  /** An arrow where the character has been scrolled out of the field. */
  readonly sign: '^' | '‹' | '›';
}

/**
 * Where the sign stands that points at a character of a text field.
 * @param before width of the text before the character
 * @param scrolled how far the field's text has been scrolled
 * @param seen width of what is seen of it
 * @param wide width of the sign
 */
export function caretPlace(before: number, scrolled: number, seen: number, wide: number): CaretPlace {
  const left = before - scrolled;
  const last = Math.max(0, seen - wide);
  // Half a sign: browsers round what is scrolled.
  if (left < -wide / 2) return { left: 0, sign: '‹' };
  // The place behind the text's end has no character, and may lie just outside.
  if (left > seen + wide / 2) return { left: last, sign: '›' };
  return { left: Math.min(last, Math.max(0, left)), sign: '^' };
}
