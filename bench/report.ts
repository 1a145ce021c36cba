/** RESULTS.md: tables of times and ratios, and which of the goals are reached. */
import type { WebGPUOffer } from '../src/engine/probe.ts';
import type { EngineReport } from '../src/engine/protocol.ts';
import { table } from './markdown.ts';
import { type Comparison, type Result, type Size, TOLERANCE } from './measure.ts';
import { LEARNING_RATE } from './problem.ts';
import type { Roofs, Work } from './roofs.ts';

/** What the page cannot know. */
export interface Environment {
  /** What wrote this. */
  readonly command: string;
  /** Where the contestants live, in sentences. */
  readonly setting: string;
  readonly date: string;
  readonly browser: string;
  readonly processor: string;
  readonly system: string;
  /** Processes that wanted to run in the minute before: what else keeps the cores busy. */
  readonly load: string;
  /** Name → version. */
  readonly packages: Readonly<Record<string, string>>;
}

export interface Adapter {
  readonly kind: WebGPUOffer['kind'];
  readonly label: string;
}

/** Steps of our fused engine beside what the adapter does at best. */
export interface Limited {
  readonly roofs: Roofs;
  readonly steps: readonly {
    readonly size: Size;
    readonly activation: string;
    readonly replicas: number;
    /** Milliseconds per step, [rounds]. */
    readonly times: readonly number[];
    /** Kernels started in a step. */
    readonly dispatches: number;
    readonly work: Work;
  }[];
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Time of a step of one network; several at once share theirs. */
const perNetwork = ({ times, contestant }: Result): number[] => times.map((time) => time / contestant.replicas);

/** How many times as long `a` takes as `b` for one network, round by round: the median. NaN where either has no times. */
export function ratio(a: Result | undefined, b: Result | undefined): number {
  if (!a || !b) return Number.NaN;
  const own = perNetwork(a);
  const other = perNetwork(b);
  const rounds = Math.min(own.length, other.length);
  if (rounds === 0) return Number.NaN;
  return median(own.slice(0, rounds).map((time, round) => time / other[round]!));
}

const agrees = ({ loss, expected }: Result): boolean => Math.abs(loss - expected) <= TOLERANCE * Math.abs(expected);

/** Three significant digits, no exponent. */
const number = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
};

type Find = (name: string, device?: string) => Result | undefined;

const finder =
  ({ results }: Comparison): Find =>
  (name, device) =>
    results.find(
      ({ contestant }) => contestant.name === name && (device === undefined || contestant.device === device),
    );

const FUSED = 'RePU Lab `fused`';
const FUSED_WASM = 'RePU Lab `fused-wasm`';
const CORE = 'TensorFlow.js core operations';

