/** Orthogonal weights take seconds where networks are wide and deep: they are drawn piece by piece, before the networks are. */
import type { Experiment } from '../experiment/experiment.ts';
import { setup } from '../experiment/setup.ts';
import { canBeRemembered, unitWeights, type WeightsOrder, workOf } from './unitWeights.ts';
import { layerShapes, replicaSeed } from './weights.ts';

const LAW = 'orthogonal';

/** Milliseconds at a time, between which messages are let in. */
const SLICE = 50;
/** What is done sooner needs no word. */
const SILENT = 200;

export interface Waiting {
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
  readonly goesOn: () => boolean;
  /** @param share of the work, 0 to 1. */
  readonly say: (share: number) => void;
}

/**
 * Draws what `drawNetwork` will need of orthogonal weights, as far as it can be remembered until then; more would be drawn
 * there, in one piece.
 */
export async function drawBeforehand(experiment: Experiment, { pause, goesOn, say }: Waiting): Promise<void> {
  if (!experiment.arms.some(({ weights }) => weights === LAW)) return;
  const orders = ordersOf(experiment);
  if (!canBeRemembered(orders)) return;
  const whole = orders.reduce((sum, order) => sum + workOf(order), 0);
  const started = performance.now();
  let [done, paused] = [0, started];
  for (const order of orders) {
    unitWeights(order);
    done += workOf(order);
    const now = performance.now();
    if (now - paused < SLICE) continue;
    if (now - started > SILENT) say(done / whole);
    await pause();
    if (!goesOn()) return;
    paused = performance.now();
  }
}

function ordersOf(experiment: Experiment): WeightsOrder[] {
  const shapes = layerShapes(experiment, setup(experiment).data);
  return Array.from({ length: experiment.replicas }, (_, replica) => replicaSeed(experiment.seed, replica)).flatMap(
    (seed) => shapes.map(({ fanIn, fanOut }, index) => ({ law: LAW, seed, layer: index + 1, fanIn, fanOut })),
  );
}
