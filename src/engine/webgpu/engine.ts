/** Engine `fused`: a training step as two hand-written kernels per arm, on a GPUDevice that is given. */

import type { Experiment } from '../../experiment/experiment.ts';
import { type Setup, setup } from '../../experiment/setup.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import type { Engine, Trainer } from '../engine.ts';
import { normOf, skipOf } from '../layers.ts';
import { startTrainer } from '../trainer/trainer.ts';
import { drawNetwork, layerShapes, scaledInputs } from '../weights.ts';
import { allocate } from './allocation.ts';
import { armKernels, FusedArm, type SharedBuffers } from './arm.ts';
import { FusedEnsemble } from './ensemble.ts';
import { behindInputs } from './forward.ts';
import { packParameters } from './layout.ts';
import { packTargets } from './loss.ts';
import { type ArmPlan, armLayouts, checkLimits, isGathered, type Limits, mostThreads } from './plan.ts';
import { SLOTS, STEP_STRIDE } from './steps.ts';
import { tilingFor } from './tiling.ts';

export interface FusedOptions {
  /** The device in words. */
  readonly adapter: string;
  /** True on an adapter that computes on the CPU. */
  readonly software: boolean;
  /** What to keep within; the device's own by default. */
  readonly limits?: Limits;
}

export function fusedEngine(device: GPUDevice, { adapter, software, limits = device.limits }: FusedOptions): Engine {
  return {
    name: 'fused',
    adapter,
    async create(experiment: Experiment, run: number): Promise<Trainer> {
      const prepared = setup(experiment);
      const plans = armPlans(prepared, experiment, software, mostThreads(limits));
      for (const plan of plans) checkLimits(plan, limits);
      const kernels = await Promise.all(plans.map((plan) => armKernels(device, plan)));
      const parameters = armParameters(prepared, experiment, plans);
      const { replicas, depth, width } = experiment;
      const networks = `${replicas} × ${plans.length} networks of depth ${depth} and width ${width}`;
      const ensemble = await allocate(device, networks, () => {
        const shared = sharedBuffers(device, plans[0] as ArmPlan, prepared);
        const contestants = plans.map((plan, i) => {
          const setting = prepared.arms[i] as (typeof prepared.arms)[number];
          const scaled = scaledInputs(prepared.data, setting);
          const told = { inputScale: setting.inputScale, skip: skipOf(setting) };
          const inputs = Float32Array.from([...scaled, ...behindInputs(plan.size, told)]);
          const own = parameters[i] as Float32Array<ArrayBuffer>;
          const arm = new FusedArm(device, plan, kernels[i] as (typeof kernels)[number], shared, own, inputs);
          return { plan, arm, ...told };
        });
        return new FusedEnsemble(device, experiment, prepared.data, contestants, shared);
      });
      return startTrainer(ensemble, prepared, experiment, { run, engine: 'fused', adapter });
    },
  };
}

function armPlans(
  { data, arms }: Setup,
  experiment: Experiment,
  software: boolean,
  threads: number,
): readonly ArmPlan[] {
  const { depth, width, replicas, optimizer } = experiment;
  const batch = experiment.batch === 'full' ? data.size : Math.min(experiment.batch, data.size);
  const { inputDimension: inputs, outputDimension: outputs } = data;
  const size = { replicas, depth, inputs, width, outputs, streams: data.equation?.streams ?? 1 } as const;
  const tiling = tilingFor({ ...size, examples: batch }, software, threads);
  return arms.map((arm) => ({
    activation: wgslForms(arm.activation.formula),
    optimizer,
    loss: data.loss,
    tiling,
    size: { ...size, skips: skipOf(arm) !== 0, norm: normOf(arm, size.streams) ?? 'none' },
    examples: data.size,
    observed: data.observed,
    batch,
  }));
}

function sharedBuffers(device: GPUDevice, plan: ArmPlan, { data }: Setup): SharedBuffers {
  const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
  const buffer = (size: number, usage: number) => device.createBuffer({ size, usage: usage | COPY_DST });
  const packed = packTargets(data);
  const targets = buffer(packed.byteLength, STORAGE);
  device.queue.writeBuffer(targets, 0, packed);
  return {
    steps: buffer(SLOTS * STEP_STRIDE, UNIFORM),
    order: isGathered(plan) ? buffer(4 * SLOTS * plan.batch, STORAGE) : null,
    targets,
  };
}

/** The initial parameters of each arm, all replicas, as its layout has them. */
function armParameters(prepared: Setup, experiment: Experiment, plans: readonly ArmPlan[]) {
  const shapes = layerShapes(experiment, prepared.data);
  const layouts = plans.map((plan) => armLayouts(plan).training);
  const packed = layouts.map((layout) => new Float32Array(experiment.replicas * layout.parameterStride * 4));
  for (let replica = 0; replica < experiment.replicas; replica++) {
    drawNetwork(prepared, experiment, replica).forEach((network, arm) => {
      const layout = layouts[arm] as (typeof layouts)[number];
      packed[arm]?.set(packParameters(layout, shapes, network), replica * layout.parameterStride * 4);
    });
  }
  return packed;
}
