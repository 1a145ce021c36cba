import { describe, expect, it } from 'vitest';
import { activation } from '../../../activations/catalogue.ts';
import { pixelsOf } from '../../../charts/shared/testing.png.ts';
import { defaultSettings, task } from '../../../tasks/catalogue.ts';
import { type Dataset, forgetDatasets, type ImageShape, provideDataset } from '../../../tasks/datasets.ts';
import { outputsPerPoint } from '../../../tasks/task.ts';
import { rowsFor } from '../../../tasks/testing.ts';
import { derivativeAt, derivativeDomain, derivativeRemarks, targetDerivative } from './derivative.ts';
import { fieldDomain, fieldOf } from './fields.ts';
import { enlarged, inkOf, inputsOf, lookOf, pictureOf } from './images.ts';
import { lookForOwnSurface } from './lookFor.ts';
import { metricOf } from './metric.ts';
import { metricNote } from './metricNote.ts';
import { surfaceUnits } from './OwnSurface.tsx';
import { trainingClasses } from './PlanePicture.tsx';
import { derivativeSentence, remarksOn, smoothnessSentence } from './smoothness.ts';
import { gridOutputs, gridTargets, rootMeanSquare, streamOf } from './values.ts';

const dataOf = (name: string) => task(name).data(defaultSettings(task(name)), 1);

/** The exact solution with its derivatives by central differences, as a perfect network would answer. */
function exactAnswers(name: string): Float32Array {
  const data = dataOf(name);
  const { inputs, size } = data.evaluation;
  const u = task(name).target(defaultSettings(task(name)));
  if (!u) throw new Error(`${name} has no exact solution.`);
  const stride = outputsPerPoint(data);
  const h = 1e-3;
  const out = new Float32Array(size * stride);
  for (let point = 0; point < size; point++) {
    const [x, t] = [inputs[point * data.inputDimension]!, data.inputDimension > 1 ? inputs[point * 2 + 1]! : 0];
    const ux = (u(x + h, t) - u(x - h, t)) / (2 * h);
    const uxx = (u(x + h, t) - 2 * u(x, t) + u(x - h, t)) / (h * h);
    out.set([u(x, t), ux, uxx, ...(stride > 3 ? [(u(x, t + h) - u(x, t - h)) / (2 * h)] : [])], point * stride);
  }
  return out;
}

describe('a surface over two features of a table', () => {
  const dataset = {
    ...rowsFor({ rows: 40, features: 2, classes: null }),
    shift: Float32Array.of(10, -4),
    factor: Float32Array.of(0.5, 4),
  };
  const target = { mean: 100, deviation: 8 };

  it('reads in the table’s units: 3 a² + 2 b has the slope 6 a and the curvature 6 along a', () => {
    provideDataset('own', dataset);
    const data = task('own').data({ rows: 40, test: 0.25 }, 1);
    forgetDatasets();
    const units = surfaceUnits(dataset, target, data);
    const { columns, rows, x, y } = units.grid;
    expect([columns, rows]).toEqual([41, 41]);
    const raw = data.evaluation.inputs.subarray(2 * data.evaluation.held);
    const [a, b] = [0, 1].map((k) =>
      Float64Array.from({ length: columns * rows }, (_, i) => raw[2 * i + k]! / dataset.factor[k]! + dataset.shift[k]!),
    ) as [Float64Array, Float64Array];
    expect([a[0], a.at(-1), b[0], b.at(-1)].map(Number)).toEqual([x[0], x[1], y[0], y[1]]);
    const f = a.map((value, i) => 3 * value * value + 2 * b[i]!);
    // As networks answer: standardised, and derivatives by the scaled feature.
    const answers = f.map((value) => (value - target.mean) / target.deviation);
    const slopes = a.map((value) => (6 * value) / target.deviation / dataset.factor[0]!);
    const curvature = 6 / target.deviation / dataset.factor[0]! ** 2;
    const off = (read: Float32Array, expected: (i: number) => number) =>
      Math.max(...read.map((value, i) => Math.abs(value - expected(i)) / (1 + Math.abs(expected(i)))));
    expect(off(units.read(answers, null), (i) => f[i]!)).toBeLessThan(1e-6);
    expect(off(units.read(slopes, 1), (i) => 6 * a[i]!)).toBeLessThan(1e-6);
    expect(off(units.read([curvature], 2), () => 6)).toBeLessThan(1e-6);
    expect(units.learnt[3]).toBeCloseTo(100 + 8 * data.targets[3]!, 4);
  });

  it('shares one shift and one factor where there is but one', () => {
    provideDataset('own', { ...dataset, shift: Float32Array.of(1), factor: Float32Array.of(2) });
    const data = task('own').data({ rows: 40, test: 0 }, 1);
    forgetDatasets();
    const { grid } = surfaceUnits({ shift: Float32Array.of(1), factor: Float32Array.of(2) }, target, data);
    expect(grid.y).toEqual(data.evaluation.grid?.y.map((value) => value / 2 + 1));
  });

  it('says of derivatives that they are the networks’ alone', () => {
    expect(lookForOwnSurface('slope', [])).toContain('of the networks alone: the data’s own is not known');
    expect(lookForOwnSurface('curvature', [])).toMatch(/^The curvature along the first feature/);
  });
});

