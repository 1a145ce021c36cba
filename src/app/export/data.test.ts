import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import { type Shown, withFrame } from '../store/shown.ts';
import { armMeasurement, frameOf } from '../testing.ts';
import { theoryOf } from '../theory.ts';
import { csv } from './csv.ts';
import { dataJson, historyCsv, measurementCsv } from './data.ts';
import { pictureCsv } from './pictureCsv.ts';

const experiment = { ...DEFAULT_EXPERIMENT, depth: 3 };
/** Numbers with many digits, and every kind that is not finite. */
const atStart = [
  armMeasurement({ activation: 'repu.2', variance: [0.1 + 0.2, 1 / 3, null], gradient: [1, null, null], loss: null }),
  armMeasurement({ activation: 'mrepu.2', variance: [1e-300, 0, 2 / 3], metrics: { testLoss: 1 / 7 } }),
];
const later = [
  armMeasurement({ ...atStart[0], status: 'diverged', failure: { kind: 'overflow', layer: 3, step: 0 } }),
  armMeasurement({ ...atStart[1], loss: 1 / 11, lossSpread: 1 / 13, spread: [0.5, null, 0.1], variance: [3, 4, 5] }),
];
const shown: Shown = [frameOf(0, atStart), frameOf(7, later)].reduce<Shown | null>(
  (before, frame) => withFrame(before, 1, experiment, frame),
  null,
) as Shown;

const parsed = (text: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
const cell = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

describe('the picture as CSV', () => {
  const { size } = theoryOf(experiment).setup.data.evaluation;
  const frame = frameOf(3, later);
  const evaluated = [null, Float32Array.from({ length: size }, (_, i) => i / 7)];
  const derivatives = [null, Float32Array.from({ length: 2 * size }, (_, i) => -i / 3)];
  const pictured = withFrame(null, 1, experiment, { ...frame, evaluated, derivatives });
  const { targets, derivatives: own } = theoryOf(experiment).setup.data.evaluation;

  it.each([0, 1, 2])('has a row for every point with the target and every network, derivative %i', (order) => {
    const rows = parsed(pictureCsv(pictured, order) ?? '');
    expect(rows).toHaveLength(size);
    for (const point of [0, 77, size - 1]) {
      expect(rows[point]).toMatchObject({
        target: cell(order === 0 ? targets[point] : own?.[2 * point + order - 1]),
        'RePU(2)': '',
        'MRePU(2)': cell(order === 0 ? evaluated[1]?.[point] : derivatives[1]?.[2 * point + order - 1]),
      });
      expect(Number(rows[point]?.x1)).toBeCloseTo(-1 + point / 100, 6);
    }
  });

  it('is there too where slopes are learnt', () => {
    const { task } = experiment;
    const learnt = { ...experiment, task: { ...task, settings: { ...task.settings, sobolev: 0.1 } } };
    expect(pictureCsv({ ...pictured, experiment: learnt }, 1)).toBe(pictureCsv(pictured, 1));
  });

  it('is none before there are such answers', () => {
    expect(pictureCsv({ ...pictured, derivatives: null }, 1)).toBeNull();
    expect(pictureCsv({ ...pictured, evaluated: null }, 0)).toBeNull();
  });
});

describe('the measurement as CSV', () => {
  const rows = parsed(measurementCsv(shown));

  it('has a row for every layer of every arm with the very numbers of the measurement', () => {
    expect(rows).toHaveLength(6);
    shown.latest.measurement.arms.forEach((arm, index) => {
      arm.variance.forEach((variance, layer) => {
        const row = rows[3 * index + layer];
        expect(row).toMatchObject({
          step: '7',
          arm: String(index + 1),
          layer: String(layer + 1),
          variance: cell(variance),
          spread: cell(arm.spread?.[layer]),
          gradient: cell(arm.gradient[layer]),
          varianceAtStart: cell(shown.start.measurement.arms[index]?.variance[layer]),
          loss: cell(arm.loss),
          testLoss: cell(arm.metrics.testLoss),
        });
      });
    });
  });

  it('has theory beside it', () => {
    theoryOf(experiment).predictions.forEach(({ varianceLog10, chiPerp }, index) => {
      varianceLog10.forEach((value, layer) => {
        expect(Number(rows[3 * index + layer]?.theoryVarianceLog10)).toBe(value);
        expect(Number(rows[3 * index + layer]?.chiPerp)).toBe(chiPerp[layer]);
      });
    });
  });
});

describe('the history as CSV', () => {
  it('has a row for every step of every arm with the very numbers of the history', () => {
    const rows = parsed(historyCsv(shown));
    expect(rows.map(({ step, arm }) => [step, arm])).toEqual([
      ['0', '1'],
      ['7', '1'],
      ['0', '2'],
      ['7', '2'],
    ]);
    expect(rows[3]).toMatchObject({
      loss: String(1 / 11),
      lossSpread: String(1 / 13),
      testLoss: String(1 / 7),
      varianceLog10Layer2: String(Math.log10(4)),
    });
    // Exactly 0 at the start, and nothing finite after the failure.
    expect(rows[2]?.varianceLog10Layer2).toBe('-Infinity');
    expect(rows[1]).toMatchObject({ loss: '', varianceLog10Layer1: '' });
  });
});

it('the JSON holds experiment, measurements and history as they are in the store', () => {
  const value = JSON.parse(dataJson(shown, 'https://example.org/#depth=3', 'citation'));
  expect(value.permalink).toBe('https://example.org/#depth=3');
  expect(value.experiment).toEqual(experiment);
  expect(value.latest.arms[1]).toMatchObject(shown.latest.measurement.arms[1] ?? {});
  expect(value.latest.arms[1].theory.varianceLog10).toEqual(theoryOf(experiment).predictions[1]?.varianceLog10);
  expect(value.history.steps).toEqual(shown.history.steps);
  expect(value.history.arms[1].losses).toEqual(shown.history.losses[1]);
  expect(value.history.arms[1].metrics).toEqual({ testLoss: [1 / 7, 1 / 7] });
  expect(value.history.arms[1].varianceLog10[0][1]).toBe('-Infinity');
});

it('a cell with a comma, a quote or a line break is quoted', () => {
  expect(csv([{ a: 'x,y', b: '"q"\n' }])).toBe('a,b\r\n"x,y","""q""\n"\r\n');
});
