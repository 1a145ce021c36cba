/** What became of an arm, in plain sentences. */
import { formatNumber } from '../charts/shared/format.ts';
import type { ArmMeasurement, Failure } from '../engine/engine.ts';
import { VANISHED_FRACTION } from '../theory/fate.ts';
import { type Expected, expectation, type Opening, vanishedExpectation } from './expectation.ts';

/** `failed` froze, `stuck` does not learn, `fine` learns, `open` cannot be told yet. */
export type Outcome = 'failed' | 'stuck' | 'fine' | 'open';

export interface Verdict {
  readonly outcome: Outcome;
  /** What was measured. */
  readonly text: string;
  /** What theory says to it, at infinite width and at this one. */
  readonly theory: string;
}

export interface VerdictInput extends Expected {
  readonly label: string;
  /** The arm at initialisation and now; null before anything was measured. */
  readonly start: ArmMeasurement | null;
  readonly now: ArmMeasurement | null;
  /** Optimizer steps done. */
  readonly step: number;
  /** Networks per arm. */
  readonly replicas: number;
  readonly lowestLoss: number | null;
}

/** Above this multiple of the best constant's loss, learning only the mean would have been better. */
const WORSE = 1.1;

export function verdict(input: VerdictInput): Verdict {
  const { label, now, start } = input;
  if (now === null || start === null)
    return { outcome: 'open', text: `${label} is being built.`, theory: expectation(input, openingOf(input)) };
  if (now.status === 'diverged') return failed(input, now);
  const fates = survivors(input, now);
  const { outcome, text, theory } = alive(input, now, start);
  return { outcome, text: fates ? `${text} ${fates}` : text, theory };
}

function failed(input: VerdictInput, now: ArmMeasurement): Verdict {
  const { label, replicas, lowestLoss } = input;
  const { failure } = now;
  const frozen =
    failure && failure.step > 0 && now.loss !== null
      ? ` It stands frozen at its last finite state, loss ${formatNumber(now.loss)}${lowest(now.loss, lowestLoss)}.`
      : '';
  const what = failure === null ? 'is no longer finite' : `${ending(failure)}, ${moment(failure)}`;
  const subject = replicas > 1 ? `All ${replicas} networks of ${label} failed: the first` : label;
  const text = `${subject} ${what}.${frozen}`;
  return { outcome: 'failed', text, theory: failureTheory(input, failure) };
}

function ending({ kind, layer, step }: Failure): string {
  if (kind === 'overflow') return `overflowed float32 at layer ${layer}`;
  return step === 0 ? 'had a loss that float32 cannot hold' : 'diverged: its loss left all bounds';
}

function moment({ step }: Failure): string {
  return step === 0 ? 'before the first step' : `at step ${count(step)}`;
}

function failureTheory(input: VerdictInput, failure: Failure | null): string {
  return failure !== null && failure.step > 0 && input.prediction.overflowLayer === null
    ? 'At infinite width every layer is finite at initialisation, as it was here: it was training that broke it.'
    : expectation(input, openingOf(input));
}

/** What became of the arm's networks before the first step. */
function openingOf({ start, now, replicas }: VerdictInput): Opening {
  return {
    replicas,
    overflowed: now?.failure?.step === 0,
    vanished: start !== null && (start.replicasVanished > 0 || vanishing(start) !== null),
  };
}

function alive(input: VerdictInput, now: ArmMeasurement, start: ArmMeasurement): Verdict {
  const { label, step, lowestLoss } = input;
  const { loss, baseline, learned, status } = now;
  const opening = openingOf(input);
  const theory = expectation(input, opening);
  const constant = `the best constant’s: ${formatNumber(baseline)}`;
  const after = step === 0 ? 'before the first step' : `after ${count(step)} ${step === 1 ? 'step' : 'steps'}`;
  if (loss === null) return { outcome: 'open', text: `${label} has no finite loss ${after}.`, theory };
  const present = `loss ${formatNumber(loss)} ${after}`;
  const vanished = vanishing(start);

  if (learned && step > 0) {
    const verb = status === 'finished' ? 'has learnt' : 'is learning';
    return { outcome: 'fine', text: `${label} ${verb}: ${present}${lowest(loss, lowestLoss)} (${constant}).`, theory };
  }
  if (vanished !== null) {
    const text = `${label} learns no more than the mean: its signal ${vanished}; ${present} (${constant}).`;
    return { outcome: 'stuck', text, theory: vanishedExpectation(input, opening) };
  }
  if (step === 0)
    return { outcome: 'open', text: `${label} starts finite in every layer: ${present} (${constant}).`, theory };
  const text =
    status !== 'finished'
      ? `${label} has not learnt more than the mean yet: ${present} (${constant}).`
      : loss > WORSE * baseline
        ? `${label} has not learnt even the mean: ${present} (${constant}).`
        : `${label} has learnt no more than the mean: ${present} (${constant}).`;
  return { outcome: status === 'finished' ? 'stuck' : 'open', text, theory };
}

/** How the signal died at initialisation, or null where it did not. */
function vanishing({ variance }: ArmMeasurement): string | null {
  const zero = variance.indexOf(0);
  if (zero >= 0) return `is exactly 0 from layer ${zero + 1} on`;
  const first = variance[0] ?? null;
  const last = variance.at(-1) ?? null;
  if (first === null || last === null || last > VANISHED_FRACTION * first) return null;
  return `shrank to ${formatNumber(last)} by layer ${variance.length}`;
}

/** What became of the networks, where there are several. */
function survivors(
  { replicas }: VerdictInput,
  { replicasFinite, replicasVanished, failure }: ArmMeasurement,
): string | null {
  if (replicas === 1) return null;
  const exploded = replicas - replicasFinite;
  const first = failure ? ` (the first ${ending(failure)}, ${moment(failure)})` : '';
  return `Of ${replicas} networks ${someOf(exploded)} exploded${first} and ${someOf(replicasVanished)} vanished.`;
}

const someOf = (networks: number): string => (networks === 0 ? 'none' : String(networks));

/** The lowest loss where it is another number on the page than the present one. */
function lowest(loss: number, lowestLoss: number | null): string {
  if (lowestLoss === null || formatNumber(lowestLoss) === formatNumber(loss)) return '';
  return `, lowest ${formatNumber(lowestLoss)}`;
}

/** Whole numbers with a thin space between thousands. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
