/** What every engine must do when asked for the derivatives of what was learnt: part of engines.suite.ts. */
import { describe, expect, test } from 'vitest';
import { type ArmSetup, setup } from '../experiment/setup.ts';
import type { Engine } from './engine.ts';
import { referenceEngine } from './reference/engine.ts';
import { arm, expectNear, experiment, frameAfter, GRADIENT, taskOf, VARIANCE } from './testing.ts';
import { drawNetwork, type LayerShape, layerShapes } from './weights.ts';

/** Any numbers in [-1, 1]. */
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin(i));

const streamOf = (values: Float32Array, stream: number): Float32Array => values.filter((_, i) => i % 3 === stream);

export function describeDerivatives(engine: () => Engine): void {
  describe('derivatives of what was learnt', () => {
    test.each([
      ['polynomial', 1, taskOf('polynomial'), [arm('tanh'), arm('mrepu.2', { k1: 0.02 })]],
      ['surface', 2, taskOf('surface'), [arm('gelu', { skip: 1 })]],
    ])(
      '%s: are the reference’s at any points, and the values are those without them',
      async (_, inputs, task, arms) => {
        const chosen = experiment(arms, {
          task,
          depth: 3,
          width: 9,
          batch: 16,
        });
        const points = numbers(301 * inputs);
        const answers = async (own: Engine) => {
          const trainer = await own.create(chosen, 1);
          await trainer.advance(4);
          const [plain, derived] = [await trainer.predict(points), await trainer.predict(points, true)];
          trainer.dispose();
          return { plain, derived };
        };
        const [actual, expected] = [await answers(engine()), await answers(referenceEngine)];
        for (const index of arms.keys()) {
          const [own, reference] = [actual.derived[index]!, expected.derived[index]!];
          expect(own).toHaveLength(3 * 301);
          expectNear(streamOf(own, 0), actual.plain[index], VARIANCE, `arm ${index}, values`);
          for (const stream of [0, 1, 2]) {
            // Beside the stream's own largest: second derivatives are of another size than values.
            expectNear(streamOf(own, stream), streamOf(reference, stream), GRADIENT, `arm ${index}, stream ${stream}`);
          }
        }
      },
    );

    test.each(['sin', 'relu', 'mrepu.1'])('%s with one hidden layer: are those of the formula', async (id) => {
      const chosen = experiment([arm(id, { init: 'custom', cw: 1.5, cb: 0.3, k1: 0.9 })], { depth: 2, width: 21 });
      const prepared = setup(chosen);
      const points = numbers(64);
      const trainer = await engine().create(chosen, 1);
      const [derived] = await trainer.predict(points, true);
      trainer.dispose();
      const [first, second] = layerShapes(chosen, prepared.data) as [LayerShape, LayerShape];
      const [parameters] = drawNetwork(prepared, chosen, 0) as [Float32Array];
      const { activation, inputScale } = prepared.arms[0] as ArmSetup;
      for (const [stream, sigma] of activation.derivatives.slice(0, 3).entries()) {
        const expected = points.map((x) =>
          Array.from({ length: first.fanOut }, (_, j) => {
            const w = parameters[first.weights + j]! * inputScale;
            return parameters[second.weights + j]! * w ** stream * sigma(w * x + parameters[first.biases + j]!);
          }).reduce((a, b) => a + b, stream === 0 ? parameters[second.biases]! : 0),
        );
        const own = streamOf(derived!, stream);
        // Of ReLU wherever it exists.
        if (id === 'relu' && stream === 2) expect(own.every((value) => value === 0)).toBe(true);
        else expectNear(own, expected, GRADIENT, `stream ${stream}`);
      }
    });

    test('are not carried through a normalisation, nor where there are several outputs', async () => {
      const points = numbers(40);
      const normal = experiment([arm('tanh', { norm: 'rms' }), arm('tanh')], { depth: 3, width: 9 });
      const classes = experiment([arm('tanh')], { depth: 3, width: 9, task: taskOf('moons', { points: 32 }) });
      for (const [chosen, lengths] of [
        [normal, [40, 120]],
        [classes, [40]],
      ] as const) {
        const trainer = await engine().create(chosen, 1);
        const [plain, derived] = [await trainer.predict(points), await trainer.predict(points, true)];
        trainer.dispose();
        expect(derived.map((own) => own?.length)).toEqual(lengths);
        expectNear(derived[0], plain[0], VARIANCE, 'values');
      }
    });

    test('training goes on to the last bit as if none had been asked for', async () => {
      const chosen = experiment([arm('tanh'), arm('mrepu.3', { k1: 0.02 })], { depth: 3, width: 9, batch: 16 });
      const points = numbers(301);
      const trainer = await engine().create(chosen, 1);
      await trainer.predict(points, true);
      await trainer.advance(4);
      const first = await trainer.predict(points, true);
      const again = await trainer.predict(points, true);
      await trainer.advance(4);
      const frame = await trainer.measure();
      trainer.dispose();
      expect(again).toEqual(first);
      expect(frame).toEqual(await frameAfter(engine(), chosen, 8));
    });
  });
}
