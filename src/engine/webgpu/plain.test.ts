/** Networks without skips and norms have the kernels that they had before there were any: the same bits, the same speed. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import { type NetworkSize, networkLayout } from './layout.ts';
import { predictLayout, predictWgsl } from './predict.ts';
import { propagateWgsl } from './propagate.ts';
import { tilingFor } from './tiling.ts';
import { updateWgsl } from './update.ts';

const SIZE = { replicas: 2, depth: 5, inputs: 3, width: 30, outputs: 2, examples: 48 } as const;

/** Every kernel of an arm, once for a software adapter and once for a GPU. */
function kernels(streams: NetworkSize['streams'], id: string, changes: { readonly depth?: number } = {}): string[] {
  const size: NetworkSize = { ...SIZE, ...changes, streams, skips: false, norm: 'none' };
  const form = wgslForms(activation(id).formula);
  const loss = streams > 1 ? 'residual' : 'squared-error';
  return [true, false].flatMap((software) => {
    const tiling = tilingFor(size, software, 256);
    const layout = networkLayout(size, tiling);
    return [
      propagateWgsl({ layout, activation: form, loss, mode: 'train', gathered: true, size: 100 }),
      propagateWgsl({ layout, activation: form, loss, mode: 'measure', gathered: false, size: 100 }),
      predictWgsl({ layout: predictLayout(size, tiling), activation: form }),
      updateWgsl({ layout, optimizer: 'adam', slots: 256 }),
    ];
  });
}

const hash = (texts: readonly string[]): string => createHash('sha256').update(texts.join('')).digest('hex');

// A change of these kernels that is meant is taken over with `npx vitest run --project unit src/engine/webgpu -u`.
test('are the same to the last letter', () => {
  expect(hash(kernels(1, 'mrepu.2'))).toMatchInlineSnapshot(
    `"149546e5b2ceca790f76b36f4caae6ef69e0a90c18ca88da2d691cee66de8513"`,
  );
  expect(hash(kernels(1, 'tanh', { depth: 2 }))).toMatchInlineSnapshot(
    `"23453acd76f662e12df9e19f898b1f97136a8b3e3c76f2c55d6a358e1542333f"`,
  );
  expect(hash(kernels(3, 'gelu'))).toMatchInlineSnapshot(
    `"4d65f7644846070d5ae9d197ee083e6b45b8804ebbbc15008468a1bd5cea6d04"`,
  );
  expect(hash(kernels(4, 'tanh'))).toMatchInlineSnapshot(
    `"0cbfc54df2879f1cea9df839277dac79e56ac99571aa83537f71ca70ee1bcdd7"`,
  );
});
