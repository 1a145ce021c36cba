/**
 * The kernel that turns activations and error signals into the next parameters: each thread sums the gradient of one
 * tile of weights over the examples and applies the optimizer to it at once. All layers in one dispatch.
 */
import type { OptimizerName } from '../../experiment/experiment.ts';
import { wgslLets } from '../../formula/print/wgsl.ts';
import { ACCUMULATORS, accumulatorsOf, OPTIMIZERS } from '../step/optimizers.ts';
import type { NetworkLayout } from './layout.ts';
import { reportLayout } from './propagate.ts';
import { binding, layoutConstants, NETWORK_STRUCT, repeat, stepStruct } from './wgsl.ts';

export interface UpdateParams {
  readonly layout: NetworkLayout;
  readonly optimizer: OptimizerName;
  /** Steps whose losses are kept. */
  readonly slots: number;
  /** Learning rates of the run. */
  readonly rates: number;
}

const GROUP = 16;

/** Statements that put the next values in the place of four parameters and of what is remembered of them. */
function stepWgsl(optimizer: OptimizerName): string {
  const { accumulators, parameter } = OPTIMIZERS.webgpu[optimizer];
  const places = ['accumulators[at]', 'accumulators[at + SECOND]'];
  const own = accumulators.map((value, i) => {
    const [letter, place] = [ACCUMULATORS[i] as string, places[i] as string];
    return { value, letter, place, next: `${letter}Next` };
  });
  const next = Object.fromEntries(own.map(({ next, value }) => [next, value]));
  return `
  let parameter = parameters[at];
  ${own.map(({ letter, place }) => `let ${letter} = ${place};`).join(' ')}
  ${wgslLets({ ...next, parameterNext: parameter }, { rate: 'rate', correction: 'step.second' })}
  ${own.map(({ place, next }) => `${place} = ${next};`).join(' ')}
  parameters[at] = parameterNext;
`;
}

interface Jobs {
  /** Tiles of weights of the first, of each hidden, and of the last layer. */
  readonly first: number;
  readonly hidden: number;
  readonly last: number;
  /** Where the tiles of biases begin: after the weights' of all layers, in a workgroup of their own. */
  readonly biases: number;
  readonly end: number;
}

function jobsOf({ tiling, depth, paddedInputs, paddedWidth, paddedOutputs }: NetworkLayout): Jobs {
  const [i, w, o] = [paddedInputs, paddedWidth, paddedOutputs].map((n) => n / tiling.columns) as [
    number,
    number,
    number,
  ];
  const [first, hidden, last] = [i * w, w * w, w * o];
  const biases = Math.ceil((first + (depth - 2) * hidden + last) / GROUP) * GROUP;
  return { first, hidden, last, biases, end: biases + (depth - 1) * w + o };
}

/** Workgroups to dispatch, x and y, for so many networks; all of them unless told. */
export const updateGroups = (layout: NetworkLayout, networks = layout.replicas): readonly [number, number] => [
  Math.ceil(jobsOf(layout).end / GROUP),
  networks,
];

