/** What one arm needs of the device, before anything is made there. */
import type { Activation } from '../../activations/activation.ts';
import type { OptimizerName } from '../../experiment/experiment.ts';
import { EngineError } from '../engine.ts';
import { combinedPairs } from './combine.ts';
import { type NetworkLayout, type NetworkSize, networkLayout, type Tiling } from './layout.ts';
import type { LossName } from './loss.ts';
import { propagateGroups, reportLayout } from './propagate.ts';
import { SLOTS } from './steps.ts';
import { ACCUMULATORS, updateGroups } from './update.ts';

export interface ArmPlan {
  readonly activation: Activation['wgsl'];
  readonly optimizer: OptimizerName;
  readonly loss: LossName;
  readonly tiling: Tiling;
  /** The networks, and the whole data as the examples of a pass. */
  readonly size: NetworkSize;
  /** Examples of a training step; `size.examples`: all of them in order. */
  readonly batch: number;
}

export const isGathered = ({ batch, size }: ArmPlan): boolean => batch !== size.examples;

/** Layouts of a training step and of a measurement; parameters lie the same in both. */
export function armLayouts({ size, batch, tiling }: ArmPlan): { training: NetworkLayout; measuring: NetworkLayout } {
  return { training: networkLayout({ ...size, examples: batch }, tiling), measuring: networkLayout(size, tiling) };
}

/** Bytes of each of an arm's buffers; 0: not needed. */
export function armBytes(plan: ArmPlan) {
  const { training, measuring } = armLayouts(plan);
  const { replicas, inputs, examples } = plan.size;
  const parameters = 16 * replicas * training.parameterStride;
  const accumulators = parameters * ACCUMULATORS[plan.optimizer];
  return {
    /** The data's inputs as this arm scales them. */
    inputs: 4 * examples * inputs,
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
    combined: 8 * combinedPairs(measuring),
  } as const;
}

export type ArmBufferName = keyof ReturnType<typeof armBytes>;

/** Throws EngineError if an arm is beyond what the device allows. */
export function checkLimits(plan: ArmPlan, limits: GPUSupportedLimits): void {
  const { training, measuring } = armLayouts(plan);
  const largest = Math.max(...Object.values(armBytes(plan)));
  const allowed = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  if (largest > allowed) {
    throw new EngineError(
      `Too large for this engine: its largest array needs about ${megabytes(largest)} of memory, and ${megabytes(allowed)} can be used. Choose fewer replicas, a smaller width or depth.`,
    );
  }
  const groups = Math.max(propagateGroups(training), propagateGroups(measuring), ...updateGroups(training));
  const threads = plan.tiling.threads;
  if (
    groups > limits.maxComputeWorkgroupsPerDimension ||
    threads > Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX)
  ) {
    throw new EngineError(
      `Too large for this engine: it needs ${groups.toLocaleString('en')} workgroups of ${threads} threads, more than this graphics device allows. Choose fewer replicas or a smaller width.`,
    );
  }
  if (limits.maxStorageBuffersPerShaderStage < STORAGE_BUFFERS) {
    throw new EngineError('This engine needs more buffers in a kernel than this graphics device allows.');
  }
}

/** What the kernel with most of them binds. */
const STORAGE_BUFFERS = 7;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;
