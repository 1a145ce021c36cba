/** Excess kurtosis as the page measures it, of networks as the engines draw them, against theory's of the same inputs. */
import { describe, expect, test } from 'vitest';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { observedInputs } from '../../tasks/task.ts';
import { inputPairs } from '../../theory/inputPairs.ts';
import { predictedKurtosis } from '../../theory/kurtosis.ts';
import { estimate } from '../../theory/testing.ts';
import { arm, experiment } from '../testing.ts';
import { drawNetwork } from '../weights.ts';
import { extentOf, type LayerDistribution, measureArm, measuredInputs } from './measure.ts';

/** Layers of `groups` times so many networks, each group measured together. */
function measured(chosen: Experiment, networks: number, groups: number): readonly (readonly LayerDistribution[])[] {
  const prepared = setup(chosen);
  return Array.from({ length: groups }, (_, group) => {
    const drawn = Array.from({ length: networks }, (_, r) => drawNetwork(prepared, chosen, group * networks + r)[0]!);
    const work = measureArm(chosen, prepared, prepared.arms[0]!, drawn, { step: 0, counted: 'preactivations' });
    for (;;) {
      const { done, value } = work.next();
      if (done) return value.layers as readonly LayerDistribution[];
    }
  });
}

function predicted(chosen: Experiment, networks: number) {
  const { data, arms } = setup(chosen);
  const { layers, k1PerExample } = arms[0]!;
  const { inputDimension, outputDimension } = data;
  const places = measuredInputs(data, extentOf(chosen, data).inputs);
  const all = observedInputs(data);
  const inputs = places.flatMap((place) => [...all.subarray(place * inputDimension, (place + 1) * inputDimension)]);
  return predictedKurtosis(
    {
      layers,
      k1PerExample: Float64Array.from(places, (place) => k1PerExample[place]!),
      inputDimension,
      outputDimension,
      width: chosen.width,
    },
    { inputs: inputPairs(inputs, inputDimension), networks: layers.map(() => networks) },
  );
}

const DEPTH = 4;
const network = (id: string, width: number, kind: Partial<Arm> = {}) =>
  experiment([arm(id, kind)], { depth: DEPTH, width, seed: 77, replicas: 64 });

/** Of hidden layers; a scalar output's kurtosis has tails that so few networks do not show. */
const HIDDEN = Array.from({ length: DEPTH - 1 }, (_, l) => l);

const NETWORKS = { 32: 300, 64: 200, 128: 100 } as const;

describe('many networks together', () => {
  test.each(
    ['relu', 'tanh', 'gelu', 'mrepu.2'].flatMap((id) => ([32, 64, 128] as const).map((width) => [id, width] as const)),
  )('%s at width %d: every layer within four standard errors of theory', (id, width) => {
    agree(network(id, width), NETWORKS[width]);
  });

  test.each<Partial<Arm>>([{ skip: 0.8 }, { norm: 'rms' }, { weights: 'orthogonal' }, { skip: 1, norm: 'layer' }])(
    'tanh at width 64 with %o: the same',
    (kind) => {
      agree(network('tanh', 64, kind), NETWORKS[64]);
    },
  );

  function agree(chosen: Experiment, networks: number): void {
    const [layers] = measured(chosen, networks, 1);
    const theory = predicted(chosen, networks);
    // MRePU(2) of width 32 is beyond leading order in the third layer.
    const told = HIDDEN.filter((l) => theory[l] !== null);
    expect(told.length).toBeGreaterThanOrEqual(chosen.width === 32 ? 2 : 3);
    for (const l of told) {
      const { kurtosis, kurtosisError } = layers![l]!;
      const pull = (kurtosis! - theory[l]!) / kurtosisError!;
      expect(Math.abs(pull), `layer ${l + 1}: ${kurtosis} ± ${kurtosisError}, theory ${theory[l]}`).toBeLessThan(4);
    }
  }
});

test.each([
  ['relu', 1],
  ['relu', 4],
  ['tanh', 1],
  ['mrepu.2', 4],
] as const)('%s, %d at a time: what so few networks cannot show is taken off', (id, networks) => {
  const chosen = network(id, 48);
  const groups = measured(chosen, networks, networks === 1 ? 120 : 60);
  const theory = predicted(chosen, networks);
  for (const l of HIDDEN) {
    const { mean, error } = estimate(groups.map((layers) => layers[l]!.kurtosis!));
    expect(Math.abs(mean - theory[l]!) / error, `layer ${l + 1}: ${mean} ± ${error}, ${theory[l]}`).toBeLessThan(4);
  }
});
