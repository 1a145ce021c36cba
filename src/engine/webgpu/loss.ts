/** Losses of four examples at once: WGSL that turns z_L into δ_L, and the same in TypeScript. */

export const LOSSES = ['squared-error', 'cross-entropy'] as const;
/**
 * `squared-error`: (z_L - y)² summed over outputs. `cross-entropy`: -Σ y log softmax(z_L), y a distribution over
 * the outputs.
 */
export type LossName = (typeof LOSSES)[number];

/**
 * `fn loss(target, counted, at) -> f32`: the summed loss of the four examples whose targets start at `target`, those
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
};

/** Loss and signal of one example; the twin of the above. */
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
};