export function report(
  environment: Environment,
  adapter: Adapter,
  comparisons: readonly Comparison[],
  choices: readonly EngineReport[],
  limited: Limited | null,
): string {
  const sections = [
    '# Benchmark',
    `Written by \`${environment.command}\`. Milliseconds per optimizer step, and how many times as long as ours.`,
    surroundings(environment, adapter),
    '## How it was measured',
    method(environment),
    ...comparisons.flatMap((comparison, i) => section(comparison, choices[i])),
    ...(limited ? limits(limited) : []),
    '## Goals',
    table(['goal', 'wanted', 'measured', 'reached'], goals(adapter, comparisons, choices)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** @param adapter null where no graphics adapter takes part. */
export function surroundings(
  { date, browser, processor, system, load, packages }: Environment,
  adapter: Adapter | null,
): string {
  const lines = [
    ['date', date],
    ...(adapter ? [['WebGPU adapter', `${adapter.label}${adapter.kind === 'software' ? ' (software)' : ''}`]] : []),
    ['processor', processor],
    ['system', system],
    ['load before', load],
    ['browser', browser],
    ...Object.entries(packages),
  ];
  return table(['', ''], lines);
}

const method = ({ setting }: Environment): string => `\
- ${setting}
- Each trains a fully connected network with one input and one output on x³ + noise, full batch, mean squared error, Adam
  (rate ${LEARNING_RATE}, β 0.9 and 0.999, ε 1e-8), from the same float32 weights: He's initialisation with ReLU, the
  critical one with MRePU(2). Nothing but the training steps is timed, and each time ends when the device has done them;
  nobody reads a loss meanwhile. The software adapter shares the processor's cores with the page.
- The loss after some steps must be within ${TOLERANCE} (relative) of our float64 reference's; \`rel. error\` says how far it
  is, and who is beyond is marked **differs**.
- After a warm-up, 7 rounds visit every contestant, in turn forwards and backwards; a visit is some 80 ms of steps, at least
  one. Whose visit takes longer than 400 ms takes part in 3 rounds only. \`median\` and \`min\` are over the rounds;
  \`× …\` is the median over the rounds of its time divided by ours in the same round, for one network. Above 1: slower
  than ours.
- TensorFlow.js core operations: \`tf.train.adam\` on the tape, as in its guides. tf.layers: \`fit\` with one batch an epoch
  and no pauses for the page. jax-js: one jitted function for the whole step, Adam included. Plain loops: JavaScript over
  float32 arrays.`;

function section(comparison: Comparison, choice: EngineReport | undefined): readonly string[] {
  const { size, activation, reference, results } = comparison;
  const find = finder(comparison);
  const fused = find(FUSED);
  const wasm = find(FUSED_WASM);
  const ensembles = results.some(({ contestant }) => contestant.replicas > 1);
  const rows = results.map((result) => {
    const { contestant, times, failure, loss, expected } = result;
    const check = agrees(result) ? '' : ' **differs**';
    const start = [contestant.name, contestant.device];
    if (failure !== null) return [...start, `failed: ${failure}`, ...(ensembles ? [''] : []), '', '', '', ''];
    return [
      ...start,
      number(median(times)),
      number(Math.min(...times)),
      ...(ensembles ? [number(median(perNetwork(result)))] : []),
      number(ratio(result, fused)),
      number(ratio(result, wasm)),
      `${(Math.abs(loss - expected) / Math.abs(expected)).toExponential(0)}${check}`,
    ];
  });
  const each = ensembles ? ['per network'] : [];
  const [before, after] = reference;
  return [
    `## ${size.name}: depth ${size.depth}, width ${size.width}, batch ${size.batch}, ${activation}`,
    `\`auto\` takes \`${choice?.name}\`. Loss of one network by the reference: ${before.toPrecision(5)} at the start, ${after.toPrecision(5)} after ${size.checked} steps.`,
    ...several(find, results),
    table(['contestant', 'on', 'median', 'min', ...each, '× `fused`', '× `fused-wasm`', 'rel. error'], rows),
  ];
}

/** What several networks at once cost, all together, against one. */
function several(find: Find, results: readonly Result[]): readonly string[] {
  const all = results.filter(({ contestant }) => contestant.replicas > 1);
  if (all.length === 0) return [];
  const lines = all.map((result) => {
    const one = find(result.contestant.name.replace(/,.*/, ''));
    return `- ${result.contestant.name}: ${number(result.contestant.replicas * ratio(result, one))} times the step of one`;
  });
  return [lines.join('\n')];
}

/** Whichever takes at least this share of a step limits it. */
const LIMITING = 0.5;

function limits({ roofs, steps }: Limited): readonly string[] {
  const rows = steps.map(({ size, activation, replicas, times, dispatches, work }) => {
    const step = median(times);
    const shares: readonly (readonly [name: string, share: number])[] = [
      ['launches', (dispatches * roofs.launch) / step],
      ['memory', work.bytes / roofs.bandwidth / step],
      ['arithmetic', work.operations / roofs.arithmetic / step],
    ];
    const [largest] = shares.toSorted((a, b) => b[1] - a[1]);
    const limit = largest && largest[1] >= LIMITING ? largest[0] : 'waiting within the kernels';
    const networks = replicas === 1 ? '' : `, ${replicas} replicas`;
    const percent = shares.map(([, share]) => `${number(100 * share)} %`);
    return [`${size.name}, ${activation}${networks}`, number(step), String(dispatches), ...percent, limit];
  });
  const { launch, bandwidth, arithmetic } = roofs;
  return [
    '## What limits `fused`',
    `\
This adapter at its best, measured in the same run: a kernel follows another after ${number(1e3 * launch)} µs, copying moves
${number(bandwidth / 1e6)} GB a second, arithmetic from registers does ${number(arithmetic / 1e6)} GFLOP a second. The
table says what share of a step these would take: its launches; parameters, moments, activations and their gradients through
memory once; three products a layer. What takes more than half limits the step. Where none does, the kernels wait within:
for the layer before, for loads, and where there are few examples for threads that have nothing to do.`,
    table(['network', 'ms a step', 'launches', 'launching', 'memory', 'arithmetic', 'limited by'], rows),
  ];
}

type Goal = readonly [what: string, bound: '≥' | '≤', wanted: number, measured: number];

/** What the engines are to reach, judged by the figures above. */
function goals(
  { kind }: Adapter,
  comparisons: readonly Comparison[],
  choices: readonly EngineReport[],
): readonly (readonly string[])[] {
  return comparisons
    .flatMap((comparison, i) => [
      ...(kind === 'hardware' ? hardwareGoals(comparison) : softwareGoals(comparison)),
      ...chooserGoal(comparison, choices[i]),
    ])
    .map(([what, bound, wanted, measured]) => {
      const reached = bound === '≥' ? measured >= wanted : measured <= wanted;
      return [what, `${bound} ${wanted}`, number(measured), reached ? 'yes' : '**no**'];
    });
}

function softwareGoals(comparison: Comparison): readonly Goal[] {
  const { size, activation } = comparison;
  const find = finder(comparison);
  const core = find(CORE, 'webgpu');
  const advantage = `${size.name}, ${activation}: core operations on webgpu ÷ \`fused\``;
  const wanted = { S: 60, M: 35 }[size.name];
  const eight = find(`${FUSED}, 8 replicas`);
  return [
    ...(wanted === undefined ? [] : [[advantage, '≥', wanted, ratio(core, find(FUSED))] as const]),
    ...(eight ? [[`${advantage}, per network at 8 replicas`, '≥', 80, ratio(core, eight)] as const] : []),
  ];
}

function hardwareGoals(comparison: Comparison): readonly Goal[] {
  const { size, activation } = comparison;
  const find = finder(comparison);
  const fused = find(FUSED);
  const at = `${size.name}, ${activation}:`;
  if (size.name === 'M') {
    const perSecond = fused && fused.times.length > 0 ? 1000 / median(fused.times) : Number.NaN;
    return [[`${at} steps a second of \`fused\``, '≥', 2000, perSecond]];
  }
  if (size.name !== 'S') return [];
  return [
    [`${at} core operations on webgpu ÷ \`fused\``, '≥', 100, ratio(find(CORE, 'webgpu'), fused)],
    [`${at} 64 replicas of \`fused\` ÷ one`, '≤', 3, 64 * ratio(find(`${FUSED}, 64 replicas`), fused)],
  ];
}

/** Without a GPU the lab must not crawl either. */
function chooserGoal(comparison: Comparison, choice: EngineReport | undefined): readonly Goal[] {
  const { size, activation, results } = comparison;
  const peers = results.filter(
    ({ contestant: { name, device }, times }) =>
      times.length > 0 && device !== 'webgpu' && !name.startsWith('RePU Lab'),
  );
  const [best] = peers.toSorted((a, b) => median(a.times) - median(b.times));
  if (!best) return [];
  const chosen = finder(comparison)(`RePU Lab \`${choice?.name}\``);
  const peer = `${best.contestant.name}, ${best.contestant.device}`;
  return [
    [`${size.name}, ${activation}: what \`auto\` takes ÷ the best CPU peer (${peer})`, '≤', 1.5, ratio(chosen, best)],
  ];
}
