/** Tells the visitor of a part of the permalink that could not be used: nothing is ever changed in silence. */
export interface Notice {
  /** The key as given, percent-decoded where that is possible. */
  readonly key: string;
  /** The value as given, likewise. */
  readonly value: string;
  /** What is allowed, as a clause: `depth is a whole number from 2 to 64`. */
  readonly allowed: string;
  /** What was used instead, in permalink form; null: nothing, it was ignored. */
  readonly used: string | null;
  /** All of this for people. */
  readonly sentence: string;
}

/** Longest key or value that a sentence quotes whole. */
const LONGEST_QUOTE = 60;

export function notice(key: string, value: string, allowed: string, used: string | null): Notice {
  const consequence = used === null ? 'It was ignored.' : `Used instead: ${used}.`;
  const sentence = `${shorten(key)}=${shorten(value)} cannot be used: ${allowed}. ${consequence}`;
  return { key, value, allowed, used, sentence };
}

function shorten(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…`;
}
