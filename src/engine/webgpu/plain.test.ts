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
    `"f86b03fd9f4b2b59d90413bbd4bf0f73b95840dc93be5480a527cf5ce343bc97"`,
  );
  expect(hash(kernels(1, 'tanh', { depth: 2 }))).toMatchInlineSnapshot(
    `"693e21640f4cb8cde4570b53b4b1dd64b4c3900ac8e5f15af9e13d2e65290409"`,
  );
  expect(hash(kernels(3, 'gelu'))).toMatchInlineSnapshot(
    `"bd44b604a87534ca5b0f07a39a2a8cdc3a88bd51e9d3b67ac0baea433ebd6a3e"`,
  );
  expect(hash(kernels(4, 'tanh'))).toMatchInlineSnapshot(
    `"1756cf7a520ca50a9a0f1868da5222b41df1dfb4c055da6570c4bf4f170ff39f"`,
  );
});
