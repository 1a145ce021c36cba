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
    `"39383656db9acfcde71976a5e72e7efe71c23fecbb4daa653a90ba29190bbbb8"`,
  );
  expect(hash(kernels(1, 'tanh', { depth: 2 }))).toMatchInlineSnapshot(
    `"9788ce756843ab6a4be02b520a2247b5b6a293836b04923b3653ffbf9b5a2a32"`,
  );
  expect(hash(kernels(3, 'gelu'))).toMatchInlineSnapshot(
    `"d35c1a1cf7a6f57bdef1a0e5f291668332707dfd7ab6129fa41a4cfcbbb02fbf"`,
  );
  expect(hash(kernels(4, 'tanh'))).toMatchInlineSnapshot(
    `"8a6759ed46053d6efac98cff654844fc2caa00c4369758ca86de8c06c1abb323"`,
  );
});
