/**
 * What an activation does to the streams of four examples: WGSL and the same in TypeScript. With z = z_0 the value and
 * z_1 = ∂z/∂x, z_2 = ∂²z/∂x², z_3 = ∂z/∂t the chain rule gives
 *     a = σ(z), a_1 = σ′ z_1, a_2 = σ″ z_1² + σ′ z_2, a_3 = σ′ z_3,
 * and its transpose takes ∂loss/∂a_k to ∂loss/∂z_k.
 */
import type { Activation } from '../../activations/activation.ts';
import type { Forms } from '../../formula/float32/forms.ts';
import type { NetworkSize } from './layout.ts';
import { repeat } from './wgsl.ts';

/** The body of a function of an f32 as `fn of(z: vec4f) -> vec4f`. */
const onVector = (name: string, body: string): string => `
fn ${name}Of(z: f32) -> f32 { ${body} }
fn ${name}(z: vec4f) -> vec4f { return vec4f(${['x', 'y', 'z', 'w'].map((c) => `${name}Of(z.${c})`).join(', ')}); }`;

/**
 * - `fn activate(z)`, `fn slope(z)` on four values; with streams `fn bend`, `fn third` too.
 * - `carry`: writes a_l to `activations` from `next` on, for a tile's `z` from `q` on.
 * - `keep`: writes to `signals` from `own` on what the way back needs: σ′(z), or with streams or skips z itself.
 * - `back`: δ in `product` from `q` on, before the activation, becomes δ in `signals` from `at` on, in place of what was
 *   kept there, and `delta` the value stream's.
 */
export function streamsWgsl(
  { streams, skips }: Pick<NetworkSize, 'streams' | 'skips'>,
  { value, derivative, second, third }: Forms<string>,
) {
  const functions = onVector('activate', value) + onVector('slope', derivative);
  if (streams === 1) {
    return {
      functions,
      carry: 'activations[next] = activate(z[q]);',
      keep: skips ? 'signals[own] = z[q];' : 'signals[own] = slope(z[q]);',
      back: `
        let delta = product[q] * ${skips ? 'slope(signals[at])' : 'signals[at]'};
        signals[at] = delta;`,
    };
  }
  const time = (text: string) => (streams === 4 ? text : '');
  return {
    functions: functions + onVector('bend', second) + onVector('third', third),
    carry: `
          let f1 = slope(z[q]);
          activations[next] = activate(z[q]);
          activations[next + 1u] = f1 * z[q + 1u];
          activations[next + 2u] = bend(z[q]) * z[q + 1u] * z[q + 1u] + f1 * z[q + 2u];
          ${time('activations[next + 3u] = f1 * z[q + 3u];')}`,
    keep: repeat(streams, (k) => `signals[own + ${k}u] = z[q + ${k}u];`),
    back: `
        let z = signals[at];
        let z1 = signals[at + 1u];
        let z2 = signals[at + 2u];
        let d1 = product[q + 1u];
        let d2 = product[q + 2u];
        let f1 = slope(z);
        let f2 = bend(z);
        var delta = product[q] * f1 + d1 * f2 * z1 + d2 * (third(z) * z1 * z1 + f2 * z2);
        ${time('delta += product[q + 3u] * f2 * signals[at + 3u];')}
        signals[at] = delta;
        signals[at + 1u] = d1 * f1 + d2 * 2.0 * f2 * z1;
        signals[at + 2u] = d2 * f1;
        ${time('signals[at + 3u] = product[q + 3u] * f1;')}`,
  };
}

/** a from z, both [streams]; `third` is not needed. */
export function carryTwin([value, slope, bend]: Activation['derivatives'], z: readonly number[]): number[] {
  const [z0, z1 = 0, z2 = 0, z3 = 0] = z as [number, ...number[]];
  const f1 = slope(z0);
  return [value(z0), f1 * z1, bend(z0) * z1 * z1 + f1 * z2, f1 * z3].slice(0, z.length);
}

/** ∂loss/∂z from z and ∂loss/∂a, all [streams]. */
export function backTwin(
  [, slope, bend, third]: Activation['derivatives'],
  z: readonly number[],
  d: readonly number[],
): number[] {
  const [z0, z1 = 0, z2 = 0, z3 = 0] = z as [number, ...number[]];
  const [d0, d1 = 0, d2 = 0, d3 = 0] = d as [number, ...number[]];
  const [f1, f2] = [slope(z0), bend(z0)];
  const delta = d0 * f1 + d1 * f2 * z1 + d2 * (third(z0) * z1 * z1 + f2 * z2) + d3 * f2 * z3;
  return [delta, d1 * f1 + d2 * 2 * f2 * z1, d2 * f1, d3 * f1].slice(0, z.length);
}
