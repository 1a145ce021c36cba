/** What stands in the field of a formula, beside the formula that the arm uses; formulas are compared by their links. */

export interface Draft {
  readonly text: string;
  /** Link of the formula that was in use when that was typed. */
  readonly base: string;
  /** The last text whose formula was in use. */
  readonly good: string;
  /** Nothing has been typed yet. */
  readonly opened: boolean;
}

export const started = (text: string, inUse: string): Draft => ({ text, base: inUse, good: text, opened: true });

export const typedInto = (draft: Draft, text: string, inUse: string): Draft => ({
  ...draft,
  text,
  base: inUse,
  opened: false,
});

/** Whether the arm is to take it; null is the link of what cannot be used. */
export const isPending = ({ base }: Draft, link: string | null, inUse: string): boolean =>
  link !== null && link !== inUse && base === inUse;

/**
 * The draft beside what is in use now: as it is where the arm has taken it, or has not yet; where the arm has another
 * formula from elsewhere, that one's text.
 */
export function followed(draft: Draft, link: string | null, inUse: string, textInUse: () => string): Draft {
  if (link === inUse) {
    const settled = draft.base === inUse && draft.good === draft.text;
    return settled ? draft : { ...draft, base: inUse, good: draft.text };
  }
  return draft.base === inUse ? draft : started(textInUse(), inUse);
}
