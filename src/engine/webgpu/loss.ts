/** Losses of four examples at once: WGSL that turns z_L into δ_L by the rules of `step/losses.ts`, and the same by hand in TypeScript. */
import { wgslLets } from '../../formula/print/wgsl.ts';
import type { LossName, StreamCount } from '../../tasks/task.ts';
import { type ElementLoss, elementLoss } from '../step/losses.ts';
import { truthLetters } from '../step/truth.ts';
import { repeat } from './wgsl.ts';

/** Of each square `error0`, `weighted0` and `pull0`, `error1`, …; then `slope0`, `slope1`, …; `value` where nothing is squared. */
function rules({ squares, value, slopes }: ElementLoss, letters: Readonly<Record<string, string>> = {}): string {
  const parts = squares.flatMap((square, i) => Object.entries(square).map(([name, part]) => [`${name}${i}`, part]));
  const named = [...(parts.length > 0 ? parts : [['value', value]]), ...slopes.map((slope, k) => [`slope${k}`, slope])];
  return wgslLets(Object.fromEntries(named), { twice: '2.0 * SCALE', scale: 'SCALE', ...letters });
}

/**
 * `fn loss(start, counted, at) -> f32`: the summed loss of the four examples whose truths start at `start`, those
 * alone that `counted` has 1 for; `signals` holds z_L from `at` on and gets δ_L, times SCALE.
 */
export function lossWgsl(loss: LossName, streams: StreamCount): string {
  return `
fn loss(start: vec4u, counted: vec4f, at: u32) -> f32 {${BODIES[loss](elementLoss('webgpu', loss, streams), truthLetters(loss, streams))}
}`;
}

const squaredError = (rule: ElementLoss): string => `
  var sum = vec4f();
  for (var o = 0u; o < OUTPUTS; o++) {
    let i = at + o * EXAMPLE_VECTORS;
    ${rules(rule, { s0: 'signals[i]', y: 'targetsAt(start + o)' })}
    sum += weighted0 * error0;
    signals[i] = slope0;
    observeSignal(slope0);
  }
  return dot(sum, vec4f(1.0));`;

const crossEntropy = (rule: ElementLoss): string => `
  // Less the largest, so that exp stays in range.
  var top = signals[at];
  for (var o = 1u; o < OUTPUTS; o++) { top = max(top, signals[at + o * EXAMPLE_VECTORS]); }
  var total = vec4f();
  for (var o = 0u; o < OUTPUTS; o++) { total += exp(signals[at + o * EXAMPLE_VECTORS] - top); }
  let logTotal = log(total);
  var sum = vec4f();
  for (var o = 0u; o < OUTPUTS; o++) {
    let i = at + o * EXAMPLE_VECTORS;
    let s0 = signals[i] - top;
    let y = targetsAt(start + o);
    ${rules(rule, { raised: 'exp(s0)' })}
    sum += value;
    signals[i] = slope0;
    observeSignal(slope0);
  }
  return dot(sum, counted);`;

/** The one output's streams lie side by side. */
const ofStreams = (rule: ElementLoss, known: readonly string[]): string => `
  ${repeat(rule.slopes.length, (k) => `let s${k} = signals[at + ${k}u];`)}
  ${known.map((letter, k) => `let ${letter} = targetsAt(start + ${k}u);`).join(' ')}
  ${rules(rule)}
  ${repeat(rule.slopes.length, (k) => `signals[at + ${k}u] = vec4f(slope${k});`)}
  observeSignal(slope0);
  return ${rule.squares.map((_, i) => `dot(weighted${i}, error${i})`).join(' + ')};`;

const BODIES: Readonly<Record<LossName, (rule: ElementLoss, known: readonly string[]) => string>> = {
  'squared-error': squaredError,
  'cross-entropy': crossEntropy,
  sobolev: ofStreams,
  residual: ofStreams,
};

/** Loss and signal of one example from its outputs (for a residual, its streams) and its targets; the twin of the above. */
export const LOSS_TWIN: Readonly<
  Record<LossName, (z: readonly number[], y: readonly number[]) => { loss: number; signal: readonly number[] }>
> = {
  'squared-error': (z, y) => {
    const residual = z.map((value, o) => value - (y[o] as number));
    return { loss: residual.reduce((sum, r) => sum + r * r, 0), signal: residual.map((r) => 2 * r) };
  },
  'cross-entropy': (z, y) => {
    const top = Math.max(...z);
    const total = z.reduce((sum, value) => sum + Math.exp(value - top), 0);
    const logOf = (value: number) => value - top - Math.log(total);
    return {
      loss: -z.reduce((sum, value, o) => sum + (y[o] as number) * logOf(value), 0),
      signal: z.map((value, o) => Math.exp(logOf(value)) - (y[o] as number)),
    };
  },
  sobolev: (z, y) => {
    const [target, slope, weight] = y as [number, number, number];
    const [r, s] = [(z[0] as number) - target, (z[1] as number) - slope];
    return { loss: r * r + weight * s * s, signal: [2 * r, 2 * weight * s, 0] };
  },
  residual: (z, [target, weight, advection, ...coefficients]) => {
    const [y, w, a] = [target, weight, advection] as [number, number, number];
    const [u, slope] = z as [number, number];
    const r = z.reduce((sum, value, k) => sum + (coefficients[k] as number) * value, a * u * slope - y);
    const product = [a * slope, a * u];
    return { loss: w * r * r, signal: z.map((_, k) => 2 * w * r * ((coefficients[k] as number) + (product[k] ?? 0))) };
  },
};
