/**
 * The kernel that carries examples through a network and their errors back: gather, every layer's product, bias and
 * activation, the loss, and the error signals δ_l = ∂loss/∂z_l. While the weights stand still no example knows of
 * another, so a workgroup takes a few of them all the way in one dispatch and waits for nobody.
 */
import type { Forms } from '../../formula/float32/forms.ts';
import type { LossName } from '../../tasks/task.ts';
import { truthLength } from '../step/truth.ts';
import { barrier, forwardWgsl, gatherWgsl, groupSize, itemGroups, skipWgsl, startWgsl } from './forward.ts';
import type { NetworkLayout } from './layout.ts';
import { lossWgsl } from './loss.ts';
import { normaliseWgsl, normFunctions, normSignalsWgsl, normSignalTileWgsl, normTileWgsl } from './norm.ts';
import { observationWgsl, unobservedWgsl } from './observe.ts';
import { streamsWgsl } from './streams.ts';
import { binding, component, layoutConstants, NETWORK_STRUCT, registerTile, repeat, stepStruct } from './wgsl.ts';

export interface PropagateParams {
  readonly layout: NetworkLayout;
  readonly activation: Forms<string>;
  readonly loss: LossName;
  /**
   * `train`: signals of the mean loss. `measure`: signals of one example's loss, and besides the losses also each
   * thread's moments of z_l and δ_l, and the outputs.
   */
  readonly mode: 'train' | 'measure';
  /** Examples are picked by the order buffer; otherwise the data's first ones are taken in order. */
  readonly gathered: boolean;
  /** Examples in the data. */
  readonly size: number;
  /** How often they are there, each time scaled otherwise. */
  readonly scales: number;
  /** Learning rates of the run. */
  readonly rates: number;
}

/** Where things lie in the report that the kernel writes, counted in f32; what follows the losses in `measure` only. */
export interface ReportLayout {
  /** Number of summed losses, which come first: [replicas × items × rowTiles]. */
  readonly losses: number;
  /** Start of [replicas × items × threads × 2 (z, δ) × depth × 2 (largest, squares)]. */
  readonly moments: number;
  /** Start of z_L, the value stream alone, [replicas × examples × outputs]. */
  readonly outputs: number;
  readonly length: number;
}

export function reportLayout(layout: NetworkLayout, mode: PropagateParams['mode']): ReportLayout {
  const { replicas, items, depth, examples, outputs, tiling } = layout;
  const losses = replicas * items * tiling.rowTiles;
  if (mode === 'train') return { losses, moments: losses, outputs: losses, length: losses };
  const end = losses + replicas * items * tiling.threads * depth * 4;
  return { losses, moments: losses, outputs: end, length: end + replicas * examples * outputs };
}

/** Workgroups to dispatch for so many networks; all of them unless told. */
export const propagateGroups = (layout: NetworkLayout, networks = layout.replicas): number =>
  itemGroups(layout, networks * layout.items);

