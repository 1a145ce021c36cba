#!/usr/bin/env node
/**
 * Runs exported PyTorch scripts: node scripts/checkPytorch.mjs
 * Compares the variances that they print with theory, networks that they train side by side with networks trained alone
 * (checkBatchedPytorch.py), and what they print with itself, also where networks fail.
 * Needs a python3 that can import torch (Debian: apt-get install python3-torch; REPU_LAB_PYTHON names another Python)
 * and says so where there is none. Exit status 1 if anything is off or could not be run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { faultsOf, lossesOf, tablesOf } from './pytorchOutput.mjs';

const PYTHON = process.env.REPU_LAB_PYTHON ?? 'python3';
const REPLICAS = 64;
const WIDTH = 512;
const DEPTH = 5;
/** Standard errors. */
const ALLOWED = 4;
/**
 * Where the networks' standard deviation is more than so many times their mean (a single output, the square of one normal
 * number, has √2), the mean of 64 is not near normal, and RePU's soon overflow: such layers are not compared.
 */
const LARGEST_SPREAD = 1.5;
/** Nor are variances that float32's smallest numbers could not give. */
const SMALLEST = 1e-70;
/** Steps of the training runs. */
const STEPS = 200;
/** Steps of the runs that are repeated by networks alone. */
const REPEATED = 100;
/**
 * How far networks side by side may end from networks alone, in units of the way that training has taken them: between
 * float32's rounding (6e-8 a number, which Adam's division by small gradients and a hundred steps of learning magnify) and
 * the order of 1 of another algorithm.
 */
const APART = 1e-3;
const BATCHED = fileURLToPath(new URL('checkBatchedPytorch.py', import.meta.url));

