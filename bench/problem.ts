/** What every contestant trains, and what it starts from. */
import type { Activation } from '../src/activations/activation.ts';
import { drawNetwork, type LayerShape, layerShapes, scaledInputs } from '../src/engine/weights.ts';
import type { EngineChoice, Experiment } from '../src/experiment/experiment.ts';
import { setup } from '../src/experiment/setup.ts';
import { pointsTask } from './points.ts';

export interface Network {
  /** Weight layers. */
  readonly depth: number;
  readonly width: number;
  /** Points, all of which are in every step. */
  readonly batch: number;
  /** Permalink id, e.g. `relu`. */
  readonly activation: string;
}

/**
 * Small enough that MRePU at depth 20 does not diverge in the many steps of the fast contestants, and that correct
 * programs agree at width 256: Adam steps by the sign of a gradient even where it is of the size of rounding errors.
 */
export const LEARNING_RATE = 1e-5;

export interface Problem extends Network {
  readonly sigma: Activation;
  readonly shapes: readonly LayerShape[];
  /** Flat, as `shapes` has them. */
  readonly parameters: Float32Array;
  /** [batch] each: input and output have one dimension. */
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
}

/** The same problem for our engines: full batch, Adam; ReLU is initialised by He's rule, others critically. */
export function experimentOf(network: Network, replicas: number, engine: EngineChoice): Experiment {
  const { activation, depth, width, batch } = network;
  const init = activation === 'relu' ? 'he' : 'critical';
  return {
    arms: [{ activation, init, cw: null, cb: null, k1: null }],
    task: pointsTask(batch),
    depth,
    width,
    batch: 'full',
    optimizer: 'adam',
    learningRate: LEARNING_RATE,
    seed: 1,
    replicas,
    steps: 0,
    engine,
  };
}

export function problemOf(network: Network): Problem {
  const experiment = experimentOf(network, 1, 'auto');
  const prepared = setup(experiment);
  const [arm] = prepared.arms;
  const [parameters] = drawNetwork(prepared, experiment, 0);
  if (!arm || !parameters) throw new Error('There is no network.');
  return {
    ...network,
    sigma: arm.activation,
    shapes: layerShapes(experiment, prepared.data),
    parameters,
    inputs: scaledInputs(prepared.data, arm),
    targets: prepared.data.targets,
  };
}
