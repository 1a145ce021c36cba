/** What many networks cost beside one, and what several workers bring: CORES.md. */
import type { Trainer } from '../src/engine/engine.ts';
import { openWorker } from '../src/engine/openWorker.ts';
import { type Crew, createCrew } from '../src/engine/pool/crew.ts';
import { poolEngine } from '../src/engine/pool/engine.ts';
import { pieceExperiment, split } from '../src/engine/pool/pieces.ts';
import { coreCount } from '../src/engine/pool/pool.ts';
import { wasmEngine } from '../src/engine/wasm/engine.ts';
import type { Arm, Experiment } from '../src/experiment/experiment.ts';
import { setup } from '../src/experiment/setup.ts';
import { table } from './markdown.ts';
import { experimentOf, LEARNING_RATE } from './problem.ts';
import { type Environment, surroundings } from './report.ts';
import { simulatedSpeedUp } from './simulatedCores.ts';

const S = { depth: 10, width: 32, batch: 64 } as const;
const M = { depth: 20, width: 64, batch: 128 } as const;
const MANY = 1024;
const STEPS = 200;
/** Milliseconds of steps at a time, and how often each is visited. */
const VISIT = 200;
const ROUNDS = 21;
const STRANGERS_ROUNDS = 3;
const STRANGERS_STEPS = 64;
const SIMULATED = [1, 2, 4, 8, 16] as const;

/** Workers know the lab's own tasks: x³ with noise at 128 points, of which a step takes a batch. */
const TASK = { name: 'polynomial', settings: { basis: 'monomial', degree: 3, noise: 0.1 } } as const;

const one = (activation: string, size: typeof S | typeof M = S): Experiment => ({
  ...experimentOf({ ...size, activation }, 1, 'fused-wasm'),
  task: TASK,
  batch: size.batch,
});

/** Where its first arm starts. */
function criticalOf(experiment: Experiment): { readonly cw: number; readonly k1: number } {
  const [arm] = setup(experiment).arms;
  return { cw: arm?.layers[0]?.cw ?? 1, k1: arm?.k1 ?? 1 };
}

/** Four initialisations of one activation. */
function alike(): Experiment {
  const experiment = one('mrepu.2', M);
  const { cw, k1 } = criticalOf(experiment);
  const arms = [1, 0.9, 0.8, 0.7].map(
    (part): Arm => ({ activation: 'mrepu.2', init: 'custom', cw: part * cw, cb: 0, k1 }),
  );
  return { ...experiment, arms };
}

