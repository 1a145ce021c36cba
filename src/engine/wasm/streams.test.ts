import { describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { float32Forms } from '../../formula/float32/forms.ts';
import type { Code } from './code.ts';
import { activateStreams, backStreams } from './streams.ts';
import { Bench, scattered } from './testing.ts';

const FLOAT = 4;
/** Elements of each stream: two vectors. */
const COUNT = 8;
/** Of a few float32 operations on numbers around 1. */
const TOLERANCE = 2e-5;

const IDS = ['tanh', 'sin', 'gelu', 'softplus', 'repu.3', 'mrepu.3'];

/** u's derivatives through σ: (∂x, ∂²x, ∂t) of σ(z), by the chain rule in float64. */
function chainRule(id: string, [z, zx, zxx, zt]: readonly number[]): number[] {
  const [value, first, second] = activation(id).derivatives.map((derivative) => derivative(z!));
  const along = [first! * zx!, second! * zx! * zx! + first! * zxx!];
  return [value!, ...along, ...(zt === undefined ? [] : [first! * zt])];
}

/** Streams one behind the other, [streams × COUNT]. */
const at = (values: ArrayLike<number>, streams: number, i: number): number[] =>
  Array.from({ length: streams }, (_, stream) => values[stream * COUNT + i]!);

const formsOf = (id: string) => float32Forms(activation(id).formula);

/** Kernels of streams take where the first one of z begins and ends, the other streams, and the length of one. */
const run = (bench: Bench, code: Code, z: number, other: number) =>
  bench.run(code, z, z + COUNT * FLOAT, other, COUNT * FLOAT);

describe.each([3, 4] as const)('%i streams', (streams) => {
  test.each(IDS)('%s: forward is the chain rule', (id) => {
    const bench = new Bench();
    const [z, a] = [bench.place(scattered(streams * COUNT, 1)), bench.place(new Float32Array(streams * COUNT))];
    run(bench, activateStreams(formsOf(id), streams), z.at, a.at);
    for (let i = 0; i < COUNT; i++) {
      chainRule(id, at(z.values, streams, i)).forEach((expected, stream) => {
        expect(Math.abs(a.values[stream * COUNT + i]! - expected), `stream ${stream}`).toBeLessThan(TOLERANCE);
      });
    }
    expect(bench.intact).toBe(true);
  });

  test.each(IDS)('%s: backward is the slope of Σ δ · forward, by differences', (id) => {
    const bench = new Bench();
    const slopes = scattered(streams * COUNT, 2);
    const [z, delta] = [bench.place(scattered(streams * COUNT, 1)), bench.place(slopes)];
    run(bench, backStreams(formsOf(id), streams), z.at, delta.at);
    const step = 1e-5;
    for (let i = 0; i < COUNT; i++) {
      const here = at(z.values, streams, i);
      const weights = at(slopes, streams, i);
      const total = (point: readonly number[]) =>
        chainRule(id, point).reduce((sum, value, stream) => sum + weights[stream]! * value, 0);
      for (let stream = 0; stream < streams; stream++) {
        const moved = (by: number) => here.map((value, k) => (k === stream ? value + by : value));
        const expected = (total(moved(step)) - total(moved(-step))) / (2 * step);
        expect(Math.abs(delta.values[stream * COUNT + i]! - expected), `stream ${stream}`).toBeLessThan(TOLERANCE);
      }
    }
    expect(bench.intact).toBe(true);
  });
});
