/**
 * What enters the networks: the examples' inputs, unscaled, held once for all arms; each arm's first layer scales its
 * weights instead (kernels.ts). An equation's derivatives enter as ∂x/∂x, 0 and ∂t/∂t, the same for every example, in
 * rows behind those of all values.
 */
import { observedInputs, type TaskData } from '../../tasks/task.ts';
import { packedTruth, truthLengthOf } from '../step/truth.ts';
import type { Address, LayerLayout, Layout, RowsLayout } from './layout.ts';
import { padded, placeRows } from './rows.ts';

/** Examples of one pass. */
export interface Examples {
  readonly count: number;
  /** [streams × count × inputWidth of layer 1] */
  readonly inputs: Address;
  /** As in RowsLayout. */
  readonly targets: Address;
}

const FLOAT = 4;

export class ExampleRows {
  readonly observed: Examples;
  /** Inputs of a piece of a prediction; its targets mean nothing. */
  readonly chunk: Examples;
  readonly #batch: Examples;
  readonly #data: TaskData;
  readonly #floats: Float32Array;
  readonly #inputWidth: number;
  readonly #truth: Float32Array;

  constructor(data: TaskData, layout: Layout, floats: Float32Array) {
    const { rows, layers, streams } = layout;
    this.#data = data;
    this.#floats = floats;
    this.#inputWidth = (layers[0] as LayerLayout).inputWidth;
    this.#truth = packedTruth(data);
    this.observed = rows.observed;
    this.chunk = rows.chunk;
    this.#batch = rows.batch;
    this.#fill(this.observed, observedInputs(data), (i) => i);
    if (this.#batch.count === data.size) this.#fill(this.#batch, data.inputs, (i) => i);
    for (const own of Object.values(rows)) this.#placeSeeds(own, streams);
  }

  /** All examples in order; only where a step takes them all. */
  get all(): Examples {
    return this.#batch;
  }

  /** The examples at these places. */
  gather(places: Int32Array): Examples {
    this.#fill(this.#batch, this.#data.inputs, (i) => places[i]!);
    return this.#batch;
  }

  /** Puts the points from the one numbered `first` into the chunk; where they are fewer, old ones stay behind them. */
  placeChunk(points: Float32Array, first: number): void {
    const { inputDimension } = this.#data;
    const { count, inputs } = this.chunk;
    const own = points.subarray(first * inputDimension, (first + count) * inputDimension);
    placeRows(own, inputDimension, this.#from(inputs));
  }

  #placeSeeds({ count, inputs }: RowsLayout, streams: Layout['streams']): void {
    const seed = (stream: number, axis: number) => {
      const rows = this.#from(inputs).subarray(stream * count * this.#inputWidth);
      for (let i = 0; i < count; i++) rows[i * this.#inputWidth + axis] = 1;
    };
    if (streams > 1) seed(1, 0);
    if (streams > 3) seed(3, 1);
  }

  /** @param source inputs of the data, as far as `placeOf` reaches. */
  #fill({ count, inputs, targets }: Examples, source: Float32Array, placeOf: (i: number) => number): void {
    const { inputDimension } = this.#data;
    const known = truthLengthOf(this.#data);
    const floats = this.#floats;
    const copy = (from: Float32Array, width: number, place: number, to: number) => {
      for (let k = 0; k < width; k++) floats[to + k] = from[place * width + k]!;
    };
    for (let i = 0; i < count; i++) {
      const place = placeOf(i);
      copy(source, inputDimension, place, inputs / FLOAT + i * this.#inputWidth);
      copy(this.#truth, known, place, targets / FLOAT + i * padded(known));
    }
  }

  #from(address: Address): Float32Array {
    return this.#floats.subarray(address / FLOAT);
  }
}