describe('the fields of an equation', () => {
  it('the exact solution has no error, and a residual that is small beside the equation’s own terms', () => {
    const name = 'poisson';
    const data = dataOf(name);
    const residual = task(name).residual(defaultSettings(task(name)));
    const answers = exactAnswers(name);
    expect(rootMeanSquare(fieldOf('error', data, answers, 3, residual))).toBeLessThan(1e-6);
    expect(rootMeanSquare(fieldOf('residual', data, answers, 3, residual))).toBeLessThan(1e-2);
    const wrong = answers.map((value, i) => (i % 3 === 2 ? 0 : value));
    // Without u″ the residual is the source itself, π² sin πx.
    expect(rootMeanSquare(fieldOf('residual', data, wrong, 3, residual))).toBeCloseTo(Math.PI ** 2 / Math.SQRT2, 0);
  });

  it('in space and time the residual takes in ∂u/∂t', () => {
    const name = 'heat';
    const data = dataOf(name);
    const residual = task(name).residual(defaultSettings(task(name)));
    const answers = exactAnswers(name);
    const still = answers.map((value, i) => (i % 4 === 3 ? 0 : value));
    const inside = (field: ArrayLike<number>) => {
      const { columns } = data.evaluation.grid ?? { columns: 1 };
      return Array.from(field).filter(
        (_, point) => point > columns && point % columns > 0 && point % columns < columns - 1,
      );
    };
    const [small, large] = [answers, still].map((own) =>
      rootMeanSquare(inside(fieldOf('residual', data, own, 4, residual))),
    );
    expect(small).toBeLessThan(0.02 * (large ?? 0));
  });

  it('the scale of values is the target’s, whatever an arm does', () => {
    expect(fieldDomain('value', [[1e9]], Float32Array.of(-1, 1), undefined)).toEqual([-1, 1]);
    expect(fieldDomain('error', [[0.5]], Float32Array.of(-1, 1), undefined)).toEqual([-4, 0]);
  });

  it('takes the points of the grid, which are the last ones', () => {
    const data = dataOf('spirals');
    const { columns, rows } = data.evaluation.grid ?? { columns: 0, rows: 0 };
    const numbered = Float32Array.from({ length: 2 * data.evaluation.size }, (_, i) => i);
    const own = gridOutputs(data.evaluation, numbered, 2);
    expect(own).toHaveLength(2 * columns * rows);
    expect(own[0]).toBe(2 * data.evaluation.held);
    expect([...streamOf(own, 2, 1)].slice(0, 2)).toEqual([own[1], own[3]]);
    expect(() => gridTargets(data)).toThrow('no known values');
  });
});

describe('what an activation lacks for an equation', () => {
  const said = (id: string) => smoothnessSentence(activation(id), 2);

  it('is said of each that is not smooth enough, and of no other', () => {
    expect(said('relu')).toBe(
      'ReLU has no second derivative: for it u″ is 0 wherever it is defined, so the equation cannot be met.',
    );
    expect(said('leaky-relu.0.01')).toContain('u″ is 0 wherever it is defined');
    expect(said('mrepu.1')).toContain('has no second derivative at z\u00a0=\u00a0−1');
    expect(said('repu.2')).toBe('The second derivative of RePU(2) jumps at z\u00a0=\u00a00, and u″ with it.');
    expect(said('mrepu.2')).toBe('The second derivative of MRePU(2) jumps at z\u00a0=\u00a0−1, and u″ with it.');
    expect(said('elu')).toContain('jumps at z\u00a0=\u00a00');
    for (const id of ['tanh', 'gelu', 'sin', 'softplus', 'repu.3', 'mrepu.3']) expect(said(id), id).toBeNull();
  });

  it('matters to no task that needs no derivatives, and is said once for two arms alike', () => {
    expect(smoothnessSentence(activation('relu'), 0)).toBeNull();
    const arm = reluArm;
    expect(remarksOn({ task: task('heat'), arms: [arm, { ...arm, slot: 1 }] })).toHaveLength(1);
  });
});

