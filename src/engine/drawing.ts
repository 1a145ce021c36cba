/**
 * The networks that a run starts from, one replica after the other. Orthogonal weights take seconds where networks are wide and
 * deep: they are drawn in slices, between which messages are let in.
 */
import type { Experiment } from '../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../experiment/setup.ts';
import { unitWeights, type WeightsOrder, workOf } from './unitWeights.ts';
import { drawNetwork, layerShapes, replicaSeed } from './weights.ts';

/** Told the share of the work that is done, 0 to 1, it lets messages in; false: nobody waits for the networks any more. */
export type Progress = (share: number) => Promise<boolean>;

/** Milliseconds at a time. */
const SLICE = 50;

const LAW = 'orthogonal';

/**
 * Per replica its networks, see `drawNetwork`. Throws Error once nobody waits for them.
 * @param progress is told nothing where the work is done within a slice; without one, all is drawn at once.
 * @param firstReplica by what number the first replica is drawn, where others are elsewhere.
 */
export async function* drawnNetworks(
  prepared: Setup,
  experiment: Experiment,
  progress: Progress | null = null,
  firstReplica = 0,
): AsyncGenerator<readonly Float32Array[]> {
  const orders = progress && prepared.arms.some(hasLaw) ? ordersOf(prepared, experiment) : [];
  const whole = experiment.replicas * orders.reduce((sum, order) => sum + workOf(order), 0);
  let [done, paused] = [0, performance.now()];
  for (let replica = firstReplica; replica < firstReplica + experiment.replicas; replica++) {
    const seed = replicaSeed(experiment.seed, replica);
    // `drawNetwork` finds them: those of one replica are always remembered so long.
    for (const order of orders) {
      unitWeights({ ...order, seed });
      done += workOf(order);
      if (progress === null || performance.now() - paused < SLICE) continue;
      if (!(await progress(done / whole))) throw new Error('Nobody waits for these networks any more.');
      paused = performance.now();
    }
    yield drawNetwork(prepared, experiment, replica);
  }
}

const hasLaw = ({ layers }: ArmSetup): boolean => layers.some(({ weights }) => weights === LAW);

const ordersOf = (prepared: Setup, experiment: Experiment): readonly Omit<WeightsOrder, 'seed'>[] =>
  layerShapes(experiment, prepared.data).map(({ fanIn, fanOut }, index) => ({
    law: LAW,
    layer: index + 1,
    fanIn,
    fanOut,
  }));
