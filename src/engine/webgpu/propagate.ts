/**
 * The kernel that carries examples through a network and their errors back: gather, every layer's product, bias and
 * activation, the loss, and the error signals δ_l = ∂loss/∂z_l. While the weights stand still no example knows of
 * another, so a workgroup takes a few of them all the way in one dispatch and waits for nobody.
 */
import type { Activation } from '../../activations/activation.ts';
import type { NetworkLayout } from './layout.ts';
import { LOSS_WGSL, type LossName } from './loss.ts';
import { observationWgsl, unobservedWgsl } from './observe.ts';
import { binding, component, layoutConstants, repeat, STEP_STRUCT } from './wgsl.ts';

export interface PropagateParams {
  readonly layout: NetworkLayout;
  readonly activation: Activation['wgsl'];
  readonly loss: LossName;
  /**
   * `train`: signals of the mean loss. `measure`: signals of one example's loss, and besides the losses also each
   * thread's moments of z_l and δ_l, and the outputs.
   */
  readonly mode: 'train' | 'measure';
  /** Examples are picked by the order buffer; otherwise all of them in order. */
  readonly gathered: boolean;
  /** Examples in the data. */
  readonly size: number;
}

/** Where things lie in the report that the kernel writes, counted in f32; what follows the losses in `measure` only. */
export interface ReportLayout {
  /** Number of summed losses, which come first: [replicas × items × rowTiles]. */
  readonly losses: number;
  /** Start of [replicas × items × threads × 2 (z, δ) × depth × 2 (largest, squares)]. */
  readonly moments: number;
  /** Start of z_L, [replicas × examples × outputs]. */
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

/** Invocations side by side where each works alone: the SIMD width of a software adapter. */
const LONE_GROUP = 4;

/** Workgroups to dispatch. */
export function propagateGroups({ replicas, items, tiling }: NetworkLayout): number {
  return tiling.threads > 1 ? replicas * items : Math.ceil((replicas * items) / LONE_GROUP);
}

export function propagateWgsl({ layout, activation, loss, mode, gathered, size }: PropagateParams): string {
  const { rows, columns, threads } = layout.tiling;
  const { replicas } = layout;
  const alone = threads === 1;
  const barrier = alone ? '' : 'storageBarrier();';
  const measuring = (text: string) => (mode === 'measure' ? text : '');

  // A register tile: `columns` neurons by `vectors` vec4s of examples.
  const vectors = rows / 4;
  const groups = columns / 4;
  const tile = (text: (sum: string, c: number, v: number) => string) =>
    repeat(columns, (c) => repeat(vectors, (v) => text(`s${c}_${v}`, c, v)));
  const sums = Array.from({ length: columns * vectors }, (_, q) => `s${Math.floor(q / vectors)}_${q % vectors}`);
  const TILE = `${columns * vectors}u`;

  return `${STEP_STRUCT}
${binding(0, 'uniform', 'step', 'Step')}
${binding(1, 'read', 'inputs', `array<f32, ${size * layout.inputs}>`)}
${binding(2, 'read', 'targets', `array<f32, ${size * layout.outputs}>`)}
${binding(3, 'read', 'parameters', `array<vec4f, ${replicas * layout.parameterStride}>`)}
${binding(4, 'read_write', 'activations', `array<vec4f, ${replicas * layout.activationStride}>`)}
${binding(5, 'read_write', 'signals', `array<vec4f, ${replicas * layout.signalStride}>`)}
${binding(6, 'read_write', 'report', `array<f32, ${reportLayout(layout, mode).length}>`)}
${gathered ? binding(7, 'read', 'order', 'array<u32>') : ''}
${layoutConstants(layout)}
const ROWS = ${vectors}u;  // vec4s of examples in a tile
const SCALE = ${mode === 'measure' ? '1.0' : `1.0 / ${layout.examples}.0`};

fn activationOf(z: f32) -> f32 { return ${activation.value}; }
fn slopeOf(z: f32) -> f32 { return ${activation.derivative}; }
fn activate(z: vec4f) -> vec4f { return vec4f(activationOf(z.x), activationOf(z.y), activationOf(z.z), activationOf(z.w)); }
fn slope(z: vec4f) -> vec4f { return vec4f(slopeOf(z.x), slopeOf(z.y), slopeOf(z.z), slopeOf(z.w)); }

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
${LOSS_WGSL[loss]}

@compute @workgroup_size(${alone ? LONE_GROUP : threads})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) local: u32) {
  ${alone ? `let item = workgroup.x * ${LONE_GROUP}u + local;` : 'let item = workgroup.x;'}
  let thread = ${alone ? '0u' : 'local'};
  if (item >= REPLICAS * ITEMS) { return; }
  let network = item / ITEMS;
  let row = item % ITEMS * ROW_TILES * ROWS;
  let a = network * ACTIVATION_STRIDE + row;
  let d = network * SIGNAL_STRIDE + row;
  let w = network * PARAMETER_STRIDE;

  for (var t = thread; t < ROW_TILES * ROWS; t += THREADS) {
    let i = examplesAt(row + t) * INPUTS;
    for (var k = 0u; k < INPUTS; k++) {
      activations[a + k * EXAMPLE_VECTORS + t] = vec4f(inputs[i.x + k], inputs[i.y + k], inputs[i.z + k], inputs[i.w + k]);
    }
  }
  ${barrier}

  // z_l = b_l + a_{l-1} W_l. a_l = σ(z_l) goes on; σ'(z_l) waits where δ_l will be.
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
      ${tile((sum, c) => `var ${sum} = vec4f(b${c >> 2}.${component(c)});`)}
      var source = a + inputOf(layer) + r;
      var weight = weights + j;
      for (var k = 0u; k < fanIn; k++) {
        ${repeat(vectors, (v) => `let x${v} = activations[source + ${v}u];`)}
        ${repeat(groups, (q) => `let y${q} = parameters[weight + ${q}u];`)}
        ${tile((sum, c, v) => `${sum} += x${v} * y${c >> 2}.${component(c)};`)}
        source += EXAMPLE_VECTORS;
        weight += stride;
      }
      var z = array<vec4f, ${TILE}>(${sums.join(', ')});
      let to = 4u * j * EXAMPLE_VECTORS + r;
      ${measuring(`for (var q = 0u; q < ${TILE}; q++) { observe(z[q], countedAt(row + r + q % ROWS)); }`)}
      for (var q = 0u; q < ${TILE}; q++) {
        let at = to + q / ROWS * EXAMPLE_VECTORS + q % ROWS;
        if (last) {
          signals[d + signalOf(layer) + at] = z[q];
        } else {
          activations[a + inputOf(layer + 1u) + at] = activate(z[q]);
          signals[d + signalOf(layer) + at] = slope(z[q]);
        }
      }
    }
    ${measuring('writeMoments(item, thread, 0u, layer);')}
    ${barrier}
  }

  for (var t = thread; t < ROW_TILES; t += THREADS) {
    var sum = 0.0;
    for (var v = t * ROWS; v < (t + 1u) * ROWS; v++) {
      let at = d + signalOf(DEPTH - 1u) + v;
      ${measuring('writeOutputs(network, row + v, at);')}
      sum += loss(examplesAt(row + v) * OUTPUTS, countedAt(row + v), at);
    }
    report[item * ROW_TILES + t] = sum;
  }
  ${measuring('writeMoments(item, thread, 1u, DEPTH - 1u);')}
  ${barrier}

  // δ_l = δ_{l+1} W_{l+1}ᵀ ∘ σ'(z_l)
  for (var layer = DEPTH - 1u; layer > 0u; layer--) {
    let stride = rowVectors(layer);
    let fanOut = select(${Math.ceil(layout.width / 4)}u, ${Math.ceil(layout.outputs / 4)}u, layer == DEPTH - 1u);
    const columnTiles = PADDED_WIDTH / ${columns}u;
    for (var t = thread; t < ROW_TILES * columnTiles; t += THREADS) {
      let r = t / columnTiles * ROWS;
      let k = t % columnTiles * ${columns}u;
      ${tile((sum) => `var ${sum} = vec4f();`)}
      var source = d + signalOf(layer) + r;
      var weight = w + weightsOf(layer) + k * stride;
      for (var j = 0u; j < fanOut; j++) {
        ${repeat(4, (q) => repeat(vectors, (v) => `let x${q}_${v} = signals[source + ${q}u * EXAMPLE_VECTORS + ${v}u];`))}
        ${repeat(columns, (c) => `let y${c} = parameters[weight + ${c}u * stride];`)}
        ${repeat(4, (q) => tile((sum, c, v) => `${sum} += x${q}_${v} * y${c}.${component(q)};`))}
        source += 4u * EXAMPLE_VECTORS;
        weight += 1u;
      }
      var product = array<vec4f, ${TILE}>(${sums.join(', ')});
      let to = d + signalOf(layer - 1u) + k * EXAMPLE_VECTORS + r;
      for (var q = 0u; q < ${TILE}; q++) {
        let at = to + q / ROWS * EXAMPLE_VECTORS + q % ROWS;
        let delta = product[q] * signals[at];
        signals[at] = delta;
        observeSignal(delta);
      }
    }
    ${measuring('writeMoments(item, thread, 1u, layer - 1u);')}
    ${barrier}
  }
}
`;
}
