import { beforeAll, describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { kernelFixedPoints } from '../theory/fixedPoints.ts';
import { kernelFlow } from '../theory/flow.ts';
import { type Layer, stacked } from '../theory/layer.ts';
import { logNextKernel } from '../theory/layerStep.ts';
import { constant, layerOf, layersOf } from '../theory/testing.ts';
import { parseFragment, serialise } from './permalink.ts';
import { setup } from './setup.ts';
import { STORY } from './story.ts';
import { STORY_WORDS } from './storyWords.ts';

beforeAll(loadFormulas);

describe('the story', () => {
  it.each(STORY)('“$fragment” is a canonical permalink without a fault', ({ fragment }) => {
    const { experiment, display, rejected } = parseFragment(fragment);
    expect(rejected).toEqual([]);
    expect(serialise(experiment, display)).toBe(fragment);
  });

  it('has nine steps of one or two sentences, with different panels each', () => {
    expect(STORY).toHaveLength(9);
    expect(STORY_WORDS).toHaveLength(STORY.length);
    for (const { panels } of STORY) expect(new Set(panels).size).toBe(panels.length);
    for (const { text } of STORY_WORDS) {
      expect(text.match(/[.](\s|$)/g)?.length).toBeLessThanOrEqual(2);
      expect(text.length).toBeLessThan(240);
    }
  });

  it('says of RePU(2) that χ⊥ is 2/3 of χ∥ at every K for any C_W and C_b, so that 64 layers that hold K leave less than 1e-11 of a squared gradient', () => {
    const repu = activation('repu.2');
    let held = 0;
    for (const cw of [0.1, 0.5, 1, 2]) {
      for (const cb of [0, 0.01, 0.05, 0.1, 0.5, 1]) {
        for (const logK of [-20, -6, -2, -1, -0.3, 0, 1]) {
          const { chiParallel, chiPerp } = kernelFlow(layersOf(repu, { cw: [cw, cw], cb }), logK);
          expect(chiPerp[0]! / chiParallel[0]!).toBeCloseTo(2 / 3, 12);
        }
        // The start that holds K best: on the stable fixed point.
        for (const { logK, stability } of kernelFixedPoints(layerOf(repu, { cw, cb }))) {
          if (stability !== 'stable' || logK === Number.NEGATIVE_INFINITY) continue;
          held += 1;
          const { chiPerp } = kernelFlow(layersOf(repu, constant(cw, 64, cb)), logK);
          expect(chiPerp.slice(0, 63).reduce((product, chi) => product * chi, 1)).toBeLessThan(1e-11);
        }
      }
    }
    expect(held).toBeGreaterThan(5);
  });

  it('says of RePU(2) that it touches the diagonal at C_W C_b = 1/6, with χ∥ = 1 and χ⊥ = 2/3', () => {
    for (const cw of [0.2, 1, 3]) {
      // K = C_b + 3/2 C_W K² has the double root 1/(3 C_W) there.
      const touching = layerOf(activation('repu.2'), { cw, cb: 1 / (6 * cw) });
      const logK = -Math.log(3 * cw);
      expect(logNextKernel(touching, logK)).toBeCloseTo(logK, 12);
      for (const beside of [-0.1, 0.1]) {
        expect(logNextKernel(touching, logK + beside)).toBeGreaterThan(logK + beside);
      }
      const { chiParallel, chiPerp } = kernelFlow(
        layersOf(activation('repu.2'), { cw: [cw, cw], cb: touching.cb }),
        logK,
      );
      expect(chiParallel[0]).toBeCloseTo(1, 12);
      expect(chiPerp[0]).toBeCloseTo(2 / 3, 12);
    }
  });

  it('says of MRePU(2) that it is as steep as z at 0 and touches the diagonal there with χ∥ = χ⊥ = 1', () => {
    const mrepu = activation('mrepu.2');
    expect(mrepu.derivatives[1](0)).toBe(1);
    const { chiParallel, chiPerp } = kernelFlow(layersOf(mrepu, { cw: [1, 1], cb: 0 }), Math.log(1e-9));
    expect(chiParallel[0]).toBeCloseTo(1, 6);
    expect(chiPerp[0]).toBeCloseTo(1, 6);
    // RePU(2)’s slope at 0 is 0; it is 2 where its map crosses the diagonal, at K* = 2/3.
    const repu = (logK: number) =>
      kernelFlow(layersOf(activation('repu.2'), { cw: [1, 1], cb: 0 }), logK).chiParallel[0];
    expect(repu(Math.log(1e-9))).toBeCloseTo(0, 6);
    expect(repu(Math.log(2 / 3))).toBeCloseTo(2, 12);
  });

  it('says of RePU(2) with a skip of 1 that K = 0 is critical at every C_W, where K grows as MRePU’s does', () => {
    const k = Math.log(1e-6);
    const growth = (layer: Layer) => Math.expm1(logNextKernel(layer, k) - k) / 1e-6;
    for (const cw of [0.1, 1, 3]) {
      const hidden: Layer = { ...layerOf(activation('repu.2'), { cw, cb: 0 }), skip: 1 };
      const { chiParallel, chiPerp } = kernelFlow(stacked(hidden, 4), k);
      expect(chiParallel[1]).toBeCloseTo(1, 4);
      expect(chiPerp[1]).toBeCloseTo(1, 4);
      // K' = K + a1 K², a1 = 3/2 C_W; MRePU(2)'s is 18 at its C_W = 1.
      expect(growth(hidden)).toBeCloseTo(1.5 * cw, 6);
    }
    expect(growth(layerOf(activation('mrepu.2'), { cw: 1, cb: 0 }))).toBeCloseTo(18, 2);
    const [, skipping] = setup(parseFragment(STORY[8]?.fragment ?? '').experiment).arms;
    expect(skipping?.critical?.critical).toBe(true);
    expect(skipping?.k1).toBeCloseTo(1 / 120, 12);
  });
});
