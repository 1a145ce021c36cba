import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FAMILIES } from '../activations/catalogue.ts';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { lookOf } from '../charts/shared/chart.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../experiment/defaults.ts';
import type { Arm, Experiment } from '../experiment/experiment.ts';
import { parseFragment, serialise } from '../experiment/permalink.ts';
import { PRESETS } from '../experiment/presets.ts';
import { STORY } from '../experiment/story.ts';
import { armSlots } from './armSlots.ts';
import { withArm, withFamily, withInit, withNewArm, withoutArm } from './store/edits.ts';

beforeAll(loadFormulas);

const ids = FAMILIES.map((family) => family.create(family.parameter?.default ?? null).id);
const anyArm: fc.Arbitrary<Arm> = fc.constantFrom(...ids, 'repu.3', 'mrepu.1').map(defaultArm);
const experimentOf = (arms: readonly Arm[]): Experiment => ({ ...DEFAULT_EXPERIMENT, arms });
const anyArms = fc.array(anyArm, { minLength: 1, maxLength: 4 });

/** What the visitor can do to the list of arms, and where each arm was before. */
type Change = (experiment: Experiment) => { experiment: Experiment; origin: (index: number) => number };
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.nat(3).map(
    (at): Change =>
      (experiment) => {
        const place = at % experiment.arms.length;
        const after = withoutArm(experiment, place).experiment;
        const one = experiment.arms.length === 1;
        return { experiment: after, origin: (index) => (one || index < place ? index : index + 1) };
      },
  ),
  fc.constant<Change>((experiment) => ({ experiment: withNewArm(experiment).experiment, origin: (index) => index })),
  fc.tuple(fc.nat(3), fc.constantFrom(...FAMILIES)).map(
    ([at, family]): Change =>
      (experiment) => ({
        experiment: withFamily(experiment, at % experiment.arms.length, family.name).experiment,
        origin: (index) => index,
      }),
  ),
  fc.nat(3).map(
    (at): Change =>
      (experiment) => ({
        experiment: withInit(experiment, at % experiment.arms.length, 'he').experiment,
        origin: (index) => index,
      }),
  ),
);

const hueOf = ({ activation }: Arm) => FAMILIES.find(({ name }) => name === activation.split('.')[0])?.hue;

describe('how arms look', () => {
  it('an arm has the colour of its family, and shade and marker of its own', () => {
    fc.assert(
      fc.property(anyArms, (arms) => {
        const looks = armSlots(arms).map(lookOf);
        arms.forEach((arm, index) => {
          expect(FAMILIES[looks[index]?.family ?? -1]?.name).toBe(hueOf(arm));
        });
        expect(new Set(looks.map(({ marker }) => marker)).size).toBe(arms.length);
        expect(new Set(looks.map(({ family, shade }) => `${family} ${shade}`)).size).toBe(arms.length);
        // The first of a family has the colour itself.
        looks.forEach(({ family }) => {
          expect(looks.find((look) => look.family === family)?.shade).toBe(0);
        });
      }),
    );
  });

  it('whatever is done to other arms, and however often, an arm keeps its look', () => {
    fc.assert(
      fc.property(anyArms, fc.array(anyChange, { minLength: 1, maxLength: 8 }), (arms, changes) => {
        let experiment = experimentOf(arms);
        for (const change of changes) {
          const before = experiment;
          const { experiment: after, origin } = change(before);
          const [was, is] = [armSlots(before.arms), armSlots(after.arms)];
          after.arms.forEach(({ activation }, index) => {
            if (before.arms[origin(index)]?.activation !== activation) return;
            expect(is[index]).toBe(was[origin(index)]);
          });
          expect(new Set(is.map((slot) => lookOf(slot).marker)).size).toBe(is.length);
          experiment = after;
        }
      }),
    );
  });

  it('the order of arms moves no colour, and no shade where each colour stands once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 2, maxLength: 4 }), (some) => {
        fc.pre(new Set(some.map((id) => hueOf(defaultArm(id)))).size === some.length);
        const looks = armSlots(some.map(defaultArm)).map(lookOf);
        const back = armSlots(some.toReversed().map(defaultArm)).map(lookOf).toReversed();
        expect(back.map(({ family, shade }) => [family, shade])).toEqual(
          looks.map(({ family, shade }) => [family, shade]),
        );
      }),
    );
  });

  it('an address holds no looks, and what it leaves out is no change', () => {
    const three = experimentOf([0.0005, 0.03, 0.3].map((k1) => ({ ...defaultArm('mrepu.2'), k1 })));
    const { experiment } = withoutArm(three, 0);
    expect(experiment.arms.map(({ slot }) => slot)).toEqual(armSlots(three.arms).slice(1));
    expect(serialise(experiment, parseFragment('').display)).not.toContain('slot');
    // Beside others that were changed alone, an arm is the same object: nothing is computed anew for it.
    expect(withArm(experiment, 0, { k1: 0.02 }).experiment.arms[1]).toEqual(experiment.arms[1]);
  });

  it('in every example and every step of the story RePU, MRePU, ReLU and tanh have the same colours', () => {
    for (const { fragment } of [...PRESETS, ...STORY]) {
      const { arms } = parseFragment(fragment).experiment;
      armSlots(arms).forEach((slot, index) => {
        const family = arms[index]?.activation.split('.')[0];
        expect(FAMILIES[lookOf(slot).family]?.name).toBe(family === 'formula' ? 'erf' : family);
      });
    }
  });
});
