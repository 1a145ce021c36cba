/** Weights of unit variance under each law, by seed and layer: the same bits in every browser. */
import { orthogonalColumns } from '../lib/orthogonal.ts';
import { normalStream } from '../lib/random.ts';
import { remember } from '../lib/remember.ts';
import type { WeightLaw } from '../theory/layer.ts';

/** One layer's weights of one network. */
export interface WeightsOrder {
  readonly law: WeightLaw;
  /** Of the network, see replicaSeed. */
  readonly seed: number;
  /** Layer, from 1 on. */
  readonly layer: number;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Row by row, [fanIn × fanOut]; not to be written to. */
export function unitWeights(order: WeightsOrder): Float32Array {
  return order.law === 'gaussian' ? normals(order) : orthogonal(order);
}

function normals({ seed, layer, fanIn, fanOut }: WeightsOrder): Float32Array {
  const drawn = new Float32Array(fanIn * fanOut);
  normalStream(seed, 'weights', layer).fillNormals(drawn, 1);
  return drawn;
}

/** Orthogonal matrices drawn lately: another learning rate or activation starts from the same ones. */
const known = new Map<string, Float32Array>();
/** So many numbers of them, 256 MB: those of four networks of 64 layers of 512 neurons. */
const NUMBERS = 2 ** 26;
/** And so many of the smallest: those of 64 networks of 64 layers. */
const MATRICES = 4096;

const keyOf = ({ seed, layer, fanIn, fanOut }: WeightsOrder): string => [seed, layer, fanIn, fanOut].join(' ');

/** √(larger fan) Q, of Q the rows orthonormal where the fan-out is the larger one, else the columns; from the normals of the Gaussian law. */
function orthogonal(order: WeightsOrder): Float32Array {
  const key = keyOf(order);
  let drawn = known.get(key);
  if (drawn === undefined) {
    drawn = drawOrthogonal(order);
    remember(known, key, drawn, Math.max(1, Math.min(MATRICES, Math.floor(NUMBERS / drawn.length))));
  }
  return drawn;
}

/** Multiplications, in proportion: what it takes to draw it. */
export function workOf({ fanIn, fanOut }: Pick<WeightsOrder, 'fanIn' | 'fanOut'>): number {
  return Math.max(fanIn, fanOut) * Math.min(fanIn, fanOut) ** 2;
}

function drawOrthogonal(order: WeightsOrder): Float32Array {
  const { fanIn, fanOut } = order;
  const [rows, columns] = [Math.max(fanIn, fanOut), Math.min(fanIn, fanOut)];
  const scale = Math.sqrt(rows);
  const q = orthogonalColumns(rows, columns, normals(order));
  const weights = new Float32Array(fanIn * fanOut);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const place = fanOut >= fanIn ? column * rows + row : row * columns + column;
      weights[place] = scale * q[column * rows + row]!;
    }
  }
  return weights;
}
