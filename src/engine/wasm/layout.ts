/** Where everything lies in the one WebAssembly memory of a trainer; all of it is allocated before the first step. */
import type { Experiment } from '../../experiment/experiment.ts';
import { type LossName, type StreamCount, streamsOf, type TaskData } from '../../tasks/task.ts';
import { accumulatorsOf } from '../step/optimizers.ts';
import { truthLengthOf } from '../step/truth.ts';
import { layerShapes } from '../weights.ts';
import { SOFTMAX_HEAD } from './lossKernels.ts';
import { LIMIT, type Need } from './memory.ts';
import { INVERSE_BYTES } from './norm.ts';
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
  /** σ(ẑ); nothing writes the last layer's. */
  readonly a: Address;
  /** Where arms normalise, what they make of a hidden layer; else null. */
  readonly normalised: NormalisedLayout | null;
}

export interface NormalisedLayout {
  /** ẑ */
  readonly hat: Address;
  /** See INVERSE_BYTES; one for each row. */
  readonly inverses: Address;
}

/** Some examples' rows. */
export interface RowsLayout {
  readonly count: number;
  /** [streams × count × inputWidth of layer 1] */
  readonly inputs: Address;
  /** What is known of each, [count × truthLength, padded]; of classes and values as wide as layer L. */
  readonly targets: Address;
}

export interface ArmLayout {
  /** Per replica: parameters, then the optimizer's slots, each `networkBytes`. */
  readonly state: Address;
  /** The same at the last inspection. */
  readonly snapshot: Address;
}

export interface Layout {
  readonly layers: readonly LayerLayout[];
  readonly arms: readonly ArmLayout[];
  /** Examples of a measurement, of a step, and of a piece of a prediction. Where a step takes all, a measurement shares them. */
  readonly rows: Readonly<Record<'observed' | 'batch' | 'chunk', RowsLayout>>;
  readonly loss: LossName;
  /** Rows that each example has: its value, and for an equation the derivatives, all examples' values first. */
  readonly streams: StreamCount;
  /** Bytes of one network's parameters. */
  readonly networkBytes: number;
  /** Bytes of an arm's state. */
  readonly stateBytes: number;
  /** δ of a layer and of the one before, in turn. */
  readonly deltas: readonly [Address, Address];
  /** The right factor of the product at hand, packed. */
  readonly panels: Address;
  /** Of one layer's parameters. */
  readonly gradient: Address;
  /** Of classes, the softmax of each example in doubles, see lossKernels.ts; 0 in the padding. */
  readonly softmax: Address;
  readonly totalBytes: number;
  /** What takes most of them. */
  readonly needs: readonly Need[];
}

const FLOAT = 4;
/** A cache line, so that vectors never straddle two. */
const ALIGNMENT = 64;

/** Points of a prediction that go through the network together. */
const CHUNK = 256;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Arms whose networks' state, and that to go back to, have room there. */
const armsWithin = (bytes: number, stateBytes: number): number => Math.floor(bytes / (2 * aligned(stateBytes)));

/** How many arms like these an experiment can have; 0 where not even one fits. */
export const armsThatFit = ({ arms, stateBytes, totalBytes }: Layout): number =>
  Math.max(0, arms.length + armsWithin(LIMIT - totalBytes, stateBytes));

/**
 * Where everything goes, and how much that takes; memory.ts says whether it can be had.
 * @param streams more than the loss asks for where predictions carry derivatives.
 */
export function layoutOf(experiment: Experiment, data: TaskData, streams: Layout['streams'] = streamsOf(data)): Layout {
  const { replicas, optimizer, batch: asked } = experiment;
  const { size, observed, inputDimension, outputDimension, evaluation } = data;
  const batch = asked === 'full' ? size : Math.min(asked, size);
  const chunk = Math.min(CHUNK, Math.max(1, evaluation.size));
  const passRows = streams * Math.max(batch, observed, chunk);
  let total = 0;
  const allocate = (floats: number): Address => {
    const address = total;
    total += aligned(floats * FLOAT);
    return address;
  };
  /** Bytes that these allocations take. */
  const measured = <T>(allocations: () => T): [T, number] => {
    const before = total;
    return [allocations(), total - before];
  };

  let networkBytes = 0;
  const normalises = experiment.arms.some(({ norm = 'none' }) => norm !== 'none');
  const normalised = (width: number): NormalisedLayout => ({
    hat: allocate(passRows * width),
    inverses: allocate((passRows * INVERSE_BYTES) / FLOAT),
  });
  const [layers, layerBytes] = measured(() =>
    layerShapes(experiment, data).map(({ fanIn, fanOut }, index): LayerLayout => {
      const width = padded(fanOut);
      const offset = networkBytes;
      const bytes = (fanIn + 1) * width * FLOAT;
      networkBytes += bytes;
      const [z, a] = [allocate(passRows * width), allocate(passRows * width)];
      const hidden = index < experiment.depth - 1;
      return {
        fanIn,
        fanOut,
        width,
        inputWidth: padded(fanIn),
        offset,
        bytes,
        z,
        a,
        normalised: normalises && hidden ? normalised(width) : null,
      };
    }),
  );
  const largest = (of: (layer: LayerLayout) => number) => Math.max(...layers.map(of));
  const widest = largest(({ width }) => width);
  const [rows, rowsBytes] = measured(() => {
    const fresh = (count: number): RowsLayout => ({
      count,
      inputs: allocate(streams * count * padded(inputDimension)),
      targets: allocate(count * padded(truthLengthOf(data))),
    });
    const own = fresh(batch);
    // Streams lie one behind the other, so that fewer examples begin as all do only where there is one stream.
    const shares = batch === size && (observed === size || streams === 1);
    return { batch: own, observed: shares ? { ...own, count: observed } : fresh(observed), chunk: fresh(chunk) };
  });
  const [products, productBytes] = measured(() => ({
    deltas: [allocate(passRows * widest), allocate(passRows * widest)] as const,
    panels: allocate(
      Math.max(
        largest(({ bytes }) => bytes / FLOAT),
        largest(({ fanIn, fanOut }) => padded(fanIn) * transposedPanelRows(fanOut)),
        streams * batch * widest,
      ),
    ),
    gradient: allocate(largest(({ bytes }) => bytes / FLOAT)),
  }));
  const stateFloats = (replicas * (1 + accumulatorsOf(optimizer)) * networkBytes) / FLOAT;
  const [arms, stateBytes] = measured(() =>
    experiment.arms.map(() => ({ state: allocate(stateFloats), snapshot: allocate(stateFloats) })),
  );
  const softmax = allocate(data.loss === 'cross-entropy' ? 2 * passRows * (SOFTMAX_HEAD + padded(outputDimension)) : 0);
  const most = armsWithin(LIMIT - total + stateBytes, stateFloats * FLOAT);
  const fewerArms = most > 0 && most < arms.length ? `at most ${most.toLocaleString('en')} arms, ` : '';
  const fewer = fewerArms + (replicas > 1 ? 'fewer replicas, ' : '');
  const needs: readonly Need[] = [
    { bytes: stateBytes, remedy: `${fewer}a smaller width or depth` },
    { bytes: layerBytes + productBytes, remedy: `a smaller ${batch > observed ? 'batch, ' : ''}width or depth` },
    { bytes: rowsBytes, remedy: batch > observed ? 'a smaller batch' : 'fewer examples or features' },
  ];
  return {
    layers,
    arms,
    rows,
    loss: data.loss,
    streams,
    networkBytes,
    stateBytes: stateFloats * FLOAT,
    ...products,
    softmax,
    totalBytes: total,
    needs,
  };
}
