/** The line over each chart of theory: what to look for, and what is to be seen of it now. */
import type { HistoryArm } from '../../../charts/history/types.ts';
import type { FixedPoint, KernelArm } from '../../../charts/kernelMap/types.ts';
import type { LayerArm } from '../../../charts/layers/types.ts';
import { outcomeText } from '../../../charts/phaseMap/describe.ts';
import { formatLog10, formatNumber, powerOfTen } from '../../../charts/shared/format.ts';
import { grouped, type Saying } from '../lookFor.ts';

const sentence = (seen: string): string => (seen === '' ? '' : ` ${seen}.`);

/** Whoever stands on the diagonal keeps K. */
export function lookForKernel(arms: readonly KernelArm[]): string {
  const seen = grouped(arms.map((arm) => [arm.label, liesOnDiagonal(arm) ? LIES_ON : mapSaying(arm)]));
  return `At infinite width K stays on the diagonal; staircases show where it goes, dashed for the largest input.${sentence(seen)}`;
}

const LIES_ON: Saying = ['lies on it', 'lie on it'];

/** A map without isolated fixed points that lies on the diagonal keeps every K. */
const liesOnDiagonal = ({ map }: KernelArm): boolean =>
  map.length > 0 && map.every(([k, next]) => Math.abs(next - k) < 1e-6);

const SLOPE_ONE = 1e-6;

/** In log10 K: numbers of an initialisation have twelve digits. */
const ON_CROSSING = 1e-9;

function mapSaying({ fixedPoints: points, iteratesLog10, largestLog10 = iteratesLog10 }: KernelArm): Saying {
  const zero = points.find(({ log10K }) => log10K === Number.NEGATIVE_INFINITY);
  const beyond = points.filter((point) => point !== zero);
  const touching = beyond.find(({ stability }) => stability === 'half-stable');
  if (touching) {
    const where = `at K* = ${formatLog10(touching.log10K)}`;
    return [`touches it ${where}`, `touch it ${where}`];
  }
  // Whoever starts on a crossing itself, to rounding, is not above it.
  const crossingBelow = ([first = Number.NEGATIVE_INFINITY]: readonly number[]) =>
    beyond.findLast(({ stability, log10K }) => stability === 'unstable' && log10K < first - ON_CROSSING);
  const heldAbove = (crossing: FixedPoint | undefined) =>
    beyond.find(({ stability, log10K }) => stability === 'stable' && (!crossing || log10K > crossing.log10K));
  const above = crossingBelow(iteratesLog10);
  const held = heldAbove(above);
  if (above && !held) {
    const where = `above its crossing at K* = ${formatLog10(above.log10K)}, so K flees`;
    return [`starts ${where}`, `start ${where}`];
  }
  // The largest input decides what becomes of the network (theory/phase.ts).
  const fleeing = crossingBelow(largestLog10);
  if (fleeing && !heldAbove(fleeing)) {
    const where = `largest input above its crossing at K* = ${formatLog10(fleeing.log10K)}, so K flees`;
    return [`starts its ${where}`, `start their ${where.replace('input', 'inputs').replace('its', 'their')}`];
  }
  if (held) return [`is held at K* = ${formatLog10(held.log10K)}`, `are held at K* = ${formatLog10(held.log10K)}`];
  const repelling = beyond[0];
  if (repelling) {
    const slope = formatNumber(repelling.slope);
    return [`crosses it with slope ${slope}, so K flees`, `cross it with slope ${slope}, so K flees`];
  }
  if (!zero) return ['never crosses it', 'never cross it'];
  if (Math.abs(zero.slope - 1) < SLOPE_ONE) {
    return zero.stability === 'unstable'
      ? ['touches it at 0 and leaves upward', 'touch it at 0 and leave upward']
      : ['touches it at 0 and stays below', 'touch it at 0 and stay below'];
  }
  return zero.stability === 'unstable' ? ['lies above it', 'lie above it'] : ['lies below it', 'lie below it'];
}

/** Within so much of 1 a susceptibility counts as critical. */
const NEARLY = 0.15;

