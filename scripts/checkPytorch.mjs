#!/usr/bin/env node
/**
 * Runs exported PyTorch scripts: node scripts/checkPytorch.mjs
 * Compares the variances that they print with theory, networks that they train side by side with networks trained alone
 * (checkBatchedPytorch.py), and what they print with itself, also where networks fail; exact weights with their product.
 * With the argument exact only these.
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
/**
 * Standard errors. That of a single output, a skewed number, is small where the mean is small by chance (tanh on the surface,
 * seeds 1 to 64: the mean is 0.68 of theory's, the spread 0.55 of that of 512 networks, whose mean is theory's). The spread
 * goes with the variance, so that the error is taken as the relative one that was measured times theory's variance.
 */
const ALLOWED = 4;
/**
 * Where the networks' standard deviation is more than so many times their mean (a single output, the square of one normal
 * number, has √2), the mean of 64 is not near normal, and RePU's soon overflow: such layers are not compared.
 */
const LARGEST_SPREAD = 1.5;
/** Orthogonal weights keep the size of an input to float32's last digits: as close as that means can be. */
const ROUNDING = 1e-6;
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
const APART = 1e-4;
/** Root of the loss of networks with exact weights: float32's last digits (docs/exact.md). */
const EXACT = 1e-6;
/** Products and powers, and who represents them. */
const EXACT_NETWORKS = [
  'arm=mrepu.1_init.exact&task=monomial&variables=2&depth=2&width=4',
  'arm=mrepu.2_init.exact&task=monomial&variables=2&depth=2&width=4',
  'arm=mrepu.2_init.exact&task=monomial&depth=4&width=16',
  'arm=mrepu.3_init.exact&depth=2&width=16',
  'arm=mrepu.4_init.exact&degree=4&depth=2&width=16',
];
/** Each kind of layer by itself and with the others. */
const KINDS = [
  { skip: 0.7 },
  { skip: 1 },
  { norm: 'rms' },
  { norm: 'layer' },
  { weights: 'orthogonal' },
  { skip: 0.5, norm: 'layer', weights: 'orthogonal' },
];
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
  const [
    { pytorchScript },
    { theoryOf },
    { DEFAULT_EXPERIMENT, defaultArm },
    { parseFragment },
    { SAMPLES },
    { MAX_ARMS },
    tasks,
    datasets,
  ] = await Promise.all(
    [
      '/src/app/export/pytorch.ts',
      '/src/app/theory.ts',
      '/src/experiment/defaults.ts',
      '/src/experiment/permalink.ts',
      '/src/activations/samples.ts',
      '/src/experiment/limits.ts',
      '/src/tasks/catalogue.ts',
      '/src/tasks/datasets.ts',
    ].map(load),
  );
  console.log('\nexact weights: root of the loss          at the start   theirs, of random ones');
  for (const fragment of EXACT_NETWORKS) exact(fragment);
  if (process.argv[2] !== 'exact') await others();

  async function others() {
    datasets.provideDataset('own', await ownTable(folder, load));
    const setting = { ...DEFAULT_EXPERIMENT, depth: DEPTH, width: WIDTH };
    const on = (name) => ({ name, settings: tasks.defaultSettings(tasks.task(name)) });

    console.log('\nactivation (on the default task)      layers   worst deviation / standard error');
    for (let from = 0; from < SAMPLES.length; from += MAX_ARMS) {
      const ids = SAMPLES.slice(from, from + MAX_ARMS).map(({ id }) => id);
      const found = compared({ ...setting, arms: ids.map(defaultArm) });
      ids.forEach((id, arm) => {
        tell(id, [found[arm]]);
      });
    }

    console.log('\nkind of layer (tanh, ReLU, MRePU(2))   layers   worst deviation / standard error');
    for (const kind of KINDS) {
      // Small enough that nothing runs away.
      const arms = ['tanh', 'relu', 'mrepu.2'].map((id) => ({ ...defaultArm(id), init: 'lecun', k1: 0.02, ...kind }));
      const name = Object.entries(kind).map(([key, value]) => `${key} ${value}`);
      tell(name.join(', '), compared({ ...setting, arms }));
    }

    console.log(
      '\ntask (tanh, MRePU(2))                 layers   worst deviation / standard error   loss, from and to',
    );
    const arms = ['tanh', 'mrepu.2'].map(defaultArm);
    const learn = (name, task) => {
      tell(name, compared({ ...setting, task, arms }));
      train({ ...setting, task, arms, depth: 4, width: 64, batch: 32 });
    };
    for (const { name, keys } of tasks.TASKS) {
      // MNIST has to be downloaded; the others run from themselves.
      if (name === 'digits') console.log('digits: not run, as it downloads MNIST by torchvision.');
      else learn(name, on(name));
      if (!keys.sobolev) continue;
      const { settings } = on(name);
      learn(`${name} with slopes`, { name, settings: { ...settings, sobolev: 0.5 } });
      if (keys.basis) learn(`T_3 with slopes`, { name, settings: { ...settings, basis: 'chebyshev', sobolev: 0.5 } });
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
  }

  function exact(fragment) {
    const { experiment, rejected } = parseFragment(`${fragment}&${fragment.split('&')[0].replace('exact', 'best')}`);
    if (rejected.length > 0) throw new Error(`${fragment}: ${rejected.join(', ')}`);
    const [own, random] = lossesOf(run(experiment, ['--steps', 1]))[0].map(({ median }) => Math.sqrt(median));
    const fine = own < EXACT && random > EXACT;
    if (!fine) faults++;
    console.log(`${fragment}   ${own.toExponential(1)}   ${random.toExponential(1)}${fine ? '' : '   OFF'}`);
  }

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

  /** Compares every arm with theory: how many layers could be, and the worst of them. */
  function compared(experiment) {
    const tables = tablesOf(run(experiment, ['--steps', '0', '--replicas', REPLICAS]));
    return theoryOf(experiment).predictions.map(({ variance }, arm) => {
      const rows = tables[arm];
      const end = rows.findIndex((row, l) => !comparable(row, variance[l]));
      const deviations = rows.slice(0, end < 0 ? DEPTH : end).map((row, l) => deviation(row, variance[l]));
      return { layers: deviations.length, worst: Math.max(...deviations) };
    });
  }

  function tell(name, arms) {
    const layers = arms.reduce((sum, arm) => sum + arm.layers, 0);
    const worst = Math.max(...arms.map((arm) => arm.worst));
    const fine = arms.every((arm) => arm.layers >= 2) && worst < ALLOWED;
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

function comparable({ finite, mean, error }, variance) {
  return finite === REPLICAS && variance > SMALLEST && error * Math.sqrt(REPLICAS) < LARGEST_SPREAD * mean;
}

/** In standard errors, with the networks' relative spread about theory's variance: see ALLOWED. */
function deviation({ mean, error }, variance) {
  return Math.abs(mean / variance - 1) / Math.max(error / mean, ROUNDING);
}

/** A table of two features and a number, as a file and as the dataset that the page makes of it. */
async function ownTable(folder, load) {
  const [{ parseFiles }, { BY_VALUES }] = await Promise.all(
    ['/src/tasks/parse/index.ts', '/src/tasks/parse/result.ts'].map(load),
  );
  const rows = Array.from({ length: 300 }, (_, i) => [Math.sin(1.7 * i), Math.cos(2.3 * i)]);
  const text = ['a,b,product', ...rows.map(([a, b]) => `${a},${b},${a * b}`)].join('\n');
  const path = join(folder, 'own.csv');
  writeFileSync(path, text);
  const result = await parseFiles([{ name: path, bytes: new TextEncoder().encode(text) }], BY_VALUES);
  if ('error' in result) throw new Error(result.error);
  return result.dataset;
}
