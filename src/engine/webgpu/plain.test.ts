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
    `"372dd195fab6dcbfe8585efd9291d57a05c3c09eaf2dd01e3bfedde8f1e0139f"`,
  );
  expect(hash(kernels(1, 'tanh', { depth: 2 }))).toMatchInlineSnapshot(
    `"7a3c887675f82f780c92daf0f75a06b61e0297dd5cfcb3f3ead432d15ed8e5ee"`,
  );
  expect(hash(kernels(3, 'gelu'))).toMatchInlineSnapshot(
    `"3ad86e6ab38373ff8cd5330c93e0c4b6d81082b832c9f56bfe7aa60870e4f18d"`,
  );
  expect(hash(kernels(4, 'tanh'))).toMatchInlineSnapshot(
    `"9b6d6a4a594017adee7ee436ed0c3a9d6247ad5b5c0284e1ce60e151e4600745"`,
  );
});