export function lookForSusceptibility(arms: readonly LayerArm[]): string {
  const seen = grouped(arms.map((arm) => [arm.label, susceptibilitySaying(arm)]));
  return `At infinite width small changes of K last where χ∥ is 1, differences and gradients where χ⊥ is.${sentence(seen)}`;
}

function susceptibilitySaying({ lines }: LayerArm): Saying | null {
  const values = lines.map(({ log10 }) => log10.flatMap((value) => (value === null ? [] : [10 ** value])));
  const [parallel, perpendicular] = [values[0]?.[0], values[1]?.[0]];
  if (parallel === undefined || perpendicular === undefined) return null;
  if (values.flat().every((value) => Math.abs(value - 1) < NEARLY)) return ['keeps both near 1', 'keep both near 1'];
  const where = `χ∥ = ${formatNumber(parallel)}, χ⊥ = ${formatNumber(perpendicular)} at layer 1`;
  return [`has ${where}`, `have ${where}`];
}

/** Within a factor of ten from the last layer to the first, gradients count as kept. */
const KEPT_DECADES = 1;

export function lookForGradients(arms: readonly LayerArm[], step: number): string {
  const seen = grouped(arms.map((arm) => [arm.label, gradientSaying(arm.measuredLog10 ?? [])]));
  const corrected = arms.some(({ lines }) => lines.some(({ stroke }) => stroke === 'solid'));
  // The last layer has a value wherever there is a measurement.
  const ends = arms.some(
    ({ lines: [line] }) => line?.stroke === 'solid' && line.log10[0] === null && line.log10.at(-1) !== null,
  );
  const solid = ends
    ? 'the solid line, which ends where the first order in 1/width is no longer small'
    : 'the solid line';
  const line = corrected ? solid : 'the dashed line, χ⊥’s product at infinite width';
  const where = step === 0 ? `Dots should lie near ${line}` : `Dots began near ${line}, and training moves them`;
  const law = corrected
    ? `${where}: at finite width a squared error is correlated with the signal, which the dashed line, χ⊥’s product, leaves out`
    : where;
  return `${law}.${sentence(seen)}`;
}

