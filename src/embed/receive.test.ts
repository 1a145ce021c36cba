import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receive } from './receive.ts';

const AXIS = { key: 'cw', from: 0.1, to: 10, cells: 16 };

describe('what a host posts', () => {
  it.each([
    [{ repuLab: 1, type: 'hello' }, { type: 'hello' }],
    [
      { repuLab: 1, type: 'set', permalink: 'depth=20', extra: 1 },
      { type: 'set', permalink: 'depth=20' },
    ],
    [
      { repuLab: 1, type: 'step', count: 5 },
      { type: 'step', count: 5 },
    ],
    [
      { repuLab: 1, type: 'map', x: { ...AXIS, log: true, hue: 1 }, y: AXIS, steps: 0 },
      { type: 'map', x: { ...AXIS, log: true }, y: AXIS, steps: 0 },
    ],
    [{ repuLab: 1, type: 'cancelMap' }, { type: 'cancelMap' }],
  ])('%j is a command', (data, command) => {
    expect(receive(data)).toEqual({ kind: 'command', command, id: undefined });
  });

  it('hears of a deck’s slide', () => {
    expect(receive('slide:start')).toEqual({ kind: 'slide', shown: true });
    expect(receive('slide:stop')).toEqual({ kind: 'slide', shown: false });
  });

  it('keeps its id, text or number', () => {
    expect(receive({ repuLab: 1, type: 'play', id: 'a' })).toMatchObject({ kind: 'command', id: 'a' });
    expect(receive({ repuLab: 1, type: 'play', id: 7 })).toMatchObject({ kind: 'command', id: 7 });
    expect(receive({ repuLab: 1, type: 'nothing', id: 7 })).toMatchObject({ kind: 'malformed', id: 7 });
  });

  it.each([
    [{ repuLab: 2, type: 'hello' }, 'repuLab: 2 is a version'],
    [{ repuLab: 1 }, 'type: undefined is none of hello, set'],
    [{ repuLab: 1, type: 'toString' }, 'type: "toString" is none of'],
    [{ repuLab: 1, type: 'set' }, 'set: '],
    [{ repuLab: 1, type: 'set', permalink: 5 }, 'set: permalink is a text, not 5'],
    [{ repuLab: 1, type: 'set', permalink: 'x'.repeat(10_001) }, 'set: permalink has at most 10000 characters'],
    [{ repuLab: 1, type: 'map', x: AXIS, steps: 0 }, 'map: a map is { x, y, steps }, not undefined'],
    [
      { repuLab: 1, type: 'map', x: { ...AXIS, key: 'seed' }, y: AXIS, steps: 0 },
      'map: x.key is one of cw, cb, k1, lr, skip, a, b, c, d, depth, width, not "seed"',
    ],
    [{ repuLab: 1, type: 'map', x: AXIS, y: { ...AXIS, cells: 65 }, steps: 0 }, 'map: y.cells is at most 64, not 65'],
    [{ repuLab: 1, type: 'map', x: AXIS, y: { ...AXIS, to: '10' }, steps: 0 }, 'map: y.to is a number, not "10"'],
    [{ repuLab: 1, type: 'map', x: AXIS, y: { ...AXIS, log: 1 }, steps: 0 }, 'map: y.log is true or false, not 1'],
    [{ repuLab: 1, type: 'map', x: 5, y: AXIS, steps: 0 }, 'map: x is an axis { key, from, to, cells, log }, not 5'],
    [{ repuLab: 1, type: 'map', x: AXIS, y: AXIS, steps: 1e5 }, 'map: steps is at most 10000, not 100000'],
    [{ repuLab: 1, type: 'step', count: 0 }, 'step: count is at least 1, not 0'],
    [{ repuLab: 1, type: 'step', count: 1.5 }, 'step: count is a whole number, not 1.5'],
    [{ repuLab: 1, type: 'step', count: Number.NaN }, 'step: count is a number, not NaN'],
    [{ repuLab: 1, type: 'step', count: 1e9 }, 'step: count is at most 1000000'],
    [{ repuLab: 1, type: 'play', id: {} }, 'id is a finite number or a text'],
  ])('%j is refused in a sentence that names what is wrong', (data, sentence) => {
    const received = receive(data);
    expect(received.kind).toBe('malformed');
    expect(received.kind === 'malformed' && received.reason).toContain(sentence);
  });

  it.each([null, undefined, 5, 'play', [], {}, { type: 'play' }, Object.create({ repuLab: 1, type: 'play' })])(
    'without repuLab is not for us: %j',
    (data) => {
      expect(receive(data)).toEqual({ kind: 'foreign' });
    },
  );

  it('whatever it is, is read without throwing, and malformed has a reason', () => {
    const shaped = fc.record(
      {
        repuLab: fc.oneof(fc.constant(1), fc.anything()),
        type: fc.oneof(fc.constantFrom('hello', 'set', 'play', 'pause', 'reset', 'step', 'measure'), fc.anything()),
        id: fc.anything(),
        permalink: fc.anything(),
        count: fc.oneof(fc.integer(), fc.anything()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), shaped), (data) => {
        const received = receive(data);
        if (received.kind === 'malformed') expect(received.reason.length).toBeGreaterThan(10);
      }),
      { numRuns: 10_000, seed: 1 },
    );
  });
});
