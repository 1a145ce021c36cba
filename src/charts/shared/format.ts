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

/*
 * One notation everywhere: a mantissa and a power of ten in superscripts where a number is very small or large, plain digits
 * elsewhere, and numbers that stand beside each other all in the one or the other. What is typed into a field alone is
 * written as it can be typed (1e-5).
 */

/** The number with that log10 in two significant digits: `0.0014`, `67`, `7.8·10⁶⁰`; from 10¹⁰⁰ and below 10⁻¹⁰⁰ the power alone. */
export function formatLog10(log10: number): string {
  if (!Number.isFinite(log10) || Math.abs(log10) >= 100) return powerOfTen(log10);
  const [mantissa, exponent] = scientific(log10, 2);
  return exponent < -3 || exponent >= 4 ? powered(mantissa, exponent, 2) : plain(mantissa, exponent, 2);
}

/** A plain number in two significant digits, signs included: `0`, `−0.25`, `1.2·10⁻⁵`. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (value === 0) return '0';
  return `${value < 0 ? '−' : ''}${formatLog10(Math.log10(Math.abs(value)))}`;
}

/** Longer than this a parameter is not written out. */
const LONGEST = 7;

/** A parameter as it stands in a sentence: a whole one in full, any other in three digits, `1.5·10⁻⁵` where it would be long. */
export function formatParameter(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  const text = String(rounded).replace('-', '−');
  if (Number.isInteger(value) || text.length <= LONGEST) return text;
  const [mantissa = '', exponent] = rounded.toExponential().split('e');
  return `${mantissa.replace('-', '−')}·10${superscript(Number(exponent))}`;
}

/** log10 of numbers between these is written in full beside each other. */
const PLAIN_FROM = -3;
const PLAIN_TO = 6;

/**
 * Writes numbers that are compared with each other in one notation: plain, or all as powers of ten where one of them is very
 * small or large.
 * @param log10s of all of them
 * @param digits significant ones
 */
export function formatLog10Alike(log10s: readonly number[], digits: number): (log10: number) => string {
  const plainly = log10s.every((log10) => !Number.isFinite(log10) || (log10 >= PLAIN_FROM && log10 < PLAIN_TO));
  return (log10) => {
    if (!Number.isFinite(log10) || Math.abs(log10) >= 100) return powerOfTen(log10);
    const [mantissa, exponent] = scientific(log10, digits);
    if (!plainly) return powered(mantissa, exponent, digits);
    const whole = plain(mantissa, exponent, digits);
    return exponent < 4 ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  };
}

/**
 * The same of plain numbers with their signs, in two significant digits.
 * @param values all of them
 */
export function formatAlike(values: readonly number[]): (value: number) => string {
  const written = formatLog10Alike(
    values.map((value) => Math.log10(Math.abs(value))),
    2,
  );
  return (value) => `${value < 0 ? '−' : ''}${written(Math.log10(Math.abs(value)))}`;
}

/** Mantissa in [1, 10), rounded to so many digits, and exponent. */
function scientific(log10: number, digits: number): [number, number] {
  const exponent = Math.floor(log10);
  const unit = 10 ** (digits - 1);
  const mantissa = Math.round(10 ** (log10 - exponent) * unit) / unit;
  return mantissa >= 10 ? [1, exponent + 1] : [mantissa, exponent];
}

const powered = (mantissa: number, exponent: number, digits: number): string =>
  `${mantissa.toFixed(digits - 1)}·10${superscript(exponent)}`;

const plain = (mantissa: number, exponent: number, digits: number): string =>
  (mantissa * 10 ** exponent).toFixed(Math.max(0, digits - 1 - exponent));

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