/** A plane of initialisations and learning rates around the critical one, none of which fails. */
function plane(): Experiment {
  const experiment = one('mrepu.2');
  const { cw, k1 } = criticalOf(experiment);
  const side = Math.sqrt(MANY);
  const arms = Array.from({ length: MANY }, (_, cell): Arm => {
    const [x, y] = [cell % side, Math.floor(cell / side)].map((place) => place / (side - 1)) as [number, number];
    return {
      activation: 'mrepu.2',
      init: 'custom',
      cw: cw * (1 - 0.2 * x),
      cb: 0,
      k1: k1 * (1 - 0.5 * y),
      learningRate: LEARNING_RATE * (1 + x + y),
    };
  });
  return { ...experiment, arms };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Milliseconds of so many steps. Networks that have diverged train no more, and would take no time for ever. */
async function timeOf(trainer: Trainer, steps: number): Promise<number> {
  const time = await timed(() => trainer.advance(steps));
  if (trainer.exhausted) throw new Error('Networks of the benchmark have diverged.');
  return time;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds per step, [trainer][rounds]: visited in turn, there and back again. */
async function rounds(trainers: readonly Trainer[]): Promise<readonly (readonly number[])[]> {
  const counts: number[] = [];
  for (const trainer of trainers) {
    let [count, time] = [1, 0];
    while (time < VISIT) {
      count *= 2;
      time = await timeOf(trainer, count);
    }
    counts.push(count);
  }
  const times = trainers.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    const order = [...trainers.keys()];
    for (const i of round % 2 === 0 ? order : order.reverse()) {
      const trainer = trainers[i] as Trainer;
      const count = counts[i] as number;
      times[i]?.push((await timeOf(trainer, count)) / count);
    }
  }
  return times;
}

/** One worker, the page's own thread, and several beside each other. */
async function sharedOut(
  crew: Crew,
  workers: number,
  experiment: Experiment,
): Promise<readonly [number, number, number]> {
  const engines = [wasmEngine(), poolEngine(crew, workers)];
  const trainers = await Promise.all(engines.map((engine) => engine.create(experiment, 0)));
  const [alone, shared] = (await rounds(trainers)) as [number[], number[]];
  for (const trainer of trainers) trainer.dispose();
  return [median(alone), median(shared), median(alone.map((time, round) => time / (shared[round] as number)))];
}

/** What whole networks allow: the time of all arms over that of the part that has most to do. */
async function wholeNetworks(workers: number, experiment: Experiment): Promise<number> {
  const alone: number[] = [];
  for (const arm of experiment.arms) {
    const trainer = await wasmEngine().create({ ...experiment, arms: [arm], replicas: 1 }, 0);
    alone.push(median(((await rounds([trainer])) as [number[]])[0]));
    trainer.dispose();
  }
  const sum = (times: readonly number[]) => times.reduce((all, time) => all + time, 0);
  const parts = split(experiment, workers).map((pieces) =>
    sum(pieces.map(({ firstArm, arms, replicas }) => replicas * sum(alone.slice(firstArm, firstArm + arms)))),
  );
  return sum(parts) / Math.max(...parts);
}

/**
 * What the machine allows: the same plane in workers that know nothing of each other, one after the other and then all at
 * once. Times the first over the second.
 */
async function strangers(workers: number): Promise<number> {
  const experiment = plane();
  const parts = split(experiment, workers).flat();
  const crews = parts.map(() => createCrew(openWorker));
  const trainers = await Promise.all(
    parts.map((piece, i) => poolEngine(crews[i] as Crew, 1).create(pieceExperiment(experiment, piece), 0)),
  );
  const ratios: number[] = [];
  for (let round = 0; round < STRANGERS_ROUNDS; round++) {
    let apart = 0;
    for (const trainer of trainers) apart += await timed(() => trainer.advance(STRANGERS_STEPS));
    ratios.push(apart / (await timed(() => Promise.all(trainers.map((own) => own.advance(STRANGERS_STEPS))))));
  }
  for (const trainer of trainers) trainer.dispose();
  for (const crew of crews) crew.dispose();
  return median(ratios);
}

/** Milliseconds to make and train a plane of networks, and those of a step of one alone, before and after. */
async function many(crew: Crew, workers: number, progress: (what: string) => void) {
  const alone = await wasmEngine().create(one('mrepu.2'), 0);
  const step = async () => median(((await rounds([alone])) as [number[]])[0]);
  const train = (engine: ReturnType<typeof wasmEngine>) =>
    timed(async () => {
      const trainer = await engine.create(plane(), 0);
      await trainer.advance(STEPS);
      const { measurement } = await trainer.measure();
      const alive = measurement.arms.filter(({ status }) => status === 'training').length;
      if (alive < MANY) throw new Error(`${MANY - alive} networks of the plane have diverged.`);
      trainer.dispose();
    });
  const before = await step();
  progress(`${MANY} networks in one worker`);
  const together = await train(wasmEngine());
  const after = await step();
  progress(`${MANY} networks in ${workers} workers`);
  const shared = await train(poolEngine(crew, workers));
  alone.dispose();
  return { step: (before + after) / 2, together, shared };
}

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const verdict = (reached: boolean): string => (reached ? 'yes' : '**no**');

export async function cores(environment: Environment, progress: (what: string) => void = console.log): Promise<string> {
  const workers = coreCount();
  const crew = createCrew(openWorker);
  /** What two cores are to bring; where there are more, the same share of them. */
  const wanted = 0.9 * workers;
  const handedOut = async (what: string, experiment: Experiment) => {
    progress(what);
    const [alone, together, times] = await sharedOut(crew, workers, experiment);
    const allowed = await wholeNetworks(workers, experiment);
    const numbers = [`${number(alone)} ms`, `${number(together)} ms`, number(times), number(allowed)];
    return [what, ...numbers, verdict(times >= wanted)];
  };
  const four: Experiment = {
    ...one('relu', M),
    arms: ['relu', 'tanh', 'mrepu.2', 'gelu'].map((activation) => ({ ...(one(activation, M).arms[0] as Arm) })),
  };
  const rows = [
    await handedOut('four arms of four activations, M: a step', four),
    await handedOut('four arms of one activation, M: a step', alike()),
    await handedOut('64 replicas, S: a step', { ...one('mrepu.2'), replicas: 64 }),
  ];
  const { step, together, shared } = await many(crew, workers, progress);
  crew.dispose();
  progress('workers that know nothing of each other');
  const possible = await strangers(workers);
  const ideal = MANY * STEPS * step;
  progress('simulated cores');
  const simulated: string[][] = [];
  for (const count of SIMULATED) {
    const times = await simulatedSpeedUp(count);
    simulated.push([String(count), number(times), `${number((100 * times) / count)} %`]);
  }
  return `${[
    '# Many networks and several cores',
    `Written by \`${environment.command}\`. S: depth ${S.depth}, width ${S.width}, batch ${S.batch}; M: depth ${M.depth}, width ${M.width}, batch ${M.batch}; Adam, x³ with noise at 128 points, \`fused-wasm\`.`,
    surroundings(environment, null),
    '## Many networks in one worker',
    `${MANY} networks MRePU(2), S, each with its own C_W, K_1 and learning rate, are made, trained for ${STEPS} steps and measured as arms of one experiment.
A step of one network alone is measured before and after, in the same run.`,
    table(
      ['', 'seconds', 'over networks × steps × a step alone', 'wanted', 'reached'],
      [['one worker', number(together / 1e3), number(together / ideal), '≤ 1.25', verdict(together <= 1.25 * ideal)]],
    ),
    `A step alone: ${number(step)} ms.`,
    `## ${workers} workers`,
    `Medians over ${ROUNDS} rounds that visit one worker and several in turn. No network is divided: arms that cost different times share out as
far as the column *whole networks* says, the time of all of them over that of the worker that has most. What the machine itself allows:
the ${MANY} networks in ${workers} workers that know nothing of each other, all at once, ${number(possible)} times as fast as one after the other.`,
    table(
      ['', 'one worker', `${workers} workers`, 'times one', 'whole networks', `≥ ${number(wanted)}`],
      [
        ...rows,
        [
          `${MANY} networks, S: ${STEPS} steps`,
          `${number(together / 1e3)} s`,
          `${number(shared / 1e3)} s`,
          number(together / shared),
          number(workers),
          verdict(together / shared >= wanted),
        ],
      ],
    ),
    '## Where handing out would stop it',
    `Workers that wait in place of training, 64 networks of a quarter of a millisecond a step, 32 steps a frame, each frame measured: what is
left is messages, merging and judging, on one thread for all workers, which is more than a real trainer has to do.`,
    table(['workers', 'times one', 'of what would be possible'], simulated),
  ].join('\n\n')}\n`;
}
