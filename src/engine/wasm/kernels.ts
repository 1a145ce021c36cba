/**
 * The compiled kernels of an arm: shapes, activation and kind of layer are built in; addresses and an arm's own numbers
 * are passed, so that arms that differ in nothing else share them.
 */
import type { OptimizerName } from '../../experiment/experiment.ts';
import type { ArmSetup } from '../../experiment/setup.ts';
import { float32Forms } from '../../formula/float32/forms.ts';
import { type Norm, normOf, skipOf } from '../layers.ts';
import type { Code } from './code.ts';
import { activate, addScaled, largest, multiplySlope, sumColumns, sumOfSquares } from './elementwise.ts';
import type { Address, LayerLayout, Layout } from './layout.ts';
import { lossKernel } from './lossKernels.ts';
import { type Functions, instantiate } from './module.ts';
import { normalise, normaliseBack } from './norm.ts';
import { update } from './optimizers.ts';
import { PANEL, pack, packTransposed, product, transposedPanelRows } from './product.ts';
import { activateStreams, backStreams } from './streams.ts';

const FLOAT = 4;

/** Kernels of a layer, for all layers of the same shape. */
export interface LayerKernels {
  /** Parameters, packed for `forward`; the first layer's weights times the inputs' scale. */
  packParameters(parameters: Address, panels: Address, inputScale: number): void;
  /** Weights, transposed and packed for `backward`. */
  packTransposed(parameters: Address, panels: Address): void;
  /** δ of a batch, packed for `gradient`; the first layer's times the inputs' scale. */
  packDeltas(deltas: Address, panels: Address, inputScale: number): void;
  /** Of a batch: inputsᵀ δ. */
  gradient(inputs: Address, panels: Address, gradient: Address): void;
  /** By number of rows: examples times streams. */
  readonly rows: ReadonlyMap<number, RowKernels>;
}

export interface RowKernels {
  /** z = inputs W + b; the biases go to the first stream alone. */
  forward(inputs: Address, panels: Address, z: Address): void;
  /** δ Wᵀ. */
  backward(deltas: Address, panels: Address, target: Address): void;
}

/** Kernels for arrays of any length, see elementwise.ts. */
export interface ArrayKernels {
  /** With streams, `end` is that of the first, and the others lie `stride` bytes apart, see streams.ts. */
  activate(z: Address, end: Address, a: Address, stride: number): void;
  multiplySlope(z: Address, end: Address, deltas: Address, stride: number): void;
  /** Of what, hangs on the loss: see lossKernels.ts. */
  loss(z: Address, end: Address, truths: Address, deltas: Address, scale: number, ...others: number[]): number;
  sumOfSquares(x: Address, end: Address): number;
  largest(x: Address, end: Address): number;
  sumColumns(deltas: Address, rowEnd: Address, sums: Address, rowBytes: number, bytes: number): void;
  update(
    parameters: Address,
    end: Address,
    gradient: Address,
    rate: number,
    epsilon: number,
    slotDistance: number,
  ): void;
}

/** See norm.ts; rows are those of a hidden layer. */
export interface NormKernels {
  normalise(z: Address, end: Address, hat: Address, inverses: Address): void;
  normaliseBack(hat: Address, end: Address, deltas: Address, inverses: Address): void;
}

export interface SkipKernel {
  addScaled(x: Address, end: Address, y: Address, factor: number): void;
}

export interface Kernels extends ArrayKernels {
  /** [L] */
  readonly layers: readonly LayerKernels[];
  /** Null for an arm without the like. */
  readonly norm: NormKernels | null;
  readonly skip: SkipKernel | null;
}

type Program = Pick<ArmSetup, 'activation' | 'layers'>;

/** Finds an arm's kernels, which are instantiated once for all arms of the same program. */
export function kernelsFor(
  layout: Layout,
  optimizer: OptimizerName,
  fma: boolean,
  memory: WebAssembly.Memory,
): (arm: Program) => Kernels {
  const known = new Map<string, Kernels>();
  return (arm) => {
    const key = JSON.stringify([arm.activation.id, normOf(arm, layout.streams), skipOf(arm) !== 0]);
    const kernels = known.get(key) ?? compileKernels(layout, arm, optimizer, fma, memory);
    known.set(key, kernels);
    return kernels;
  };
}

