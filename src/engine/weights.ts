/**
 * What every engine starts from, to the last bit: parameters and inputs, drawn and scaled on the CPU in float32.
 * Arms differ in nothing but activation, initialisation and kind of layer: the same normals, each arm's own variances.
 */
import type { Experiment } from '../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../experiment/setup.ts';
import { normalStream } from '../lib/random.ts';
import type { TaskData } from '../tasks/task.ts';
import { exactNetwork, type SparseLayer } from '../theory/exactNetwork.ts';
import type { Layer } from '../theory/layer.ts';
import { unitWeights } from './unitWeights.ts';

/** Where one layer's parameters lie in the flat parameters of a network. */
export interface LayerShape {
  readonly fanIn: number;
  readonly fanOut: number;
  /** Offset of the weights [fanIn × fanOut], row by row. */
  readonly weights: number;
  /** Offset of the biases [fanOut], which follow the weights. */
  readonly biases: number;
}

/** The layers' shapes, [L], in the order W_1, b_1, W_2, b_2, … */
export function layerShapes({ depth, width }: Experiment, data: TaskData): readonly LayerShape[] {
  const shapes: LayerShape[] = [];
  let offset = 0;
  for (let layer = 1; layer <= depth; layer++) {
    const fanIn = layer === 1 ? data.inputDimension : width;
    const fanOut = layer === depth ? data.outputDimension : width;
    shapes.push({ fanIn, fanOut, weights: offset, biases: offset + fanIn * fanOut });
    offset += (fanIn + 1) * fanOut;
  }
  return shapes;
}

/** Number of parameters of one network. */
export function parameterCount(shapes: readonly LayerShape[]): number {
  return shapes.reduce((sum, { fanIn, fanOut }) => sum + (fanIn + 1) * fanOut, 0);
}

/** The seed of one replica's weights: seed + replica modulo 2³². */
export const replicaSeed = (seed: number, replica: number): number => (seed + replica) >>> 0;

/** The initial parameters of one replica, one flat array per arm. */
export function drawNetwork(setup: Setup, experiment: Experiment, replica: number): readonly Float32Array[] {
  const shapes = layerShapes(experiment, setup.data);
  const seed = replicaSeed(experiment.seed, replica);
  const networks = setup.arms.map(() => new Float32Array(parameterCount(shapes)));
  setup.arms.forEach(({ exact }, arm) => {
    if (exact === null) return;
    place(exactNetwork(exact.p, exact.powers, shapes.length), shapes, networks[arm] as Float32Array);
  });
  shapes.forEach(({ fanIn, fanOut, weights, biases }, index) => {
    const layers = setup.arms.map((arm) => arm.layers[index] as Layer);
    for (const law of new Set(layers.map((layer) => layer.weights))) {
      const unit = unitWeights({ law, seed, layer: index + 1, fanIn, fanOut });
      layers.forEach((layer, arm) => {
        if (layer.weights !== law || setup.arms[arm]?.exact) return;
        const network = networks[arm] as Float32Array;
        // Math.sqrt, × and ÷ are exact to the last bit by IEEE 754; the product is rounded once to float32.
        const deviation = Math.sqrt(layer.cw / fanIn);
        for (let i = 0; i < unit.length; i++) network[weights + i] = unit[i]! * deviation;
      });
    }
    layers.forEach(({ cb }, arm) => {
      if (cb === 0 || setup.arms[arm]?.exact) return;
      const own = (networks[arm] as Float32Array).subarray(biases, biases + fanOut);
      normalStream(seed, 'biases', index + 1).fillNormals(own, Math.sqrt(cb));
    });
  });
  return networks;
}

/** Weights that are written down; all others, and biases, are 0. */
function place(layers: readonly SparseLayer[], shapes: readonly LayerShape[], network: Float32Array): void {
  for (const [layer, entries] of layers.entries()) {
    const { fanOut, weights } = shapes[layer] as LayerShape;
    for (const { from, to, value } of entries) network[weights + from * fanOut + to] = value;
  }
}

/** The arm's inputs as the networks see them, [size × inputDimension]. */
export function scaledInputs(data: TaskData, { inputScale }: Pick<ArmSetup, 'inputScale'>): Float32Array {
  return data.inputs.map((x) => x * inputScale);
}
