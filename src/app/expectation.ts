/** What theory says of an arm's initialisation: at infinite width, and of networks of the experiment's width. */
import { formatLog10 } from '../charts/shared/format.ts';
import { VANISHED_FRACTION } from '../theory/fate.ts';
import { OVERFLOW_LOG10, type Prediction } from '../theory/predict.ts';
import type { Survival } from './survival.ts';

export interface Expected {
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

/** The end at infinite width, then this width's chances; where networks were lost that infinite width keeps, it names the cause. */
export function expectation(expected: Expected, opening: Opening): string {
  return withWidth(atInfiniteWidth(expected.prediction), expected, opening);
}

/** The same beside a signal that vanished: how small it is. */
export function vanishedExpectation(expected: Expected, opening: Opening): string {
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
function lostByWidth(prediction: Prediction, { overflowed, vanished }: Opening): boolean {
  const { overflowLayer, varianceLog10, underflowLayer } = prediction;
  const [first, last] = [varianceLog10[0] ?? 0, varianceLog10.at(-1) ?? 0];
  // A loss, which has the square of the output, leaves float32 before the output does.
  const overflows = overflowLayer !== null || last > OVERFLOW_LOG10 / 2;
  const vanishes =
    underflowLayer !== null || varianceLog10.some((log10) => log10 - first < Math.log10(VANISHED_FRACTION));
  return (overflowed && !overflows) || (vanished && !vanishes);
}
