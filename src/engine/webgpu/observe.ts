/**
 * What a measurement adds to the propagate kernel: the moments of z_l and δ_l in scaled form and the outputs.
 * z² leaves float32 long before z does, so a sum of squares is kept in units of the square of the largest magnitude
 * so far: Σ z² = largest² · squares (the scaling of BLAS's nrm2).
 */
import type { ReportLayout } from './propagate.ts';

/** Smallest normal float32: the unit where everything is zero. */
export const TINY = 2 ** -126;

export const unobservedWgsl = 'fn observeSignal(delta: vec4f) {}';

export const observationWgsl = (report: ReportLayout): string => `
const TINY = 0x1p-126f;
var<private> largest: f32;
var<private> squares: f32;

fn observe(values: vec4f, counted: vec4f) {
  let size = abs(values);
  let top = max(max(size.x, size.y), max(size.z, size.w));
  if (top > largest) {
    let ratio = largest / top;
    squares *= ratio * ratio;
    largest = top;
  }
  let unit = values / max(largest, TINY) * counted;
  squares += dot(unit, unit);
}
// Signals of padding are zero.
fn observeSignal(delta: vec4f) { observe(delta, vec4f(1.0)); }

fn writeMoments(item: u32, thread: u32, kind: u32, layer: u32) {
  let at = ${report.moments}u + (((item * THREADS + thread) * 2u + kind) * DEPTH + layer) * 2u;
  report[at] = largest;
  report[at + 1u] = squares;
  largest = 0.0;
  squares = 0.0;
}

fn writeOutputs(network: u32, vector: u32, at: u32) {
  for (var o = 0u; o < OUTPUTS; o++) {
    let z = signals[at + o * EXAMPLE_VECTORS];
    for (var q = 0u; q < 4u; q++) {
      let example = 4u * vector + q;
      if (example < EXAMPLES) { report[${report.outputs}u + (network * EXAMPLES + example) * OUTPUTS + o] = z[q]; }
    }
  }
}`;
