import { beforeAll, describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { provideFormulas } from '../activations/formulas.ts';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { SAMPLES } from '../activations/samples.ts';
import { named } from '../activations/typedFormulas.ts';
import { typedId, typedOf } from '../activations/typedId.ts';
import { readArm, writeArm } from './armCodec.ts';
import { namesFormula, needsRestart, parseFragment } from './permalink.ts';

const DEPTH = 6;

describe('before they are loaded', () => {
  beforeAll(() => provideFormulas(null));

  it('a formula cannot be used, and the notice says why', () => {
    const { rejected, experiment } = parseFragment('arm=formula.0-z-max-2-pow');
    expect(experiment.arms.map((arm) => arm.activation)).toEqual(['repu.2', 'mrepu.2']);
    expect(rejected[0]?.sentence).toContain('what reads typed formulas could not be loaded');
  });

  it('nor can the one of a step of the story, unless the link has other arms', () => {
    expect(parseFragment('story=8').rejected.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('what reads typed formulas could not be loaded'),
    ]);
    expect(parseFragment('story=8&arm=tanh').rejected).toEqual([]);
    expect(parseFragment('story=7').rejected).toEqual([]);
  });
});

describe('typed formulas in arms', () => {
  it.each([
    ['formula:max(0,z)^2', 'formula.0-z-max-2-pow'],
    ['formula:max(z,0)*max(0,z);init=he', 'formula.0-z-max-2-pow_init.he'],
    ['formula:z*max(0,z+a)^2;a=1;init=critical', 'formula.z-0-z-a-add-max-2-pow-mul_a.1'],
    ['formula:tanh(a*z);init=he;a=-0.5', 'formula.a-z-mul-tanh_a.-0.5_init.he'],
    ['formula.a-z-mul-tanh', 'formula.a-z-mul-tanh_a.1'],
    ['formula.a-z-mul-tanh_a.2_amin.0_amax.4', 'formula.a-z-mul-tanh_a.2_amin.0_amax.4'],
    ['formula.a-z-mul-tanh_a.2_amin.-5_amax.5', 'formula.a-z-mul-tanh_a.2'],
    ['formula.a-z-mul-b-z-mul-sin-add_b.3', 'formula.a-z-mul-b-z-mul-sin-add_a.1_b.3'],
    // The other way to write it after either sign.
    ['formula:0-z-max-2-pow', 'formula.0-z-max-2-pow'],
    ['formula.z*Phi(z)', 'formula.z-z-Phi-mul'],
  ])('%s is written %s, and that again', async (typed, written) => {
    await loadFormulas();
    const { arm, problems } = readArm(typed, DEPTH);
    expect(problems).toEqual([]);
    expect(writeArm(arm!)).toBe(written);
    expect(readArm(written, DEPTH)).toEqual({ arm, problems: [] });
  });

  it.each([
    ['formula:z+)', 'at character 3 of the formula: ) cannot stand here'],
    ['formula.z-1', 'at character 4 of the formula: The formula ends too early'],
    ['formula.0-z', 'at character 4 of the formula: The formula ends too early'],
    ['formula:', 'at character 1 of the formula: Type a formula of z'],
    ['formula:log(z)', 'σ(−0.0625) is not a number'],
    ['formula:tanh(a*z);a=0', 'σ is constant'],
    ['formula:exp(z^2)', 'σ grows too fast'],
  ])('%s is none: %s', async (typed, problem) => {
    await loadFormulas();
    const { arm, problems } = readArm(typed, DEPTH);
    expect(arm).toBeNull();
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems[0]).not.toMatch(/\.$/);
  });

  it.each([
    ['formula:tanh(a*z);a=x', 'a is a number from -1000 to 1000', 'formula.a-z-mul-tanh_a.1'],
    ['formula:tanh(a*z);b=2', 'b does not stand in the formula', 'formula.a-z-mul-tanh_a.1'],
    ['formula:tanh(a*z);bmin=2', 'b does not stand in the formula', 'formula.a-z-mul-tanh_a.1'],
    ['formula:tanh(a*z);amin=3;amax=2', 'amin is less than amax', 'formula.a-z-mul-tanh_a.1'],
    ['tanh;a=2', 'a goes with a typed formula', 'tanh'],
  ])('%s: %s', async (typed, problem, used) => {
    await loadFormulas();
    const { arm, problems } = readArm(typed, DEPTH);
    expect(problems).toEqual([problem]);
    expect(writeArm(arm!)).toBe(used);
  });

  it('every activation of the catalogue can be typed: its id gives the same function back', async () => {
    await loadFormulas();
    for (const { formula, derivatives, label } of SAMPLES) {
      const id = typedId(formula, {});
      expect(typedOf(id).formula, label).toBe(formula);
      expect(activation(id).derivatives[0](0.7), label).toBe(derivatives[0](0.7));
      expect(activation(id).family).toBe('formula');
    }
  });

  it('whoever asks for an id shares one activation, and what theory keeps with it', async () => {
    await loadFormulas();
    const { arm } = readArm('formula:tanh(a*z);a=2', DEPTH);
    const made = named(arm!.activation);
    expect('activation' in made && made.activation).toBe(activation(arm!.activation));
  });

  it('the ends of a slider need no new networks, its value does', async () => {
    await loadFormulas();
    const of = (arm: string) => parseFragment(`arm=${arm}`).experiment;
    const before = of('formula.a-z-mul-tanh_a.2');
    expect(needsRestart(before, of('formula.a-z-mul-tanh_a.2_amax.9'))).toBe(false);
    expect(needsRestart(before, of('formula.a-z-mul-tanh_a.3'))).toBe(true);
  });
});

it('a fragment tells whether it has a formula', () => {
  expect(namesFormula('#depth=3&arm=formula.z-tanh')).toBe(true);
  expect(namesFormula('arm=tanh')).toBe(false);
  // A step of the story may have one.
  expect(namesFormula('#play=0&story=8')).toBe(true);
  expect(namesFormula('story=7')).toBe(false);
});
