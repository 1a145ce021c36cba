/** WGSL that carries a workgroup's examples from the inputs to z_L; the kernels that train, measure and predict share it. */
import type { NetworkLayout } from './layout.ts';
import { component, registerTile, repeat } from './wgsl.ts';

const LONE_GROUP = 4;

/** Workgroups to dispatch for so many items of all replicas together. */
export const itemGroups = ({ tiling }: NetworkLayout, items: number): number =>
  tiling.threads > 1 ? items : Math.ceil(items / LONE_GROUP);

/** Invocations in a workgroup; where each works alone, the SIMD width of a software adapter. */
export const groupSize = ({ tiling }: NetworkLayout): number => (tiling.threads > 1 ? tiling.threads : LONE_GROUP);

/** Makes the threads of a workgroup wait for each other. */
export const barrier = ({ tiling }: NetworkLayout): string => (tiling.threads > 1 ? 'storageBarrier();' : '');

/**
 * Which item, thread and network an invocation works for, and the first vec4s of what is theirs. Those networks are worked at
 * that are listed in `networks`, and behind them stands a place that no network has (networks.ts).
 */
export const startWgsl = ({ tiling }: NetworkLayout): string => `
  ${tiling.threads > 1 ? 'let turn = workgroup.x;' : `let turn = workgroup.x * ${LONE_GROUP}u + local;`}
  let thread = ${tiling.threads > 1 ? 'local' : '0u'};
  if (turn >= REPLICAS * ITEMS) { return; }
  let told = networks[turn / ITEMS];
  let network = told.place;
  ${tiling.threads > 1 ? '' : 'if (network >= REPLICAS) { return; }'}
  let item = network * ITEMS + turn % ITEMS;
  let row = turn % ITEMS * ROW_TILES * ROWS;
  let a = network * ACTIVATION_STRIDE + row;
  let w = network * PARAMETER_STRIDE;`;

/** `examplesAt` gives the indices of four examples. */
export function gatherWgsl(layout: NetworkLayout): string {
  const values = (k: string) => `vec4f(${['x', 'y', 'z', 'w'].map((c) => `inputs[i.${c} + ${k}]`).join(', ')})`;
  if (layout.streams === 1) {
    return `
  for (var t = thread; t < ROW_TILES * ROWS; t += THREADS) {
    let i = told.inputs + examplesAt(row + t) * INPUTS;
    for (var k = 0u; k < INPUTS; k++) {
      activations[a + k * EXAMPLE_VECTORS + t] = ${values('k')};
    }
  }`;
  }
  // ∂x/∂x = e_0 and ∂x/∂t = e_1 times the scale; the second derivative is zero.
  const seed = (stream: number, input: number) => `
      activations[at + ${stream}u] = vec4f(select(0.0, told.scale, k == ${input}u));`;
  return `
  for (var t = thread * STREAMS; t < ROW_TILES * ROWS; t += THREADS * STREAMS) {
    let i = told.inputs + examplesAt((row + t) / STREAMS) * INPUTS;
    for (var k = 0u; k < INPUTS; k++) {
      let at = a + k * EXAMPLE_VECTORS + t;
      activations[at] = ${values('k')};${seed(1, 0)}
      activations[at + 2u] = vec4f();${layout.streams === 4 ? seed(3, 1) : ''}
    }
  }`;
}

/**
 * Statements on a tile that add γ z_{l-1} to z_l, between hidden layers.
 * @param below gives z_{l-1} at a place in a layer's rows.
 */
export function skipWgsl(layout: NetworkLayout, below: (at: string) => string): string {
  if (!layout.skips) return '';
  return `if (layer > 0u && !last) {
        for (var q = 0u; q < ${registerTile(layout.tiling).length}; q++) {
          z[q] += told.skip * ${below('to + q / ROWS * EXAMPLE_VECTORS + q % ROWS')};
        }
      }
      `;
}

/** What becomes of a tile's `z`, an array of vec4f of which `q` counts the examples' first, at `at` in a layer's rows. */
export interface Stores {
  /** Statements on the whole tile. */
  readonly tile: string;
  readonly output: string;
  readonly hidden: string;
  /** Statements after a layer. */
  readonly layer: string;
}

/** z_l = b_l + a_{l-1} W_l. */
export function forwardWgsl(layout: NetworkLayout, stores: Stores): string {
  const { vectors, groups, each, array, length } = registerTile(layout.tiling);
  const { streams } = layout;
  // Derivatives have no bias.
  const initial = (c: number, v: number) => (v % streams === 0 ? `vec4f(b${c >> 2}.${component(c)})` : 'vec4f()');
  return `
  for (var layer = 0u; layer < DEPTH; layer++) {
    let last = layer == DEPTH - 1u;
    let stride = rowVectors(layer);
    let fanIn = select(WIDTH, INPUTS, layer == 0u);
    let weights = w + weightsOf(layer);
    let biases = weights + select(PADDED_WIDTH, PADDED_INPUTS, layer == 0u) * stride;
    let columnTiles = stride / ${groups}u;
    for (var t = thread; t < ROW_TILES * columnTiles; t += THREADS) {
      let r = t / columnTiles * ROWS;
      let j = t % columnTiles * ${groups}u;
      ${repeat(groups, (q) => `let b${q} = parameters[biases + j + ${q}u];`)}
      ${each((sum, c, v) => `var ${sum} = ${initial(c, v)};`)}
      var source = a + inputOf(layer) + r;
      var weight = weights + j;
      for (var k = 0u; k < fanIn; k++) {
        ${repeat(vectors, (v) => `let x${v} = activations[source + ${v}u];`)}
        ${repeat(groups, (q) => `let y${q} = parameters[weight + ${q}u];`)}
        ${each((sum, c, v) => `${sum} += x${v} * y${c >> 2}.${component(c)};`)}
        source += EXAMPLE_VECTORS;
        weight += stride;
      }
      var z = ${array};
      let to = 4u * j * EXAMPLE_VECTORS + r;
      ${stores.tile}
      for (var q = 0u; q < ${length}; q += STREAMS) {
        let at = to + q / ROWS * EXAMPLE_VECTORS + q % ROWS;
        if (last) {
          ${stores.output}
        } else {
          ${stores.hidden}
        }
      }
    }
    ${stores.layer}
  }`;
}
