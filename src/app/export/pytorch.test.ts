import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../activations/samples.ts';
import { drawNetwork, layerShapes } from '../../engine/weights.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import { type Experiment, INITS, OPTIMIZERS } from '../../experiment/experiment.ts';
import { layerKind, takesNorm } from '../../experiment/layerKind.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { setup } from '../../experiment/setup.ts';
import { defaultSettings, TASKS, task } from '../../tasks/catalogue.ts';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import { LAYER_FIELDS, type NormName } from '../../theory/layer.ts';
import { theoryOf } from '../theory.ts';
import { pythonActivation } from './pytorch/activations.ts';
import { pythonNumber } from './pytorch/python.ts';
import { EXAMPLES } from './pytorch/tasks.ts';
import { pytorchScript } from './pytorch.ts';

const NORMS = Object.keys(LAYER_FIELDS.norm.words) as NormName[];

beforeAll(() => {
  provideDataset('digits', { ...rowsFor({ rows: 120, features: 4, classes: 10 }), train: 100 });
  provideDataset('own', {
    ...rowsFor({ rows: 40, features: 2, classes: null }),
    featureNames: ['a "quoted" name', 'a name\nof two lines'],
  });
});

const IDS = SAMPLES.map(({ id }) => id);

/** Every activation on every task, up to four side by side, with every initialisation and optimizer in turn. */
const scripts = (): string[] =>
  TASKS.flatMap((chosen, place) =>
    Array.from({ length: Math.ceil(IDS.length / 4) }, (_, group) => {
      const arms = IDS.slice(4 * group, 4 * group + 4).map((id, i) => {
        const init = INITS[(place + i) % INITS.length] ?? 'he';
        const kind = layerKind({
          skip: (place + i) % 3 === 0 ? 0.5 : 0,
          norm: takesNorm(on(chosen.name).task) ? (NORMS[(place + group + i) % NORMS.length] ?? 'none') : 'none',
          weights: (group + i) % 4 === 0 ? 'orthogonal' : 'gaussian',
        });
        return { ...defaultArm(id), init, ...(init === 'custom' ? { cw: 1.5, cb: 0.25 } : {}), ...kind };
      });
      const optimizer = OPTIMIZERS[(place + group) % OPTIMIZERS.length] ?? 'adam';
      const batch = group % 2 === 0 ? ('full' as const) : 16;
      return pytorchScript({ ...on(chosen.name), arms, optimizer, batch, depth: 4, width: 8 }, 'https://x/#"""\\');
    }),
  );

const on = (name: string): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  task: { name, settings: defaultSettings(task(name)) },
});

describe('the PyTorch script', () => {
  it('has a function for every activation, PyTorch’s own where it has one', () => {
    const written = Object.fromEntries(SAMPLES.map(({ id }) => [id, pythonActivation(id)]));
    expect(written).toMatchObject({
      'repu.1': 'torch.relu',
      'repu.2': 'lambda z: torch.relu(z) ** 2',
      'mrepu.2': 'lambda z: z * torch.relu(z + 1) ** 2',
      'leaky-relu.0.01': 'lambda z: F.leaky_relu(z, 0.01)',
      tanh: 'torch.tanh',
      gelu: 'F.gelu',
      silu: 'F.silu',
      elu: 'F.elu',
      softplus: 'F.softplus',
      linear: 'lambda z: z',
    });
  });

  it('has the data of every task of the catalogue, and of no other', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(TASKS.map(({ name }) => name).sort());
  });

  it('compiles for every activation on every task', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pytorch-script-'));
    try {
      const files = scripts().map((script, i) => {
        const file = join(folder, `experiment${i}.py`);
        writeFileSync(file, script);
        return file;
      });
      expect(files.length).toBeGreaterThan(TASKS.length);
      execFileSync('python3', ['-m', 'py_compile', ...files], { stdio: 'pipe' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('would not pass that check with a fault in it', () => {
    const compile = (source: string) =>
      execFileSync('python3', ['-c', 'import sys; compile(sys.stdin.read(), "x", "exec")'], {
        input: source,
        stdio: 'pipe',
      });
    const script = pytorchScript(DEFAULT_EXPERIMENT, '');
    expect(() => compile(script)).not.toThrow();
    expect(() => compile(script.replace('def report(', 'def report('.slice(0, -1)))).toThrow(/SyntaxError/);
  });

  it('holds theory’s predictions with all their digits', () => {
    const script = pytorchScript(DEFAULT_EXPERIMENT, '');
    for (const { varianceLog10 } of theoryOf(DEFAULT_EXPERIMENT).predictions) {
      const written = varianceLog10.map(String).join(', ');
      expect(script.replace(/\s+/g, ' ')).toContain(`"theory_log10": [ ${written}, ]`);
    }
  });

  it('sets exact weights to the last bit as the lab does, and draws those of other arms', () => {
    const { experiment } = parseFragment('arm=mrepu.3_init.exact&arm=tanh&task=monomial&depth=4&width=24');
    const script = pytorchScript(experiment, '');
    // The tuples of Python's list are arrays of JSON.
    const [, written = ''] = /"exact": (\[[\s\S]*?\n {8}\]),/.exec(script) ?? [];
    const layers = JSON.parse(
      written
        .replaceAll('(', '[')
        .replaceAll(')', ']')
        .replace(/,(\s*\])/g, '$1'),
    ) as number[][][];
    const prepared = setup(experiment);
    const [weights] = drawNetwork(prepared, experiment, 0) as [Float32Array];
    const own = new Float32Array(weights.length);
    for (const [l, shape] of layerShapes(experiment, prepared.data).entries()) {
      for (const [neuron, source, value] of layers[l] as [number, number, number][]) {
        own[shape.weights + source * shape.fanOut + neuron] = value;
      }
    }
    expect(own).toEqual(weights);
    expect(script).toContain('"exact": None,');
    expect(pytorchScript(DEFAULT_EXPERIMENT, '')).not.toContain('exact');
  });

  it('writes what is not finite as Python does', () => {
    expect([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e-7].map(pythonNumber)).toEqual([
      'math.inf',
      '-math.inf',
      'math.nan',
      '1e-7',
    ]);
  });
});
