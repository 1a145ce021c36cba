/**
 * What a permalink promises for every activation, pinned from the hand-written forms: whatever an activation is made of,
 * these stay. Weights to the bit, what theory says of σ to twelve digits (as `setup` rounds it), measurements to nine.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SAMPLES } from '../activations/samples.ts';
import { setup, variancesOf } from '../experiment/setup.ts';
import { universality } from '../theory/critical.ts';
import { referenceEngine } from './reference/engine.ts';
import { arm, armOf, expectClose, experiment, fingerprint, frameAfter } from './testing.ts';
import { wasmEngine } from './wasm/engine.ts';
import { drawNetwork } from './weights.ts';

/** RePU multiplies relative errors by its power, layer by layer. */
const ENGINE = 1e-4;

const PINS = new URL('pinned.json', import.meta.url);

const digits = (count: number) => (value: number | null) => (value === null ? null : Number(value.toPrecision(count)));

async function pinsOf(id: string) {
  const { class: kind, a1, points } = universality(SAMPLES.find((sample) => sample.id === id)!);
  const starts = (['critical', 'best'] as const).map((init) => {
    const chosen = experiment([arm(id, { init })], { depth: 6, width: 8 });
    const ready = setup(chosen);
    const [ownArm] = ready.arms as unknown as [(typeof ready.arms)[number]];
    const { cw, cb } = variancesOf(ownArm);
    const { k1 } = ownArm;
    return { cw: cw[0], cb, k1, weights: fingerprint(drawNetwork(ready, chosen, 0)[0]) };
  });
  const chosen = experiment([arm(id)], { depth: 6, width: 8 });
  const { variance, gradient, loss } = armOf(await frameAfter(referenceEngine, chosen, 0));
  return {
    class: kind,
    a1: digits(12)(a1),
    points: points.map((point) => ({
      ...point,
      K: digits(12)(point.K),
      cw: digits(12)(point.cw),
      cb: digits(12)(point.cb),
    })),
    starts,
    first: { loss: digits(9)(loss), variance: variance.map(digits(9)), gradient: gradient.map(digits(9)) },
  };
}

type Pins = Awaited<ReturnType<typeof pinsOf>>;

if (process.env.REPU_LAB_PIN === 'write') {
  const all = Object.fromEntries(await Promise.all(SAMPLES.map(async ({ id }) => [id, await pinsOf(id)] as const)));
  writeFileSync(PINS, `${JSON.stringify(all)}\n`);
}

const pinned: Readonly<Record<string, Pins>> = JSON.parse(readFileSync(PINS, 'utf8'));

describe.each(Object.entries(pinned))('%s', (id, expected) => {
  test('is what it was: class, critical points, starts, initial weights, first measurement', async () => {
    const actual = await pinsOf(id);
    const { first, ...exact } = actual;
    const { first: firstExpected, ...exactExpected } = expected;
    expect(exact).toEqual(exactExpected);
    for (const name of ['variance', 'gradient'] as const) expectClose(first[name], firstExpected[name], 1e-8, name);
    expectClose([first.loss], [firstExpected.loss], 1e-8, 'loss');
  });

  test('is first measured on fused-wasm within its tolerance', async () => {
    const { variance } = armOf(await frameAfter(wasmEngine(), experiment([arm(id)], { depth: 6, width: 8 }), 0));
    expectClose(variance, expected.first.variance, ENGINE, 'variance');
  });
});
