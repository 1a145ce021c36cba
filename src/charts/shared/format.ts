const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** Exponents beyond this are not written out: the number only says that it is beyond. */
const LARGEST_EXPONENT = 9999;

const superscript = (exponent: number): string =>
  String(exponent).replace(/./g, (digit) => SUPERSCRIPTS[digit] ?? digit);

/** 10 to the whole number nearest to `log10`, e.g. `10⁻¹²`; `0` for -Infinity, and bounds such as `> 10⁹⁹⁹⁹` for what is hardly a number. */
export function powerOfTen(log10: number): string {
  if (Number.isNaN(log10)) return 'unknown';
  if (log10 === Number.NEGATIVE_INFINITY) return '0';
  const exponent = Math.round(log10);
  if (exponent > LARGEST_EXPONENT) return `> 10${superscript(LARGEST_EXPONENT)}`;
  if (exponent < -LARGEST_EXPONENT) return `< 10${superscript(-LARGEST_EXPONENT)}`;
  // `+ 0` turns -0 into 0.
  return `10${superscript(exponent + 0)}`;
}

/** The number with that log10 in two significant digits: `0.0014`, `67`, `7.8·10⁶⁰`; from 10¹⁰⁰ and below 10⁻¹⁰⁰ the power alone. */
export function formatLog10(log10: number): string {
  if (!Number.isFinite(log10) || Math.abs(log10) >= 100) return powerOfTen(log10);
  const [mantissa, exponent] = scientific(log10);
  if (exponent < -3 || exponent >= 4) return `${mantissa.toFixed(1)}·10${superscript(exponent)}`;
  return plain(mantissa * 10 ** exponent, exponent);
}

/** A plain number in two significant digits, signs included: `0`, `−0.25`, `1.2·10⁻⁵`. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (value === 0) return '0';
  return `${value < 0 ? '−' : ''}${formatLog10(Math.log10(Math.abs(value)))}`;
}

/** Numbers between these are written in full beside each other. */
const PLAIN_FROM = 1e-3;
const PLAIN_TO = 1e6;

/**
 * Writes numbers that are compared with each other in one notation, two significant digits each: plain, or all as powers of
 * ten where one of them is very small or large.
 * @param values all of them
 */
export function formatAlike(values: readonly number[]): (value: number) => string {
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const plainly = sizes.every((size) => size >= PLAIN_FROM && size < PLAIN_TO);
  return (value) => {
    const log10 = Math.log10(Math.abs(value));
    if (!Number.isFinite(log10) || Math.abs(log10) >= 100) return formatNumber(value);
    const [mantissa, exponent] = scientific(log10);
    const size = !plainly
      ? `${mantissa.toFixed(1)}·10${superscript(exponent)}`
      : exponent < 4
        ? plain(mantissa * 10 ** exponent, exponent)
        : plain(mantissa * 10 ** exponent, exponent).replace(/\B(?=(\d{3})+$)/g, '\u202f');
    return `${value < 0 ? '−' : ''}${size}`;
  };
}

/** Mantissa in [1, 10), rounded to one decimal, and exponent. */
function scientific(log10: number): [number, number] {
  const exponent = Math.floor(log10);
  const mantissa = Math.round(10 ** (log10 - exponent) * 10) / 10;
  return mantissa >= 10 ? [1, exponent + 1] : [mantissa, exponent];
}

const plain = (value: number, exponent: number): string => value.toFixed(Math.max(0, 1 - exponent));

export interface TextRun {
  readonly raised: boolean;
  /** Ordinary digits and minus signs, also where raised. */
  readonly characters: string;
  /** Where the run starts in the text. */
  readonly start: number;
}

const DIGITS = new Map(Object.entries(SUPERSCRIPTS).map(([digit, raised]) => [raised, digit === '-' ? '−' : digit]));

/** Splits a text into runs on the line and runs of superscripts. */
export function superscriptRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let start = 0;
  for (const part of text.split(/([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)/)) {
    const raised = DIGITS.has(part[0] ?? '');
    const characters = raised ? Array.from(part, (character) => DIGITS.get(character) ?? '').join('') : part;
    if (part !== '') runs.push({ raised, characters, start });
    start += part.length;
  }
  return runs;
}

/** Width of a text in CSS pixels, by character classes of a common sans serif: enough to keep labels apart before they are drawn. */
export function textWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const character of text) ems += characterWidth(character);
  return ems * size * (bold ? 1.07 : 1);
}

function characterWidth(character: string): number {
  if (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(character)) return 0.47;
  if (/[\sijl.,:;'|()·]/.test(character)) return 0.33;
  if (/[mwMW→]/.test(character)) return 0.9;
  if (/[A-Z0-9]/.test(character)) return 0.68;
  return 0.6;
}
