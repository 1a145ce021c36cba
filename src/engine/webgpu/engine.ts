/** Engine `fused`: a training step as two hand-written kernels for all arms of one program, on a GPUDevice that is given. */

import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../../experiment/setup.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import { streamsOf } from '../../tasks/task.ts';
import { drawnNetworks, type Progress } from '../drawing.ts';
import type { Engine, Trainer } from '../engine.ts';
import { normOf, skipOf } from '../layers.ts';
import { packedTruth } from '../step/truth.ts';
import { startTrainer } from '../trainer/trainer.ts';
import { layerShapes, scaledInputs } from '../weights.ts';
import { allocate } from './allocation.ts';
import { type Contestants, FusedEnsemble } from './ensemble.ts';
import { FusedGroup, type GroupKernels, groupKernels, type SharedBuffers } from './group.ts';
import { packParameters } from './layout.ts';
import type { OwnNumbers } from './networks.ts';
import { checkLimits, type GroupPlan, groupLayouts, isGathered, type Limits, mostThreads } from './plan.ts';
import { SLOTS, stepStride } from './steps.ts';
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
    async create(experiment: Experiment, run: number, progress?: Progress): Promise<Trainer> {
      const prepared = setup(experiment);
      const groups = groupsOf(prepared, experiment, software, mostThreads(limits));
      for (const { plan } of groups) checkLimits(plan, limits);
      const kernels = await Promise.all(groups.map(({ plan }) => groupKernels(device, plan)));
      const parameters = await groupParameters(prepared, experiment, groups, progress);
      const { arms, replicas, depth, width } = experiment;
      const networks = `${replicas} × ${arms.length} networks of depth ${depth} and width ${width}`;
      const ensemble = await allocate(device, networks, () => {
        const shared = sharedBuffers(device, (groups[0] as Group).plan, prepared);
        const contestants = groups.map(({ plan, arms: places }, i): Contestants => {
          const own = places.map((arm) => ownNumbers(prepared, arm));
          const ofNetworks = own.flatMap((numbers) => new Array<OwnNumbers>(replicas).fill(numbers));
          const [ready, drawn] = [kernels[i] as GroupKernels, parameters[i] as Float32Array<ArrayBuffer>];
          return { group: new FusedGroup(device, plan, ready, shared, drawn, ofNetworks), plan, arms: places, own };
        });
        return new FusedEnsemble(device, experiment, prepared.data, contestants, shared, ratesOf(prepared));
      });
      return startTrainer(ensemble, prepared, experiment, { run, engine: 'fused', adapter });
    },
  };
}

/** By which inputs are multiplied, and learning rates, each once: nearly always one each, or one for every arm of four. */
const scalesOf = ({ arms }: Setup): readonly number[] => [...new Set(arms.map(({ inputScale }) => inputScale))];
const ratesOf = ({ arms }: Setup): readonly number[] => [...new Set(arms.map(({ learningRate }) => learningRate))];

function ownNumbers(prepared: Setup, place: number): OwnNumbers {
  const arm = prepared.arms[place] as ArmSetup;
  const { inputScale, learningRate } = arm;
  return {
    inputs: scalesOf(prepared).indexOf(inputScale) * prepared.data.inputs.length,
    rate: ratesOf(prepared).indexOf(learningRate),
    inputScale,
    skip: skipOf(arm),
  };
}

/** Arms of one program, by their places in the experiment. */
interface Group {
  readonly plan: GroupPlan;
  readonly arms: readonly number[];
}

function groupsOf(prepared: Setup, experiment: Experiment, software: boolean, threads: number): readonly Group[] {
  const { data, arms } = prepared;
  const { depth, width, replicas, optimizer } = experiment;
  const batch = experiment.batch === 'full' ? data.size : Math.min(experiment.batch, data.size);
  const { inputDimension: inputs, outputDimension: outputs } = data;
  const size = { depth, inputs, width, outputs, streams: streamsOf(data) } as const;
  const tiling = tilingFor({ ...size, examples: batch }, software, threads);
  const alike = new Map<string, number[]>();
  for (const [place, arm] of arms.entries()) {
    const key = JSON.stringify([arm.activation.id, skipOf(arm) !== 0, normOf(arm, size.streams)]);
    const places = alike.get(key) ?? [];
    places.push(place);
    alike.set(key, places);
  }
  return [...alike.values()].map((places) => {
    const arm = arms[places[0] as number] as ArmSetup;
    const networks = places.length * replicas;
    const plan: GroupPlan = {
      activation: wgslForms(arm.activation.formula),
      optimizer,
      loss: data.loss,
      tiling,
      size: { ...size, replicas: networks, skips: skipOf(arm) !== 0, norm: normOf(arm, size.streams) ?? 'none' },
      examples: data.size,
      observed: data.observed,
      batch,
      scales: scalesOf(prepared).length,
      rates: ratesOf(prepared).length,
    };
    return { plan, arms: places };
  });
}

function sharedBuffers(device: GPUDevice, plan: GroupPlan, prepared: Setup): SharedBuffers {
  const { data } = prepared;
  const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
  const buffer = (size: number, usage: number) => device.createBuffer({ size, usage: usage | COPY_DST });
  const packed = packedTruth(data);
  const targets = buffer(packed.byteLength, STORAGE);
  device.queue.writeBuffer(targets, 0, packed);
  const scales = scalesOf(prepared);
  const { byteLength } = data.inputs;
  const inputs = buffer(scales.length * byteLength, STORAGE);
  for (const [i, inputScale] of scales.entries()) {
    // Rounded once; a shader would round scale and product.
    device.queue.writeBuffer(inputs, i * byteLength, Float32Array.from(scaledInputs(data, { inputScale })));
  }
  return {
    steps: buffer(SLOTS * stepStride(plan.rates), UNIFORM),
    order: isGathered(plan) ? buffer(4 * SLOTS * plan.batch, STORAGE) : null,
    inputs,
    targets,
  };
}

/** The initial parameters of each group, all networks, as its layout has them. */
async function groupParameters(
  prepared: Setup,
  experiment: Experiment,
  groups: readonly Group[],
  progress?: Progress,
): Promise<readonly Float32Array<ArrayBuffer>[]> {
  const { replicas } = experiment;
  const shapes = layerShapes(experiment, prepared.data);
  const drawn = groups.map(({ plan }) => {
    const layout = groupLayouts(plan).training;
    return { layout, packed: new Float32Array(layout.replicas * layout.parameterStride * 4) };
  });
  let replica = 0;
  for await (const networks of drawnNetworks(prepared, experiment, progress)) {
    for (const [g, { arms }] of groups.entries()) {
      const { layout, packed } = drawn[g] as (typeof drawn)[number];
      for (const [i, arm] of arms.entries()) {
        const own = packParameters(layout, shapes, networks[arm] as Float32Array);
        packed.set(own, (i * replicas + replica) * layout.parameterStride * 4);
      }
    }
    replica++;
  }
  return drawn.map(({ packed }) => packed);
}
