/** What became of an arm, in one plain sentence. Why, and what theory says to it, is in diagnosis/. */

import { formatAlike, formatNumber } from '../charts/shared/format.ts';
import { type ArmMeasurement, type EngineName, type Failure, usesWebGPU } from '../engine/engine.ts';
import { count, counted } from '../lib/counted.ts';
import { VANISHED_FRACTION } from '../theory/fate.ts';
import type { Prediction } from '../theory/predict.ts';
import { beingBuilt } from './beingBuilt.ts';
import type { Survival } from './survival.ts';

/** `failed` froze, `stuck` does not learn, `fine` learns, `open` cannot be told yet. */
export type Outcome = 'failed' | 'stuck' | 'fine' | 'open';

export interface Verdict {
  readonly outcome: Outcome;
  /** What was measured. */
  readonly text: string;
}

export interface VerdictInput {
  readonly label: string;
  /** The arm at initialisation and now; null before anything was measured. */
  readonly start: ArmMeasurement | null;
  readonly now: ArmMeasurement | null;
  /** Optimizer steps done. */
  readonly step: number;
  /** Networks per arm. */
  readonly replicas: number;
  readonly lowestLoss: number | null;
  readonly prediction: Prediction;
  /** Null until it is known. */
  readonly survival: Survival | null;
  /** Where it was measured; null before anything was. */
  readonly engine: EngineName | null;
  /** The test loss is of what is trained on, see hasTestLoss. */
  readonly sameTestLoss: boolean;
  /** The networks could not be built; a message on the page says why. */
  readonly unbuilt: boolean;
}

/** Above this multiple of the best constant's loss, learning only the mean would have been better. */
const WORSE = 1.1;
/** A relative L2 error from here on is no solution, however small the loss: u = 0 has 1. */
const UNSOLVED = 0.5;

export function verdict(input: VerdictInput): Verdict {
  const { label, now, start, unbuilt } = input;
  if (now === null || start === null) {
    return { outcome: 'open', text: unbuilt ? `${label} could not be built.` : beingBuilt(label) };
  }
  if (now.status === 'diverged') return { outcome: 'failed', text: failed(input, now) };
  const { outcome, text } = alive(input, now, start);
  const said = [text, merged(input, now), survivors(input, now)].filter((sentence) => sentence !== null);
  return { outcome, text: said.join(' ') };
}

function failed({ label, replicas }: VerdictInput, { failure }: ArmMeasurement): string {
  const what = failure === null ? 'is no longer finite' : endOf(failure);
  return `${replicas > 1 ? `All ${replicas} networks of ${label} failed: the first` : label} ${what}.`;
}

/** How a network failed, and when. */
export function endOf(failure: Failure): string {
  const { kind, layer, step } = failure;
  const when = step === 0 ? 'before the first step' : `at step ${count(step)}`;
  if (kind === 'overflow') return `overflowed float32 at layer ${layer}, ${when}`;
  return `${step === 0 ? 'had a loss that float32 cannot hold' : 'diverged: its loss left all bounds'}, ${when}`;
}

function alive(
  { label, step, engine, sameTestLoss }: VerdictInput,
  now: ArmMeasurement,
  start: ArmMeasurement,
): Verdict {
  const { loss, baseline, learned, status } = now;
  const after = step === 0 ? 'before the first step' : `after ${counted(step, 'step', 'steps', count(step))}`;
  if (loss === null) return { outcome: 'open', text: `${label} has no finite loss ${after}.` };
  const written = formatAlike([loss, baseline]);
  const present = `loss ${written(loss)} ${after} (the best constant’s: ${written(baseline)}).`;
  const finished = status === 'finished';

  if (learned && step > 0) {
    const short = shortOf(now, sameTestLoss);
    if (short === null)
      return { outcome: 'fine', text: `${label} ${finished ? 'has learnt' : 'is learning'}: ${present}` };
    return finished
      ? { outcome: 'stuck', text: `${label} has ${short}, loss ${formatNumber(loss)} ${after}.` }
      : {
          outcome: 'open',
          text: `${label} is learning, and has so far ${short}, loss ${formatNumber(loss)} ${after}.`,
        };
  }
  const vanished = vanishing(start);
  if (vanished !== null)
    return {
      outcome: 'stuck',
      text: `${label} learns no more than the mean: its signal ${vanished}.${flushed(start, engine)}`,
    };
  if (step === 0) return { outcome: 'open', text: `${label} starts finite in every layer: ${present}` };
  if (!finished) return { outcome: 'open', text: `${label} has not learnt more than the mean yet: ${present}` };
  const what = loss > WORSE * baseline ? 'not learnt even the mean' : 'learnt no more than the mean';
  return { outcome: 'stuck', text: `${label} has ${what}: ${present}` };
}

/** By the task's own metric an arm whose loss has fallen may have come short: how; null where it has not, or nothing was held out. */
function shortOf({ metrics, baseline }: ArmMeasurement, sameTestLoss: boolean): string | null {
  const { relativeL2, testLoss } = metrics;
  if (relativeL2 !== undefined && relativeL2 >= UNSOLVED)
    return `not solved the equation: relative L2 error ${formatNumber(relativeL2)}`;
  // Of values alone, where the best constant's loss is of slopes too: these are not alike.
  if (sameTestLoss && testLoss !== undefined && testLoss >= baseline)
    return `learnt its own points alone: test loss ${formatNumber(testLoss)}`;
  return null;
}

/** The smallest normal float32 is 2⁻¹²⁶; WGSL leaves it to the device what becomes of anything smaller. */
const flushed = ({ variance }: ArmMeasurement, engine: EngineName | null): string =>
  variance.includes(0) && engine !== null && usesWebGPU(engine)
    ? ' WebGPU may take numbers below 1.2·10⁻³⁸ for 0, other engines a few layers later.'
    : '';

/** How the signal died at initialisation, or null where it did not. */
export function vanishing({ variance }: ArmMeasurement): string | null {
  const zero = variance.indexOf(0);
  if (zero >= 0) return `is exactly 0 from layer ${zero + 1} on`;
  const first = variance[0] ?? null;
  const last = variance.at(-1) ?? null;
  if (first === null || last === null || last > VANISHED_FRACTION * first) return null;
  return `shrank to ${formatNumber(last)} by layer ${variance.length}`;
}

/** Of the ordered phase, as long as nothing has been learnt in spite of it. */
function merged({ prediction: { mergeLayer } }: VerdictInput, { learned }: ArmMeasurement): string | null {
  return mergeLayer === null || learned
    ? null
    : `At infinite width all its inputs have become one by layer ${mergeLayer}, to a millionth of its variance.`;
}

/** What became of the networks, where there are several. */
function survivors({ replicas }: VerdictInput, { replicasFinite, replicasVanished }: ArmMeasurement): string | null {
  if (replicas === 1) return null;
  return `Of ${replicas} networks ${someOf(replicas - replicasFinite)} exploded and ${someOf(replicasVanished)} vanished.`;
}

const someOf = (networks: number): string => (networks === 0 ? 'none' : String(networks));