function gradientSaying(measuredLog10: readonly (number | null)[]): Saying | null {
  const [first, last] = [measuredLog10[0], measuredLog10.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (first === null || last === null) return ['has no finite gradient', 'have no finite gradient'];
  if (first === Number.NEGATIVE_INFINITY) return ['sends no gradient to layer 1', 'send no gradient to layer 1'];
  const change = first - last;
  if (Math.abs(change) < KEPT_DECADES) return ['keeps its gradient', 'keep their gradients'];
  const factor = `by ${powerOfTen(Math.abs(change))} on the way to layer 1`;
  return change > 0 ? [`grows ${factor}`, `grow ${factor}`] : [`shrinks ${factor}`, `shrink ${factor}`];
}

/** Where training changed the variance most. */
export function lookForHistory(arms: readonly HistoryArm[]): string {
  const seen = grouped(arms.map((arm) => [arm.label, historySaying(arm)]));
  return `Training changes the colours from left to right.${sentence(seen)}`;
}

function historySaying({ log10, failedAt }: HistoryArm): Saying | null {
  if (failedAt === 0) return ['ended before its first step', 'ended before their first step'];
  if (failedAt !== null) return [`ended at step ${failedAt}`, `ended at step ${failedAt}`];
  const [first, last] = [log10[0], log10.at(-1)];
  if (!first || !last || log10.length < 2) return null;
  const changes = last.map((value, l) => Math.abs((value ?? Number.NaN) - (first[l] ?? Number.NaN)));
  const most = changes.reduce((best, change, l) => (change > (changes[best] ?? -1) ? l : best), 0);
  const factor = 10 ** (changes[most] ?? 0);
  if (!Number.isFinite(factor)) return null;
  const where = factor < 2 ? 'hardly at all' : `most at layer ${most + 1}, ${formatNumber(factor)} times`;
  return [`has changed ${where}`, `have changed ${where}`];
}

/** Which arms can be critical at all. */
export function lookForCriticality(arms: readonly { readonly label: string; readonly class: string }[]): string {
  const seen = grouped(
    arms.map(({ label, class: kind }) =>
      kind === 'none'
        ? [label, ['has no such point', 'have no such point']]
        : [label, [`has one (${kind})`, `have one (${kind})`]],
    ),
  );
  return `At infinite width signal and gradient last where K stays and both susceptibilities are 1.${sentence(seen)}`;
}

export interface PhaseSaying {
  readonly label: string;
  /** At infinite width at the present point, as in a grid; null outside the map or before it is computed. */
  readonly outcome: number | null;
  /** How many networks of the experiment's width survive, as a clause; null until it is known. */
  readonly atWidth: string | null;
  readonly cb: number;
  /** log10 of what is left of a squared gradient at layer 1. */
  readonly gradientLog10: number;
  /** See Prediction. */
  readonly mergeLayer: number | null;
}

/** What becomes of an arm at its point: at infinite width, and in brackets at its own. */
function fateOf({ outcome, atWidth, cb, gradientLog10, mergeLayer }: PhaseSaying, depth: number): string | null {
  if (outcome === null) return null;
  const merging =
    outcome === 0 && mergeLayer !== null
      ? `its inputs become one, to a millionth of the variance, by layer ${mergeLayer}`
      : null;
  const dying = outcome === 0 && cb > 0 && gradientLog10 < -KEPT_DECADES;
  const dims = dying ? `its gradients shrink to ${formatLog10(gradientLog10)}` : null;
  const losses = [merging, dims].filter((loss) => loss !== null).join(' and ');
  const fading = losses === '' ? '' : ` but ${losses}`;
  return `${outcomeText(outcome, depth)}${fading}${atWidth === null ? '' : ` (${atWidth})`}`;
}

export function lookForPhase(arms: readonly PhaseSaying[], depth: number): string {
  const seen = fates(arms, depth);
  return `Drag the point: the networks start there. At infinite width uncoloured starts survive all ${depth} layers.${sentence(seen)}`;
}

/** The same where there is room for one arm and few words. */
export function lookForPoint(arm: PhaseSaying, depth: number): string {
  const said = fateOf({ ...arm, atWidth: null }, depth);
  return `Drag the point.${said === null ? '' : ` At infinite width ${arm.label} ${said}.`}`;
}

/** `A survives to layer 10; B and C overflow at layer 9`, at infinite width. */
function fates(arms: readonly PhaseSaying[], depth: number): string {
  return grouped(
    arms.map((arm) => {
      const said = fateOf(arm, depth);
      const several = said?.replace(/^(\w+?)(?:(?<=sh)e)?s /, '$1 ').replace(/\bits\b/g, 'their') ?? '';
      return [arm.label, said === null ? null : [said, several]];
    }),
  );
}

/** Does the signal survive? */
export function answerSignal(arms: readonly PhaseSaying[], depth: number): string {
  // What becomes of the gradient is the next question.
  const signals = arms.map((arm) => ({ ...arm, gradientLog10: 0 }));
  return `At infinite width, by its largest input, ${fates(signals, depth)}.`;
}

/** Does the gradient? By the product of χ⊥ alone. */
export function answerGradient(arms: readonly Pick<PhaseSaying, 'label' | 'gradientLog10'>[]): string {
  const seen = grouped(arms.map(({ label, gradientLog10 }) => [label, gradientFate(gradientLog10)]));
  return `At infinite width, from the last layer to the first, ${seen}.`;
}

const FLOAT64_DECADES = 308;

function gradientFate(log10: number): Saying {
  if (Number.isNaN(log10)) return ['has a squared gradient that nothing is known of', 'have such a one too'];
  if (Math.abs(log10) < KEPT_DECADES) return ['keeps its squared gradient', 'keep their squared gradients'];
  if (Math.abs(log10) > FLOAT64_DECADES) {
    return log10 > 0
      ? ['takes its squared gradient beyond float64', 'take their squared gradients beyond float64']
      : [
          'leaves less of its squared gradient than float64 holds',
          'leave less of their squared gradients than float64 holds',
        ];
  }
  const [verb, verbs] = log10 > 0 ? ['multiplies', 'multiply'] : ['divides', 'divide'];
  const by = `by ${powerOfTen(Math.abs(log10))}`;
  return [`${verb} its squared gradient ${by}`, `${verbs} their squared gradients ${by}`];
}
