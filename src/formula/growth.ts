/** How σ grows as z → ±∞, measured where float64 shows nothing else any more. */
import { derivative } from './derivative.ts';
import { evaluated } from './evaluate.ts';
import { type Expression, nodesOf } from './graph.ts';

export interface Growth {
  /**
   * σ(z) → coefficient · |z|^degree (`right`, `left`). A σ that oscillates for ever is described by its root mean square.
   * Where σ grows like e^{rate·|z|} on a side, the degree is Infinity and `rate` is positive.
   */
  readonly degree: number;
  readonly right: number;
  readonly left: number;
  /** It holds for all z: σ(λz) = λ^degree σ(z) for λ > 0. */
  readonly exact: boolean;
  /** Of exponential growth, the larger of both sides; else 0. */
  readonly rate: number;
  /** False where σ has no power of its own but one that drifts, as z log |z| has. */
  readonly settled: boolean;
  /** The degree of σ′ where σ goes on oscillating, however small beside its trend; null where it does not. */
  readonly oscillation: number | null;
}

type RealFunction = (z: number) => number;

/** e^{rate z} on one side; null where σ is no exponential there. */
function exponentialRate(value: RealFunction, side: 1 | -1): number | null {
  // From where e^z has left every power behind to where it would leave float64.
  for (let x = 16; x < 1e8; x *= 2) {
    const [near, far] = [Math.log(Math.abs(value(side * x))), Math.log(Math.abs(value(side * 2 * x)))];
    if (far === Number.POSITIVE_INFINITY) {
      if (near < 100) return null;
      const [a, b] = [near, Math.log(Math.abs(value(side * 0.75 * x)))];
      return Math.max((a - b) / (0.25 * x), 1e-9);
    }
    if (!(far > 600)) continue;
    if (far / near < 1.5) return null;
  }
  return null;
}

interface PowerLaw {
  readonly degree: number;
  readonly coefficient: number;
  /** Whether doubling z multiplied by the same twice. */
  readonly settled: boolean;
}

/** The power of |z| that σ follows on one side; of σ at z = ±2^k, where products and quotients by powers of two are exact. */
export function powerLaw(value: RealFunction, side: 1 | -1): PowerLaw {
  let x = FAR;
  while (!Number.isFinite(value(side * 4 * x)) && x > 16) x /= 2;
  const [first, second, third] = [x, 2 * x, 4 * x].map((at) => value(side * at)) as [number, number, number];
  const [early, late] = [Math.log2(Math.abs(second / first)), Math.log2(Math.abs(third / second))];
  if (first === 0 && second === 0) return { degree: 0, coefficient: 0, settled: true };
  if (!(Math.abs(early - late) < 1e-9)) return { ...oscillating(value, side), settled: false };
  const degree = Math.abs(late - Math.round(late)) < 0.02 ? Math.round(late) : late;
  if (degree < 0) return { degree: 0, coefficient: 0, settled: true };
  return { degree, coefficient: third / (4 * x) ** degree || 0, settled: true };
}

const FAR = 2 ** 60;

/** To the right and to the left; what oscillates alike on both sides is followed on one. */
function powerLaws(value: RealFunction): readonly [PowerLaw, PowerLaw] {
  const right = powerLaw(value, 1);
  const alike = !right.settled && MIRRORED.every((z) => Math.abs(value(z)) === Math.abs(value(-z)));
  return [right, alike ? right : powerLaw(value, -1)];
}

const MIRRORED = [0.37, 1.9, 7.31, 41.7, 1003.3, 2 ** 14 + 0.7, 2 ** 18 + 0.3];

/** Root mean square over many turns, with a window that lets nothing leak: its square is tidy where σ's is. */
function oscillating(value: RealFunction, side: 1 | -1): { degree: number; coefficient: number } {
  taper ??= Float64Array.from({ length: POINTS - 1 }, (_, i) => Math.sin((Math.PI * (i + 1)) / POINTS) ** 8);
  const weights = taper;
  const meanSquare = (from: number, degree: number) => {
    let [sum, total] = [0, 0];
    for (let i = 1; i < POINTS; i++) {
      const weight = weights[i - 1]!;
      const x = from + i * SPACING;
      const size = degree === 0 ? value(side * x) : value(side * x) / x ** degree;
      sum += weight * (size * size);
      total += weight;
    }
    return sum / total;
  };
  const far = meanSquare(2 ** 18, 0);
  const degree = Math.max(0, Math.round(Math.log2(far / meanSquare(2 ** 14, 0)) / 8) || 0);
  return { degree, coefficient: Math.sqrt(tidy(degree === 0 ? far : meanSquare(2 ** 18, degree))) };
}

const [POINTS, SPACING] = [8192, 0.7310585786];
let taper: Float64Array | null = null;

/** Without the error of what is left of the phases. */
function tidy(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Math.abs(rounded - value) <= 2e-6 ? rounded : value;
}

/** Has it a sine whose angle turns for ever? */
const oscillates = (formula: Expression): boolean =>
  nodesOf(formula).some(
    ({ op, operands }) =>
      /^(sin|cos|tan)$/.test(op) && [1, -1].some((side) => Math.abs(evaluated(operands[0]!)(side * 2 ** 40)) > 1e6),
  );

export function growthOf(formula: Expression, value: RealFunction, kinks: readonly number[]): Growth {
  const rates = ([1, -1] as const).map((side) => exponentialRate(value, side));
  const rate = Math.max(0, ...rates.map((found) => found ?? 0));
  if (rate > 0) {
    return {
      degree: Number.POSITIVE_INFINITY,
      right: Number(rates[0] !== null),
      left: Number(rates[1] !== null),
      exact: false,
      rate,
      settled: true,
      oscillation: null,
    };
  }
  const [right, left] = powerLaws(value);
  const degree = Math.max(right.degree, left.degree);
  const of = (side: { degree: number; coefficient: number }) => (side.degree === degree ? side.coefficient : 0);
  const slope = oscillates(formula) ? evaluated(derivative(formula)) : null;
  const oscillation = slope && Math.max(...powerLaws(slope).map(({ degree }) => degree));
  const settled = oscillation !== null || (right.settled && left.settled);
  const growth = { degree, right: of(right), left: of(left), rate: 0, settled, oscillation };
  return { ...growth, exact: isHomogeneous(value, growth, kinks) };
}

function isHomogeneous(
  value: RealFunction,
  { degree, right, left }: Omit<Growth, 'exact'>,
  kinks: readonly number[],
): boolean {
  if (degree === 0 || kinks.some((kink) => kink !== 0)) return false;
  return [1e-3, 0.013, 0.3, 1, 1.7, 23, 4e5].every(
    (z) => agrees(value(z), right * z ** degree) && agrees(value(-z), left * z ** degree),
  );
}

const agrees = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-13 * Math.abs(b);
