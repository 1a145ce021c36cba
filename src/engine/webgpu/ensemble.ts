/**
 * The networks of a run on the GPU: many steps in a submit, one readback at a time. The GPU works through training and
 * the looks at it without a pause.
 */
import { type BatchSequence, batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { concatenated } from '../../lib/concatenated.ts';
import type { TaskData } from '../../tasks/task.ts';
import type { Ensemble, Look, Parameters, Wanted } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import { layerShapes } from '../weights.ts';
import type { FusedGroup, SharedBuffers } from './group.ts';
import type { OwnNumbers } from './networks.ts';
import { readParameters } from './parameters.ts';
import { type GroupPlan, groupLayouts, isGathered, withDerivatives } from './plan.ts';
import { Predictor } from './predictor.ts';
import { readBack, readbackBuffer } from './readback.ts';
import { dealt, readbackLayout, unpackStatistics } from './statistics.ts';
import { SLOTS, stepOrder, stepUniforms } from './steps.ts';

/** Arms of one program, and their networks: all replicas of the first arm, then those of the next. */
export interface Contestants {
  readonly group: FusedGroup;
  readonly plan: GroupPlan;
  /** Places in the experiment. */
  readonly arms: readonly number[];
  /** By arm of these. */
  readonly own: readonly OwnNumbers[];
}

/** Some arms of a group. */
interface Chosen {
  readonly contestants: Contestants;
  readonly arms: readonly number[];
}

export class FusedEnsemble implements Ensemble {
  readonly interval = SLOTS;
  readonly chunk = 16;
  readonly overlaps = true;
  readonly #device: GPUDevice;
  readonly #experiment: Experiment;
  readonly #data: TaskData;
  readonly #groups: readonly Contestants[];
  /** By arm: its group, and its place in it. */
  readonly #places: readonly { readonly contestants: Contestants; readonly index: number }[];
  readonly #shared: SharedBuffers;
  /** Those that differ. */
  readonly #rates: readonly number[];
  readonly #batches: BatchSequence;
  /** Examples per step as the order has them; 0 without an order. */
  readonly #batch: number;
  readonly #staging: GPUBuffer;
  readonly #predictor: Predictor;
  /** The same with derivatives; made when first asked for. */
  #deriving: Predictor | null = null;
  readonly #released = new Set<number>();
  #disposed = false;

  constructor(
    device: GPUDevice,
    experiment: Experiment,
    data: TaskData,
    groups: readonly Contestants[],
    shared: SharedBuffers,
    learningRates: readonly number[],
  ) {
    this.#device = device;
    this.#experiment = experiment;
    this.#data = data;
    this.#groups = groups;
    this.#shared = shared;
    this.#rates = learningRates;
    this.#batches = batchSequence(experiment.seed, data.size, experiment.batch);
    const places: { contestants: Contestants; index: number }[] = [];
    for (const contestants of groups) {
      for (const [index, arm] of contestants.arms.entries()) places[arm] = { contestants, index };
    }
    this.#places = places;
    const plans = groups.map(({ plan }) => plan);
    this.#batch = plans.find(isGathered)?.batch ?? 0;
    // A replay follows a look that has been read, so the same buffer serves both.
    const statistics = plans.reduce((sum, plan) => sum + statisticsBytes(plan, plan.size.replicas), 0);
    const losses = plans.reduce((sum, plan) => sum + lossBytes(plan, SLOTS), 0);
    this.#staging = readbackBuffer(device, Math.max(statistics + losses, this.chunk * statistics));
    this.#predictor = this.#predictorOf((plan) => plan);
  }

  prepare(arms: readonly number[]): Promise<unknown> {
    return Promise.all(this.#chosen(arms).map(({ contestants: { group } }) => group.prepareTraining()));
  }

  train(arms: readonly number[], done: number, count: number, place: number): void {
    const chosen = this.#listed(arms);
    this.#stage(done, count, place);
    this.#submit((encoder) => encodeSteps(encoder, chosen, count));
  }

  settled(): Promise<unknown> {
    return this.#device.queue.onSubmittedWorkDone();
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[] | null> {
    const chosen = this.#listed(arms);
    let bytes = 0;
    this.#submit((encoder) => {
      encodeMeasurement(encoder, chosen);
      for (const { contestants, arms: own } of chosen) {
        const { group, plan } = contestants;
        group.copyStatistics(encoder, this.#staging, bytes);
        bytes += statisticsBytes(plan, this.#networks(own));
        group.copyLosses(encoder, this.#staging, bytes, steps);
        bytes += lossBytes(plan, steps);
        group.putAside(encoder);
      }
    });
    const values = await this.#read(bytes);
    if (!values) return null;
    const looks = new Map<number, Look>();
    let at = 0;
    const next = (length: number): Float32Array => {
      const start = at;
      at += length / 4;
      return values.subarray(start, at);
    };
    for (const { contestants, arms: own } of chosen) {
      const { plan } = contestants;
      const statistics = this.#unpack(plan, own, step, next(statisticsBytes(plan, this.#networks(own))));
      const losses = next(lossBytes(plan, steps));
      for (const [i, arm] of own.entries()) {
        const { replicas } = this.#experiment;
        const first = this.#place(arm).index * replicas;
        looks.set(arm, {
          statistics: statistics[i] as ArmStatistics,
          losses: concatenated(
            Float32Array,
            Array.from({ length: steps }, (_, slot) => {
              const start = slot * plan.size.replicas + first;
              return losses.subarray(start, start + replicas);
            }),
          ),
        });
      }
    }
    return arms.map((arm) => looks.get(arm) as Look);
  }

  save(arms: readonly number[]): void {
    for (const { contestants } of this.#chosen(arms)) contestants.group.accept();
  }

  restore(arms: readonly number[]): void {
    const chosen = this.#listed(arms);
    this.#submit((encoder) => {
      for (const { contestants } of chosen) contestants.group.restore(encoder);
    });
  }

  async retrace(
    arms: readonly number[],
    done: number,
    count: number,
  ): Promise<readonly (readonly ArmStatistics[])[] | null> {
    const chosen = this.#listed(arms);
    this.#stage(done, count, 0);
    let bytes = 0;
    this.#submit((encoder) => {
      for (let i = 0; i < count; i++) {
        encodeSteps(encoder, chosen, 1, i);
        encodeMeasurement(encoder, chosen);
        for (const { contestants, arms: own } of chosen) {
          contestants.group.copyStatistics(encoder, this.#staging, bytes);
          bytes += statisticsBytes(contestants.plan, this.#networks(own));
        }
      }
    });
    const values = await this.#read(bytes);
    if (!values) return null;
    const retraced = new Map<number, ArmStatistics[]>(arms.map((arm) => [arm, []]));
    let at = 0;
    for (let i = 1; i <= count; i++) {
      for (const { contestants, arms: own } of chosen) {
        const end = at + statisticsBytes(contestants.plan, this.#networks(own)) / 4;
        const statistics = this.#unpack(contestants.plan, own, done + i, values.subarray(at, end));
        for (const [k, arm] of own.entries()) retraced.get(arm)?.push(statistics[k] as ArmStatistics);
        at = end;
      }
    }
    return [...retraced.values()];
  }

  predict(
    replicas: () => readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]> {
    const sources = () =>
      replicas().map((replica, arm) => {
        if (replica === null) return null;
        const { contestants, index } = this.#place(arm);
        return { parameters: contestants.group.keptParameters, replica: index * this.#experiment.replicas + replica };
      });
    if (derivatives) this.#deriving ??= this.#predictorOf(withDerivatives);
    return ((derivatives && this.#deriving) || this.#predictor).predict(sources, inputs);
  }

  /** @param planOf arms of one group share a program. */
  #predictorOf(planOf: (plan: GroupPlan) => GroupPlan): Predictor {
    const plans = new Map(this.#groups.map(({ plan }) => [plan, planOf(plan)]));
    const arms = this.#places.map(({ contestants: { plan, own }, index }) => ({
      plan: plans.get(plan) as GroupPlan,
      own: own[index] as OwnNumbers,
    }));
    return new Predictor(this.#device, arms);
  }

  parameters(replicas: () => readonly Wanted[]): Promise<readonly Parameters[]> {
    const shapes = layerShapes(this.#experiment, this.#data);
    const sources = replicas().map((own, arm) => {
      if (own === null) return null;
      const { contestants, index } = this.#place(arm);
      const { group, plan } = contestants;
      const networks = own.map((replica) => index * this.#experiment.replicas + replica);
      return { parameters: group.keptParameters, layout: groupLayouts(plan).training, shapes, networks };
    });
    return readParameters(this.#device, sources, () => this.#disposed);
  }

  /** Arms of a group share its memory, which goes as a whole. */
  release(arm: number): void {
    this.#released.add(arm);
    const { contestants } = this.#place(arm);
    if (contestants.arms.every((own) => this.#released.has(own))) contestants.group.dispose();
  }

  dispose(): void {
    this.#disposed = true;
    const { steps, order, inputs, targets } = this.#shared;
    for (const { group } of this.#groups) group.dispose();
    this.#predictor.dispose();
    this.#deriving?.dispose();
    for (const buffer of [steps, order, inputs, targets, this.#staging]) buffer?.destroy();
  }

  /** By group, in the order of the arms. */
  #chosen(arms: readonly number[]): readonly Chosen[] {
    const chosen = new Map<Contestants, number[]>();
    for (const arm of arms) {
      const { contestants } = this.#place(arm);
      const own = chosen.get(contestants) ?? [];
      own.push(arm);
      chosen.set(contestants, own);
    }
    return [...chosen].map(([contestants, own]) => ({ contestants, arms: own }));
  }

  /** The same; what is submitted next is for these alone. */
  #listed(arms: readonly number[]): readonly Chosen[] {
    const { replicas } = this.#experiment;
    const chosen = this.#chosen(arms);
    for (const { contestants, arms: own } of chosen) {
      const networks = own.flatMap((arm) => {
        const first = this.#place(arm).index * replicas;
        return Array.from({ length: replicas }, (_, r) => first + r);
      });
      contestants.group.list(networks);
    }
    return chosen;
  }

  #networks(arms: readonly number[]): number {
    return arms.length * this.#experiment.replicas;
  }

  #unpack(plan: GroupPlan, arms: readonly number[], step: number, values: Float32Array): readonly ArmStatistics[] {
    const layout = { ...groupLayouts(plan).measuring, replicas: this.#networks(arms) };
    return dealt(unpackStatistics(layout, step, values), this.#experiment.replicas);
  }

  /** Tells the GPU of the steps after `done`, whose losses go to the slots from `slot` on. */
  #stage(done: number, steps: number, slot: number): void {
    const { steps: uniforms, order } = this.#shared;
    const { queue } = this.#device;
    queue.writeBuffer(
      uniforms,
      0,
      stepUniforms(this.#experiment.optimizer, this.#rates, done, steps, this.#batch, slot),
    );
    if (order) queue.writeBuffer(order, 0, stepOrder(this.#batches, done, steps, this.#batch));
  }

  #submit(encode: (encoder: GPUCommandEncoder) => void): void {
    const encoder = this.#device.createCommandEncoder();
    encode(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }

  #read(bytes: number): Promise<Float32Array | null> {
    return readBack(this.#staging, bytes, () => this.#disposed);
  }

  #place(arm: number): { readonly contestants: Contestants; readonly index: number } {
    return this.#places[arm] as { readonly contestants: Contestants; readonly index: number };
  }
}

/** The next `steps` steps, from the `slot`th uniform on; groups side by side, as they do not wait for each other. */
function encodeSteps(encoder: GPUCommandEncoder, chosen: readonly Chosen[], steps: number, slot = 0): void {
  const pass = encoder.beginComputePass();
  for (let i = slot; i < slot + steps; i++) {
    for (const { contestants } of chosen) contestants.group.propagate(pass, i);
    for (const { contestants } of chosen) contestants.group.update(pass, i);
  }
  pass.end();
}

function encodeMeasurement(encoder: GPUCommandEncoder, chosen: readonly Chosen[]): void {
  const pass = encoder.beginComputePass();
  for (const { contestants } of chosen) contestants.group.measure(pass);
  pass.end();
}

const statisticsBytes = (plan: GroupPlan, networks: number): number =>
  4 * readbackLayout(groupLayouts(plan).measuring, networks).length;
/** Of all networks of a group. */
const lossBytes = (plan: GroupPlan, steps: number): number => 4 * steps * plan.size.replicas;
