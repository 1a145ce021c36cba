import { describe, expect, it } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { arm, experiment } from '../testing.ts';
import { drawNetwork } from '../weights.ts';
import { type ArmDistribution, type Counted, extentOf, measureArm, measuredInputs } from './measure.ts';
import { DistributionMeter } from './meter.ts';
import { FLAT, largestSlope, slopesOf } from './slopes.ts';

function finished<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

function measured(chosen: Experiment, counted: Counted = 'preactivations'): ArmDistribution {
  const prepared = setup(chosen);
  const networks = Array.from({ length: chosen.replicas }, (_, r) => drawNetwork(prepared, chosen, r)[0]!);
  return finished(measureArm(chosen, prepared, prepared.arms[0]!, networks, { step: 0, counted }));
}

const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);

describe('an arm', () => {
  it('is counted whole: every input, neuron and network of each layer once', () => {
    const chosen = experiment([arm('tanh')], { depth: 4, width: 6, replicas: 3 });
    const { inputs, layers } = measured(chosen);
    expect(inputs).toBe(64);
    layers.forEach((layer, l) => {
      const { counts, below, above } = layer!.histogram;
      expect(sum(counts) + below + above).toBe(64 * (l === 3 ? 1 : 6) * 3);
      expect(layer).toMatchObject({ networks: 3, count: sum(counts) + below + above });
    });
  });

  it('has what the layers hand on counted too, and no more of the output', () => {
    const chosen = experiment([arm('relu')], { depth: 4, width: 40, replicas: 2 });
    const { layers } = measured(chosen, 'activations');
    expect(layers).toHaveLength(3);
    for (const layer of layers) {
      const { histogram, count, slopes } = layer!;
      // ReLU gives 0 to one half, in the middle bin, and nothing below.
      expect(sum(histogram.counts.slice(0, 30)) + histogram.below).toBe(0);
      expect(histogram.counts[30]! / count).toBeGreaterThan(0.3);
      expect(slopes!.saturated).toBeGreaterThan(0.3);
      expect(slopes!.saturated).toBeLessThan(0.7);
      expect(slopes!.dead).toBeLessThan(slopes!.saturated);
    }
  });

  it('is told layer by layer by the networks that are finite up to there', () => {
    const chosen = experiment([arm('repu.3', { k1: 0.35 })], { depth: 9, width: 7, replicas: 12 });
    const networks = measured(chosen).layers.map((layer) => layer?.networks ?? 0);
    expect(networks[0]).toBe(12);
    expect(networks).toEqual([...networks].sort((a, b) => b - a));
    expect(networks.at(-1)).toBeLessThan(12);
    // A layer without networks has nothing that could be counted.
    expect(measured({ ...chosen, arms: [arm('repu.3', { k1: 1e3 })], width: 30 }).layers.at(-1)).toBeNull();
  });
});

describe('what is measured', () => {
  it('is all networks on fewer inputs, then fewer networks, as the price of one grows', () => {
    const { data } = setup(experiment([arm('relu')]));
    const of = (changes: Partial<Experiment>) => extentOf(experiment([arm('relu'), arm('tanh')], changes), data);
    expect(of({ depth: 10, width: 64, replicas: 1 })).toEqual({ inputs: 64, networks: 1 });
    expect(of({ depth: 10, width: 64, replicas: 64 })).toMatchObject({ networks: 64 });
    expect(of({ depth: 64, width: 64, replicas: 64 })).toMatchObject({ inputs: 8 });
    expect(of({ depth: 64, width: 512, replicas: 64 })).toEqual({ inputs: 8, networks: 1 });
    expect(measuredInputs({ observed: 6 }, 3)).toEqual([1, 3, 5]);
    expect(measuredInputs({ observed: 5 }, 5)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('slopes', () => {
  it('are held to the largest that σ has, where it has one', () => {
    expect(largestSlope(activation('tanh'))).toBeCloseTo(1, 12);
    expect(largestSlope(activation('sigmoid'))).toBeCloseTo(0.25, 12);
    expect(largestSlope(activation('gelu'))).toBeCloseTo(1.128, 2);
    for (const id of ['repu.2', 'mrepu.1', 'repu.3']) expect(largestSlope(activation(id)), id).toBeNull();
    expect(largestSlope(activation('repu.1'))).toBe(1);
    expect(largestSlope(activation('sin'))).toBeCloseTo(1, 6);
  });

  it('flat ones are counted number by number, dead neurons over all inputs', () => {
    // Three neurons at two inputs: one alive, one alive at one of them, one dead.
    const slopes = Float32Array.of(1, 0, 0, 0.5, FLAT / 2, 0);
    expect(slopesOf([slopes], 3, 1)).toEqual({ saturated: 4 / 6, dead: 1 / 3 });
    expect(slopesOf([new Float32Array(6)], 3, null)).toEqual({ saturated: 1, dead: 1 });
    // Where there is no bound, beside the largest there is.
    expect(slopesOf([slopes.map((s) => 1000 * s)], 3, null)).toEqual({ saturated: 4 / 6, dead: 1 / 3 });
  });
});

describe('a run', () => {
  const chosen = experiment([arm('repu.3', { k1: 50 }), arm('tanh')], { depth: 5, width: 6, replicas: 2 });
  const prepared = setup(chosen);
  const tanh = [0, 1].map((r) => drawNetwork(prepared, chosen, r)[1]!);

  it('tells an arm that never was finite as it was at initialisation', () => {
    const meter = new DistributionMeter(chosen);
    const [lost, alive] = finished(meter.measure({ arms: [null, tanh], step: 40 }, 'preactivations'));
    expect(lost).toMatchObject({ step: 0 });
    expect(lost!.layers[0]).not.toBeNull();
    expect(lost!.layers.at(-1)).toBeNull();
    expect(alive).toMatchObject({ step: 40 });
  });

  it('keeps of an arm that diverges what it last gave', () => {
    const meter = new DistributionMeter(chosen);
    const [, before] = finished(meter.measure({ arms: [null, tanh], step: 7 }, 'preactivations'));
    const [, after] = finished(meter.measure({ arms: [null, null], step: 9 }, 'preactivations'));
    expect(after).toBe(before);
  });
});
