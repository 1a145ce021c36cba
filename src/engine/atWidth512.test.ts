import { beforeAll, expect, test } from 'vitest';
import { setup } from '../experiment/setup.ts';
import { predict } from '../theory/predict.ts';
import type { EngineFrame } from './engine.ts';
import { arm, armOf, experiment, frameAfter } from './testing.ts';
import { wasmEngine } from './wasm/engine.ts';

const DEPTH = 5;
/** 32 replicas as four experiments of eight consecutive seeds: the same networks in a quarter of the memory. */
const GROUPS = 4;
const REPLICAS = 8;

// RePU's spread grows doubly exponentially with depth: beyond the third layer the mean of 32 says little.
const CASES: readonly (readonly [string, number])[] = [
  ['relu', DEPTH],
  ['tanh', DEPTH],
  ['gelu', DEPTH],
  ['mrepu.2', DEPTH],
  ['repu.2', 3],
];

const wide = experiment(
  CASES.map(([id]) => arm(id)),
  { width: 512, depth: DEPTH, replicas: REPLICAS, optimizer: 'sgd' },
);
const frames: EngineFrame[] = [];

beforeAll(async () => {
  for (let group = 0; group < GROUPS; group++) {
    frames.push(await frameAfter(wasmEngine(), { ...wide, seed: 1 + group * REPLICAS }, 0));
  }
}, 120_000);

/** Mean over all replicas and its standard error from the measured spread, of one layer of an arm. */
function measured(index: number, layer: number): { mean: number; error: number } {
  const groups = frames.map((frame) => armOf(frame, index));
  const means = groups.map(({ variance }) => variance[layer] as number);
  const mean = means.reduce((sum, value) => sum + value, 0) / GROUPS;
  const squares = groups.reduce((sum, { spread }, group) => {
    const within = (REPLICAS - 1) * (spread?.[layer] as number) ** 2;
    return sum + within + REPLICAS * ((means[group] as number) - mean) ** 2;
  }, 0);
  const replicas = GROUPS * REPLICAS;
  return { mean, error: Math.sqrt(squares / (replicas - 1) / replicas) };
}

test.each(CASES)(
  '%s: at width 512 the measured variance of 32 networks is the predicted one, to layer %i',
  (id, layers) => {
    const index = CASES.findIndex(([name]) => name === id);
    const { arms, data } = setup(wide);
    const own = arms[index] as (typeof arms)[number];
    const predicted = predict({
      ...own,
      ...data,
      width: 512,
    });
    for (let layer = 0; layer < layers; layer++) {
      const { mean, error } = measured(index, layer);
      const deviation = ((predicted.variance[layer] as number) - mean) / error;
      expect(Math.abs(deviation), `layer ${layer + 1}: ${mean} ± ${error}`).toBeLessThan(4);
    }
  },
);