function compileKernels(
  layout: Layout,
  arm: Program,
  optimizer: OptimizerName,
  fma: boolean,
  memory: WebAssembly.Memory,
): Kernels {
  const { activation } = arm;
  const { loss, streams } = layout;
  const norm = normOf(arm, streams);
  const skips = skipOf(arm) !== 0;
  const forms = float32Forms(activation.formula);
  const counts = [...new Set(Object.values(layout.rows).map(({ count }) => count))];
  const arrays = (): Record<keyof ArrayKernels, Code> => ({
    activate: streams === 1 ? activate(forms.value) : activateStreams(forms, streams),
    multiplySlope: streams === 1 ? multiplySlope(forms.derivative) : backStreams(forms, streams),
    loss: lossKernel(loss, streams),
    sumOfSquares: sumOfSquares(),
    largest: largest(),
    sumColumns: sumColumns(),
    update: update(optimizer),
  });
  const shaped = layout.layers.map((layer, index): ShapedLayer => ({ ...layer, takesInputs: index === 0 }));
  const byShape = new Map(shaped.map((layer) => [shapeOf(layer), layer]));
  const functions = (): Functions =>
    Object.assign(
      arrays(),
      norm && normFunctions(norm, layout),
      skips && skipFunction(),
      ...[...byShape].map(([shape, layer]) => layerFunctions(shape, layer, layout, counts, fma)),
    );
  const shapes = [...byShape.keys()];
  const kind = [...(norm ? [norm] : []), ...(skips ? ['skip'] : [])];
  const { count } = layout.rows.batch;
  const key = JSON.stringify([shapes, count, counts, loss, streams, activation.id, optimizer, fma, ...kind]);
  const exports = instantiate(key, functions, memory) as Record<string, unknown>;
  return {
    ...(exports as unknown as ArrayKernels),
    norm: norm && (exports as unknown as NormKernels),
    skip: skips ? (exports as unknown as SkipKernel) : null,
    layers: shaped.map((layer) => layerKernels(exports, layer, streams, counts)),
  };
}

function normFunctions(norm: Norm, { layers: [first] }: Layout): Record<keyof NormKernels, Code> {
  const neurons = (first as LayerLayout).fanOut;
  return { normalise: normalise(norm, neurons), normaliseBack: normaliseBack(norm, neurons) };
}

const skipFunction = (): Record<keyof SkipKernel, Code> => ({ addScaled: addScaled() });

/** Inputs are meant to be larger than they are, by the arm's scale; the first layer's weights and their gradient make up for that. */
type ShapedLayer = LayerLayout & { readonly takesInputs: boolean };

const shapeOf = ({ fanIn, fanOut, takesInputs }: ShapedLayer): string =>
  `${fanIn}x${fanOut}${takesInputs ? ' of inputs' : ''}`;

/** Exported by the name of the kernel and the shape. */
function layerFunctions(
  shape: string,
  { fanIn, fanOut, width, inputWidth, takesInputs }: ShapedLayer,
  { rows: { batch }, streams }: Layout,
  exampleCounts: readonly number[],
  fma: boolean,
): Functions {
  const batchRows = batch.count * streams;
  const outputPanels = width / PANEL;
  const functions: Record<string, Code> = {
    [`packParameters ${shape}`]: pack(fanIn + 1, width, takesInputs ? fanIn : 0),
    [`packTransposed ${shape}`]: packTransposed(fanIn, fanOut, width),
    [`packDeltas ${shape}`]: pack(batchRows, width, takesInputs ? batchRows : 0),
    [`gradient ${shape}`]: product(
      {
        rows: fanIn,
        inner: batchRows,
        panels: outputPanels,
        rowStride: 1,
        innerStride: inputWidth,
        width,
        panelRows: batchRows,
        biased: false,
      },
      fma,
    ),
  };
  const forward = (rows: number, biased: boolean) =>
    product(
      {
        rows,
        inner: fanIn,
        panels: outputPanels,
        rowStride: inputWidth,
        innerStride: 1,
        width,
        panelRows: fanIn + 1,
        biased,
      },
      fma,
    );
  for (const examples of exampleCounts) {
    const rows = examples * streams;
    functions[`forward ${shape} ${rows}`] = forward(examples, true);
    if (streams > 1) functions[`along ${shape} ${rows}`] = forward(rows - examples, false);
    functions[`backward ${shape} ${rows}`] = product(
      {
        rows,
        inner: fanOut,
        panels: Math.ceil(fanIn / PANEL),
        rowStride: width,
        innerStride: 1,
        width: inputWidth,
        panelRows: transposedPanelRows(fanOut),
        biased: false,
      },
      fma,
    );
  }
  return functions;
}

type Product = (a: Address, panels: Address, c: Address) => void;

function layerKernels(
  exports: Readonly<Record<string, unknown>>,
  layer: ShapedLayer,
  streams: number,
  exampleCounts: readonly number[],
): LayerKernels {
  const shape = shapeOf(layer);
  const named = <K extends string>(names: readonly K[], suffix: string) =>
    Object.fromEntries(names.map((name) => [name, exports[`${name} ${suffix}`]])) as Record<K, unknown>;
  const rowKernels = (examples: number): RowKernels => {
    const all = named(['forward', 'along', 'backward'], `${shape} ${examples * streams}`);
    const { forward, along, backward } = all as Record<keyof typeof all, Product>;
    if (streams === 1) return { forward, backward };
    const [inputBytes, bytes] = [examples * layer.inputWidth * FLOAT, examples * layer.width * FLOAT];
    return {
      forward(inputs, panels, z) {
        forward(inputs, panels, z);
        along(inputs + inputBytes, panels, z + bytes);
      },
      backward,
    };
  };
  return {
    ...named(['packParameters', 'packTransposed', 'packDeltas', 'gradient'], shape),
    rows: new Map(exampleCounts.map((examples) => [examples * streams, rowKernels(examples)])),
  } as LayerKernels;
}
