/** Where everything lies in the one WebAssembly memory of a trainer; all of it is allocated before the first step. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { TaskData } from '../../tasks/task.ts';
import { EngineError } from '../engine.ts';
import { layerShapes } from '../weights.ts';
import { slotsOf } from './optimizers.ts';
import { transposedPanelRows } from './product.ts';
import { padded } from './rows.ts';

/** Byte address in the memory. */
export type Address = number;

export interface LayerLayout {
  readonly fanIn: number;
  readonly fanOut: number;
  /** fanOut rounded up to whole panels: the row length of weights, z, a and δ. What lies beyond fanOut is 0, or σ(0). */
  readonly width: number;
  /** The same of fanIn: row length of what enters the layer. */
  readonly inputWidth: number;
  /** Bytes from the start of a network's parameters to this layer's: fanIn rows of weights, one of biases. */
  readonly offset: number;
  /** Bytes of these. */
  readonly bytes: number;
  readonly z: Address;
  /** σ(z); nothing writes the last layer's. */
  readonly a: Address;
}

export interface ArmLayout {
  /** [streams × size × inputWidth of layer 1] */
  readonly inputs: Address;
  /** Per replica: parameters, then the optimizer's slots, each `networkBytes`. */
  readonly state: Address;
  /** The same at the last inspection. */
  readonly snapshot: Address;
}

export interface Layout {
  readonly layers: readonly LayerLayout[];
  readonly arms: readonly ArmLayout[];
  /** Examples of the data, of a step, of a measurement, and of a piece of a prediction. */
  readonly size: number;
  readonly batch: number;
  readonly observed: number;
  readonly chunk: number;
  /** Rows that each example has: its value, and for an equation the derivatives, all examples' values first. */
  readonly streams: 1 | 3 | 4;
  /** Bytes of one network's parameters. */
  readonly networkBytes: number;
  /** Bytes of an arm's state. */
  readonly stateBytes: number;
  /** Targets of the data [size × width of layer L]; used by the squared error alone. */
  readonly targets: Address;
  readonly batchInputs: Address;
  readonly batchTargets: Address;
  /** [streams × chunk × inputWidth of layer 1] */
  readonly chunkInputs: Address;
  /** δ of a layer and of the one before, in turn. */
  readonly deltas: readonly [Address, Address];
  /** The right factor of the product at hand, packed. */
  readonly panels: Address;
  /** Of one layer's parameters. */
  readonly gradient: Address;
  readonly totalBytes: number;
}

const FLOAT = 4;
/** A cache line, so that vectors never straddle two. */
const ALIGNMENT = 64;
/** What a phone's browser gives one page without complaint is less; a desktop's gives up to 4 GB. */
const LIMIT = 2 ** 31;

/** Points of a prediction that go through the network together. */
const CHUNK = 256;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;

/** Throws EngineError if it takes more than 2 GB. */
export function layoutOf(experiment: Experiment, data: TaskData): Layout {
  const { replicas, optimizer, batch: asked } = experiment;
  const { size, observed, inputDimension, outputDimension } = data;
  const streams: Layout['streams'] = data.equation?.streams ?? 1;
  const chunk = Math.min(CHUNK, Math.max(1, data.evaluation.size));
  const batch = asked === 'full' ? size : Math.min(asked, size);
  const rows = streams * Math.max(batch, observed, chunk);
  let total = 0;
  const allocate = (floats: number): Address => {
    const address = total;
    total += Math.ceil((floats * FLOAT) / ALIGNMENT) * ALIGNMENT;
    return address;
  };

  let networkBytes = 0;
  const layers = layerShapes(experiment, data).map(({ fanIn, fanOut }): LayerLayout => {
    const width = padded(fanOut);
    const offset = networkBytes;
    const bytes = (fanIn + 1) * width * FLOAT;
    networkBytes += bytes;
    const [z, a] = [allocate(rows * width), allocate(rows * width)];
    return { fanIn, fanOut, width, inputWidth: padded(fanIn), offset, bytes, z, a };
  });
  const largest = (of: (layer: LayerLayout) => number) => Math.max(...layers.map(of));
  const stateFloats = (replicas * (1 + slotsOf(optimizer)) * networkBytes) / FLOAT;
  const row = padded(outputDimension);
  const widest = largest(({ width }) => width);
  const layout = {
    layers,
    size,
    batch,
    observed,
    chunk,
    streams,
    networkBytes,
    stateBytes: stateFloats * FLOAT,
    targets: allocate(size * row),
    batchInputs: allocate(streams * batch * padded(inputDimension)),
    batchTargets: allocate(batch * row),
    chunkInputs: allocate(streams * chunk * padded(inputDimension)),
    deltas: [allocate(rows * widest), allocate(rows * widest)] as const,
    panels: allocate(
      Math.max(
        largest(({ bytes }) => bytes / FLOAT),
        largest(({ fanIn, fanOut }) => padded(fanIn) * transposedPanelRows(fanOut)),
        streams * batch * widest,
      ),
    ),
    gradient: allocate(largest(({ bytes }) => bytes / FLOAT)),
    arms: experiment.arms.map(() => ({
      inputs: allocate(streams * size * padded(inputDimension)),
      state: allocate(stateFloats),
      snapshot: allocate(stateFloats),
    })),
  };
  if (total > LIMIT) {
    const mostly = 2 * experiment.arms.length * stateFloats * FLOAT > total / 2;
    const advice = mostly ? 'fewer replicas, a smaller width or depth' : 'a smaller width or depth';
    throw new EngineError(
      `Too large for this engine: this experiment needs about ${megabytes(total)} of memory, and ${megabytes(LIMIT)} can be used. Choose ${advice}.`,
    );
  }
  return { ...layout, totalBytes: total };
}