const reluArm = {
  slot: 0 as const,
  label: 'ReLU',
  activation: activation('relu'),
  evaluated: null,
  derivatives: null,
  carried: true,
  metrics: {},
};

describe('slope and curvature', () => {
  it('are those of the answer, at the points of the grid, which are the last ones', () => {
    const data = dataOf('sine');
    const { columns } = data.evaluation.grid ?? { columns: 0 };
    const both = Float32Array.from({ length: 2 * data.evaluation.size }, (_, i) => (i % 2 === 0 ? 5 : -7));
    expect([...derivativeAt(data, both, 1)]).toEqual(new Array(columns).fill(5));
    expect([...derivativeAt(data, both, 2)]).toEqual(new Array(columns).fill(-7));
    const slope = targetDerivative(data, 1) ?? [];
    expect(slope[0]).toBeCloseTo(-Math.PI, 4);
    expect(targetDerivative(dataOf('moons'), 1)).toBeNull();
  });

  it('are drawn by the target’s own, and where that says nothing by the tamest networks', () => {
    const wild = [[-1e6, 1e6]];
    expect(derivativeDomain([-3, 3], wild, undefined)).toEqual([expect.closeTo(-3.72, 12), expect.closeTo(3.72, 12)]);
    const [low, high] = derivativeDomain([0, 0], [[-2, 8], [0, 0], ...wild], undefined);
    expect([low, high]).toEqual([expect.closeTo(-3.2, 12), expect.closeTo(9.2, 12)]);
    expect(derivativeDomain(null, [[0, 1]], [low, high])).toEqual([low, high]);
    expect(derivativeDomain(null, [null, [Number.NaN]], undefined)).toEqual([-1, 1]);
  });

  it('say where an activation is not smooth, and who is left out', () => {
    const said = (id: string, order: 1 | 2) => derivativeSentence(activation(id), order);
    expect(said('relu', 1)).toBe('u′ of ReLU jumps, as σ′ does at z\u00a0=\u00a00.');
    expect(said('relu', 2)).toBe('u″ of ReLU is 0 wherever it exists.');
    expect(said('step', 1)).toBe('u′ of step is 0 wherever it exists.');
    expect(said('mrepu.1', 2)).toBe('u″ of MRePU(1) leaves out the jumps of u′: σ has a kink at z\u00a0=\u00a0−1.');
    expect(said('mrepu.2', 1)).toBeNull();
    expect(said('mrepu.2', 2)).toBe('u″ of MRePU(2) jumps, as σ″ does at z\u00a0=\u00a0−1.');
    for (const id of ['tanh', 'gelu', 'mrepu.3']) expect([said(id, 1), said(id, 2)], id).toEqual([null, null]);
    const normal = { ...reluArm, label: 'tanh + RMS', activation: activation('tanh'), carried: false };
    expect(derivativeRemarks({ arms: [reluArm, { ...reluArm, slot: 1 }, normal] }, 2)).toEqual([
      said('relu', 2),
      'tanh + RMS is left out: derivatives are not carried through a normalisation.',
    ]);
  });

  it('have errors for metrics where the target’s own are known', () => {
    expect([0, 1, 2].map((order) => metricOf(dataOf('sine'), order))).toEqual([
      'testLoss',
      'slopeError',
      'curvatureError',
    ]);
    expect(metricOf(dataOf('moons'), 1)).toBe('testAccuracy');
    expect(metricNote({ slopeError: 0.0134 }, 'slopeError')).toBe('slope off by 0.013');
  });
});

