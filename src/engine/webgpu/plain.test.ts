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
const DATA = { size: 100, scales: 1, rates: 1 } as const;

/** Every kernel of an arm, once for a software adapter and once for a GPU. */
function kernels(streams: NetworkSize['streams'], id: string, changes: { readonly depth?: number } = {}): string[] {
  const size: NetworkSize = { ...SIZE, ...changes, streams, skips: false, norm: 'none' };
  const form = wgslForms(activation(id).formula);
  const loss = streams > 1 ? 'residual' : 'squared-error';
  return [true, false].flatMap((software) => {
    const tiling = tilingFor(size, software, 256);
    const layout = networkLayout(size, tiling);
    return [
      propagateWgsl({ layout, activation: form, loss, mode: 'train', gathered: true, ...DATA }),
      propagateWgsl({ layout, activation: form, loss, mode: 'measure', gathered: false, ...DATA }),
      predictWgsl({ layout: predictLayout(size, tiling), activation: form }),
      updateWgsl({ layout, optimizer: 'adam', slots: 256, rates: 1 }),
    ];
  });
}

const hash = (texts: readonly string[]): string => createHash('sha256').update(texts.join('')).digest('hex');

// A change of these kernels that is meant is taken over with `npx vitest run --project unit src/engine/webgpu -u`.
test('are the same to the last letter', () => {
  expect(hash(kernels(1, 'mrepu.2'))).toMatchInlineSnapshot(
    `"06a4115bc430a265946b78605ed77f410b75cd65a7ca4db995110d3ebcf9e8ad"`,
  );
  expect(hash(kernels(1, 'tanh', { depth: 2 }))).toMatchInlineSnapshot(
    `"0b6247127eb8ab5d51ba68f9bf3ccb3c8fafc2643c7f46f9559ae0e8ae4ea5bc"`,
  );
  expect(hash(kernels(3, 'gelu'))).toMatchInlineSnapshot(
    `"befabfda17189284d4039ba654ce987f621a38325e85aede3f664914eaed86d7"`,
  );
  expect(hash(kernels(4, 'tanh'))).toMatchInlineSnapshot(
    `"eb28719b34340931944e8636e2226c8794e00df050697059fa0f89045a02d7d8"`,
  );
});
