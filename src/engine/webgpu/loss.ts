/** Losses of four examples at once: WGSL that turns z_L into δ_L, and the same in TypeScript. */
import type { LossName, TaskData } from '../../tasks/task.ts';
import type { NetworkSize } from './layout.ts';

/** Numbers that a loss needs to know of an example. */
export const targetLength = (loss: LossName, { outputs, streams }: Pick<NetworkSize, 'outputs' | 'streams'>): number =>
  loss === 'residual' ? 3 + streams : loss === 'sobolev' ? 3 : outputs;

/**
 * What a loss needs to know of every example, [size × targetLength]: the targets, and for a residual
 * (target, weight, advection, coefficients), for slopes (target, slope, λ).
 */
export function packTargets({ size, targets, equation, sobolev }: TaskData): Float32Array<ArrayBuffer> {
  if (sobolev) {
    const { slopes, weight } = sobolev;
    return Float32Array.from({ length: 3 * size }, (_, i) => [targets, slopes][i % 3]?.[Math.floor(i / 3)] ?? weight);
  }
  if (!equation) return Float32Array.from(targets);
  const { streams, coefficients, advection, weights } = equation;
  const packed = new Float32Array(size * (3 + streams));
  for (let e = 0; e < size; e++) {
    const own = [targets[e], weights[e], advection[e]] as number[];
    packed.set([...own, ...coefficients.subarray(e * streams, (e + 1) * streams)], e * (3 + streams));
  }
  return packed;
}

/**
 * `fn loss(start, counted, at) -> f32`: the summed loss of the four examples whose targets start at `start`, those
 * alone that `counted` has 1 for; `signals` holds z_L from `at` on and gets δ_L, times SCALE.
 */
export const LOSS_WGSL: Readonly<Record<LossName, string>> = {
  'squared-error': `
fn loss(start: vec4u, counted: vec4f, at: u32) -> f32 {
  var sum = vec4f();
  for (var o = 0u; o < OUTPUTS; o++) {
    let i = at + o * EXAMPLE_VECTORS;
    let residual = (signals[i] - targetsAt(start + o)) * counted;
    sum += residual * residual;
    let delta = 2.0 * SCALE * residual;
    signals[i] = delta;
    observeSignal(delta);
  }
  return dot(sum, vec4f(1.0));
}`,
  'cross-entropy': `
fn loss(start: vec4u, counted: vec4f, at: u32) -> f32 {
  // Less the largest, so that exp stays in range.
  var top = signals[at];
  for (var o = 1u; o < OUTPUTS; o++) { top = max(top, signals[at + o * EXAMPLE_VECTORS]); }
  var total = vec4f();
  var mass = vec4f();
  for (var o = 0u; o < OUTPUTS; o++) {
    total += exp(signals[at + o * EXAMPLE_VECTORS] - top);
    mass += targetsAt(start + o);
  }
  let logTotal = log(total);
  var sum = vec4f();
  for (var o = 0u; o < OUTPUTS; o++) {
    let i = at + o * EXAMPLE_VECTORS;
    let z = signals[i] - top;
    let target_o = targetsAt(start + o);
    sum += target_o * (logTotal - z);
    let delta = SCALE * (mass * exp(z) / total - target_o) * counted;
    signals[i] = delta;
    observeSignal(delta);
  }
  return dot(sum, counted);
}`,
  sobolev: `
fn loss(start: vec4u, counted: vec4f, at: u32) -> f32 {
  let residual = (signals[at] - targetsAt(start)) * counted;
  let slope = (signals[at + 1u] - targetsAt(start + 1u)) * counted;
  let weighted = targetsAt(start + 2u) * slope;
  let delta = 2.0 * SCALE * residual;
  signals[at] = delta;
  signals[at + 1u] = 2.0 * SCALE * weighted;
  signals[at + 2u] = vec4f();
  observeSignal(delta);
  return dot(residual, residual) + dot(weighted, slope);
}`,
  // The one output's streams lie side by side.
  residual: `
fn loss(start: vec4u, counted: vec4f, at: u32) -> f32 {
  let u = signals[at];
  let slope = signals[at + 1u];
  let advection = targetsAt(start + 2u);
  var residual = advection * u * slope - targetsAt(start);
  for (var k = 0u; k < STREAMS; k++) { residual += targetsAt(start + 3u + k) * signals[at + k]; }
  let weighted = targetsAt(start + 1u) * counted * residual;
  let pull = 2.0 * SCALE * weighted;
  for (var k = 0u; k < STREAMS; k++) { signals[at + k] = pull * targetsAt(start + 3u + k); }
  let delta = signals[at] + pull * advection * slope;
  signals[at] = delta;
  signals[at + 1u] += pull * advection * u;
  observeSignal(delta);
  return dot(weighted, residual);
}`,
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
    const mass = y.reduce((sum, value) => sum + value, 0);
    const logOf = (value: number) => value - top - Math.log(total);
    return {
      loss: -z.reduce((sum, value, o) => sum + (y[o] as number) * logOf(value), 0),
      signal: z.map((value, o) => mass * Math.exp(logOf(value)) - (y[o] as number)),
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
