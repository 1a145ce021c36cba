/** What arms of one program need of the device, before anything is made there. */

import type { OptimizerName } from '../../experiment/experiment.ts';
import type { Forms } from '../../formula/float32/forms.ts';
import { type LossName, WITH_DERIVATIVES } from '../../tasks/task.ts';
import { EngineError } from '../engine.ts';
import { accumulatorsOf } from '../step/optimizers.ts';
import { truthLength } from '../step/truth.ts';
import { combinedPairs, combineGroups } from './combine.ts';
import { type NetworkSize, networkLayout, type Tiling } from './layout.ts';
import { NETWORK_BYTES } from './networks.ts';
import { POINTS, predictGroups, predictionLength, predictLayout } from './predict.ts';
import { propagateGroups, reportLayout } from './propagate.ts';
import { SLOTS } from './steps.ts';
import { ROWS } from './tiling.ts';
import { updateGroups } from './update.ts';

export interface GroupPlan {
  /** Of the networks of all its arms, which are the replicas of its layouts. */
  readonly activation: Forms<string>;
  readonly optimizer: OptimizerName;
  readonly loss: LossName;
  readonly tiling: Tiling;
  readonly size: Omit<NetworkSize, 'examples'>;
  /** Examples in the data. */
  readonly examples: number;
  /** How many of them, the first ones, are measured. */
  readonly observed: number;
  /** Examples of a training step; `examples`: all of them in order. */
  readonly batch: number;
  /** Input scales and learning rates that differ, of all arms of the run. */
  readonly scales: number;
  readonly rates: number;
}

export const isGathered = ({ batch, examples }: GroupPlan): boolean => batch !== examples;

/** How the same networks predict with ∂u/∂x and ∂²u/∂x² beside u; as they are where those are not carried (layers.ts). */
export function withDerivatives(plan: GroupPlan): GroupPlan {
  const { size, tiling } = plan;
  if (size.streams !== 1 || size.outputs !== 1 || size.norm !== 'none') return plan;
  // Parameters lie as the columns of the tiling have them.
  return { ...plan, size: { ...size, streams: WITH_DERIVATIVES }, tiling: { ...tiling, rows: ROWS[WITH_DERIVATIVES] } };
}

/** Layouts of a training step, of a measurement and of a chunk of predictions; parameters lie the same in all. */
export function groupLayouts({ size, batch, observed, tiling }: GroupPlan) {
  return {
    training: networkLayout({ ...size, examples: batch }, tiling),
    measuring: networkLayout({ ...size, examples: observed }, tiling),
    predicting: predictLayout({ ...size, examples: POINTS }, tiling),
  };
}

/** Bytes of each of a group's buffers; 0: not needed. */
export function groupBytes(plan: GroupPlan) {
  const { training, measuring } = groupLayouts(plan);
  const { replicas } = plan.size;
  const parameters = 16 * replicas * training.parameterStride;
  const accumulators = parameters * accumulatorsOf(plan.optimizer);
  return {
    parameters,
    accumulators,
    /** Parameters and accumulators at the last two looks: the one that was judged, and the one that is under way. */
    keptParameters: parameters,
    keptAccumulators: accumulators,
    nextParameters: parameters,
    nextAccumulators: accumulators,
    activations: 16 * replicas * Math.max(training.activationStride, measuring.activationStride),
    signals: 16 * replicas * Math.max(training.signalStride, measuring.signalStride),
    trainReport: 4 * reportLayout(training, 'train').length,
    measureReport: 4 * reportLayout(measuring, 'measure').length,
    losses: 4 * SLOTS * replicas,
    networks: NETWORK_BYTES * replicas,
    combined: 8 * combinedPairs(measuring),
  } as const;
}

export type GroupBufferName = keyof ReturnType<typeof groupBytes>;

/** Bytes of each of the buffers in which an arm's predictions are made. */
export function predictorBytes(plan: GroupPlan) {
  const { predicting } = groupLayouts(plan);
  return {
    inputs: 4 * predicting.inputs * POINTS,
    networks: NETWORK_BYTES,
    /** Of the network that predicts. */
    parameters: 16 * predicting.parameterStride,
    activations: 16 * predicting.activationStride,
    predictions: 4 * predictionLength(predicting),
  } as const;
}

export type PredictorBufferName = keyof ReturnType<typeof predictorBytes>;

/** What a kernel may be refused for. */
export type Limits = Pick<
  GPUSupportedLimits,
  | 'maxBufferSize'
  | 'maxComputeInvocationsPerWorkgroup'
  | 'maxComputeWorkgroupSizeX'
  | 'maxComputeWorkgroupsPerDimension'
  | 'maxStorageBufferBindingSize'
  | 'maxStorageBuffersPerShaderStage'
>;

/** Most threads that may share a workgroup. */
export const mostThreads = (limits: Limits): number =>
  Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX);

/** Throws EngineError if a group is beyond what the device allows. */
export function checkLimits(plan: GroupPlan, limits: Limits): void {
  const { training, measuring, predicting } = groupLayouts(plan);
  const buffers = 7 + (isGathered(plan) ? 1 : 0);
  if (limits.maxStorageBuffersPerShaderStage < buffers || mostThreads(limits) < LEAST_THREADS) {
    throw new EngineError(
      `This engine needs ${buffers} buffers and ${LEAST_THREADS} threads in a kernel; this graphics device allows ${limits.maxStorageBuffersPerShaderStage} and ${mostThreads(limits)}. Choose another engine.`,
    );
  }
  const data = {
    inputs: 4 * plan.scales * plan.examples * plan.size.inputs,
    targets: 4 * plan.examples * truthLength(plan.loss, plan.size.outputs, plan.size.streams),
  };
  const largest = Math.max(...Object.values({ ...groupBytes(plan), ...predictorBytes(plan), ...data }));
  const allowed = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  if (largest > allowed) {
    const remedy =
      largest === Math.max(data.inputs, data.targets)
        ? 'Choose less data or another engine.'
        : 'Choose fewer replicas, a smaller width or depth.';
    throw new EngineError(
      `Too large for this engine: its largest array needs about ${megabytes(largest)} of memory, and ${megabytes(allowed)} can be used. ${remedy}`,
    );
  }
  const groups = Math.max(
    propagateGroups(training),
    propagateGroups(measuring),
    predictGroups(predicting, POINTS),
    combineGroups(measuring),
    ...updateGroups(training),
  );
  if (groups > limits.maxComputeWorkgroupsPerDimension) {
    throw new EngineError(
      `Too large for this engine: it needs ${count(groups)} workgroups, and this graphics device allows ${count(limits.maxComputeWorkgroupsPerDimension)}. Choose fewer replicas, a smaller width or a smaller batch.`,
    );
  }
}

/** In a workgroup of the kernels whose size does not depend on the device: update and combine. */
const LEAST_THREADS = 16;

const count = (value: number): string => value.toLocaleString('en');

const megabytes = (bytes: number): string => `${count(Math.ceil(bytes / 2 ** 20))} MB`;
