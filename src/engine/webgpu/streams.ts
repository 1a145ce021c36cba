/**
 * What an activation does to the streams of four examples: WGSL of the chain rule, and the same by hand in TypeScript,
 * which judges it.
 */
import type { Activation } from '../../activations/activation.ts';
import type { Forms } from '../../formula/float32/forms.ts';
import type { Expression } from '../../formula/graph.ts';
import { wgslLets } from '../../formula/print/wgsl.ts';
import { back, forward, lettersOf } from '../step/chainRule.ts';
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
  const from = (array: string, start: string) =>
    Array.from({ length: streams }, (_, k) => `${array}[${start} + ${k}u]`);
  const lets = (letter: string, values: readonly string[]) =>
    values.map((value, k) => `let ${letter}${k} = ${value};`).join(' ');
  const forms = { value: 'f0', derivative: 'f1', second: 'f2', third: 'f3' };
  const printed = (rule: readonly Expression[], array: string, start: string) => `
          ${wgslLets(Object.fromEntries(rule.map((next, k) => [`next${k}`, next])), lettersOf(forms, '2.0', []))}
          ${repeat(streams, (k) => `${array}[${start} + ${k}u] = next${k};`)}`;
  return {
    functions: functions + onVector('bend', second) + onVector('third', third),
    carry: `
          ${lets('z', from('z', 'q'))}
          let f0 = activate(z0); let f1 = slope(z0); let f2 = bend(z0);${printed(forward(streams), 'activations', 'next')}`,
    keep: repeat(streams, (k) => `signals[own + ${k}u] = z[q + ${k}u];`),
    back: `
          ${lets('z', from('signals', 'at'))}
          ${lets('d', from('product', 'q'))}
          let f1 = slope(z0); let f2 = bend(z0); let f3 = third(z0);${printed(back(streams), 'signals', 'at')}
          let delta = next0;`,
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
