import { expect, it } from 'vitest';
import { surroundings } from './report.ts';
import { failed, finite } from './testing.ts';
import { failuresText, learningText, listText, missingText, spreadText, valueText } from './wording.ts';

const INFINITE = Number.POSITIVE_INFINITY;

it('a cell says how many learn at which rate, and where not all do how many failed when', () => {
  const learning = { networks: 20, learnt: 17, failedAtStart: 1, failedInTraining: 2, loss: 1 };
  expect(learningText(learning, 0.0003)).toBe('17/20<br><sub>0.0003; failed 1 + 2</sub>');
  expect(learningText({ ...learning, learnt: 20 }, 0.01)).toBe('20/20<br><sub>0.01</sub>');
});

it('values have one notation, and failures are quantiles like others', () => {
  expect([4.52e-5, 0.00123, 11.4, 8.6e6, INFINITE].map(valueText)).toEqual([
    '4.5·10⁻⁵',
    '0.0012',
    '11',
    '8.6·10⁶',
    'failed',
  ]);
  expect(spreadText([1, 2, 3, INFINITE, INFINITE])).toBe('3.0 [2.0, failed]');
});

it('failures come with the earliest one', () => {
  expect(failuresText([finite(1), failed(9, 2), failed(3, null), failed(9, 1)])).toBe('3 of 4 (loss, step 3)');
  expect(failuresText([failed(0, 9), failed(0, 8)])).toBe('2 of 2 (layer 8, step 0)');
  expect(failuresText([finite(1)])).toBe('0 of 1');
});

it('what is missing is named by its place', () => {
  const cells = [4, 4, 6, 6].map((part, i) => ({ group: 'width 64', part, measured: i === 0 }));
  expect(missingText(cells, 'depths')).toBe('Not measured: 3 of 4 cells (width 64: depths 4 (1 of 2), 6).');
  expect(missingText(cells.slice(0, 1), 'depths')).toBe('All 1 cells are measured.');
  expect([listText([]), listText([1]), listText([1, 2, 3])]).toEqual(['', '1', '1, 2 and 3']);
});

it('says with what, when and for how long, and which networks bear no note of it', () => {
  const order = { fragment: 'arm=tanh', metric: null, rounding: 'fused' } as const;
  const hour = { ...finite(1), time: 3_600_000 };
  const entries = [
    { ...order, ending: hour, where: 'engine in Node 20', day: '2026-02-02' },
    { ...order, ending: hour, where: 'engine in Node 20', day: '2026-01-31' },
    { ...order, ending: hour },
  ];
  const [text] = surroundings([{ name: 'reach', entries }], { processor: 'a chip, 2 cores', processes: 2 });
  expect(text).toContain('engine in Node 20 (networks without a note of it: 1)');
  expect(text).toContain('from 2026-01-31 to 2026-02-02; written on a chip, 2 cores');
  expect(text).toContain('reach 3.0 for 3 networks; 3.0 in all, by 2 processes at a time 1.5 hours or more');
});
