/** What the gallery says of a product of three variables, by the engine that visitors have. */
import { expect, test } from 'vitest';
import { parseFragment } from '../experiment/permalink.ts';
import { PRESETS } from '../experiment/presets.ts';
import { setup } from '../experiment/setup.ts';
import { metricsOf } from '../tasks/metrics.ts';
import { wasmEngine } from './wasm/engine.ts';

test.each([1, 2, 3])(
  'four layers of RePU(2) and MRePU(2) multiply three variables better than ReLU and tanh, on points that nobody trained on: seed %i',
  async (seed) => {
    const { fragment = '' } = PRESETS.find(({ name }) => name === 'A product, and points held out') ?? {};
    const { experiment } = parseFragment(`${fragment}&seed=${seed}`);
    expect(experiment.steps).toBe(2000);
    const { data } = setup(experiment);
    const trainer = await wasmEngine().create(experiment, 1);
    await trainer.advance(experiment.steps);
    const outputs = await trainer.predict(data.evaluation.inputs);
    trainer.dispose();
    const [repu, mrepu, relu, tanh] = outputs.map((own) => metricsOf(data, own!).testLoss!);
    for (const smooth of [repu, mrepu]) expect(smooth).toBeLessThan(Math.min(relu!, tanh!) / 10);
  },
  60_000,
);