const torch = spawnSync(PYTHON, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
if (torch.status !== 0) {
  console.error(`NOT CHECKED: ${PYTHON} cannot import torch. Install PyTorch (Debian: apt-get install python3-torch).`);
  process.exit(1);
}
console.log(`PyTorch ${torch.stdout.trim()}; ${REPLICAS} networks of depth ${DEPTH} and width ${WIDTH}, float32.`);

const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
const folder = mkdtempSync(join(tmpdir(), 'repu-lab-pytorch-'));
let faults = 0;
try {
  const load = (path) => server.ssrLoadModule(path);
  const [{ pytorchScript }, { theoryOf }, { DEFAULT_EXPERIMENT, defaultArm }, { SAMPLES }, tasks, datasets] =
    await Promise.all(
      [
        '/src/app/export/pytorch.ts',
        '/src/app/theory.ts',
        '/src/experiment/defaults.ts',
        '/src/activations/samples.ts',
        '/src/tasks/catalogue.ts',
        '/src/tasks/datasets.ts',
      ].map(load),
    );
  datasets.provideDataset('own', ownTable(folder));
  const setting = { ...DEFAULT_EXPERIMENT, depth: DEPTH, width: WIDTH };
  const on = (name) => ({ name, settings: tasks.defaultSettings(tasks.task(name)) });

  console.log('\nactivation (on the default task)      layers   worst deviation / standard error');
  for (const { id } of SAMPLES) compare({ ...setting, arms: [defaultArm(id)] }, id);

  console.log('\ntask (tanh, MRePU(2))                 layers   worst deviation / standard error   loss, from and to');
  for (const { name } of tasks.TASKS) {
    // MNIST has to be downloaded; the others run from themselves.
    if (name === 'digits') console.log('digits: not run, as it downloads MNIST by torchvision.');
    else {
      const arms = ['tanh', 'mrepu.2'].map(defaultArm);
      compare({ ...setting, task: on(name), arms }, name);
      train({ ...setting, task: on(name), arms, depth: 4, width: 64, batch: 32 });
    }
  }

  console.log(`\n${REPEATED} steps, side by side against …        the first alone   plain nn.Linear   one is NaN`);
  for (const name of ['surface', 'moons', 'burgers']) {
    for (const [optimizer, learningRate] of [
      ['adam', 1e-3],
      ['sgd', name === 'burgers' ? 1e-5 : 1e-2],
      ['momentum', name === 'burgers' ? 1e-6 : 1e-2],
    ]) {
      const arms = ['tanh', 'mrepu.2'].map(defaultArm);
      const sizes = { depth: 4, width: 32, batch: 32 };
      repeat(
        { ...DEFAULT_EXPERIMENT, ...sizes, arms, task: on(name), optimizer, learningRate },
        `${name}, ${optimizer}`,
      );
    }
  }

  console.log(
    '\nfailures, of 64 networks               finite in the last layer   failed at the start   after 2 steps',
  );
  const failing = { ...DEFAULT_EXPERIMENT, replicas: REPLICAS };
  fail(
    { ...failing, arms: [defaultArm('mrepu.2')], depth: 40 },
    'MRePU(2), depth 40',
    (failed) => failed > 0 && failed < REPLICAS,
  );
  fail({ ...failing, arms: [defaultArm('repu.2')], depth: 12 }, 'RePU(2), depth 12', (failed) => failed === REPLICAS);

  function repeat(experiment, name) {
    const file = written(experiment);
    const { status, stdout, stderr } = spawnSync(PYTHON, [BATCHED, file, String(REPEATED)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${BATCHED} ended with ${status}: ${stderr}`);
    const distances = stdout.trim().split(' ').map(Number);
    const fine = distances.length === 3 && distances.every((distance) => distance < APART);
    if (!fine) faults++;
    const text = distances.map((distance) => distance.toExponential(1).padStart(15)).join('   ');
    console.log(`${name.padEnd(38)} ${text}${fine ? '' : '   APART'}`);
  }

  function fail(experiment, name, expected) {
    const output = run(experiment, ['--steps', 2]);
    const [rows] = tablesOf(output);
    const [[start], [end]] = [lossesOf(output)[0], lossesOf(output).at(-1)];
    const fine = expected(start.failed);
    if (!fine) faults++;
    const numbers = [rows.at(-1).finite, start.failed, end.failed].map((count) => String(count).padStart(20));
    console.log(`${name.padEnd(38)} ${numbers.join('')}${fine ? '' : '   UNEXPECTED'}`);
  }

  function compare(experiment, name) {
    const { predictions, setup } = theoryOf(experiment);
    const tables = tablesOf(run(experiment, ['--steps', '0', '--replicas', REPLICAS]));
    let [layers, worst] = [0, 0];
    predictions.forEach(({ variance }, arm) => {
      for (let l = 0; l < DEPTH; l++) {
        const { finite, mean, error } = tables[arm][l];
        if (finite < REPLICAS) break;
        if (!(variance[l] > SMALLEST && error * Math.sqrt(REPLICAS) < LARGEST_SPREAD * mean)) break;
        layers++;
        worst = Math.max(worst, Math.abs(mean - variance[l]) / error);
      }
    });
    const fine = tables.length === setup.arms.length && layers >= 2 * tables.length && worst < ALLOWED;
    if (!fine) faults++;
    console.log(`${name.padEnd(38)} ${String(layers).padStart(5)}   ${worst.toFixed(2)}${fine ? '' : '   OFF'}`);
  }

  function train(experiment) {
    const losses = lossesOf(run(experiment, ['--steps', STEPS]));
    const [first, last] = [losses[0], losses.at(-1)].map((row) => row.map(({ median }) => median));
    const fine = first.every((loss, i) => last[i] < loss);
    if (!fine) faults++;
    console.log(`${''.padEnd(38)}         ${first.join(', ')} to ${last.join(', ')}${fine ? '' : '   NOT LOWER'}`);
  }

  function written(experiment) {
    const file = join(folder, 'experiment.py');
    writeFileSync(file, pytorchScript(experiment, 'scripts/checkPytorch.mjs'));
    return file;
  }

  function run(experiment, options) {
    const file = written(experiment);
    const { status, stdout, stderr } = spawnSync(PYTHON, [file, ...options.map(String)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The script ended with ${status}: ${stderr}`);
    for (const fault of faultsOf(stdout)) {
      faults++;
      console.log(`${fault}   OFF`);
    }
    return stdout;
  }
} finally {
  rmSync(folder, { recursive: true });
  await server.close();
}
console.log(faults === 0 ? `\nAll within ${ALLOWED} standard errors.` : `\n${faults} off.`);
process.exitCode = faults === 0 ? 0 : 1;

/** A table of two features and a number, as a file and as the dataset that the page would make of it. */
function ownTable(folder) {
  const rows = Array.from({ length: 300 }, (_, i) => [Math.sin(1.7 * i), Math.cos(2.3 * i)]);
  const values = rows.map(([a, b]) => a * b);
  const path = join(folder, 'own.csv');
  writeFileSync(path, ['a,b,product', ...rows.map(([a, b], i) => `${a},${b},${values[i]}`)].join('\n'));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return {
    label: path,
    size: rows.length,
    features: 2,
    inputs: Float32Array.from(rows.flat()),
    featureNames: ['a', 'b'],
    shift: Float32Array.of(0, 0),
    factor: Float32Array.of(1, 1),
    target: {
      kind: 'number',
      name: 'product',
      values: Float32Array.from(values, (value) => (value - mean) / deviation),
      mean,
      deviation,
    },
    train: null,
    image: null,
  };
}