export function propagateWgsl({ layout, activation, loss, mode, gathered, ...data }: PropagateParams): string {
  const { replicas, streams, skips, norm } = layout;
  const { size, scales, rates } = data;
  const { vectors, each, array, length } = registerTile(layout.tiling);
  const { columns } = layout.tiling;
  const wait = barrier(layout);
  const measuring = (text: string) => (mode === 'measure' ? text : '');
  const { functions, carry, keep, back } = streamsWgsl(layout, activation);
  const targets = truthLength(loss, layout.outputs, streams);
  // z_l waits where δ_l will be.
  const z = (place: string) => `signals[d + signalOf(layer) + ${place}]`;
  const skipBack = (statement: string) => (skips ? `if (layer < DEPTH - 1u) { ${statement} }` : '');
  const above = (place: string) => `told.skip * signals[${place} + PADDED_WIDTH * EXAMPLE_VECTORS]`;
  // Of the streams only the value is measured; its vec4 comes first.
  const quad = (vector: string) => (streams === 1 ? vector : `(${vector}) / STREAMS`);

  return `${stepStruct(rates)}${NETWORK_STRUCT}
${binding(0, 'uniform', 'step', 'Step')}
${binding(1, 'read', 'inputs', `array<f32, ${scales * size * layout.inputs}>`)}
${binding(2, 'read', 'targets', `array<f32, ${size * targets}>`)}
${binding(3, 'read', 'parameters', `array<vec4f, ${replicas * layout.parameterStride}>`)}
${binding(4, 'read_write', 'activations', `array<vec4f, ${replicas * layout.activationStride}>`)}
${binding(5, 'read_write', 'signals', `array<vec4f, ${replicas * layout.signalStride}>`)}
${binding(6, 'read_write', 'report', `array<f32, ${reportLayout(layout, mode).length}>`)}
${binding(7, 'read', 'networks', `array<Network, ${replicas}>`)}
${gathered ? binding(8, 'read', 'order', 'array<u32>') : ''}
${layoutConstants(layout)}
const ROWS = ${vectors}u;  // vec4s of rows in a tile
const SCALE = ${mode === 'measure' ? '1.0' : `1.0 / ${layout.examples}.0`};
${functions}${normFunctions(layout)}

// The data's indices of four examples. Padding repeats the last example and does not count.
fn examplesAt(vector: u32) -> vec4u {
  let place = min(4u * vector + vec4u(0u, 1u, 2u, 3u), vec4u(EXAMPLES - 1u));
  ${gathered ? `return vec4u(${repeat(4, (q) => `order[step.offset + place.${component(q)}],`)});` : 'return place;'}
}
fn countedAt(vector: u32) -> vec4f {
  return select(vec4f(0.0), vec4f(1.0), 4u * vector + vec4u(0u, 1u, 2u, 3u) < vec4u(EXAMPLES));
}
fn targetsAt(i: vec4u) -> vec4f { return vec4f(targets[i.x], targets[i.y], targets[i.z], targets[i.w]); }
${mode === 'measure' ? observationWgsl(reportLayout(layout, mode)) : unobservedWgsl}
${lossWgsl(loss, streams)}

@compute @workgroup_size(${groupSize(layout)})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) local: u32) {
  ${startWgsl(layout)}
  let d = network * SIGNAL_STRIDE + row;
  ${gatherWgsl(layout)}
  ${wait}

  // a_l = σ(z_l) goes on; what the way back needs waits where δ_l will be.
  ${forwardWgsl(layout, {
    tile: `${skipWgsl(layout, (place) => `signals[d + signalOf(layer - 1u) + ${place}]`)}${normTileWgsl(layout)}${measuring(
      `for (var q = 0u; q < ${length}; q += STREAMS) { observe(z[q], countedAt(${quad('row + r + q % ROWS')})); }`,
    )}`,
    output: repeat(streams, (k) => `signals[d + signalOf(layer) + at + ${k}u] = z[q + ${k}u];`),
    hidden:
      norm !== 'none'
        ? `${z('at')} = z[q];`
        : `
          let next = a + inputOf(layer + 1u) + at;
          let own = d + signalOf(layer) + at;
          ${carry}
          ${keep}`,
    layer: `${normaliseWgsl(layout, z)}${measuring('writeMoments(item, thread, 0u, layer);')}
    ${wait}`,
  })}

  for (var t = thread; t < ROW_TILES; t += THREADS) {
    var sum = 0.0;
    for (var v = t * ROWS; v < (t + 1u) * ROWS; v += STREAMS) {
      let at = d + signalOf(DEPTH - 1u) + v;
      let vector = ${quad('row + v')};
      ${measuring('writeOutputs(network, vector, at);')}
      sum += loss(examplesAt(vector) * ${targets}u, countedAt(vector), at);
    }
    report[item * ROW_TILES + t] = sum;
  }
  ${measuring('writeMoments(item, thread, 1u, DEPTH - 1u);')}
  ${wait}

  // δ_l = δ_{l+1} W_{l+1}ᵀ, and back through the activation.
  for (var layer = DEPTH - 1u; layer > 0u; layer--) {
    let stride = rowVectors(layer);
    let fanOut = select(${Math.ceil(layout.width / 4)}u, ${Math.ceil(layout.outputs / 4)}u, layer == DEPTH - 1u);
    const columnTiles = PADDED_WIDTH / ${columns}u;
    for (var t = thread; t < ROW_TILES * columnTiles; t += THREADS) {
      let r = t / columnTiles * ROWS;
      let k = t % columnTiles * ${columns}u;
      ${each((sum) => `var ${sum} = vec4f();`)}
      var source = d + signalOf(layer) + r;
      var weight = w + weightsOf(layer) + k * stride;
      for (var j = 0u; j < fanOut; j++) {
        ${repeat(4, (q) => repeat(vectors, (v) => `let x${q}_${v} = signals[source + ${q}u * EXAMPLE_VECTORS + ${v}u];`))}
        ${repeat(columns, (c) => `let y${c} = parameters[weight + ${c}u * stride];`)}
        ${repeat(4, (q) => each((sum, c, v) => `${sum} += x${q}_${v} * y${c}.${component(q)};`))}
        source += 4u * EXAMPLE_VECTORS;
        weight += 1u;
      }
      var product = ${array};
      ${
        norm !== 'none'
          ? normSignalTileWgsl(layout)
          : `let to = d + signalOf(layer - 1u) + k * EXAMPLE_VECTORS + r;
      for (var q = 0u; q < ${length}; q += STREAMS) {
        let at = to + q / ROWS * EXAMPLE_VECTORS + q % ROWS;
        ${back}
        ${skipBack(`for (var s = 0u; s < STREAMS; s++) { signals[at + s] += ${above('at + s')}; }`)}observeSignal(${skips ? 'signals[at]' : 'delta'});
      }`
      }
    }
    ${normSignalsWgsl(layout, skipBack(`delta += ${above('own')};`))}${measuring('writeMoments(item, thread, 1u, layer - 1u);')}
    ${wait}
  }
}
`;
}
