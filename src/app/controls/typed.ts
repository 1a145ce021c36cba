/** Numbers as people type and read them. */

export interface TypedLimits {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

export type Typed =
  | { readonly ok: true; readonly value: number }
  /** Says what is wrong and what is allowed. */
  | { readonly ok: false; readonly sentence: string };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads what was typed: `64`, `0.001`, `1e-3`; anything else, or outside the limits, gets a sentence. Never throws. */
export function readTyped(text: string, limits: TypedLimits): Typed {
  const trimmed = text.trim().replace('−', '-');
  const quoted = trimmed === '' ? 'Nothing' : `“${trimmed.length > 20 ? `${trimmed.slice(0, 20)}…` : trimmed}”`;
  const numeric = NUMBER.test(trimmed);
  const value = Number(trimmed);
  const fits = value >= limits.min && value <= limits.max && (!limits.integer || Number.isInteger(value));
  if (numeric && fits) return { ok: true, value };
  const wrong = numeric ? 'cannot be used' : 'is not a number';
  return { ok: false, sentence: `${quoted} ${wrong}: ${allowed(limits)}.` };
}

function allowed({ label, min, max, integer }: TypedLimits): string {
  return `${label} is a ${integer ? 'whole ' : ''}number from ${writeTyped(min)} to ${writeTyped(max)}`;
}

/** Longer than this no number fits its field. */
const LONGEST = 7;

/** A number as it stands beside its slider: a whole one in full, any other in three significant digits. */
export function writeTyped(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(3));
  const text = String(rounded);
  return text.length <= LONGEST ? text : rounded.toExponential();
}
