/**
 * What enters the networks: the examples' inputs, unscaled, held once for all arms; each arm's first layer scales its
 * weights instead (kernels.ts). An equation's derivatives enter as ∂x/∂x, 0 and ∂t/∂t, the same for every example, in
 * rows behind those of all values.
 */
import type { TaskData } from '../../tasks/task.ts';
import type { Address, LayerLayout, Layout, RowsLayout } from './layout.ts';
import { placeRows } from './rows.ts';

/** Examples of one pass. */
export interface Examples {
  readonly count: number;
  /** [streams × count × inputWidth of layer 1] */
  readonly inputs: Address;
  /** [count × width of layer L] */
  readonly targets: Address;
  /** Their places in the data; null: the first `count`. */
  readonly places: Int32Array | null;
}

const FLOAT = 4;

export class ExampleRows {
  readonly all: Examples;
  readonly observed: Examples;
  /** Inputs of a piece of a prediction; its targets mean nothing. */
  readonly chunk: Examples;
  readonly #batch: Examples;
  readonly #floats: Float32Array;
  readonly #inputDimension: number;
  readonly #inputWidth: number;
  readonly #outputWidth: number;

  constructor({ inputs, targets, inputDimension, outputDimension }: TaskData, layout: Layout, floats: Float32Array) {
    const { rows, layers, streams } = layout;
    this.#floats = floats;
    this.#inputDimension = inputDimension;
    this.#inputWidth = (layers[0] as LayerLayout).inputWidth;
    this.#outputWidth = (layers.at(-1) as LayerLayout).width;
    const examples = (own: RowsLayout): Examples => ({ ...own, places: null });
    this.all = examples(rows.all);
    this.observed = examples(rows.observed);
    this.chunk = examples(rows.chunk);
    this.#batch = examples(rows.batch);
    placeRows(targets, outputDimension, this.#from(rows.all.targets));
    this.#placeInputs(this.all, inputs);
    if (this.observed.inputs !== this.all.inputs) {
      this.#fill(
        this.observed,
        Int32Array.from({ length: this.observed.count }, (_, i) => i),
      );
    }
    for (const own of new Set(Object.values(rows))) this.#placeSeeds(own, streams);
  }

  /** The examples at these places. */
  gather(places: Int32Array): Examples {
    this.#fill(this.#batch, places);
    return { ...this.#batch, places };
  }

  /** Puts the points from the one numbered `first` into the chunk; where they are fewer, old ones stay behind them. */
  placeChunk(points: Float32Array, first: number): void {
    this.#placeInputs(this.chunk, points.subarray(first * this.#inputDimension));
  }

  #placeInputs({ count, inputs }: Examples, points: Float32Array): void {
    placeRows(points.subarray(0, count * this.#inputDimension), this.#inputDimension, this.#from(inputs));
  }

  #placeSeeds({ count, inputs }: RowsLayout, streams: Layout['streams']): void {
    const seed = (stream: number, axis: number) => {
      const rows = this.#from(inputs).subarray(stream * count * this.#inputWidth);
      for (let i = 0; i < count; i++) rows[i * this.#inputWidth + axis] = 1;
    };
    if (streams > 1) seed(1, 0);
    if (streams > 3) seed(3, 1);
  }

  #fill({ inputs, targets }: Examples, places: Int32Array): void {
    this.#copyRows(places, this.all.inputs, inputs, this.#inputWidth);
    this.#copyRows(places, this.all.targets, targets, this.#outputWidth);
  }

  #copyRows(places: Int32Array, source: Address, target: Address, width: number): void {
    for (let i = 0; i < places.length; i++) {
      const from = source / FLOAT + places[i]! * width;
      this.#floats.copyWithin(target / FLOAT + i * width, from, from + width);
    }
  }

  #from(address: Address): Float32Array {
    return this.#floats.subarray(address / FLOAT);
  }
}
