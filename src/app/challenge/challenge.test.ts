import { describe, expect, it } from 'vitest';
import { wasmEngine } from '../../engine/wasm/engine.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { setup } from '../../experiment/setup.ts';
import { ANSWERS } from './answers.ts';
import { hangsOnScale, layers, type Passage, passage, tryText } from './challenge.ts';

/** The first arm's state after so many steps. */
async function measuredArm(experiment: Experiment, steps = 0) {
  const trainer = await wasmEngine().create(experiment, 1);
  await trainer.advance(steps);
  const { measurement } = await trainer.measure();
  trainer.dispose();
  const [arm] = measurement.arms;
  if (!arm) throw new Error('There is an arm.');
  return arm;
}

const exampleOf = (name: string): Experiment =>
  parseFragment(PRESETS.find((preset) => preset.name === name)?.fragment ?? 'none=1').experiment;

/** One network of an example, of another seed. */
const single = (name: string, seed: number): Experiment => ({ ...exampleOf(name), replicas: 1, seed });

describe('the answers', () => {
  it('are examples', () => {
    for (const { name } of ANSWERS) expect(PRESETS.map((preset) => preset.name)).toContain(name);
  });

  it('without biases RePU(2) is on a knife edge: of seeds 4, 5 and 6 one vanishes, one survives ten layers, one explodes', async () => {
    const fates = [];
    for (const seed of [4, 5, 6]) {
      const experiment = single('Ten layers on a knife edge', seed);
      fates.push(passage(await measuredArm(experiment), 1).lost);
    }
    expect(fates).toEqual(['vanishes', null, 'explodes']);
    const all = exampleOf('Ten layers on a knife edge');
    expect(all).toMatchObject({ seed: 4, replicas: 3, depth: 10 });
    expect(passage(await measuredArm(all), 3)).toMatchObject({ survivors: 1, networks: 3 });
  });

  it('with biases RePU(2) survives ten layers and learns the cubic, seeds 1 to 5', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const experiment = single('Biases carry RePU through ten layers', seed);
      expect(passage(await measuredArm(experiment), 1).lost, `seed ${seed}`).toBeNull();
      const { learned, loss, baseline } = await measuredArm(experiment, 500);
      expect(learned, `seed ${seed}`).toBe(true);
      expect(loss).toBeLessThan(baseline / 100);
    }
  }, 120_000);

  it('on the default page there is a K_1 from which it survives, seed 1', async () => {
    const from = (k1: number) => ({ ...DEFAULT_EXPERIMENT, arms: [{ ...defaultArm('repu.2'), k1 }] });
    expect(passage(await measuredArm(from(0.2)), 1).lost).toBe('vanishes');
    expect(passage(await measuredArm(from(0.282)), 1).lost).toBeNull();
    expect(passage(await measuredArm(from(0.4)), 1).lost).toBe('explodes');
  });
});

it('is asked where K_1 alone decides, at infinite width', () => {
  const asked = (id: string, fields: object = {}, depth = 10) => {
    const { arms, largestShare } = setup({
      ...DEFAULT_EXPERIMENT,
      depth,
      arms: [{ ...defaultArm(id), ...fields }],
    });
    return arms[0] ? hangsOnScale(arms[0], depth, largestShare) : null;
  };
  expect(asked('repu.2')).toBe(true);
  expect(asked('mrepu.2', { k1: 0.3 }, 16)).toBe(true);
  // A tenth of the critical C_W takes any signal to 0.
  expect(asked('relu', { init: 'custom', cw: 0.2, cb: 0 })).toBe(false);
  expect(asked('gelu')).toBe(false);
});

describe('what is said of a try', () => {
  const open: Passage = { survivors: 0, networks: 1, lost: null, layer: null, gradientLog10: null };
  const tried = (fields: Partial<Passage>): Passage => ({ ...open, ...fields });

  it('is what became of the network', () => {
    expect(tryText('RePU(2)', 10, '0.282', null)).toBe('');
    expect(tryText('RePU(2)', 10, '0.667', tried({ lost: 'explodes', layer: 9 }))).toBe('Now it explodes at layer 9.');
    expect(tryText('RePU(2)', 10, '0.2', tried({ lost: 'vanishes' }))).toBe('Now it vanishes.');
    expect(tryText('RePU(2)', 10, '0.282', tried({ survivors: 1, gradientLog10: -9 }))).toBe(
      'RePU(2) survives ten layers from K_1 = 0.282. Does it from another seed?',
    );
    expect(tryText('RePU(2)', 10, '0.3', tried({ lost: 'vanishes', survivors: 2, networks: 8 }))).toBe(
      'Now 2 of its 8 networks survive.',
    );
  });

  it('does not keep from one whose signal is held that its gradient is not', async () => {
    const said = tryText('RePU(2)', 40, '0.2', passage(await measuredArm(single('RePU with biases', 1)), 1));
    expect(said).toMatch(
      /^RePU\(2\)’s signal survives 40 layers from K_1 = 0.2, but its squared gradient shrinks by 10[³⁴]\S on the way to layer 1\.$/,
    );
  });

  it('has depths in words as far as they are short', () => {
    expect([layers(2), layers(10), layers(40)]).toEqual(['two layers', 'ten layers', '40 layers']);
  });
});
