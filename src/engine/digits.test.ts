/** What the lab says of handwritten digits, on the digits that come with it and by the engine that visitors have. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { packDigits } from '../../scripts/packDigits.mjs';
import { parseFragment } from '../experiment/permalink.ts';
import { PRESETS } from '../experiment/presets.ts';
import { setup } from '../experiment/setup.ts';
import { provideDataset } from '../tasks/datasets.ts';
import { parseDigits } from '../tasks/digitsFile.ts';
import { metricsOf } from '../tasks/metrics.ts';
import { wasmEngine } from './wasm/engine.ts';

beforeAll(() => {
  packDigits();
  const packed = readFileSync(new URL('../tasks/digits.bin', import.meta.url));
  provideDataset('digits', parseDigits(new Uint8Array(gunzipSync(packed))));
});

/** Per arm, the share of held-out digits that are read after training. */
async function accuracies(fragment: string, steps: number): Promise<(number | undefined)[]> {
  const { experiment } = parseFragment(fragment);
  const { data } = setup(experiment);
  const trainer = await wasmEngine().create(experiment, 1);
  await trainer.advance(steps);
  const outputs = await trainer.predict(data.evaluation.inputs);
  trainer.dispose();
  return outputs.map((own) => (own ? metricsOf(data, own).testAccuracy : undefined));
}

test('ten layers deep, ReLU and MRePU(2) read between 89 and 95 of 100 after 2,000 steps, and RePU(2) is lost', async () => {
  const preset = PRESETS.find(({ name }) => name === 'Digits, ten layers deep');
  const [relu, repu, mrepu] = await accuracies(preset?.fragment ?? '', 2000);
  expect(repu).toBeUndefined();
  for (const share of [relu, mrepu]) {
    expect(share).toBeGreaterThan(0.89);
    expect(share).toBeLessThan(0.95);
  }
});

test('a residual network of RePU(2) with a norm reads digits, with a skip alone worse, and plain it is lost', async () => {
  const { fragment = '' } = PRESETS.find(({ name }) => name === 'A residual network that reads digits') ?? {};
  const [plain, skip, normed, mrepu] = await accuracies(fragment, 1000);
  expect(plain).toBeUndefined();
  expect(skip).toBeGreaterThan(0.2);
  expect(skip).toBeLessThan(0.7);
  for (const share of [normed, mrepu]) expect(share).toBeGreaterThan(0.9);
}, 120_000);

test('with a skip ReLU and MRePU(2) read more digits after 500 steps than without, twenty layers deep', async () => {
  const { fragment = '' } = PRESETS.find(({ name }) => name === 'Digits with and without a skip') ?? {};
  const [relu = 1, reluSkip = 0, mrepu = 1, mrepuSkip = 0] = await accuracies(fragment, 500);
  expect(reluSkip).toBeGreaterThan(relu);
  expect(mrepuSkip).toBeGreaterThan(mrepu + 0.1);
}, 120_000);

test('six layers of MRePU(2) read more than nine of ten', async () => {
  const [share] = await accuracies('arm=mrepu.2&task=digits&depth=6&batch=64&lr=0.0005', 800);
  expect(share).toBeGreaterThan(0.9);
});