describe('a task’s metric', () => {
  it('is accuracy for classes, relative error for equations, test loss else, and none where nothing is held out', () => {
    expect(['spirals', 'heat', 'surface'].map((name) => metricOf(dataOf(name)))).toEqual([
      'testAccuracy',
      'relativeL2',
      'testLoss',
    ]);
    const data = dataOf('sine');
    expect(metricOf({ ...data, evaluation: { ...data.evaluation, held: 0 } })).toBeNull();
  });

  it('is noted in a few words', () => {
    expect(metricNote({ testAccuracy: 0.9725 }, 'testAccuracy')).toBe('97.3\u202f% right');
    expect(metricNote({ relativeL2: 0.0134 }, 'relativeL2')).toBe('L2 error 0.013');
    expect(metricNote({}, 'testLoss')).toBeNull();
  });
});

it('training points are told apart by their class', () => {
  const data = dataOf('circles');
  const [first, second] = trainingClasses(data);
  expect((first?.points.length ?? 0) + (second?.points.length ?? 0)).toBe(data.size);
  expect(first?.points.length).toBe(second?.points.length);
});

describe('images', () => {
  const scaling = { shift: Float32Array.of(33), factor: Float32Array.of(1 / 78) };

  it('go to what the network is given and back', () => {
    const ink = Float32Array.of(0, 0.25, 1);
    const back = inkOf(inputsOf(ink, scaling), scaling);
    back.forEach((value, i) => {
      expect(value).toBeCloseTo(ink[i]!, 6);
    });
    expect(inputsOf(ink, scaling)[2]).toBeCloseTo((255 - 33) / 78, 5);
  });

  it('are enlarged without losing ink', () => {
    const small = Float32Array.from({ length: 16 }, (_, i) => (i === 5 || i === 6 ? 1 : 0));
    const large = enlarged(small, 4, 16);
    expect(large.reduce((sum, value) => sum + value, 0) / 16).toBeCloseTo(2, 5);
  });
});

describe('images of one’s own', () => {
  /** Every pixel of the picture, RGBA. */
  const pixelsOfPicture = (style: ReturnType<typeof pictureOf>): number[] => {
    const url = String(style.maskImage ?? style.backgroundImage);
    return pixelsOf(Buffer.from(/base64,([^)]+)/.exec(url)?.[1] ?? '', 'base64'));
  };
  const dataset = (inputs: Uint8Array | Float32Array, image: ImageShape): Dataset => ({
    ...rowsFor({ rows: 1, features: inputs.length, classes: 1 }),
    inputs,
    image,
    shift: Float32Array.of(100),
    factor: Float32Array.of(0.5),
  });
  const alphas = (style: ReturnType<typeof pictureOf>) => pixelsOfPicture(style).filter((_, i) => i % 4 === 3);
  const asInputs = (values: readonly number[]) => Float32Array.from(values, (value) => (value - 100) * 0.5);

  it('are ink, upright or turned, of bytes and of other numbers', () => {
    const values = [0, 51, 102, 153, 204, 255];
    const image = { width: 3, height: 2, channels: 1 };
    const bytes = dataset(Uint8Array.from(values), image);
    expect(alphas(pictureOf(asInputs(values), lookOf(bytes, false)))).toEqual(values);
    const turned = pictureOf(asInputs(values), lookOf(bytes, true));
    expect(turned.aspectRatio).toBe('2 / 3');
    expect(alphas(turned)).toEqual([0, 153, 51, 204, 102, 255]);
    const floats = dataset(
      Float32Array.from(values, (value) => value / 510 - 0.25),
      image,
    );
    const inputs = Float32Array.from(floats.inputs, (value) => (value - 100) * 0.5);
    for (const [i, alpha] of alphas(pictureOf(inputs, lookOf(floats, false))).entries()) {
      // Single precision around 100 has five digits behind the point.
      expect(Math.abs(alpha - (values[i] ?? 0))).toBeLessThanOrEqual(1);
    }
  });

  it('have their colours, whether these stand together or one plane after the other', () => {
    const planes = [255, 0, 0, 255, 51, 102];
    const image = { width: 2, height: 1, channels: 3 };
    const colours = [255, 0, 51, 255, 0, 255, 102, 255];
    const apart = dataset(Uint8Array.from(planes), image);
    expect(pixelsOfPicture(pictureOf(asInputs(planes), lookOf(apart, false)))).toEqual(colours);
    const together = dataset(Uint8Array.from([255, 0, 51, 0, 255, 102]), { ...image, interleaved: true });
    expect(pixelsOfPicture(pictureOf(asInputs([...together.inputs]), lookOf(together, false)))).toEqual(colours);
  });
});