export function updateWgsl({ layout, optimizer, slots, rates }: UpdateParams): string {
  const { columns } = layout.tiling;
  const { replicas, depth, parameterStride } = layout;
  const groups = columns / 4;
  const jobs = jobsOf(layout);
  const accumulators = accumulatorsOf(optimizer);
  const report = reportLayout(layout, 'train');
  return `${stepStruct(rates)}${NETWORK_STRUCT}
${binding(0, 'uniform', 'step', 'Step')}
${binding(1, 'read', 'activations', `array<vec4f, ${replicas * layout.activationStride}>`)}
${binding(2, 'read', 'signals', `array<vec4f, ${replicas * layout.signalStride}>`)}
${binding(3, 'read', 'report', `array<f32, ${report.length}>`)}
${binding(4, 'read_write', 'parameters', `array<vec4f, ${replicas * parameterStride}>`)}
${binding(5, 'read_write', 'losses', `array<f32, ${slots * replicas}>`)}
${binding(6, 'read', 'networks', `array<Network, ${replicas}>`)}
${accumulators > 0 ? binding(7, 'read_write', 'accumulators', `array<vec4f, ${accumulators * replicas * parameterStride}>`) : ''}
${layoutConstants(layout)}
const SECOND = ${replicas * parameterStride}u;
const WIDTH_TILES = PADDED_WIDTH / ${columns}u;

var<private> rate: f32;

fn update(at: u32, gradient: vec4f) {${stepWgsl(optimizer)}}

fn updateWeights(network: u32, layer: u32, job: u32) {
  let stride = rowVectors(layer);
  let columnTiles = stride / ${groups}u;
  let fanIn = select(WIDTH, INPUTS, layer == 0u);
  let k = job / columnTiles * ${columns}u;
  let j = job % columnTiles * ${groups}u;
  ${repeat(columns, (k) => repeat(columns, (j) => `var g${k}_${j} = 0.0;`))}
  var a = network * ACTIVATION_STRIDE + inputOf(layer) + k * EXAMPLE_VECTORS;
  var d = network * SIGNAL_STRIDE + signalOf(layer) + 4u * j * EXAMPLE_VECTORS;
  for (var i = 0u; i < EXAMPLE_VECTORS; i++) {
    ${repeat(columns, (k) => `let x${k} = activations[a + ${k}u * EXAMPLE_VECTORS];`)}
    ${repeat(columns, (j) => `let y${j} = signals[d + ${j}u * EXAMPLE_VECTORS];`)}
    ${repeat(columns, (k) => repeat(columns, (j) => `g${k}_${j} += dot(x${k}, y${j});`))}
    a++;
    d++;
  }
  let at = network * PARAMETER_STRIDE + weightsOf(layer) + k * stride + j;
  var gradient = array<vec4f, ${columns * groups}>(${repeat(columns, (k) =>
    repeat(groups, (q) => `vec4f(${[0, 1, 2, 3].map((c) => `g${k}_${4 * q + c}`).join(', ')}),`),
  )});
  for (var q = 0u; q < ${columns * groups}u; q++) {
    let row = q / ${groups}u;
    // Inputs that are padding have σ(0), which need not be zero: their weights stay as they are.
    if (k + row < fanIn) { update(at + row * stride + q % ${groups}u, gradient[q]); }
  }
}

// A bias's gradient over all examples; only the value, the first of the streams, has one. Examples that mirror each other are added first: where data and activation are odd
// the gradient is exactly zero, and Adam would make steps of full size out of rounding errors.
fn sumOfSignals(start: u32) -> f32 {
  const QUADS = EXAMPLE_VECTORS / STREAMS;
  var sum = vec4f();
  for (var i = 0u; i < QUADS / 2u; i++) {
    sum += signals[start + i * STREAMS] + signals[start + (QUADS - 1u - i) * STREAMS].wzyx;
  }
  if (QUADS % 2u == 1u) {
    let middle = signals[start + QUADS / 2u * STREAMS];
    sum += vec4f(middle.xy + middle.wz, 0.0, 0.0);
  }
  return (sum.x + sum.y) + (sum.z + sum.w);
}

fn updateBiases(network: u32, layer: u32, tile: u32) {
  let stride = rowVectors(layer);
  let biases = network * PARAMETER_STRIDE + weightsOf(layer) + select(PADDED_WIDTH, PADDED_INPUTS, layer == 0u) * stride;
  let d = network * SIGNAL_STRIDE + signalOf(layer);
  for (var q = tile * ${groups}u; q < (tile + 1u) * ${groups}u; q++) {
    var gradient: vec4f;
    for (var c = 0u; c < 4u; c++) { gradient[c] = sumOfSignals(d + (4u * q + c) * EXAMPLE_VECTORS); }
    update(biases + q, gradient);
  }
}

fn reportLoss(network: u32) {
  var sum = 0.0;
  for (var i = 0u; i < ITEMS * ROW_TILES; i++) { sum += report[network * ITEMS * ROW_TILES + i]; }
  losses[step.slot * REPLICAS + network] = sum / ${layout.examples}.0;
}

@compute @workgroup_size(${GROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let told = networks[id.y];
  let network = told.place;
  rate = step.rates[told.rate / 4u][told.rate % 4u];
  if (id.x < ${jobs.biases}u) {
    let hidden = (max(id.x, ${jobs.first}u) - ${jobs.first}u) / ${jobs.hidden}u;
    let layer = min(select(1u + hidden, 0u, id.x < ${jobs.first}u), DEPTH - 1u);
    let start = select(${jobs.first}u + (max(layer, 1u) - 1u) * ${jobs.hidden}u, 0u, layer == 0u);
    if (id.x < ${jobs.first + (depth - 2) * jobs.hidden + jobs.last}u) { updateWeights(network, layer, id.x - start); }
  } else if (id.x < ${jobs.end}u) {
    let job = id.x - ${jobs.biases}u;
    let layer = min(job / WIDTH_TILES, DEPTH - 1u);
    updateBiases(network, layer, job - layer * WIDTH_TILES);
    if (job == 0u) { reportLoss(network); }
  }
}
`;
}
