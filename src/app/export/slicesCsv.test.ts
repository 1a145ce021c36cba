import Papa from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { withFrame } from '../store/shown.ts';
import { createLabStore } from '../store/store.ts';
import { frameOf } from '../testing.ts';
import { hasSlices, slicesCsv } from './slicesCsv.ts';

/** A page whose networks stand. */
function lab(fragment: string) {
  const store = createLabStore(`#task=monomial&arm=relu&arm=mrepu.2&${fragment}`);
  store.setState(({ experiment, run }) => ({ shown: withFrame(null, run, experiment, frameOf(0, [])) }));
  return store;
}

/** Networks the first of which is lost, and whose other makes each point's last input of it, a tenth more. */
const predict = (variables: number) =>
  vi.fn(async (inputs: Float32Array) => [
    null,
    inputs.filter((_, i) => i % variables === variables - 1).map((value) => value + 0.1),
  ]);

const parsed = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

describe('slices as CSV', () => {
  it('have a row for every point of every slice: its inputs, the product, and each arm’s evaluation', async () => {
    const rows = parsed(await slicesCsv(lab('variables=3&power2=2'), { predict: predict(3) }, 0.5));
    const of = (name: string) => rows.filter(({ slice }) => slice === name);
    expect(['x1', 'x2', 'x3', 'x1 x2'].map((name) => of(name).length)).toEqual([101, 101, 101, 33 * 33]);
    expect(Object.keys(rows[0]!)).toEqual(['slice', 'x1', 'x2', 'x3', 'target', 'ReLU', 'MRePU(2)']);
    expect(of('x2')[0]).toMatchObject({ x1: '0.5', x2: '-1', x3: '0.5', target: '0.25', ReLU: '' });
    expect(of('x3')[100]).toMatchObject({ x1: '0.5', x2: '0.5', x3: '1', target: '0.125' });
    expect(of('x1 x2').at(-1)).toMatchObject({ x1: '1', x2: '1', x3: '0.5', target: '0.5' });
    for (const row of rows) {
      const [x1, x2, x3] = [Number(row.x1), Number(row.x2), Number(row.x3)] as const;
      expect(Number(row.target)).toBeCloseTo(x1 * x2 ** 2 * x3, 6);
      expect(row['MRePU(2)']).toBe(String(Math.fround(x3 + 0.1)));
    }
  });

  it('are asked for in one piece, and none of them where the networks are others by then', async () => {
    const store = lab('variables=2');
    const asked = predict(2);
    await slicesCsv(store, { predict: asked }, 0.8);
    expect(asked).toHaveBeenCalledTimes(1);
    const late = async (inputs: Float32Array) => {
      store.setState({ run: store.getState().run + 1 });
      return asked(inputs);
    };
    await expect(slicesCsv(store, { predict: late }, 0.8)).rejects.toThrow('started anew');
    await expect(slicesCsv(store, { predict: async () => null }, 0.8)).rejects.toThrow('started anew');
  });

  it('are of the networks that are shown, and none where others are on their way', async () => {
    const store = lab('variables=2');
    store.setState(({ experiment, run }) => ({ run: run + 1, experiment: { ...experiment, depth: 3 } }));
    await expect(slicesCsv(store, { predict: predict(2) }, 0.8)).rejects.toThrow('started anew');
  });

  it('are the product’s alone', () => {
    expect(hasSlices(lab('').getState().experiment)).toBe(true);
    expect(hasSlices(createLabStore('#task=surface').getState().experiment)).toBe(false);
  });
});
