/** What every engine must do with each kind of layer, held against the float64 reference: part of engines.suite.ts. */
import { describe, expect, test } from 'vitest';
import type { Experiment, GivenKind } from '../experiment/experiment.ts';
import { defaultSettings, task } from '../tasks/catalogue.ts';
import { LAYER_FIELDS, LAYER_KEYS, type LayerKind } from '../theory/layer.ts';
import type { Engine } from './engine.ts';
import { arm, armOf, besideReference, expectClose, experiment, GRADIENT, NOISY, TRAINED, VARIANCE } from './testing.ts';

/** Values of a field that are not plain: every name, or numbers a third and two thirds of the way. */
const valuesOf = (key: keyof LayerKind): readonly (string | number)[] => {
  const field = LAYER_FIELDS[key];
  if ('words' in field) return Object.keys(field.words).filter((name) => name !== field.plain);
  return [1 / 3, 2 / 3].map((part) => field.min + part * (field.max - field.min));
};

/** Of numbers the smaller one alone: MRePU(2) explodes through large skips without a norm. */
const alone = (key: keyof LayerKind) => ('words' in LAYER_FIELDS[key] ? valuesOf(key) : valuesOf(key).slice(0, 1));

/** Each kind of layer by itself, all first ones together, and all last ones. */
const KINDS = [
  ...LAYER_KEYS.flatMap((key) => alone(key).map((value) => ({ [key]: value }))),
  ...[0, -1].map((place) => Object.fromEntries(LAYER_KEYS.map((key) => [key, valuesOf(key).at(place)]))),
] as readonly GivenKind[];

/** One of each character: a kink, bounded and odd, growing without bound, with σ(0) ≠ 0 (which a row's padding holds). */
const CHARACTERS = ['relu', 'tanh', 'mrepu.2', 'softplus'];

/** Each kind with so many activations, each activation with several kinds; the parts do not know of each other. */
const pairs = (each: number) =>
  KINDS.flatMap((kind, i) =>
    CHARACTERS.slice(0, each).map((_, j) => [CHARACTERS[(i + j) % CHARACTERS.length]!, kind] as const),
  );

/** @param each how many activations each kind is tried with. */
export function describeLayers(engine: () => Engine, each = 2): void {
  describe('kinds of layers', () => {
    const bothAfter = (chosen: Experiment, steps: number) => besideReference(engine(), chosen, steps);
    // C_W and K_1 at which nothing explodes with γ up to 1.5.
    const gentle = (id: string, kind: GivenKind) => arm(id, { init: 'custom', cw: 0.5, cb: 0.05, k1: 0.3, ...kind });

    test.each(pairs(each))('%s, %o: initialisation and 20 steps of Adam are the reference’s', async (id, kind) => {
      const chosen = experiment([gentle(id, kind)], { task: NOISY, width: 13 });
      const [start, expected] = await bothAfter(chosen, 0);
      expectClose(armOf(start).variance, armOf(expected).variance, VARIANCE, 'variance');
      expectClose(armOf(start).gradient, armOf(expected).gradient, GRADIENT, 'gradient');
      expectClose([armOf(start).loss], [armOf(expected).loss], VARIANCE, 'loss');
      const [trained, reference] = await bothAfter(chosen, 20);
      expectClose([armOf(trained).loss], [armOf(reference).loss], TRAINED, 'trained loss');
      expectClose(armOf(trained).variance, armOf(reference).variance, TRAINED, 'trained variance');
    });

    test.each(['sgd', 'momentum'] as const)(
      'arms of different layers side by side, minibatches, %s',
      async (optimizer) => {
        const arms = [{}, { skip: 1 }, { norm: 'rms' }, { skip: 1, norm: 'layer' }] as const;
        const chosen = experiment(
          arms.map((kind) => gentle('tanh', kind)),
          { optimizer, learningRate: 0.01, batch: 48, depth: 4, replicas: 2 },
        );
        const [actual, expected] = await bothAfter(chosen, 15);
        for (const index of arms.keys()) {
          expectClose([armOf(actual, index).loss], [armOf(expected, index).loss], TRAINED, `loss of arm ${index}`);
        }
      },
    );

    test.each([
      ['spirals', { skip: 1, norm: 'rms' }],
      ['poisson', { skip: 0.8 }],
      ['heat', { skip: 1 }],
    ] as const)('%s with %o', async (name, kind) => {
      const settings = { ...defaultSettings(task(name)) };
      const chosen = experiment([gentle('tanh', kind)], { task: { name, settings }, depth: 4 });
      const [actual, expected] = await bothAfter(chosen, 10);
      expectClose([armOf(actual).loss], [armOf(expected).loss], TRAINED, 'loss');
      expectClose(armOf(actual).gradient, armOf(expected).gradient, 10 * TRAINED, 'gradient');
    });

    test('outputs at any points are the reference’s through skip and norm', async () => {
      const chosen = experiment([gentle('tanh', { skip: 1, norm: 'layer' }), gentle('relu', { skip: 0.5 })], {
        depth: 6,
      });
      const trainers = [await engine().create(chosen, 1), await (await reference()).create(chosen, 1)];
      const points = Float32Array.from({ length: 301 }, (_, i) => (i - 150) / 100);
      const [actual, expected] = await Promise.all(trainers.map((trainer) => trainer.predict(points)));
      for (const trainer of trainers) trainer.dispose();
      expected!.forEach((outputs, index) => {
        const scale = Math.max(...outputs!.map(Math.abs));
        outputs!.forEach((output, i) => {
          expect(Math.abs(actual![index]![i]! - output)).toBeLessThanOrEqual(VARIANCE * scale);
        });
      });
    });

    test('a normalised example neither overflows nor vanishes in float32, however large or small its preactivations are', async () => {
      for (const k1 of [1e-12, 1e6]) {
        const chosen = experiment([arm('repu.3', { init: 'custom', cw: 2, cb: 0, k1, norm: 'rms' })], { depth: 8 });
        const [actual, expected] = await bothAfter(chosen, 0);
        expectClose(armOf(actual).variance, armOf(expected).variance, VARIANCE, `variance from K_1 = ${k1}`);
        expect(armOf(actual).failure).toBeNull();
      }
    });
  });
}

const reference = async () => (await import('./reference/engine.ts')).referenceEngine;
