/** What theory says of an arm's initialisation: at infinite width, and of networks of the experiment's width. */
import { formatLog10 } from '../../charts/shared/format.ts';
import type { Failure } from '../../engine/engine.ts';
import { VANISHED_FRACTION } from '../../theory/fate.ts';
import { OVERFLOW_LOG10, type Prediction } from '../../theory/predict.ts';
import type { Survival } from '../survival.ts';
import { type VerdictInput, vanishing } from '../verdict.ts';

interface Expected {
  readonly prediction: Prediction;
  /** Null until it is known. */
  readonly survival: Survival | null;
}

/** What was seen of an arm's networks before the first step. */
export interface Opening {
  /** Networks of the arm. */
  readonly replicas: number;
  readonly overflowed: boolean;
  readonly vanished: boolean;
}

/** What theory says to an arm's verdict, in one or two sentences. */
export function theorySentence(input: VerdictInput): string {
  const { start, now, step } = input;
  if (now?.status === 'diverged') return failureTheory(input, now.failure);
  const lost = start !== null && vanishing(start) !== null && !(now?.learned && step > 0);
  return lost ? vanishedExpectation(input, openingOf(input)) : expectation(input, openingOf(input));
}

function failureTheory(input: VerdictInput, failure: Failure | null): string {
  return failure !== null && failure.step > 0 && input.prediction.overflowLayer === null
    ? 'At infinite width every layer is finite at initialisation, as it was here: it was training that broke it.'
    : expectation(input, openingOf(input));
}

/** What became of the arm's networks before the first step. */
export function openingOf({ start, now, replicas }: Pick<VerdictInput, 'start' | 'now' | 'replicas'>): Opening {
  return {
    replicas,
    overflowed: now?.failure?.step === 0,
    vanished: start !== null && (start.replicasVanished > 0 || vanishing(start) !== null),
  };
}

/** The end at infinite width, then this width's chances; where networks were lost that infinite width keeps, it names the cause. */
function expectation(expected: Expected, opening: Opening): string {
  return withWidth(atInfiniteWidth(expected.prediction), expected, opening);
}

/** The same beside a signal that vanished: how small it is. */
function vanishedExpectation(expected: Expected, opening: Opening): string {
  const { varianceLog10, underflowLayer } = expected.prediction;
  const size =
    underflowLayer !== null
      ? `At infinite width it falls below float32 at layer ${underflowLayer}`
      : `At infinite width it is ${formatLog10(varianceLog10.at(-1) ?? 0)} at layer ${varianceLog10.length}`;
  return withWidth(size, expected, opening);
}

function atInfiniteWidth({ overflowLayer, underflowLayer, varianceLog10 }: Prediction): string {
  if (overflowLayer !== null) return `At infinite width the largest input leaves float32 at layer ${overflowLayer}`;
  if (underflowLayer !== null) return `At infinite width the signal falls below float32 at layer ${underflowLayer}`;
  const last = formatLog10(varianceLog10.at(-1) ?? 0);
  return `At infinite width: finite in all ${varianceLog10.length} layers, variance ${last} at the last`;
}

function withWidth(infinite: string, { prediction, survival }: Expected, opening: Opening): string {
  if (!lostByWidth(prediction, opening)) return survival ? `${infinite}; ${survival.fates}.` : `${infinite}.`;
  const cause =
    opening.replicas > 1 ? 'Finite width broke what was lost before the first step' : 'Its finite width broke it';
  if (!survival) return `${infinite}. ${cause}.`;
  return `${infinite}. ${cause}${survival.lossy ? ':' : ', though'} ${survival.fates}.`;
}

/** Networks overflowed or vanished that do neither at infinite width. */
export function lostByWidth(prediction: Prediction, { overflowed, vanished }: Opening): boolean {
  return (overflowed && !overflows(prediction)) || (vanished && !vanishes(prediction));
}

/** At infinite width; a loss, which has the square of the output, leaves float32 before the output does. */
export function overflows({ overflowLayer, varianceLog10 }: Prediction): boolean {
  return overflowLayer !== null || (varianceLog10.at(-1) ?? 0) > OVERFLOW_LOG10 / 2;
}

/** At infinite width. */
export function vanishes({ underflowLayer, varianceLog10 }: Prediction): boolean {
  const first = varianceLog10[0] ?? 0;
  return underflowLayer !== null || varianceLog10.some((log10) => log10 - first < Math.log10(VANISHED_FRACTION));
}
