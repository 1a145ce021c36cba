/** What both charts of two inputs are told of each arm: theory beside what was measured. */
import type { CorrelationArm, CorrelationMapArm } from '../../../charts/correlation/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import type { ArmCorrelation } from '../../../engine/pairs/measure.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { hiddenLayer } from '../../../experiment/setup.ts';
import { inputPairChoice, type PairChoice } from '../../../tasks/pairs.ts';
import { observedInputs } from '../../../tasks/task.ts';
import { type CorrelationCourse, type PhaseOfMap, phaseOfMap } from '../../../theory/correlation.ts';
import { slotOf } from '../../armSlots.ts';
import { theoryOf } from '../../theory.ts';
import type { CorrelationState } from './model.ts';

/** One arm of the present experiment. */
export interface CorrelationFacts {
  readonly slot: number;
  readonly label: string;
  readonly activation: string;
  readonly course: CorrelationCourse | null;
  readonly phase: PhaseOfMap | null;
  /** As long as it is of the same activation; of an older run until the new one is measured. */
  readonly measured: ArmCorrelation | null;
}

export function correlationFacts({ experiment, courses, measured }: CorrelationState): readonly CorrelationFacts[] {
  return theoryOf(experiment).setup.arms.map((arm, index) => {
    const course = courses[index] ?? null;
    const own = measured?.experiment.arms[index]?.activation === experiment.arms[index]?.activation;
    return {
      slot: slotOf(experiment, index),
      label: arm.label,
      activation: arm.activation.id,
      course,
      phase: course && phaseOfMap(hiddenLayer(arm), course.map),
      measured: (own && measured?.arms[index]) || null,
    };
  });
}

/** c_l of the hidden layers at infinite width; none where it is not known. */
export function predictedCorrelations({ course }: Pick<CorrelationFacts, 'course'>): readonly number[] {
  const all = course === null ? [] : Array.from(course.apart, (apart) => 1 - apart);
  return all.slice(0, -1).filter((c) => !Number.isNaN(c));
}

export const correlationArms = (facts: readonly CorrelationFacts[], layers: number): readonly CorrelationArm[] =>
  facts.map((arm) => ({
    slot: arm.slot,
    label: arm.label,
    predicted: predictedCorrelations(arm),
    measured: (arm.measured?.layers ?? [])
      .slice(0, layers)
      .map((layer) => layer && { correlation: 1 - layer.apart, spread: layer.spread }),
  }));

export const correlationMapArms = (facts: readonly CorrelationFacts[]): readonly CorrelationMapArm[] =>
  facts.map((arm) => ({
    slot: arm.slot,
    label: arm.label,
    map: (arm.course?.map.samples ?? []).map(([apart, next]) => [1 - apart, 1 - next] as const).toReversed(),
    iterates: predictedCorrelations(arm),
    fixedPoints: (arm.course?.map.fixedPoints ?? []).map(({ apart, slope, stability }) => ({
      correlation: 1 - apart,
      slope,
      stability,
    })),
  }));

/** Which inputs the pair is, as a clause. */
export function pairText(experiment: Experiment, choice: PairChoice): string {
  const { data } = theoryOf(experiment).setup;
  const { examples, pairs } = inputPairChoice(data, choice);
  if (pairs.length === 0) return 'no two inputs that differ';
  if (choice === 'all') return `mean over the ${pairs.length} pairs of ${examples.length} inputs`;
  const { inputDimension } = data;
  if (inputDimension > 2) return `examples ${examples.map((example) => example + 1).join(' and ')}`;
  const inputs = observedInputs(data);
  const point = (example: number) =>
    Array.from({ length: inputDimension }, (_, k) => formatNumber(inputs[example * inputDimension + k]!)).join(', ');
  const points = examples.map((example) => (inputDimension === 1 ? point(example) : `(${point(example)})`));
  return `inputs ${points.join(' and ')}`;
}
