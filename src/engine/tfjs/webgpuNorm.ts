/**
 * norm.ts as one kernel each way instead of a dozen operations. An invocation has a row, as the sums of a row are needed
 * before any of its numbers; rows are as many as examples and replicas.
 */
import type { Norm } from '../layers.ts';
import { type NormOperations, TINY } from './norm.ts';
import { run } from './webgpuProgram.ts';

/** A row of Z, and what it becomes: ẑ = ((z - origin) / largest - mean) · inverse. */
const scale = (norm: Norm): string => `
const tiny = ${TINY};

struct Scale { origin: f32, largest: f32, mean: f32, inverse: f32 }

fn unit(at: i32, scale: Scale) -> f32 { return (Z[at] - scale.origin) / scale.largest; }

fn hat(at: i32, scale: Scale) -> f32 { return (unit(at, scale) - scale.mean) * scale.inverse; }

fn scaleOf(start: i32, end: i32) -> Scale {
  let n = f32(end - start);
  var scale = Scale(${norm === 'layer' ? 'Z[start]' : '0.0'}, tiny, 0.0, 0.0);
  for (var at = start; at < end; at = at + 1) { scale.largest = max(scale.largest, abs(Z[at] - scale.origin)); }
  ${
    norm === 'layer'
      ? `var total = 0.0;
  for (var at = start; at < end; at = at + 1) { total = total + unit(at, scale); }
  scale.mean = total / n;`
      : ''
  }
  var squares = 0.0;
  for (var at = start; at < end; at = at + 1) {
    let centred = unit(at, scale) - scale.mean;
    squares = squares + centred * centred;
  }
  let root = sqrt(squares / n);
  if (root != 0.0) { scale.inverse = 1.0 / root; }
  return scale;
}`;

const row = (body: string): string => `
    let width = uniforms.zShape.z;
    let start = index * width;
    let end = start + width;
    if (start >= uniforms.size) { return; }
    let scale = scaleOf(start, end);
    ${body}`;

const HAT = row('for (var at = start; at < end; at = at + 1) { result[at] = hat(at, scale); }');

const BACK = (norm: Norm): string =>
  row(`
    var mean = 0.0;
    var along = 0.0;
    for (var at = start; at < end; at = at + 1) {
      ${norm === 'layer' ? 'mean = mean + E[at];' : ''}
      along = along + E[at] * hat(at, scale);
    }
    mean = mean / f32(width);
    along = along / f32(width);
    for (var at = start; at < end; at = at + 1) {
      result[at] = (E[at] - mean - hat(at, scale) * along) * scale.inverse / scale.largest;
    }`);

export const WEBGPU_NORM_OPERATIONS: NormOperations = {
  normalised(norm, z) {
    const rows = z.size / z.shape[2];
    return { hat: run(`repu-lab ${norm}`, { Z: z }, z.shape, rows, HAT, scale(norm)), kept: [z] };
  },
  backNormalised(norm, { kept: [z] }, above) {
    if (!z) throw new RangeError('The way back through a norm needs what was normalised.');
    const rows = z.size / z.shape[2];
    return run(`repu-lab back ${norm}`, { Z: z, E: above }, z.shape, rows, BACK(norm), scale(norm));
  },
};
